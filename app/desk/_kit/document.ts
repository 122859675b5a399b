import { currentStaff, type Staff } from "#app/_auth/staff.ts";
import { fileToSave } from "#app/_forms/file-to-save.ts";
import { leaveNotice } from "#app/_forms/notice.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";

type Document = { type: string; name: string; stream: AsyncIterable<Uint8Array> };

/**
 * A document that was sent to us, as a file to save: no browser shows or runs what a stranger sent. Where there is none,
 * or the role may not see it, `page` says so.
 */
export async function documentAnswer(
  page: string,
  view: (actor: Staff) => Promise<Document>,
): Promise<Response> {
  try {
    const actor = await currentStaff();
    if (!actor) return seeOther("/desk/sign-in");
    return fileToSave(await view(actor));
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
