import { Readable } from "node:stream";
import { currentStaff } from "#app/_auth/staff.ts";
import { leaveNotice } from "#app/_forms/notice.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { partFrom, referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { viewDocument } from "#lib/request/clocks/documents.ts";

type Context = { params: Promise<{ ref: string; id: string }> };

/** A document that was sent as proof, as a file to save: no browser shows or runs what a stranger sent us. */
export async function GET(_request: Request, context: Context): Promise<Response> {
  const { ref, id } = await context.params;
  const reference = referenceFrom(ref);
  const page = requestAddress(reference, "/clock");
  try {
    const actor = await currentStaff();
    if (!actor) return seeOther("/desk/sign-in");
    const { type, name, stream } = await viewDocument(actor, reference, partFrom(id));
    return new Response(Readable.toWeb(Readable.from(stream)) as ReadableStream, {
      headers: {
        "Content-Type": type,
        "Content-Disposition": `attachment; filename="${name}"`,
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
      },
    });
  } catch (error) {
    if (!(error instanceof HabeasError)) {
      log.error({ err: error }, "a document could not be shown");
      return plainPage("trouble", page);
    }
    await leaveNotice(page, {
      tone: "problem",
      title: "There is no document to see",
      sentence: error.message,
    });
    return seeOther(page);
  }
}
