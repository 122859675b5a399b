import { asker } from "#app/_auth/visitor.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { parseReference } from "#lib/core/reference.ts";
import { dutyNoticePdf } from "#lib/notice/duty/read.ts";

type Params = { params: Promise<{ ref: string; id: string }> };

/** A letter as the PDF that went out with the mail. A stranger is led to the code page, as from everywhere. */
export async function GET(_request: Request, { params }: Params): Promise<Response> {
  const { ref, id } = await params;
  const reference = parseReference(ref);
  if (!reference) return seeOther("/nothing-here");
  try {
    const { fileName, bytes } = await dutyNoticePdf(await asker(), reference, id);
    return new Response(new Uint8Array(bytes), {
      headers: {
        "Content-Type": "application/pdf",
        "Content-Length": String(bytes.length),
        "Content-Disposition": `attachment; filename="${fileName.replace(/[^A-Za-z0-9._-]/g, "_")}"`,
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "private, no-store",
      },
    });
  } catch (error) {
    if (error instanceof HabeasError && error.code === "not_found") return seeOther(`/r/${reference}/prove`);
    log.error({ err: error }, "a letter could not be opened");
    return plainPage("unmade", `/r/${reference}`);
  }
}
