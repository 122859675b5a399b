import type { NextRequest } from "next/server";
import { currentStaff } from "#app/_auth/staff.ts";
import { proofFile } from "#app/_certificate/file.ts";
import { plainPage } from "#app/_forms/plain-page.ts";
import { seeOther } from "#app/_forms/post.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { proofsOfRequest } from "#lib/request/log-proofs.ts";

type Context = { params: Promise<{ ref: string }> };

/** The proof that a request and what came of it are in the log, as the person gets it. */
export async function GET(_request: NextRequest, context: Context): Promise<Response> {
  const reference = referenceFrom((await context.params).ref);
  const page = requestAddress(reference, "/erase");
  const staff = await currentStaff();
  if (!staff) return seeOther("/desk/sign-in");
  try {
    const proofs = await proofsOfRequest(staff, reference);
    return proofs ? proofFile(reference, proofs) : plainPage("unlogged", page);
  } catch (error) {
    if (error instanceof HabeasError) return seeOther(page);
    log.error({ err: error }, "a proof from the log could not be made");
    return plainPage("unmade", page);
  }
}
