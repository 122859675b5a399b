import { eq, inArray, sql } from "drizzle-orm";
import type { EffectKind } from "#connectors/language/effect.ts";
import { choice, choiceIdentifier, choicePerson } from "#drizzle/schema/preference.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { open, seal } from "#lib/vault/seal.ts";
import { ledgerKey, newPerson, setChoice, valueContext } from "./ledger.ts";

/** Tokens of the proven mailbox and of everything that it led to, at any distance: what somebody may agree for. */
export async function reachedFromMailbox(
  tx: Queryable,
  row: Pick<RequestRow, "id" | "mailboxToken">,
): Promise<Buffer[]> {
  const found = await tx.execute<{ token: Buffer }>(sql`
    with recursive reached as (
      select id, token from identifier where request_id = ${row.id} and token = ${row.mailboxToken}
      union
      select i.id, i.token from identifier i join reached r on i.from_id = r.id
        where i.request_id = ${row.id} and i.origin in ('found', 'decided'))
    select token from reached`);
  return [row.mailboxToken, ...found.rows.map(({ token }) => token)];
}

/** People of the ledger who have these identifiers and no others: what else one of them has stays with a person apart. */
export async function splitOff(tx: Transaction, own: readonly Buffer[]): Promise<string[]> {
  const mine = await tx
    .select({ identifier: choiceIdentifier, person: choicePerson })
    .from(choiceIdentifier)
    .innerJoin(choicePerson, eq(choicePerson.id, choiceIdentifier.personId))
    .where(inArray(choiceIdentifier.token, [...own]));
  const people: string[] = [];
  for (const [personId, rows] of Map.groupBy(mine, ({ person }) => person.id)) {
    const all = await tx.select().from(choiceIdentifier).where(eq(choiceIdentifier.personId, personId));
    const key = rows[0] ? ledgerKey(rows[0].person) : null;
    if (all.length === rows.length || key === null) {
      people.push(personId);
      continue;
    }
    const apart = await newPerson(tx);
    const actor: Actor = { kind: "operator" };
    for (const { identifier } of rows.filter((one) => one.identifier.sealed.length > 0)) {
      const { kind, sealed } = identifier;
      // What was forgotten with an erasure is a token and nothing else.
      const known =
        sealed.length === 0
          ? sealed
          : seal(apart.key, valueContext(apart.id, kind), open(key, valueContext(personId, kind), sealed));
      await tx
        .update(choiceIdentifier)
        .set({ personId: apart.id, sealed: known })
        .where(eq(choiceIdentifier.id, identifier.id));
    }
    for (const one of await tx.select().from(choice).where(eq(choice.personId, personId))) {
      const { stands, requestId } = one;
      await setChoice(tx, actor, apart.id, one.kind as EffectKind, {
        stands: stands === "in" ? "in" : "out",
        by: one.by as "request",
        requestId,
      });
    }
    people.push(apart.id);
  }
  return people;
}
