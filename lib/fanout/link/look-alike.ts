import { and, eq, sql } from "drizzle-orm";
import type { FoundKey, LikenessFacts, Session } from "#connectors/contract.ts";
import type { LikenessField } from "#connectors/language/likeness.ts";
import { proposedLink } from "#drizzle/schema/link.ts";
import { foundKey, task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import { database, type Transaction } from "#lib/db/database.ts";
import { blocksOf } from "#lib/identity/likeness/block.ts";
import type { System } from "#lib/map/schema.ts";
import { answersOf } from "#lib/request/sealed.ts";
import { type DataKey, seal } from "#lib/vault/seal.ts";
import { keyContext, keyToken } from "../known.ts";
import { saveAnswer, type UnsavedAnswer } from "../save-answer.ts";
import { commit, park, type TaskWork } from "../settle.ts";
import { blocksFor } from "./blocks.ts";
import { type Alike, alikeOf, onlyOne } from "./choose.ts";
import { detachedFrom, isDetached } from "./detached.ts";
import { personRecord } from "./person-record.ts";
import { adopt, type DecisionRow, rememberedFor } from "./remember.ts";
import { isSomebodyElses } from "./somebody-else.ts";

export const factsContext = (taskId: string) => `proposed_link/${taskId}/facts`;

/**
 * Looks through a system that knows the person by no key for somebody alike, and writes down whom it proposes.
 * Returns the keys to collect from: of the only one who is alike beyond doubt, or of those whom staff have
 * accepted before. `stop` where staff decide first; empty where nobody is alike.
 */
export async function lookAlike(
  work: TaskWork,
  session: Session,
  system: System,
  unsaved: UnsavedAnswer | undefined,
): Promise<FoundKey[] | "stop"> {
  const seen = session.candidates ? await candidatesOf(work, session.candidates.bind(session), system) : null;
  // Nobody is used alone where there was a second one, be it one whom staff have taken off the person.
  // Nor for somebody who asks for another: what systems know by the mailbox is who asks.
  const { who } = await answersOf(database(), work.request);
  const only = who === "self" ? onlyOne(seen?.alike ?? []) : null;
  const detached = await detachedFrom(work);
  const alike = (seen?.alike ?? []).filter(
    ({ candidate }) => !isDetached(work.row.systemId, candidate.key, detached),
  );
  let waits = false;
  const keys: FoundKey[] = [];
  const write = async (tx: Transaction) => {
    waits = false;
    keys.length = 0;
    if (unsaved) await saveAnswer(tx, work, unsaved);
    const earlier = new Map(
      (await rememberedFor(tx, work.row.requestId, work.row.systemId)).flatMap((row) =>
        row.keyToken ? [[row.keyToken.toString("hex"), row]] : [],
      ),
    );
    for (const one of alike) {
      const token = keyToken(work.row.systemId, one.candidate.key);
      const state = await propose(tx, work, one, only === one, earlier.get(token.toString("hex")));
      if (state === "proposed") waits = true;
      if (state === "used" || state === "accepted") keys.push(keyOf(one));
    }
    const verdicts = alike.map((one) => one.judgement.verdict);
    if (alike.length > 0) {
      await audit(tx, work.row.requestId, work.actor, {
        kind: "links_proposed",
        system: work.row.systemId,
        automatic: verdicts.filter((one) => one === "automatic").length,
        possible: verdicts.filter((one) => one === "possible").length,
      });
    }
    if (seen?.more) {
      await audit(tx, work.row.requestId, work.actor, {
        kind: "too_many_alike",
        system: work.row.systemId,
      });
    }
    await tx
      .update(task)
      .set({ likeness: "done", keysKnown: await keysKnown(tx, work.row.id) })
      .where(eq(task.id, work.row.id));
  };
  await commit(work, write);
  if (!waits) return keys;
  await park(work);
  return "stop";
}

const keyOf = ({ candidate }: Alike): FoundKey => ({
  collection: candidate.collection,
  key: candidate.key,
  via: { kind: "likeness", value: "" },
});

async function candidatesOf(
  work: TaskWork,
  ask: NonNullable<Session["candidates"]>,
  system: System,
): Promise<{ alike: Alike[]; more: boolean } | null> {
  const record = await personRecord(database(), work.request, work.key);
  const holds = new Set(
    system.collections.flatMap((one) => Object.keys(one.likeness ?? {}) as LikenessField[]),
  );
  const facts = plainFacts(record);
  const blocks = blocksFor(blocksOf(record), facts, holds);
  if (blocks.length === 0) return null;
  const { given_name, family_name, full_name } = facts;
  const names: LikenessFacts = {
    ...(given_name === undefined ? {} : { given_name }),
    ...(family_name === undefined ? {} : { family_name }),
    ...(full_name === undefined ? {} : { full_name }),
  };
  const candidates = await ask(blocks, names);
  return { alike: alikeOf(record, candidates), more: candidates.more };
}

function plainFacts({ house_number: _, ...facts }: Awaited<ReturnType<typeof personRecord>>): LikenessFacts {
  return facts;
}

/** Writes one proposal, in the state that it has from the start; one that is there already stays as it is. */
async function propose(
  tx: Transaction,
  work: TaskWork,
  { candidate, judgement }: Alike,
  use: boolean,
  earlier: DecisionRow | undefined,
): Promise<string> {
  const { id: taskId, requestId, systemId } = work.row;
  const token = keyToken(systemId, candidate.key);
  const [before] = await tx
    .select({ state: proposedLink.state })
    .from(proposedLink)
    .where(and(eq(proposedLink.taskId, taskId), eq(proposedLink.token, token)));
  if (before) return before.state;
  const decided = earlier && (earlier.verdict === "accepted" || earlier.verdict === "rejected");
  const elses = !decided && (await isSomebodyElses(tx, requestId, systemId, token));
  const state = decided ? earlier.verdict : use && !earlier && !elses ? "used" : "proposed";
  await tx.insert(proposedLink).values({
    taskId,
    collection: candidate.collection,
    token,
    sealedKey: seal(work.key, keyContext(taskId), candidate.key),
    sealedFacts: seal(work.key, factsContext(taskId), JSON.stringify(candidate.facts.slice(0, 5))),
    verdict: judgement.verdict,
    bits: judgement.bits,
    reasons: [
      ...(elses ? [{ code: "record_of_somebody_else", bits: 0 }] : []),
      ...judgement.reasons.map(({ code, bits }) => ({ code, bits: Math.round(bits * 10) / 10 })),
    ],
    state,
    decisionId: decided ? await adopt(tx, requestId, work.key, earlier) : null,
  });
  if (state === "used" || state === "accepted") {
    await linkKey(tx, { taskId, systemId, collection: candidate.collection }, candidate.key, work.key);
  }
  if (decided) {
    const verdict = earlier.verdict === "accepted" ? "accepted" : "rejected";
    await audit(tx, requestId, work.actor, {
      kind: "link_decided",
      system: systemId,
      verdict,
      remembered: true,
    });
  }
  if (state === "used") await audit(tx, requestId, work.actor, { kind: "link_used", system: systemId });
  return state;
}

/** Makes a key known that nothing but likeness led to. */
export async function linkKey(
  tx: Transaction,
  place: { taskId: string; systemId: string; collection: string },
  found: string,
  key: DataKey,
): Promise<void> {
  await tx
    .insert(foundKey)
    .values({
      taskId: place.taskId,
      collection: place.collection,
      token: keyToken(place.systemId, found),
      sealed: seal(key, keyContext(place.taskId), found),
      viaIdentifier: null,
      origin: "likeness",
    })
    .onConflictDoNothing();
}

/** How many keys of a task are known now. */
async function keysKnown(tx: Transaction, taskId: string): Promise<number> {
  const [known] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(foundKey)
    .where(eq(foundKey.taskId, taskId));
  return known?.count ?? 0;
}
