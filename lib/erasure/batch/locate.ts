import { eq, sql } from "drizzle-orm";
import type { KnownIdentifier, Session } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { erasureBatch, erasureBatchSystem, type SetAside } from "#drizzle/schema/batch.ts";
import { database, type Transaction } from "#lib/db/database.ts";
import { countryOf } from "#lib/fanout/known.ts";
import { openSession } from "#lib/fanout/open-session.ts";
import { canonicalIdentifier } from "#lib/identity/canonical.ts";
import type { Lease } from "#lib/jobs/lease.ts";
import { ring } from "#lib/jobs/queue.ts";
import { currentMap, matchedKinds, systemOf } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { tokenOf } from "#lib/vault/seal.ts";
import { askingTokens } from "../retention/asking.ts";
import { untroubled } from "../work.ts";
import { collidingKeys } from "./colliding.ts";
import { heldTokens, isHeldBy } from "./held.ts";
import { batchKey } from "./key.ts";
import { People, type Person } from "./people.ts";
import { readKeptList, writePeople } from "./people-file.ts";
import { type BatchRow, commitBatch, listAt, note, peopleAt } from "./work.ts";

/** Identifiers that a system is asked by in one statement. */
const atOnce = 10_000;
/** Systems know each other's people over a few steps; more would be a circle. */
const mostRounds = 12;

/**
 * Finds everybody of a list in every system of the batch, thousands at once: what one system yields, the others are
 * asked by. Whoever cannot be told for certain is set aside. Then each system is listed.
 */
export async function locateBatch(lease: Lease, batch: BatchRow): Promise<void> {
  const key = batchKey(batch);
  const people = new People();
  const listed = await readKeptList(key, listAt(batch.id));
  for (const one of listed) people.list(one);
  const systems = batch.systems.map((id) => systemOf(currentMap(), id));
  await walk(lease, systems, people, listed);
  const held = await heldTokens(database());
  const asking = batch.kind === "retention" ? await askingTokens(database()) : new Set<string>();
  const aside: SetAside = {
    unknown: 0,
    shared: 0,
    ambiguous: 0,
    crowd: 0,
    held: 0,
    twice: batch.lines - listed.length,
    ...(batch.kind === "retention" ? { asking: 0 } : {}),
  };
  const erased: Person[] = [];
  const found = people.everybody();
  const colliding = collidingKeys(
    systems,
    found.flatMap((one) => one.person.keys),
  );
  for (const one of found) {
    const why =
      one.aside ??
      (isHeldBy(held, one.person)
        ? "held"
        : isHeldBy(asking, one.person)
          ? "asking"
          : colliding(one.person.keys)
            ? "ambiguous"
            : null);
    if (why === null) erased.push(one.person);
    else aside[why] = (aside[why] ?? 0) + 1;
  }
  await writePeople(key, peopleAt(batch.id), erased);
  await commitBatch(lease, batch.id, async (tx, locked) => {
    if (locked.status !== "locating") return;
    await keepTokens(tx, batch.id, erased);
    await tx
      .update(erasureBatch)
      .set({ ...untroubled, status: "planning", state: "parked", people: erased.length, setAside: aside })
      .where(eq(erasureBatch.id, batch.id));
    const rows = await tx
      .insert(erasureBatchSystem)
      .values(batch.systems.map((systemId, position) => ({ batchId: batch.id, systemId, position })))
      .returning({ id: erasureBatchSystem.id });
    for (const row of rows) await ring(tx, "batch.system", row.id);
    const { twice: _, ...counts } = aside;
    const away = Object.values(counts).reduce((sum, one) => sum + one, 0);
    await note(tx, batch, null, { step: "located", people: erased.length, aside: away });
  });
}

/** Asks every system by what it was not asked by yet, until nothing new becomes known. */
async function walk(
  lease: Lease,
  systems: readonly System[],
  people: People,
  listed: readonly KnownIdentifier[],
): Promise<void> {
  const sessions: { system: System; session: Session; kinds: ReadonlySet<string> }[] = [];
  try {
    for (const system of systems) {
      const session = await openSession(system, lease.signal, { kind: "locate" });
      sessions.push({ system, session, kinds: matchedKinds(system) });
    }
    let fresh: readonly KnownIdentifier[] = listed;
    for (let round = 0; fresh.length > 0; round++) {
      if (round === mostRounds)
        throw new ConnectorError("misconfigured", "The systems lead from one to another without an end.");
      const next: KnownIdentifier[] = [];
      for (const { system, session, kinds } of sessions) {
        const asked = fresh.filter((one) => kinds.has(one.kind));
        for (let at = 0; at < asked.length; at += atOnce)
          next.push(...(await askSystem(system, session, asked.slice(at, at + atOnce), people)));
      }
      fresh = next;
    }
  } finally {
    for (const { session } of sessions) await session.close();
  }
}

/** What became known by asking one system. */
async function askSystem(
  system: System,
  session: Session,
  asked: readonly KnownIdentifier[],
  people: People,
): Promise<KnownIdentifier[]> {
  const answer = await session.locate(asked);
  if (answer.kind !== "located")
    throw new ConnectorError(
      "misconfigured",
      `${system.title} cannot be asked for many people at once. Make the batch without it.`,
    );
  for (const one of answer.keys) people.found({ ...one, system: system.id });
  for (const { kind, value, collection, keys } of answer.shared)
    people.share(
      { kind, value },
      keys.map((key) => ({ system: system.id, collection, key })),
    );
  return answer.identifiers.flatMap(({ kind, value, ...place }) => {
    const canonical = canonicalIdentifier(kind, value, countryOf(system.id, kind));
    if (canonical === null) return [];
    const known = { kind, value: canonical };
    return people.yielded({ ...place, system: system.id }, known) ? [known] : [];
  });
}

/** Who it is about, for legal holds: in one statement. */
async function keepTokens(tx: Transaction, batchId: string, people: readonly Person[]): Promise<void> {
  const tokens = people.flatMap(({ identifiers }, place) =>
    identifiers.map((one) => ({ place, token: tokenOf(one.kind, one.value).toString("hex") })),
  );
  await tx.execute(sql`
    insert into erasure_batch_person (batch_id, place, token)
    select ${batchId}::uuid, place, decode(token, 'hex')
      from unnest(${sql.param(tokens.map((one) => one.place))}::int[], ${sql.param(tokens.map((one) => one.token))}::text[]) as t(place, token)
    on conflict do nothing`);
}
