import type { Actor } from "#lib/core/actor.ts";
import { inTransaction } from "#lib/db/database.ts";
import { isTheirs, requestFor } from "../access.ts";
import { type KeptProof, keptProofs, proofsOf } from "./keep.ts";

/** What we kept of how the person showed who they are; only for who has proven it. Throws the uniform `not_found`. */
export async function readKeptProofs(actor: Actor, reference: string): Promise<KeptProof[]> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "see", staff: "see_requests" });
    return isTheirs(actor, row) ? keptProofs(await proofsOf(tx, row.id)) : [];
  });
}
