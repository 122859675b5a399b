import { and, eq, gt } from "drizzle-orm";
import { bundle } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import { gatherFacts } from "#lib/bundle/gather.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import type { Snapshot } from "#lib/fanout/snapshot/read.ts";
import { freshMap } from "#lib/map/current.ts";
import { proofOf, requestFor } from "#lib/request/access.ts";
import { isFresh } from "./fresh.ts";
import { factsIn } from "./snapshot.ts";

/**
 * What the systems say about the person of one request, to that person: once the whole answer is out, while it can be
 * fetched, within fifteen minutes of a proof (`needs_code` otherwise). It is read from what the file is made from: the
 * same keys, the same kinds, and hidden what staff hid there.
 * Throws the uniform `not_found` before that and for everybody else.
 */
export async function readOwnFacts(actor: Actor, reference: string): Promise<Snapshot | "needs_code"> {
  await freshMap();
  const facts = await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "see_findings" });
    const proof = proofOf(actor, row);
    if (!proof || (row.status !== "ready" && row.status !== "closed")) return notFound();
    const whole = and(eq(bundle.requestId, row.id), eq(bundle.state, "settled"), eq(bundle.partial, false));
    const [out] = await tx
      .select({ readyAt: bundle.readyAt })
      .from(bundle)
      .where(and(whole, gt(bundle.expiresAt, new Date())))
      .limit(1);
    if (!out) return notFound();
    if (!isFresh({ provenAt: proof.at })) return "needs_code";
    await audit(tx, row.id, actor, { kind: "snapshot_viewed" });
    return gatherFacts(tx, row.id, out.readyAt ?? new Date());
  });
  if (facts === "needs_code") return facts;
  return factsIn(facts, ({ title }, { label }) => ({ system: title, collection: label }));
}
