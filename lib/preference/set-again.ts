import { sql } from "drizzle-orm";
import type { FoundKey } from "#connectors/contract.ts";
import type { Corrector } from "#connectors/correct.ts";
import type { EffectKind } from "#connectors/language/effect.ts";
import { choiceFlip } from "#drizzle/schema/preference.ts";
import { audit } from "#lib/audit/append.ts";
import { inTransaction } from "#lib/db/database.ts";
import { openSession } from "#lib/fanout/open-session.ts";
import { matchedKinds } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { tokenOf } from "#lib/vault/seal.ts";
import { houseWorker, raiseAlert } from "./alert.ts";
import { splitOff } from "./apart.ts";
import { setChoice } from "./ledger.ts";
import { changeOf, onceOf, type RuledRow, rowToken, ruledRows, setBy } from "./rows.ts";
import { channelKinds, rulesOf } from "./rules.ts";
import type { SweptPerson } from "./sweep.ts";

/** So often the sweep finds one row set back before staff are told. */
const timesUntilTold = 2;
const wholeMinutes = 10;

type Meant = { person: SweptPerson; kinds: EffectKind[]; keys: FoundKey[] };

/** Looks up the choices of these people in one system and sets again what does not stand. Returns how many rows. */
export async function setAgain(system: System, people: readonly SweptPerson[]): Promise<number> {
  const session = await openSession(system, AbortSignal.timeout(wholeMinutes * 60_000), { kind: "correct" });
  try {
    const { corrector } = session;
    if (!corrector) return 0;
    const matched = matchedKinds(system);
    const known = people.flatMap((person) =>
      person.known.filter(({ kind }) => matched.has(kind)).map((one) => ({ person, ...one })),
    );
    const answer = await session.locate(known.map(({ kind, value }) => ({ kind, value })));
    if (answer.kind !== "located") return 0;
    const owners = new Map(known.map((one) => [`${one.kind}\u0000${one.value}`, one]));
    const meant = new Map<string, Meant>();
    const note = (key: FoundKey, wide: boolean) => {
      const owner = owners.get(`${key.via.kind}\u0000${key.via.value}`);
      if (!owner) return;
      const channel = new Set<EffectKind>(channelKinds(key.via.kind));
      const all = [...owner.person.out.keys()];
      const kinds = wide && !owner.channelOnly ? all : all.filter((kind) => channel.has(kind));
      const name = `${owner.person.id} ${kinds.join(",")}`;
      const one = meant.get(name) ?? { person: owner.person, kinds, keys: [] };
      one.keys.push(key);
      meant.set(name, one);
    };
    const shared = new Set(answer.shared.map(({ kind, value }) => `${kind}\u0000${value}`));
    for (const key of answer.keys) note(key, !shared.has(`${key.via.kind}\u0000${key.via.value}`));
    for (const { kind, value, collection, keys } of answer.shared) {
      for (const key of keys) note({ collection, key, via: { kind, value } }, false);
    }
    return await setRows(system, corrector, [...meant.values()]);
  } finally {
    await session.close();
  }
}

/** People who are out of the same are read together: one statement for hundreds. */
async function setRows(system: System, corrector: Corrector, meant: readonly Meant[]): Promise<number> {
  let rows = 0;
  for (const [, alike] of Map.groupBy(meant, ({ kinds }) => [...kinds].sort().join(","))) {
    const rules = rulesOf(system, alike[0]?.kinds ?? []);
    if (rules.length === 0) continue;
    const byKey = new Map(alike.flatMap((one) => one.keys.map((key) => [key.key, one] as const)));
    for (const row of await ruledRows(
      corrector,
      [...byKey.values()].flatMap(({ keys }) => keys),
      rules,
    )) {
      const one = byKey.get(row.via);
      if (!one) continue;
      const agreed = agreedSince(
        row,
        one,
        rules.find(({ collection }) => collection === row.collection),
      );
      if (agreed.length > 0) await noteAgreed(one, row, agreed);
      const left = one.kinds.filter((kind) => !agreed.includes(kind));
      const change = changeOf(row, setBy(rulesOf(system, left))(row));
      if (!change) continue;
      const token = rowToken(system.id, row);
      const came = await corrector.change(change, one.keys, onceOf(one.person.id, token, change));
      if (came.outcome !== "changed") continue;
      rows++;
      await noteFlip(system, one.person, row, token);
    }
  }
  if (rows > 0) {
    await inTransaction((tx) =>
      audit(tx, null, houseWorker, { kind: "choice_set_again", system: system.id, rows }),
    );
  }
  return rows;
}

/** What the person agreed to there themselves after they had opted out with us: it is theirs, and stays. */
function agreedSince(
  { agreed }: RuledRow,
  { person }: Meant,
  rule: { agreedKinds: EffectKind[] } | undefined,
): EffectKind[] {
  const at = agreed === null ? Number.NaN : Date.parse(agreed);
  if (Number.isNaN(at)) return [];
  return (rule?.agreedKinds ?? []).filter((kind) => {
    const since = person.out.get(kind);
    return since !== undefined && at > since.getTime();
  });
}

/** It is theirs who are known by what led to this row. Whoever else the ledger has with them has agreed to nothing. */
async function noteAgreed(
  { person, keys }: Meant,
  { via: reached }: RuledRow,
  kinds: readonly EffectKind[],
): Promise<void> {
  const via = keys.filter(({ key }) => key === reached).map((one) => one.via);
  const apart = await inTransaction(async (tx) => {
    const people = await splitOff(
      tx,
      via.map(({ kind, value }) => tokenOf(kind, value)),
    );
    for (const id of people) {
      for (const kind of kinds) {
        await setChoice(tx, houseWorker, id, kind, { stands: "in", by: "system", requestId: null });
      }
    }
    return !people.includes(person.id);
  });
  if (!apart) for (const kind of kinds) person.out.delete(kind);
  // Whoever stands apart now is looked at in the next round.
  else
    person.known = person.known.filter(
      (one) => !via.some((v) => v.kind === one.kind && v.value === one.value),
    );
}

async function noteFlip(system: System, person: SweptPerson, row: RuledRow, token: Buffer): Promise<void> {
  await inTransaction(async (tx) => {
    const [flip] = await tx
      .insert(choiceFlip)
      .values({ personId: person.id, systemId: system.id, collection: row.collection, rowToken: token })
      .onConflictDoUpdate({
        target: [choiceFlip.personId, choiceFlip.systemId, choiceFlip.collection, choiceFlip.rowToken],
        set: { times: sql`${choiceFlip.times} + 1`, lastAt: sql`now()` },
      })
      .returning();
    if (flip && flip.times >= timesUntilTold) {
      const raised = { kind: "choice_set_back", systemId: system.id, stage: "again" } as const;
      await raiseAlert(tx, { ...raised, at: new Date() });
    }
  });
}
