import type { NextRequest } from "next/server";
import { currentStaff, type Staff } from "#app/_auth/staff.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { readSmallForm } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";

const page = "/desk/audit";
const today = () => new Date().toISOString().slice(0, 10);

/** Answers a form with lines of JSON, made while they are sent. A form and not a link: that they were taken is written down. */
export async function sendLines(
  request: NextRequest,
  name: string,
  make: (staff: Staff, form: FormData) => Promise<AsyncIterable<string>>,
): Promise<Response> {
  try {
    const staff = await currentStaff();
    if (!staff) return seeOther("/desk/sign-in");
    if (!cameFromOurPage(request)) return plainPage("foreign", page);
    const lines = await make(staff, await readSmallForm(request));
    return file(bytesOf(lines), "application/x-ndjson; charset=utf-8", `${name}-${today()}.ndjson`);
  } catch (error) {
    return failed(error);
  }
}

/** Answers a link to what was signed about the log at one size. */
export async function sendSigned(
  params: Promise<{ size: string }>,
  of: { type: string; name: (size: number) => string },
  take: (staff: Staff, size: number) => Promise<string | Buffer>,
): Promise<Response> {
  try {
    const staff = await currentStaff();
    if (!staff) return seeOther("/desk/sign-in");
    const { size } = await params;
    if (!/^\d{1,15}$/.test(size)) return plainPage("nothing", page);
    const signed = await take(staff, Number(size));
    return file(new Uint8Array(Buffer.from(signed)), of.type, of.name(Number(size)));
  } catch (error) {
    if (error instanceof HabeasError && error.code === "not_found") return plainPage("nothing", page);
    return failed(error);
  }
}

function failed(error: unknown): Promise<Response> {
  if (!(error instanceof HabeasError)) log.error({ err: error }, "the log could not be sent");
  return plainPage("trouble", page);
}

function file(body: BodyInit, type: string, name: string): Response {
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}"`,
      "cache-control": "no-store",
    },
  });
}

function bytesOf(lines: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const reader = lines[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await reader.return?.();
    },
  });
}
