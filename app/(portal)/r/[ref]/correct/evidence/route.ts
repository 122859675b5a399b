import { asker } from "#app/_auth/visitor.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { readUpload } from "#app/task/upload.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { parseReference } from "#lib/core/reference.ts";
import { addCorrectionDocument } from "#lib/rectification/documents.ts";
import { readPersonRectification } from "#lib/rectification/read.ts";
import { largestDocument } from "#lib/request/clocks/documents.ts";

/** Keeps a document that shows what is right. Of a stranger's upload nothing is read. */
export async function POST(request: Request, { params }: { params: Promise<{ ref: string }> }) {
  const reference = parseReference((await params).ref);
  if (!reference) return seeOther("/nothing-here");
  const page = `/r/${reference}/correct`;
  if (!cameFromOurPage(request)) return plainPage("foreign");
  try {
    const actor = await asker();
    await readPersonRectification(actor, reference);
    const form = await readUpload(request);
    const [id, file] = [form.get("correction"), form.get("document")];
    if (typeof id !== "string" || !(file instanceof File) || file.size === 0)
      return seeOther(`${page}?said=type`);
    if (file.size > largestDocument) return seeOther(`${page}?said=large`);
    await addCorrectionDocument(actor, reference, id, new Uint8Array(await file.arrayBuffer()));
    return seeOther(page);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "invalid") return seeOther(`${page}?said=type`);
    if (error instanceof HabeasError) return seeOther(page);
    log.error({ err: error }, "a document for a correction failed");
    return plainPage("trouble", page);
  }
}
