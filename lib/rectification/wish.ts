import { and, eq, inArray } from "drizzle-orm";
import { correction, factReading } from "#drizzle/schema/correction.ts";
import { request } from "#drizzle/schema/request.ts";
import { task } from "#drizzle/schema/task.ts";
import type { Queryable } from "#lib/db/database.ts";
import { keptFacts } from "#lib/fanout/facts.ts";
import { confirmedKeys } from "#lib/fanout/link/confirmed.ts";
import { currentMap } from "#lib/map/current.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { type CorrectionRow, contentOf } from "./content.ts";
import { fieldNamed } from "./field.ts";
import { type About, matchRow, relatedTo } from "./shape/matching.ts";
import type { Wish } from "./shape/row.ts";
import type { Parts } from "./views.ts";

/** A granted correction as it is to be done. */
export type Granted = {
  correction: CorrectionRow;
  /** The one field that it is about; null where it is about a fact wherever that stands. */
  only: string | null;
  wish: Wish;
  /** Why nobody can say what is right, in plain words; null where it is known. */
  why: string | null;
};

/** The corrections of a plan, each with what is right. */
export async function grantedWishes(
  tx: Queryable,
  requestId: string,
  ids: readonly string[],
  key: DataKey,
): Promise<Granted[]> {
  const rows = await tx
    .select({ correction, place: request.place })
    .from(correction)
    .innerJoin(request, eq(correction.requestId, request.id))
    .where(and(eq(correction.requestId, requestId), inArray(correction.id, [...ids])))
    .orderBy(correction.number);
  return Promise.all(
    rows.map(async ({ correction: row, place }) => {
      const content = contentOf(key, row);
      const ofField = row.field === null ? undefined : fieldNamed(row.field)?.field.fact;
      const about: About = (row.fact as About | null) ?? ofField ?? "value";
      const told = content.wanted ?? (await toldBy(tx, row, about, key));
      // A field that tells a fact is written as that fact.
      const asFact = (parts: Parts): Parts => (row.field === null ? parts : { [about]: parts.value ?? "" });
      return {
        correction: row,
        only: row.field,
        wish: {
          about,
          wrong: content.wrong.map(asFact),
          wanted: told === null ? {} : asFact(told),
          home: place.slice(0, 2),
        },
        why:
          told === null ? "The system that is said to be right says nothing, or more than one thing." : null,
      };
    }),
  );
}

/** What the system that is said to be right says: one thing, or nobody knows what is meant. */
async function toldBy(tx: Queryable, row: CorrectionRow, about: About, key: DataKey): Promise<Parts | null> {
  const system = currentMap().systems.find((one) => one.id === row.rightSystem);
  const [reading] = await tx
    .select({ facts: factReading, taskId: task.id })
    .from(factReading)
    .innerJoin(task, eq(factReading.taskId, task.id))
    .where(and(eq(task.requestId, row.requestId), eq(task.systemId, row.rightSystem ?? "")));
  if (!system || !reading) return null;
  const only = row.field === null ? null : fieldNamed(row.field);
  const wanted = relatedTo(only?.field.fact ?? about);
  const rows = new Map<string, Parts>();
  // What was read of a record that staff found to be somebody else's since is nobody's word here.
  const vouched = new Set((await confirmedKeys(tx, reading.taskId, key)).map((one) => one.key));
  for (const cell of keptFacts(key, reading.facts).cells) {
    const fact = system.collections.find((one) => one.name === cell.collection)?.fields[cell.field]?.fact;
    if (!fact || !wanted.includes(fact) || !cell.value?.trim() || !vouched.has(cell.via)) continue;
    const name = JSON.stringify([cell.collection, cell.row]);
    rows.set(name, { ...rows.get(name), [row.field === null ? fact : "value"]: cell.value });
  }
  const { wrong } = contentOf(key, row);
  // What is disputed cannot be what is right, wherever it stands.
  const right = [...rows.values()].filter(
    (one) => matchRow(one, wrong, {}, system.country).kind !== "disputed",
  );
  const [first] = right;
  const alike = right.every((one) => JSON.stringify(one) === JSON.stringify(first));
  return first && alike ? first : null;
}

/** What is right, in words for people who write it by hand. */
export function wordsOf(parts: Parts): string {
  const texts = Object.entries(parts).map(([about, text]) => ({ about, text }));
  const [only] = texts;
  if (only && texts.length === 1) return only.text;
  const label = (about: string) => about.slice(about.indexOf(".") + 1).replaceAll("_", " ");
  return texts.map(({ about, text }) => `${label(about)}: ${text || "(nothing)"}`).join("; ");
}
