import { asker } from "#app/_auth/visitor.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { openHandover } from "#lib/bundle/handover.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { parseReference } from "#lib/core/reference.ts";

type Params = { params: Promise<{ ref: string; number: string }> };

/** Streams a bundle to its person, within fifteen minutes of a code; otherwise leads to the code page. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { ref, number } = await params;
  const reference = parseReference(ref);
  if (!reference || !/^\d{1,4}$/.test(number)) return seeOther("/nothing-here");
  try {
    const handover = await openHandover(await asker(), reference, Number(number));
    if (handover.kind === "needs_code") return seeOther(`/r/${reference}/prove?then=download`);
    return new Response(handover.stream, {
      headers: {
        "Content-Type": "application/zip",
        "Content-Length": String(handover.bytes),
        "Content-Disposition": `attachment; filename="${handover.fileName.replace(/[^A-Za-z0-9._-]/g, "_")}"`,
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
        // The file is packed already: a second packing would only cost its length.
        "Content-Encoding": "identity",
      },
    });
  } catch (error) {
    if (error instanceof HabeasError && error.code === "not_found") {
      return seeOther(`/r/${reference}/prove?then=download`);
    }
    if (error instanceof HabeasError && error.code === "gone") return seeOther(`/r/${reference}/download`);
    log.error({ err: error }, "a download failed");
    return plainPage("unmade", `/r/${reference}/download`);
  }
}
