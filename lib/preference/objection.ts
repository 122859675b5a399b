import { eq } from "drizzle-orm";
import { objection } from "#drizzle/schema/effect.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import { requestFor } from "#lib/request/access.ts";
import type { Answers } from "#lib/request/answers.ts";
import { lockRequest } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal } from "#lib/vault/seal.ts";
import { place } from "./restriction.ts";

/** A purpose that rests on legitimate interests or a public task: what can be objected to (Art. 21(1) GDPR). */
export type Objectionable = {
  purpose: string;
  basis: "legitimate_interests" | "public_task";
  systems: string[];
};

/** Every purpose of the map that a person can object to, with the titles of the systems that have it. */
export function objectionablePurposes(): Objectionable[] {
  const found = new Map<string, Objectionable>();
  for (const { title, collections } of currentMap().systems) {
    for (const { purpose, legal_basis: basis } of collections) {
      if (basis !== "legitimate_interests" && basis !== "public_task") continue;
      const known = found.get(`${basis} ${purpose}`) ?? { purpose, basis, systems: [] };
      if (!known.systems.includes(title)) known.systems.push(title);
      found.set(`${basis} ${purpose}`, known);
    }
  }
  return [...found.values()].sort((a, b) => (a.purpose < b.purpose ? -1 : 1));
}

export const objectionContext = (requestId: string) => `objection/${requestId}/reason`;

/**
 * Begins to follow an objection, in the transaction that holds the request. Advertising stops at once and for good, and
 * nothing is weighed; other uses are restricted until they are weighed (Art. 18(1)(d)). Harmless to repeat.
 */
export async function openObjection(
  tx: Transaction,
  locked: RequestRow,
  { objects }: Pick<Answers, "objects">,
  actor: Actor,
): Promise<void> {
  const uses = objects !== "marketing";
  const [opened] = await tx
    .insert(objection)
    .values({
      requestId: locked.id,
      marketing: objects !== "uses",
      purposes: uses ? objectionablePurposes().map(({ purpose }) => purpose) : [],
      state: uses ? "weighing" : "not_needed",
    })
    .onConflictDoNothing()
    .returning();
  if (!opened) return;
  await audit(tx, locked.id, actor, {
    kind: "objection_opened",
    marketing: opened.marketing,
    purposes: opened.purposes.length,
  });
  if (uses) {
    const why = "The person objected, and it is not decided yet whose grounds weigh more.";
    await place(tx, locked, actor, "objection_pending", why);
  }
}

/**
 * Staff weigh an objection to other uses than advertising: it is right, or compelling grounds outweigh it, with the
 * reasons. Upheld, the restriction stays until the use has ended, and erasure may be proposed (Art. 17(1)(c)).
 * Overridden, the restriction is lifted with prior notice. The decision of the request tells the person.
 */
export async function weighObjection(
  actor: Actor,
  reference: string,
  weighed: { verdict: "upheld" | "overridden"; reason: string },
): Promise<void> {
  const reason = weighed.reason.trim();
  if (!["upheld", "overridden"].includes(weighed.verdict)) throw new HabeasError("invalid", "Choose one.");
  if (reason === "" || reason.length > 4000) {
    throw new HabeasError("invalid", "Write the reasons: the person is told them.");
  }
  await inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "approve" });
    const locked = await lockRequest(tx, seen.id);
    const [row] = await tx.select().from(objection).where(eq(objection.requestId, locked.id)).for("update");
    if (!row) return notFound();
    if (row.state !== "weighing" || !["collecting", "reviewing"].includes(locked.status)) {
      throw new HabeasError("conflict", "There is nothing to weigh (any more).");
    }
    await tx
      .update(objection)
      .set({
        state: weighed.verdict,
        sealedReason: seal(await keyOf(tx, locked.id), objectionContext(locked.id), reason),
        decidedBy: actorName(actor),
        decidedAt: new Date(),
      })
      .where(eq(objection.requestId, locked.id));
    await audit(tx, locked.id, actor, { kind: "objection_weighed", verdict: weighed.verdict });
  });
}
