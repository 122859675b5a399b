import type { FoundKey } from "#connectors/contract.ts";
import type { Corrector, RowChange } from "#connectors/correct.ts";
import { inTransaction } from "#lib/db/database.ts";
import { LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import { appendEvidence, type Noted } from "./evidence.ts";
import { changeOf, type Desired, onceOf, type RuledRow, rowToken, ruledRows } from "./rows.ts";
import type { CollectionRule } from "./rules.ts";
import type { EffectWork } from "./work.ts";

/** What came of the rows of one system, row by row in the end. */
export type Applied = {
  rows: number;
  changed: number;
  already: number;
  gone: number;
  refused: number;
  /** Rows that said something else each time we looked. */
  conflicts: number;
  /** Why a row was refused, in the system's plain words. */
  why: string | null;
  /** Every row that was looked at, with what it is to say. */
  desired: { row: RuledRow; fields: Desired }[];
};

const chunk = 200;
/** So often a row is read anew that somebody changed at the same moment. */
const mostRounds = 4;

/**
 * Makes every row of these keys say what is desired of it. What a row says first is written down before it is changed, so
 * that a crash in between loses nothing; done again, it finds the rows as they should be.
 */
export async function applyRules(
  work: EffectWork,
  corrector: Corrector,
  keys: readonly FoundKey[],
  rules: readonly CollectionRule[],
  desire: (row: RuledRow) => Desired,
): Promise<Applied> {
  const counts = { rows: 0, changed: 0, already: 0, gone: 0, refused: 0, conflicts: 0 };
  const done: Applied = { ...counts, why: null, desired: [] };
  const wants = new Map<string, Desired>();
  const given = new Set<string>();
  for (let round = 1; ; round++) {
    const rows = await ruledRows(corrector, keys, rules);
    const open = rows.flatMap((row) => {
      const fields = wants.get(nameOf(row)) ?? desire(row);
      if (!wants.has(nameOf(row))) {
        wants.set(nameOf(row), fields);
        done.desired.push({ row, fields });
      }
      const change = changeOf(row, fields);
      return change && !given.has(nameOf(row)) ? [{ row, change }] : [];
    });
    if (round === 1) {
      done.rows = rows.length;
      done.already = rows.length - open.length;
    }
    done.conflicts = open.length;
    if (open.length === 0 || round > mostRounds) return done;
    for (let at = 0; at < open.length; at += chunk) {
      await changeRows(work, corrector, keys, open.slice(at, at + chunk), done, given);
    }
  }
}

const nameOf = (row: RuledRow) => JSON.stringify([row.collection, row.row]);

type Open = { row: RuledRow; change: RowChange };

async function changeRows(
  work: EffectWork,
  corrector: Corrector,
  keys: readonly FoundKey[],
  open: readonly Open[],
  done: Applied,
  given: Set<string>,
): Promise<void> {
  const noted = open.map((one) => noteOf(work, one));
  await write(work, noted);
  const results: Noted[] = [];
  for (const [index, { row, change }] of open.entries()) {
    if (work.lease.signal.aborted) throw new LeaseLost();
    const note = noted[index];
    if (!note) throw new Error("a row was not written down");
    const came = await corrector.change(change, keys, onceOf(work.row.id, note.rowToken, change));
    results.push({ ...note, outcome: came.outcome });
    if (came.outcome === "changed" || came.outcome === "already") done[came.outcome]++;
    // What is refused or gone is not tried again in this run.
    if (came.outcome === "gone" || came.outcome === "refused") {
      done[came.outcome]++;
      given.add(nameOf(row));
    }
    if (came.outcome === "refused") done.why = came.why;
  }
  await write(work, results);
}

function noteOf(work: EffectWork, { row, change }: Open): Noted {
  return {
    collection: row.collection,
    rowToken: rowToken(work.row.systemId, row),
    outcome: "intended",
    said: {
      row: row.row,
      via: row.via,
      before: Object.fromEntries(change.fields.map(({ field, seen }) => [field, seen])),
      after: Object.fromEntries(change.fields.map(({ field, value }) => [field, value])),
    },
  };
}

async function write(work: EffectWork, noted: readonly Noted[]): Promise<void> {
  await inTransaction(async (tx) => {
    await stillOurs(tx, work.lease);
    await appendEvidence(tx, work.row.id, work.key, noted);
  });
}
