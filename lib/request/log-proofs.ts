import type { LogProof } from "#lib/audit/log/prove.ts";
import { proveEvents } from "#lib/audit/log/prove.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction } from "#lib/db/database.ts";
import { requestFor } from "./access.ts";

/** What of a request somebody may want to prove against us: that it was received, what was done, what was handed over. */
const marks = [
  "request_filed",
  "bundle_built",
  "effect_done",
  "rectification_system_done",
  "erasure_system_done",
  "erasure_done",
  "erasure_put_back",
  "certificate_issued",
];

/** A file of proofs for one request; `waiting`: further events that the next checkpoint will count. */
export type ProofFile = { format: "habeas-log-proofs/1"; waiting: number; proofs: LogProof[] };

/**
 * Proofs that the request and what came of it are in our log, for whoever may have its certificate. Null where no
 * checkpoint counts any of it yet.
 */
export async function proofsOfRequest(actor: Actor, reference: string): Promise<ProofFile | null> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "see_requests" });
    const { proofs, waiting } = await proveEvents(tx, row.id, { kinds: marks });
    return proofs.length === 0 ? null : { format: "habeas-log-proofs/1", waiting, proofs };
  });
}

/**
 * The same for one event of a request: by its number in the request's own log, or by the SHA-256 (hex) of a receipt, a
 * certificate or a bundle that it holds. `house` in place of a reference: what belongs to no request.
 */
export async function proofsOfEvent(
  actor: Extract<Actor, { kind: "operator" }>,
  reference: string,
  wanted: { position: number } | { holds: string },
): Promise<{ proofs: LogProof[]; waiting: number }> {
  return inTransaction(async (tx) => {
    const need = { person: "never", staff: "see_requests" } as const;
    const chain = reference === "house" ? "house" : (await requestFor(tx, actor, reference, need)).id;
    return proveEvents(tx, chain, wanted);
  });
}
