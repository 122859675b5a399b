import { asker } from "#app/_auth/visitor.ts";
import { closed } from "#app/_forms/closed.ts";
import { cameFromOurPage } from "#app/_forms/origin.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { readUpload } from "#app/task/upload.ts";
import { addPaper } from "#lib/behalf/papers.ts";
import { readAsAsker } from "#lib/behalf/read.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { parseReference } from "#lib/core/reference.ts";
import { largestDocument } from "#lib/request/clocks/documents.ts";

/** Keeps a paper that shows the authority. Of a stranger's upload nothing is read. */
export async function POST(request: Request, { params }: { params: Promise<{ ref: string }> }) {
  const reference = parseReference((await params).ref);
  if (!reference) return seeOther("/nothing-here");
  const page = `/for/${reference}`;
  if (await closed()) return plainPage("maintenance");
  if (!cameFromOurPage(request)) return plainPage("foreign");
  try {
    const actor = await asker();
    await readAsAsker(actor, reference);
    const form = await readUpload(request);
    const file = form.get("paper");
    if (!(file instanceof File) || file.size === 0) return seeOther(`${page}?said=type`);
    if (file.size > largestDocument) return seeOther(`${page}?said=large`);
    const to = form.get("to") === "asker" ? "asker" : "person";
    await addPaper(actor, reference, new Uint8Array(await file.arrayBuffer()), to);
    return seeOther(`${page}?said=paper`);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "invalid") return seeOther(`${page}?said=type`);
    if (error instanceof HabeasError && error.code === "conflict") return seeOther(`${page}?said=closed`);
    if (error instanceof HabeasError) return seeOther(page);
    log.error({ err: error }, "a paper for somebody else failed");
    return plainPage("trouble", page);
  }
}
