import { randomBytes, randomUUID } from "node:crypto";
import { and, asc, eq, inArray, isNotNull, or, sql } from "drizzle-orm";
import type { EffectKind } from "#connectors/language/effect.ts";
import { identifier } from "#drizzle/schema/identity.ts";
import { choice, choiceChange, choiceIdentifier, choicePerson } from "#drizzle/schema/preference.ts";
import { actorName } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import { type DataKey, derivedKey, open, seal, tokenOf } from "#lib/vault/seal.ts";

/** By what a choice came about. `system`: the person agreed there later than they had refused here. */
export type ChoiceBy = "request" | "signal" | "staff" | "unsubscribe" | "canary" | "system";

/** An identifier of the person, in its canonical form. */
export type Known = {
  kind: string;
  value: string;
  origin: "claimed" | "proven" | "found";
  /** True where it leads to several people: only what concerns this very channel is applied by it. */
  channelOnly?: boolean;
};

const keyContext = (personId: string) => `choice_person/${personId}/wrapped`;
export const valueContext = (personId: string, kind: string) => `choice_identifier/${personId}/${kind}`;

/** The key of a person's identifiers in the ledger; null once they were erased. */
export function ledgerKey(person: Pick<typeof choicePerson.$inferSelect, "id" | "wrapped">): DataKey | null {
  if (person.wrapped === null) return null;
  return Buffer.from(open(derivedKey("wrap"), keyContext(person.id), person.wrapped), "base64");
}

/** A new person of the ledger, with a key of their own. */
export async function newPerson(tx: Transaction): Promise<{ id: string; key: DataKey }> {
  const id = randomUUID();
  const key = randomBytes(32);
  const wrapped = seal(derivedKey("wrap"), keyContext(id), key.toString("base64"));
  await tx.insert(choicePerson).values({ id, wrapped });
  return { id, key };
}

/**
 * Writes a choice into the ledger, for everybody there whom one of these identifiers means; for a new person where it
 * means nobody. It never expires. What stands already is not written again. Returns the ids of the people.
 */
