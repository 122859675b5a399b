import { asker } from "#app/_auth/visitor.ts";
import { proofFile } from "#app/_certificate/file.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { parseReference } from "#lib/core/reference.ts";
import { proofsOfRequest } from "#lib/request/log-proofs.ts";

/** The proof that a request and what came of it are in the log, as a file. A stranger is led to the code page. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ ref: string }> },
): Promise<Response> {
  const reference = parseReference((await params).ref);
  if (!reference) return seeOther("/nothing-here");
  try {
    const proofs = await proofsOfRequest(await asker(), reference);
    return proofs ? proofFile(reference, proofs) : plainPage("unlogged", `/r/${reference}/proof`);
  } catch (error) {
    if (error instanceof HabeasError) return seeOther(`/r/${reference}/prove`);
    log.error({ err: error }, "a proof from the log could not be made");
    return plainPage("unmade", `/r/${reference}`);
  }
}
