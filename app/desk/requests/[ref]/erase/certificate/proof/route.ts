import { proofFile } from "#app/_certificate/file.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { fileRoute } from "#app/desk/_erase/file-route.ts";
import { proofsOfRequest } from "#lib/request/log-proofs.ts";

/** The proof that a request and what came of it are in the log, as the person gets it. */
export const GET = fileRoute(async (staff, reference, page) => {
  const proofs = await proofsOfRequest(staff, reference);
  return proofs ? proofFile(reference, proofs) : plainPage("unlogged", page);
}, "a proof from the log could not be made");