export async function keepChoice(
  tx: Transaction,
  actor: Actor,
  made: {
    known: readonly Known[];
    kinds: readonly EffectKind[];
    stands: "out" | "in";
    by: ChoiceBy;
    requestId: string | null;
  },
): Promise<string[]> {
  const known = made.known.map((one) => ({ ...one, token: tokenOf(one.kind, one.value) }));
  if (known.length === 0) return [];
  for (const name of known.map(({ kind, token }) => `${kind}/${token.toString("hex")}`).sort()) {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 7))`);
  }
  const people = await peopleOf(tx, known);
  let [first] = people;
  if (!first) {
    const made = await newPerson(tx);
    first = { id: made.id, key: made.key };
    people.push(first);
  }
  const key = first.key ?? (await knowAgain(tx, first.id));
  await addIdentifiers(tx, first.id, key, known);
  for (const { id } of people) {
    let changed = false;
    for (const kind of made.kinds) changed = (await setChoice(tx, actor, id, kind, made)) || changed;
    // What was found of them since is looked up at once as well.
    await tx.update(choicePerson).set({ nextSweepAt: sql`now()` }).where(eq(choicePerson.id, id));
  }
  return people.map(({ id }) => id);
}

type Tokened = Known & { token: Buffer };

async function peopleOf(
  tx: Transaction,
  known: readonly Tokened[],
): Promise<{ id: string; key: DataKey | null }[]> {
  const rows = await tx
    .selectDistinct({ id: choicePerson.id, wrapped: choicePerson.wrapped, madeAt: choicePerson.madeAt })
    .from(choicePerson)
    .innerJoin(choiceIdentifier, eq(choiceIdentifier.personId, choicePerson.id))
    .where(
      or(
        ...known.map(({ kind, token }) =>
          and(eq(choiceIdentifier.kind, kind), eq(choiceIdentifier.token, token)),
        ),
      ),
    )
    .orderBy(asc(choicePerson.madeAt), asc(choicePerson.id));
  return rows.map((row) => ({ id: row.id, key: ledgerKey(row) }));
}

/** Somebody who was erased asks anew: what they name now is known again under a new key, and nothing else of before. */
async function knowAgain(tx: Transaction, personId: string): Promise<DataKey> {
  const key = randomBytes(32);
  const wrapped = seal(derivedKey("wrap"), keyContext(personId), key.toString("base64"));
  await tx.update(choicePerson).set({ wrapped, erasedAt: null }).where(eq(choicePerson.id, personId));
  return key;
}

/** Adds identifiers to a person; one that is another's in the ledger stays theirs. */
async function addIdentifiers(
  tx: Transaction,
  personId: string,
  key: DataKey,
  known: readonly Tokened[],
): Promise<void> {
  await tx
    .insert(choiceIdentifier)
    .values(
      known.map(({ kind, value, origin, channelOnly, token }) => ({
        personId,
        kind,
        token,
        origin,
        channelOnly: channelOnly ?? false,
        sealed: seal(key, valueContext(personId, kind), value),
      })),
    )
    // What was forgotten with an erasure is known again once the person names it.
    .onConflictDoUpdate({
      target: [choiceIdentifier.kind, choiceIdentifier.token],
      set: { sealed: sql`excluded.sealed`, addedAt: sql`now()` },
      setWhere: sql`length(choice_identifier.sealed) = 0 and choice_identifier.person_id = ${personId}`,
    });
}

/** Sets one choice of a person, with its history. True where it was another before. */
export async function setChoice(
  tx: Transaction,
  actor: Actor,
  personId: string,
  kind: EffectKind,
  { stands, by, requestId }: { stands: "out" | "in"; by: ChoiceBy; requestId: string | null },
): Promise<boolean> {
  const [before] = await tx
    .select()
    .from(choice)
    .where(and(eq(choice.personId, personId), eq(choice.kind, kind)))
    .for("update");
  if (before?.stands === stands) return false;
  await tx.insert(choiceChange).values({ personId, kind, stands, by, requestId, actor: actorName(actor) });
  const set = { stands, by, requestId, since: sql`now()` };
  await tx
    .insert(choice)
    .values({ personId, kind, ...set })
    .onConflictDoUpdate({ target: [choice.personId, choice.kind], set });
  return true;
}

/**
 * The identifiers of a request that may go into the ledger, with how they came to be known. What was typed beside each
 * other may be several people's: each with what it led to is apart, and nobody is linked to whom they merely named.
 */
export async function knownOf(tx: Queryable, requestId: string, key: DataKey): Promise<Known[][]> {
  const rows = await tx
    .select({
      row: identifier,
      shared: sql<boolean>`exists (select 1 from shared_identifier s where s.identifier_id = identifier.id and not s.one_person)`,
    })
    .from(identifier)
    .where(eq(identifier.requestId, requestId))
    .orderBy(identifier.id);
  const byId = new Map(rows.map(({ row }) => [row.id, row]));
  const kept = rows.filter(
    ({ row }) => row.origin !== "tainted" && row.origin !== "detached" && !weak.has(row.kind),
  );
  return [...Map.groupBy(kept, ({ row }) => rootOf(row, byId)).values()].map((group) =>
    group.map(({ row, shared }) => ({
      kind: row.kind,
      value: open(key, `identifier/${row.requestId}/${row.kind}`, row.sealed),
      origin: row.origin === "claimed" || row.origin === "proven" ? row.origin : "found",
      channelOnly: shared,
    })),
  );
}

type IdentifierRow = typeof identifier.$inferSelect;

/** What was typed or proven and led to an identifier, at any distance. */
function rootOf(row: IdentifierRow, byId: ReadonlyMap<number, IdentifierRow>): number {
  const seen = new Set<number>();
  let at = row;
  while (at.fromId !== null && !seen.has(at.id)) {
    seen.add(at.id);
    const from = byId.get(at.fromId);
    if (!from) break;
    at = from;
  }
  return at.id;
}

/** What many people share is no way to know one of them again. */
const weak = new Set(["name", "birth_date", "postal_address"]);

/**
 * Choices of a request's person that stand now: of everybody whom it names, or of those who are known by `own` tokens. An
 * opt-out that came after somebody agreed again is among them, so that lifting late does not undo it.
 */
export async function standingKinds(
  tx: Queryable,
  requestId: string,
  own: readonly Buffer[] | null,
): Promise<EffectKind[]> {
  const rows = await tx
    .selectDistinct({ kind: choice.kind })
    .from(choice)
    .innerJoin(choiceIdentifier, eq(choiceIdentifier.personId, choice.personId))
    .leftJoin(
      identifier,
      and(
        eq(identifier.requestId, requestId),
        eq(identifier.kind, choiceIdentifier.kind),
        eq(identifier.token, choiceIdentifier.token),
      ),
    )
    .where(
      and(
        eq(choice.stands, "out"),
        own === null ? isNotNull(identifier.id) : inArray(choiceIdentifier.token, [...own]),
      ),
    );
  return rows.map(({ kind }) => kind as EffectKind);
}
