import type { FoundKey, Session } from "#connectors/contract.ts";
import { database } from "#lib/db/database.ts";
import { matchedKinds } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { walkable } from "./advance.ts";
import { askOwner } from "./ask-owner.ts";
import { keysOf } from "./collect.ts";
import { type Located, openIdentifier } from "./known.ts";
import { tooMany } from "./limits.ts";
import { detachedFrom, withoutDetached } from "./link/detached.ts";
import { standingOf } from "./link/standing.ts";
import { saveAnswer, type UnsavedAnswer } from "./save-answer.ts";
import { askLater, commit, park, parkInTrouble, type TaskWork } from "./settle.ts";
import { newestFor } from "./walk.ts";

/** The person's keys in a system; `unsaved` where the answer that gave them is still to be written. */
export type KeysFound = { keys: FoundKey[]; unsaved: UnsavedAnswer | undefined };

/** Asks a system who the person is there, by what it has not been asked by yet; `stop` where somebody else is next. */
export async function locate(work: TaskWork, session: Session, system: System): Promise<KeysFound | "stop"> {
  const kinds = matchedKinds(system);
  const identifiers = await walkable(database(), work.row.requestId);
  const asked = identifiers.filter((known) => kinds.has(known.kind));
  const newest = newestFor(kinds, asked);
  const known = work.row.keysKnown === 0 ? [] : await keysOf(database(), work.row.id, work.key);
  if (newest <= work.row.seenIdentifier)
    return (await stopsHere(work)) ? "stop" : { keys: known, unsaved: undefined };
  const answer = await session.locate(asked.map((one) => openIdentifier(work.key, one)));
  if (answer.kind === "in_progress") {
    await askLater(work, answer.askAgainAt, answer.memo);
    return "stop";
  }
  if (answer.kind === "asks_person") {
    await askOwner(work, answer.question, newest);
    return "stop";
  }
  const standing = await standingOf(work.row);
  const detached = await detachedFrom(work, standing);
  const mine = withoutDetached(answer, work.row.systemId, detached);
  const theirs = await withinLimits(work, mine, standing.knownElsewhere);
  if (theirs === null) return "stop";
  const unsaved: UnsavedAnswer = { answer: theirs, asked, seen: newest, hasLinks: standing.hasLinks };
  // What helps others find the person is written at once; otherwise the answer is written with the findings.
  if (theirs.identifiers.length > 0 || theirs.shared.length > 0 || standing.undecided) {
    await commit(work, (tx) => saveAnswer(tx, work, unsaved));
    if (await stopsHere(work)) return "stop";
    return { keys: await keysOf(database(), work.row.id, work.key), unsaved: undefined };
  }
  const before = new Set(known.map(placeOf));
  return { keys: [...known, ...theirs.keys.filter((one) => !before.has(placeOf(one)))], unsaved };
}

/** The answer, or null where it would make more known than a person can have: then staff decide. */
async function withinLimits(work: TaskWork, answer: Located, elsewhere: number): Promise<Located | null> {
  const { yields } = work.row;
  if (yields === "none") return { ...answer, identifiers: [] };
  const yielded = new Set(answer.identifiers.map((one) => `${one.kind}\u0000${one.value}`)).size;
  if (yields === "all" || !tooMany(elsewhere, yielded)) return answer;
  await parkInTrouble(
    work,
    "too_many_identifiers",
    `It knows ${yielded} further identifiers of this person, more than one person has. Decide whether they are used.`,
  );
  return null;
}

/** Parks the task while staff have to decide whose records somebody's are. */
async function stopsHere(work: TaskWork): Promise<boolean> {
  const { undecided } = await standingOf(work.row);
  if (undecided) await park(work);
  return undecided;
}

const placeOf = (one: FoundKey) => `${one.collection}\u0000${one.key}`;
