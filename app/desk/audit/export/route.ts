import type { NextRequest } from "next/server";
import { currentStaff } from "#app/_auth/staff.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { filterOf, typedFilter } from "#app/desk/_audit/filter.ts";
import { readSmallForm } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { exportLog } from "#lib/request/audit-log.ts";

/** The log as lines of JSON, made while it is sent. A form and not a link: that it was taken is written down. */
export async function POST(request: NextRequest): Promise<Response> {
  try {
    const staff = await currentStaff();
    if (!staff) return seeOther("/desk/sign-in");
    if (!cameFromOurPage(request)) return plainPage("foreign", "/desk/audit");
    const form = await readSmallForm(request);
    const lines = await exportLog(staff, filterOf(typedFilter((name) => form.get(name))));
    return new Response(bytesOf(lines), {
      headers: {
        "content-type": "application/x-ndjson; charset=utf-8",
        "content-disposition": `attachment; filename="log-${new Date().toISOString().slice(0, 10)}.ndjson"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    if (!(error instanceof HabeasError)) log.error({ err: error }, "the log could not be exported");
    return plainPage("trouble", "/desk/audit");
  }
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
