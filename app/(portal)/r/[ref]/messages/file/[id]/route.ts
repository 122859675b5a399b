import { asker } from "#app/_auth/visitor.ts";
import { fileToSave } from "#app/_forms/file-to-save.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { parseReference } from "#lib/core/reference.ts";
import { openAttachment } from "#lib/dealing/read.ts";

/** A file of the thread, to save, for the proven person. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ ref: string; id: string }> },
): Promise<Response> {
  const { ref, id } = await params;
  const reference = parseReference(ref);
  if (!reference) return seeOther("/nothing-here");
  try {
    return fileToSave(await openAttachment(await asker(), reference, id));
  } catch (error) {
    if (error instanceof HabeasError) return seeOther(`/r/${reference}/messages`);
    log.error({ err: error }, "a file of a message could not be opened");
    return plainPage("trouble", `/r/${reference}/messages`);
  }
}
