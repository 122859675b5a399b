import type { FoundKey, KnownIdentifier, Session } from "#connectors/contract.ts";
import { sealKey } from "#connectors/lineage.ts";
import type { Outlived } from "#drizzle/schema/batch.ts";
import type { Day } from "#lib/core/day.ts";
import { openSession } from "#lib/fanout/open-session.ts";
import { canonicalIdentifier } from "#lib/identity/canonical.ts";
import { LeaseLost } from "#lib/jobs/lease.ts";
import type { System } from "#lib/map/schema.ts";
import { endingOnly, outlivedPart } from "./part.ts";

/** What has outlived its time in one system, and by what each of the people is found again. */
export type Survey = { outlived: Outlived[]; people: KnownIdentifier[] };

const atOnce = 5_000;
/** As many people as a list may name; the others are proposed after this run is done. */
const mostPeople = 50_000;

/**
 * Looks for everything in a system that has outlived its time on a day. Reads keys and dates, changes nothing. Everybody
 * who is known there is asked about, some thousand at a time; memory holds those of whom something was found.
 * Null where this kind of system cannot list who is known in it, or cannot be erased from by machine.
 */
export async function survey(system: System, asOf: Day, signal: AbortSignal): Promise<Survey | null> {
  const part = outlivedPart(system, asOf);
  const session = await openSession(system, signal, { kind: "locate" });
  const own = await openSession(part.system, signal, { kind: "locate" });
  try {
    if (!session.identifiers || !own.eraser) return null;
    const eraser = endingOnly(own.eraser, part);
    const names = new Map((await eraser.steps()).map((step) => [step.no, step.collection]));
    const rows = new Map<string, number>();
    const owners = new Map<string, Set<string>>();
    /** Records of roots by which somebody is known of whom something was found, by their key. */
    const found = new Map<string, string | null>();
    for await (const keys of keysOf(session, signal)) {
      const theirs = new Map(keys.map((one) => [one.key, one]));
      for await (const { step, via } of eraser.targets(keys)) {
        const name = names.get(step) ?? "";
        rows.set(name, (rows.get(name) ?? 0) + 1);
        owners.set(name, (owners.get(name) ?? new Set()).add(via));
        const one = theirs.get(via);
        if (one) found.set(recordName(one.collection, one.row), null);
      }
      if (found.size >= mostPeople) break;
    }
    await nameThem(session, system, found, signal);
    const people = new Map<string, KnownIdentifier>();
    for (const text of found.values()) {
      if (text === null) continue;
      const [kind, value] = JSON.parse(text) as [string, string];
      people.set(text, { kind, value });
    }
    return {
      outlived: [...rows].map(([collection, records]) => ({
        ...{ collection, records },
        people: owners.get(collection)?.size ?? 0,
      })),
      people: [...people.values()].slice(0, mostPeople),
    };
  } finally {
    await own.close();
    await session.close();
  }
}

type Root = FoundKey & { row: readonly string[] };

/** The keys of everybody who is known in a system, some at a time. */
async function* keysOf(session: Session, signal: AbortSignal): AsyncGenerator<Root[]> {
  let held: Root[] = [];
  for await (const some of session.identifiers?.() ?? []) {
    if (signal.aborted) throw new LeaseLost();
    for (const { match, collection, value, row } of some) {
      if (match !== null) continue;
      // "17" of one root is not "17" of another: they are asked about apart.
      if (held[0] && held[0].collection !== collection) {
        yield held;
        held = [];
      }
      const key = sealKey(value);
      held.push({ collection, key, row: row ?? [value], via: { kind: "key", value: key } });
    }
    if (held.length < atOnce) continue;
    yield held;
    held = [];
  }
  if (held.length > 0) yield held;
}

const recordName = (collection: string, row: readonly string[]) => JSON.stringify([collection, ...row]);

/** Finds an identifier of each by which the system finds them again: it is the list of the run. */
async function nameThem(
  session: Session,
  system: System,
  found: Map<string, string | null>,
  signal: AbortSignal,
): Promise<void> {
  const collections = new Map(system.collections.map((one) => [one.name, one]));
  for await (const some of session.identifiers?.() ?? []) {
    if (signal.aborted) throw new LeaseLost();
    for (const { match, collection, value, row } of some) {
      const of = match === null ? undefined : collections.get(collection)?.match[match];
      const name = recordName(collection, row ?? [value]);
      if (of === undefined || found.get(name) !== null) continue;
      const canonical = canonicalIdentifier(of.kind, value, of.country ?? system.country);
      if (canonical !== null) found.set(name, JSON.stringify([of.kind, canonical]));
    }
  }
}
