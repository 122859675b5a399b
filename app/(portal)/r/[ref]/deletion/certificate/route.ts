import { asker } from "#app/_auth/visitor.ts";
import { certificateFile } from "#app/_certificate/file.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { parseReference } from "#lib/core/reference.ts";
import { erasureCertificate } from "#lib/erasure/certificate.ts";

/** The signed proof of an erasure, as a file. A stranger is led to the code page, as from everywhere. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const reference = parseReference((await params).ref);
  if (!reference) return seeOther("/nothing-here");
  try {
    return certificateFile(reference, await erasureCertificate(await asker(), reference));
  } catch (error) {
    if (error instanceof HabeasError && error.code === "not_found") return seeOther(`/r/${reference}/prove`);
    if (error instanceof HabeasError) return seeOther(`/r/${reference}/deletion`);
    log.error({ err: error }, "a certificate could not be made");
    return plainPage("unmade", `/r/${reference}/deletion`);
  }
}
