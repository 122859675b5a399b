import { currentStaff } from "#app/_auth/staff.ts";
import { leaveNotice } from "#app/_forms/notice.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { diagnosticsOf } from "#lib/fanout/diagnostics.ts";

type Context = { params: Promise<{ ref: string }> };

/** How the work in every system stands, as one plain text without personal data. */
export async function GET(_request: Request, context: Context): Promise<Response> {
  const page = requestAddress(referenceFrom((await context.params).ref));
  try {
    const actor = await currentStaff();
    if (!actor) return seeOther("/desk/sign-in");
    const all = await diagnosticsOf(actor, referenceFrom((await context.params).ref));
    return new Response(`${all.map(({ text }) => text).join("\n\n")}\n`, {
      headers: {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Disposition": 'attachment; filename="diagnostics.txt"',
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    if (!(error instanceof HabeasError)) {
      log.error({ err: error }, "the diagnostics of a request could not be written");
      return plainPage("trouble", page);
    }
    await leaveNotice(page, { tone: "problem", title: "There is nothing to see", sentence: error.message });
    return seeOther(page);
  }
}
