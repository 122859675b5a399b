import type { Collection } from "#connectors/collection.ts";
import type { Candidate, Candidates, LikenessBlock, LikenessFacts } from "#connectors/contract.ts";
import type { JsonObject } from "#connectors/json.ts";
import { textOf } from "#connectors/json.ts";
import type { LikenessField } from "#connectors/language/likeness.ts";
import { sealKey } from "#connectors/lineage.ts";
import { isRoot } from "./order.ts";
import type { Read } from "./owned.ts";
import { passes, subjectOf } from "./row.ts";

/** More people than these are nobody in particular. */
const mostPeople = 2000;
/** Different sets of facts of one person that are looked at. */
const mostFacts = 50;
const names = ["given_name", "family_name", "full_name"] as const;

/** Everybody whom one of the blocks fits, and how frequent the names are: one pass over each root with likeness. */
export async function candidatesIn(
  collections: readonly Collection[],
  blocks: readonly LikenessBlock[],
  wanted: LikenessFacts,
  read: Read,
): Promise<Candidates> {
  const people = new Map<string, Candidate>();
  const counts = new Map<LikenessField, { count: number; total: number }>();
  let more = false;
  for (const root of collections.filter((one) => isRoot(one) && one.likeness !== undefined)) {
    const stands = Object.entries(root.likeness ?? {}) as [LikenessField, string][];
    const columns = [...new Set([...root.subject_key, ...stands.map(([, column]) => column)])];
    const asked = columns.concat(root.where.map((one) => one.field.column));
    const keep = (record: JsonObject) => passes(record, root.where);
    for await (const record of read(root, { columns: asked, proofs: columns, texts: null, keep })) {
      const facts = factsOf(record, stands);
      for (const field of names) {
        const name = wanted[field];
        if (name === undefined || name === "" || root.likeness?.[field] === undefined) continue;
        const count = counts.get(field) ?? { count: 0, total: 0 };
        count.total += 1;
        if (folded(facts[field] ?? "") === folded(name)) count.count += 1;
        counts.set(field, count);
      }
      const key = subjectOf(record, root.subject_key);
      if (more || key === undefined || !blocks.some((block) => fits(facts, block))) continue;
      const mark = JSON.stringify([root.name, key]);
      const person = people.get(mark) ?? { collection: root.name, key: sealKey(key), facts: [] };
      const isKnown = person.facts.some((known) => JSON.stringify(known) === JSON.stringify(facts));
      if (!isKnown && person.facts.length < mostFacts) person.facts.push(facts);
      people.set(mark, person);
      more = people.size > mostPeople;
    }
  }
  return {
    people: more ? [] : [...people.values()],
    more,
    frequencies: [...counts].map(([field, count]) => ({ field, value: wanted[field] ?? "", ...count })),
  };
}

function factsOf(record: JsonObject, stands: readonly [LikenessField, string][]): LikenessFacts {
  const facts: LikenessFacts = {};
  for (const [field, column] of stands) {
    const text = textOf(record[column])?.trim();
    if (text === undefined || text === "") continue;
    // A day may be written with its time of day.
    facts[field] = field === "birth_date" ? text.replace(/^(\d{4}-\d{2}-\d{2})[T ].*$/s, "$1") : text;
  }
  return facts;
}

const fits = (facts: LikenessFacts, block: LikenessBlock) =>
  block.length > 0 && block.every((one) => resembles(facts[one.field], one));

function resembles(text: string | undefined, { how, value }: LikenessBlock[number]): boolean {
  if (text === undefined || value === "") return false;
  switch (how) {
    case "equal":
      return text === value;
    case "folded":
      return folded(text) === folded(value);
    case "starts":
      return folded(text).startsWith(folded(value));
    case "digits":
      return text.replace(/[^0-9]/g, "").endsWith(value);
  }
}

const folded = (text: string) => text.toLowerCase();
