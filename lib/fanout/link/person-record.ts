import { and, eq, inArray } from "drizzle-orm";
import type { Collection } from "#connectors/collection.ts";
import type { LikenessFacts } from "#connectors/contract.ts";
import type { Fact } from "#connectors/language/field.ts";
import type { LikenessField } from "#connectors/language/likeness.ts";
import { identifier } from "#drizzle/schema/identity.ts";
import { finding, task } from "#drizzle/schema/task.ts";
import type { Queryable } from "#lib/db/database.ts";
import type { PersonRecord } from "#lib/identity/likeness/record.ts";
import { currentMap } from "#lib/map/current.ts";
import { subjectNameOf } from "#lib/request/answers.ts";
import { answersOf, type RequestRow } from "#lib/request/sealed.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { openIdentifier } from "../known.ts";
import { recordsIn } from "../records-in.ts";
import { confirmedKeys } from "./confirmed.ts";

/** Rows of one collection that are looked at: a person has few addresses, and a list of many is not theirs. */
const most = 200;

const likenessOf: Partial<Record<Fact, LikenessField>> = {
  "person.full_name": "full_name",
  "person.given_name": "given_name",
  "person.family_name": "family_name",
  "person.birth_date": "birth_date",
  "contact.street": "street",
  "contact.city": "city",
  "contact.postal_code": "postal_code",
  "contact.country": "country",
  "contact.phone": "phone",
  "contact.email": "email",
};

/** What is compared of a collection: its fields by what they are for likeness (pure). */
function comparedFields(collection: Collection): Map<string, LikenessField> {
  const byFact = Object.entries(collection.fields).flatMap(([name, field]): [string, LikenessField][] => {
    const meant = field.fact && likenessOf[field.fact];
    return meant && field.disclose === "yes" ? [[name, meant]] : [];
  });
  const byLikeness = Object.entries(collection.likeness ?? {}).flatMap(
    ([meant, name]): [string, LikenessField][] => (name ? [[name, meant as LikenessField]] : []),
  );
  return new Map([...byFact, ...byLikeness]);
}

/** The facts of one record; a field that holds no plain text tells nothing (pure). */
function factsOf(row: Record<string, unknown>, fields: ReadonlyMap<string, LikenessField>) {
  const facts: LikenessFacts = {};
  for (const [name, meant] of fields) {
    const value = row[name];
    if (typeof value !== "string" && typeof value !== "number") continue;
    const text = String(value).trim();
    if (text !== "") facts[meant] ??= text;
  }
  return facts;
}

/**
 * One record of a person out of what several systems hold: of every fact the value that most of them have, the
 * earlier one where they are even. Parts of an address are taken from one place, not mixed (pure).
 */
function merged(found: readonly LikenessFacts[], otherwise: LikenessFacts): LikenessFacts {
  const address: readonly LikenessField[] = ["street", "city", "postal_code", "country"];
  const place =
    found.find((facts) => facts.street !== undefined) ??
    found.find((facts) => facts.postal_code !== undefined);
  const record: LikenessFacts = { ...otherwise };
  for (const field of address) {
    const value = place?.[field];
    if (value !== undefined) record[field] = value;
  }
  for (const field of ["given_name", "family_name", "full_name", "birth_date", "phone", "email"] as const) {
    const count = new Map<string, number>();
    for (const facts of found) {
      const value = facts[field];
      if (value !== undefined) count.set(value, (count.get(value) ?? 0) + 1);
    }
    const [best] = [...count].sort(([, one], [, other]) => other - one);
    if (best) record[field] = best[0];
  }
  return record;
}

/**
 * What is known of the person, to be compared where no key is shared: what systems hold that know them by a key or
 * by a link that staff confirmed, and their name and proven mailbox as they gave them. Addresses and numbers that
 * were merely typed are left out: anybody can type them.
 */
export async function personRecord(tx: Queryable, request: RequestRow, key: DataKey): Promise<PersonRecord> {
  const asked = await answersOf(tx, request);
  const [proven] = await tx
    .select()
    .from(identifier)
    .where(
      and(
        eq(identifier.requestId, request.id),
        eq(identifier.origin, "proven"),
        eq(identifier.kind, "email"),
      ),
    );
  const typed: LikenessFacts = { full_name: subjectNameOf(asked) };
  // Who asks for somebody else has proven a mailbox of their own.
  if (proven && asked.who === "self") typed.email = openIdentifier(key, proven).value;
  const found: LikenessFacts[] = [];
  const tasks = await tx
    .select()
    .from(task)
    .where(and(eq(task.requestId, request.id), eq(task.state, "settled"), eq(task.outcome, "found")))
    .orderBy(task.position);
  for (const row of tasks) {
    const collections = currentMap().systems.find((system) => system.id === row.systemId)?.collections ?? [];
    const compared = new Map(collections.map((one) => [one.name, comparedFields(one)]));
    const names = [...compared].filter(([, fields]) => fields.size > 0).map(([name]) => name);
    if (names.length === 0) continue;
    const vias = new Set((await confirmedKeys(tx, row.id, key)).map((one) => one.key));
    const pieces = await tx
      .select()
      .from(finding)
      .where(and(eq(finding.taskId, row.id), eq(finding.kind, "records"), inArray(finding.collection, names)))
      .orderBy(finding.position);
    for (const piece of pieces) {
      const fields = compared.get(piece.collection) ?? new Map<string, LikenessField>();
      for await (const { via, row: record } of recordsIn(key, piece.storageKey, most)) {
        if (vias.has(via)) found.push(factsOf(record, fields));
      }
    }
  }
  return merged(found, typed);
}
