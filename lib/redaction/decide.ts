import { and, eq, sql } from "drizzle-orm";
import { redactionGroup, redactionPlace } from "#drizzle/schema/redaction.ts";
import { bundle } from "#drizzle/schema/task.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type DataKey, open, seal } from "#lib/vault/seal.ts";
import type { Choice } from "./detect/rule.ts";
import { undecidedIn } from "./found.ts";
import { groupContext, type Told } from "./groups.ts";

export const reasonContext = (groupId: string) => `redaction_group/${groupId}/reason`;

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What staff say of something that was found. `place`: the number of one of its places, where only that is meant. */
export type Decided = { choice: Choice; why: string; place: number | null };

/**
 * Staff decide that something is hidden or shown: everywhere, or in one place. Whatever they decide of it, what the map
 * never discloses is not shown. Throws HabeasError `invalid` without a reason, `conflict` once the answer is out or is
 * being put together: one package is made from one set of decisions.
 */
export async function decideHidden(
  actor: Actor,
  reference: string,
  groupId: string,
  decided: Decided,
): Promise<void> {
  const why = reasonFrom(decided.why);
  await deciding(actor, reference, async (tx, locked, key) => {
    const [group] = uuid.test(groupId)
      ? await tx
          .select()
          .from(redactionGroup)
          .where(and(eq(redactionGroup.id, groupId), eq(redactionGroup.requestId, locked.id)))
      : [];
    if (!group) return notFound();
    const by = {
      decision: decided.choice,
      decidedBy: actorName(actor),
      decidedAt: new Date(),
      sealedReason: seal(key, reasonContext(group.id), why),
    };
    if (decided.place === null) {
      await tx.update(redactionGroup).set(by).where(eq(redactionGroup.id, group.id));
      // A word about all of them is a word about all of them.
      await tx.delete(redactionPlace).where(eq(redactionPlace.groupId, group.id));
    } else await decidePlace(tx, group, key, decided.place, by);
    await audit(tx, locked.id, actor, {
      kind: "hidden_decided",
      rule: group.rule,
      choice: decided.choice,
      places: decided.place === null ? group.count : 1,
    });
  });
}

/** Takes what the rules propose for everything that nobody has decided on yet. Returns for how many findings. */
export async function acceptProposals(actor: Actor, reference: string, typed: string): Promise<number> {
  const why = reasonFrom(typed);
  return deciding(actor, reference, async (tx, locked, key) => {
    const open = await tx
      .select({ id: redactionGroup.id })
      .from(redactionGroup)
      .where(undecidedIn(locked.id));
    // By one statement: a long correspondence has thousands of findings, and the request is locked meanwhile.
    await tx.execute(sql`
      update redaction_group g set decision = g.proposal, decided_by = ${actorName(actor)}, decided_at = now(),
        sealed_reason = r.reason
      from unnest(${sql.param(open.map(({ id }) => id))}::uuid[],
        ${sql.param(open.map(({ id }) => seal(key, reasonContext(id), why)))}::bytea[]) r(id, reason)
      where g.id = r.id`);
    if (open.length > 0)
      await audit(tx, locked.id, actor, { kind: "hidden_accepted", findings: open.length });
    return open.length;
  });
}

/** A reason as it is kept. Throws HabeasError `invalid` where there is none. */
export function reasonFrom(typed: string): string {
  const why = typed.trim();
  if (why.length < 3 || why.length > 2000) throw new HabeasError("invalid", "Say in a few words why.");
  return why;
}

/** Runs a decision about what is hidden, under the request's lock, while one may still be made. */
export async function deciding<T>(
  actor: Actor,
  reference: string,
  decide: (tx: Transaction, locked: RequestRow, key: DataKey) => Promise<T>,
): Promise<T> {
  return inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    // Whoever may not see findings does not decide about them.
    await requestFor(tx, actor, reference, { person: "never", staff: "see_findings" });
    const locked = await lockRequest(tx, seen.id);
    await mustBeOpen(tx, locked);
    return decide(tx, locked, await keyOf(tx, locked.id));
  });
}

type By = { decision: Choice; decidedBy: string; decidedAt: Date; sealedReason: Buffer };

async function decidePlace(
  tx: Transaction,
  group: typeof redactionGroup.$inferSelect,
  key: DataKey,
  number: number,
  by: By,
): Promise<void> {
  const told = JSON.parse(open(key, groupContext(group.requestId), group.sealed)) as Told;
  const place = told.places[number] ?? notFound();
  await tx
    .insert(redactionPlace)
    .values({
      groupId: group.id,
      systemId: place.system,
      collection: place.collection,
      field: place.field,
      recordToken: Buffer.from(place.recordToken, "hex"),
      ...by,
    })
    .onConflictDoUpdate({
      target: [
        redactionPlace.groupId,
        redactionPlace.systemId,
        redactionPlace.collection,
        redactionPlace.field,
        redactionPlace.recordToken,
      ],
      set: by,
    });
}

async function mustBeOpen(tx: Transaction, locked: { id: string; status: string }): Promise<void> {
  if (locked.status !== "collecting" && locked.status !== "reviewing") {
    throw new HabeasError("conflict", "The answer is out: what is hidden in it cannot change any more.");
  }
  const [building] = await tx
    .select({ id: bundle.id })
    .from(bundle)
    .where(and(eq(bundle.requestId, locked.id), sql`${bundle.state} in ('ready', 'running')`));
  if (building)
    throw new HabeasError("conflict", "The package is being put together. Try again when it is done.");
}
