import type { Collection } from "#connectors/collection.ts";
import { readAll } from "#connectors/conformance/reading.ts";
import type { KnownIdentifier, Session } from "#connectors/contract.ts";

/** What one person is asked by, and every row that must come back. */
export type Finding = {
  by: Record<string, string | string[]>;
  /** Collection → its rows as `<key of the person>: <fields in the map's order, " | " between them, - for nothing>`. */
  rows: Record<string, string[]>;
  /** The identifiers that become known, as `kind value`. */
  yields?: string[];
  /** The identifiers that stop, as `kind value`. */
  shared?: string[];
};

/** A small schema that every SQL database understands, its map, and what is found, worked out by hand. */
export type MapCase = { title: string; sql: string; collections: Collection[]; finds: Finding[] };

/** What a session really finds, in the same form. */
export async function findingOf(session: Session, finding: Finding): Promise<Omit<Finding, "by">> {
  const asked: KnownIdentifier[] = Object.entries(finding.by).flatMap(([kind, values]) =>
    [values].flat().map((value) => ({ kind, value })),
  );
  const answer = await session.locate(asked);
  if (answer.kind !== "located") throw new Error("a database answers at once");
  const { rows: read, parts } = await readAll(session, answer.keys);
  const counts = await session.count(answer.keys);
  const rows: Record<string, string[]> = {};
  for (const name of parts) {
    const own = read.filter((row) => row.collection === name);
    if (counts.get(name) !== own.length) throw new Error(`${name} was counted wrongly`);
    if (own.length === 0) continue;
    rows[name] = own
      .map(({ via, record }) => `${via}: ${Object.values(record).map(shown).join(" | ")}`)
      .sort();
  }
  const named = (one: KnownIdentifier) => `${one.kind} ${one.value}`;
  return {
    rows,
    ...(finding.yields === undefined ? {} : { yields: answer.identifiers.map(named).sort() }),
    ...(finding.shared === undefined ? {} : { shared: answer.shared.map(named).sort() }),
  };
}

/** The same with its lists in order, for comparison. */
export function expected({ rows, yields, shared }: Finding): Omit<Finding, "by"> {
  return {
    rows: Object.fromEntries(Object.entries(rows).map(([name, list]) => [name, [...list].sort()])),
    ...(yields === undefined ? {} : { yields: [...yields].sort() }),
    ...(shared === undefined ? {} : { shared: [...shared].sort() }),
  };
}

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return "-";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};
