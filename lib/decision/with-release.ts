import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { decision } from "#drizzle/schema/decision.ts";
import { task } from "#drizzle/schema/task.ts";
import { actorName } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { dayOf } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import { answersWithBundle, type Right } from "#lib/law/rights.ts";
import { currentMap } from "#lib/map/current.ts";
import { type EffectAnswer, effectAnswer } from "#lib/request/effect-answer.ts";
import { type ErasureAnswer, erasureAnswer } from "#lib/request/erasure-answer.ts";
import { type RectificationAnswer, rectificationAnswer } from "#lib/request/rectification-answer.ts";
import { reviewWords } from "#lib/request/review-words.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal } from "#lib/vault/seal.ts";
import { type Content, type DecisionRow, decisionContext } from "./content.ts";
import { byReasonsAlone } from "./grounds.ts";
import { judged, mustBeUnchanged, openDecision, opened } from "./open-decision.ts";
import { mustBeComplete } from "./propose.ts";
import { backWords, nothingWords, providedWords } from "./provided-words.ts";
import { mustFitSystems, notAgreed, tell } from "./send.ts";

type Outcomes = readonly { systemId: string; outcome: string | null }[];

const outcomesOf = (
  tx: Queryable,
  requestId: string,
): Promise<{ systemId: string; outcome: string | null }[]> =>
  tx
    .select({ systemId: task.systemId, outcome: task.outcome })
    .from(task)
    .where(eq(task.requestId, requestId))
    .orderBy(task.position);

const titlesOf = (all: Outcomes, outcome: string): string[] => {
  const titles = new Map(currentMap().systems.map(({ id, title }) => [id, title]));
  return all.filter((one) => one.outcome === outcome).map(({ systemId }) => titles.get(systemId) ?? systemId);
};

/** What a missing or unfinished decision still keeps from being released, in words; empty where nothing does. */
export async function decisionBlocks(
  tx: Queryable,
  row: Pick<RequestRow, "id" | "right" | "language">,
): Promise<string[]> {
  const done = { erased: await erasureAnswer(tx, row), corrected: await rectificationAnswer(tx, row) };
  return blocks(row.right as Right, await outcomesOf(tx, row.id), await openDecision(tx, row.id), done);
}

type Engines = { erased: ErasureAnswer; corrected: RectificationAnswer };

function blocks(
  right: Right,
  outcomes: Outcomes,
  open: DecisionRow | null,
  { erased, corrected }: Engines,
): string[] {
  const refused = titlesOf(outcomes, "refused");
  const waits = open && notAgreed(open);
  if (waits) return [waits];
  if (open?.outcome === "refused")
    return [
      "The decision refuses the whole request. Send it on its own page; there is no answer to release.",
    ];
  if (refused.length > 0 && open?.outcome !== "partly")
    return [`${refused.join(", ")} refused. Decide on which ground, and tell the person why.`];
  if (erased.block) return [erased.block];
  if (corrected.refused && open?.outcome !== "partly")
    return ["A correction was refused. Decide “in part”, on its ground, and tell the person why."];
  if (erased.stays && open?.outcome !== "partly")
    return ["Something stays after the erasure. Decide “in part”, on which ground, and tell the person why."];
  if (byReasonsAlone(right) && !open)
    return [`Decide the ${right} first: what comes of it and the reasons are the answer.`];
  return [];
}

/**
 * Tells the decision that goes out with a release, in its transaction: the one that was proposed, or, where nobody had
 * to decide anything, what the systems' outcomes say by themselves. Throws HabeasError `conflict` where one is missing
 * or not agreed. Nothing is told where a bundle with data is the whole answer.
 */
export async function tellWithRelease(tx: Transaction, locked: RequestRow, actor: Actor): Promise<void> {
  const outcomes = await outcomesOf(tx, locked.id);
  const open = await openDecision(tx, locked.id);
  const erased = await erasureAnswer(tx, locked);
  const corrected = await rectificationAnswer(tx, locked);
  const [blocked] = blocks(locked.right as Right, outcomes, open, { erased, corrected });
  if (blocked !== undefined) throw new HabeasError("conflict", blocked);
  const switched = await effectAnswer(tx, locked);
  const row = open ?? (await byOutcomes(tx, locked, outcomes, { erased, corrected, switched }, actor));
  if (!row) return;
  const found = await opened(tx, locked, row);
  mustBeUnchanged(found, row.hash.toString("hex"));
  mustBeComplete(found);
  await mustFitSystems(tx, locked, found.content);
  await tell(tx, locked, found, actor);
}

/** What was done, line by line in the person's language, with the systems that did it and until when it can go back. */
function doneLines(
  { language, right }: Pick<RequestRow, "language" | "right">,
  outcomes: Outcomes,
  { erased: { erased, backUntil }, corrected, switched }: Engines & { switched: EffectAnswer },
): string[] {
  const done = titlesOf(outcomes, "done");
  const systems = [...new Set([...erased, ...switched.systems, ...done])];
  const since = switched.since && dayOf(switched.since, currentMap().company.timezone);
  const corrections = corrected.lines.length > 0 && done.length === 0;
  return [
    ...corrected.lines,
    ...(corrections ? [] : [providedWords(language, right as Right, systems, since)]),
    ...backWords(language, backUntil),
  ];
}

/** The same as a beginning for who writes a decision by hand; empty where nothing was done in any system yet. */
export async function doneSoFar(tx: Transaction, row: RequestRow): Promise<string> {
  const outcomes = await outcomesOf(tx, row.id);
  const engines = {
    erased: await erasureAnswer(tx, row),
    corrected: await rectificationAnswer(tx, row),
    switched: await effectAnswer(tx, row),
  };
  const { erased, corrected, switched } = engines;
  const parts = [erased.erased, corrected.lines, switched.systems, titlesOf(outcomes, "done")];
  return parts.every((one) => one.length === 0) ? "" : doneLines(row, outcomes, engines).join("\n").trim();
}

/** The decision that the outcomes make by themselves; null where data goes out and nothing else is to be said. */
async function byOutcomes(
  tx: Transaction,
  locked: RequestRow,
  outcomes: Outcomes,
  engines: Engines & { switched: EffectAnswer },
  actor: Actor,
): Promise<DecisionRow | null> {
  const { switched } = engines;
  const right = locked.right as Right;
  // A choice is kept and followed also where no system knows the person yet.
  const nothing =
    !switched.switched && outcomes.length > 0 && outcomes.every(({ outcome }) => outcome === "nothing_held");
  if (answersWithBundle(right) && !nothing) return null;
  const content: Content = {
    outcome: nothing ? "not_held" : "granted",
    grounds: [],
    evidence: "",
    reasons: nothing ? [nothingWords(locked.language, titlesOf(outcomes, "nothing_held"))] : [],
    provided: nothing
      ? ""
      : [...doneLines(locked, outcomes, engines), ...(await reviewWords(tx, locked))].join("\n"),
    also: {},
    note: "",
  };
  const id = randomUUID();
  const { hash } = await judged(tx, locked, content);
  const [row] = await tx
    .insert(decision)
    .values({
      id,
      requestId: locked.id,
      outcome: content.outcome,
      state: "proposed",
      grounds: [],
      sealed: seal(await keyOf(tx, locked.id), decisionContext(id), JSON.stringify(content)),
      hash,
      needsSecond: false,
      by: actorName(actor),
    })
    .returning();
  return row ?? null;
}
