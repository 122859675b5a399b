import { Readable } from "node:stream";
import type { NextRequest } from "next/server";
import { currentStaff } from "#app/_auth/staff.ts";
import { leaveNotice } from "#app/_forms/notice.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { readSmallForm } from "#app/desk/_kit/form.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import type { EvidenceAsk } from "#lib/evidence/ask.ts";
import { takeEvidence } from "#lib/evidence/pack.ts";
import { keepForm } from "#lib/staff/kept-form.ts";

/**
 * Answers a pack while it is made. A form and not a link: that it was taken is written down. What stops it is said on
 * `page`; a sign-in that is not fresh is asked for, and the form is sent again after it.
 */
export async function takePack(
  request: NextRequest,
  page: string,
  askOf: (form: FormData) => EvidenceAsk,
): Promise<Response> {
  const staff = await currentStaff();
  if (!staff) return seeOther("/desk/sign-in");
  if (!cameFromOurPage(request)) return plainPage("foreign", page);
  const form = await readSmallForm(request);
  try {
    const { fileName, stream } = await takeEvidence(staff, askOf(form));
    return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
      headers: {
        "content-type": "application/zip",
        "content-disposition": `attachment; filename="${fileName}"`,
        "cache-control": "no-store",
      },
    });
  } catch (error) {
    if (!(error instanceof HabeasError)) {
      log.error({ err: error }, "evidence could not be taken");
      return plainPage("trouble", page);
    }
    if (error.code === "step_up") {
      const fields = [...form].flatMap(([name, value]): [string, string][] =>
        typeof value === "string" ? [[name, value]] : [],
      );
      await keepForm(staff, { action: request.nextUrl.pathname, page, fields });
      return seeOther("/desk/sign-in/again");
    }
    await leaveNotice(page.split("?")[0] ?? page, {
      tone: "problem",
      title: "Nothing was taken",
      sentence: error.message,
    });
    return seeOther(page);
  }
}
