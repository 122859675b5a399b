import { and, eq, inArray, sql } from "drizzle-orm";
import type { EffectKind } from "#connectors/language/effect.ts";
import { choice, choiceIdentifier, choicePerson } from "#drizzle/schema/preference.ts";
import { log } from "#lib/core/log.ts";
import { database } from "#lib/db/database.ts";
import { freshMap, matchedKinds, plannedSystems } from "#lib/map/current.ts";
import { correctedByEngine } from "#lib/map/erasable.ts";
import { heldKinds } from "#lib/request/effects.ts";
import { open } from "#lib/vault/seal.ts";
import { ledgerKey, valueContext } from "./ledger.ts";
import { setAgain } from "./set-again.ts";

/** Hours between two looks at one person's choices, and minutes until the next where a system did not answer. */
const everyHours = 6;
const soonMinutes = 15;
const atOnce = 200;

/** A person of the ledger as the sweep takes them in hand. */
export type SweptPerson = {
  id: string;
  known: { kind: string; value: string; channelOnly: boolean }[];
  /** What they are out of, and since when. */
  out: Map<EffectKind, Date>;
};

/** What one round did. */
export type SweptChoices = { people: number; setAgain: number; failedSystems: string[] };

/**
 * Looks up the choices of everybody who is due, a few hundred at a time, and sets again what does not stand: in a new
 * account, or where something set it back. May run in several processes at once and be killed anywhere.
 */
export async function sweepChoices(): Promise<SweptChoices> {
  await freshMap();
  const done: SweptChoices = { people: 0, setAgain: 0, failedSystems: [] };
  for (;;) {
    const ids = await takeDue();
    if (ids.length === 0) return done;
    const people = await peopleOf(ids);
    const failed = await sweepPeople(people, done);
    done.people += people.length;
    if (failed) await lookAgainSoon(ids);
    if (ids.length < atOnce) return done;
  }
}

async function takeDue(): Promise<string[]> {
  const { rows } = await database().execute<{ id: string }>(sql`
    update choice_person set swept_at = now(), next_sweep_at = now() + make_interval(hours => ${everyHours})
      where id in (select p.id from choice_person p
        where p.next_sweep_at <= now() and p.wrapped is not null
          and exists (select 1 from choice c where c.person_id = p.id and c.stands = 'out')
          -- Whoever tests the path is set to "in" on purpose.
          and not exists (select 1 from choice c where c.person_id = p.id and c."by" = 'canary')
        order by p.next_sweep_at limit ${atOnce} for update skip locked)
      returning id`);
  return rows.map(({ id }) => id);
}

async function lookAgainSoon(ids: readonly string[]): Promise<void> {
  await database()
    .update(choicePerson)
    .set({ nextSweepAt: sql`least(next_sweep_at, now() + make_interval(mins => ${soonMinutes}))` })
    .where(inArray(choicePerson.id, [...ids]));
}

async function peopleOf(ids: readonly string[]): Promise<SweptPerson[]> {
  const [people, identifiers, choices] = await Promise.all([
    database()
      .select()
      .from(choicePerson)
      .where(inArray(choicePerson.id, [...ids])),
    database()
      .select()
      .from(choiceIdentifier)
      .where(inArray(choiceIdentifier.personId, [...ids])),
    database()
      .select()
      .from(choice)
      .where(and(inArray(choice.personId, [...ids]), eq(choice.stands, "out"))),
  ]);
  return people.flatMap((person) => {
    const key = ledgerKey(person);
    if (key === null) return [];
    const known = identifiers
      // What was forgotten with an erasure is a token and nothing else.
      .filter((one) => one.personId === person.id && one.sealed.length > 0)
      .map(({ kind, sealed, channelOnly }) => ({
        kind,
        value: open(key, valueContext(person.id, kind), sealed),
        channelOnly,
      }));
    const mine = choices.filter((one) => one.personId === person.id);
    return [{ id: person.id, known, out: new Map(mine.map((one) => [one.kind as EffectKind, one.since])) }];
  });
}

/** True where a system could not be looked at. */
async function sweepPeople(people: readonly SweptPerson[], done: SweptChoices): Promise<boolean> {
  let failed = false;
  for (const system of plannedSystems()) {
    const held = heldKinds(system);
    const kinds = matchedKinds(system);
    const here = people.filter(
      ({ out, known }) =>
        [...out.keys()].some((kind) => held.has(kind)) && known.some(({ kind }) => kinds.has(kind)),
    );
    if (here.length === 0 || !(await correctedByEngine(system))) continue;
    try {
      done.setAgain += await setAgain(system, here);
    } catch (error) {
      failed = true;
      done.failedSystems.push(system.id);
      log.warn({ err: error, system: system.id }, "choices could not be looked up and are looked up again");
    }
  }
  return failed;
}
