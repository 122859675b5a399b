import { connectorOf } from "#connectors/registry.ts";
import { type Draft, draftOf } from "#lib/map/draft/draft.ts";
import type { System } from "#lib/map/schema.ts";

/** How well a draft agrees with the map that was made by hand. */
export type Score = { precision: number; recall: number; wrong: string[]; missed: string[] };

/** A draft of a live database, and how long it took in milliseconds. */
export async function draftOn(url: string): Promise<{ draft: Draft; ms: number }> {
  const connector = await connectorOf("postgres");
  const session = await connector.open({
    settings: connector.settings.parse({ url }),
    collections: [],
    signal: AbortSignal.timeout(60_000),
    internalHosts: [],
  });
  try {
    const began = performance.now();
    const draft = await draftOf(session);
    return { draft, ms: performance.now() - began };
  } finally {
    await session.close();
  }
}

function scored(proposed: ReadonlySet<string>, wanted: ReadonlySet<string>): Score {
  const hits = [...proposed].filter((one) => wanted.has(one)).length;
  return {
    precision: proposed.size === 0 ? 1 : hits / proposed.size,
    recall: wanted.size === 0 ? 1 : hits / wanted.size,
    wrong: [...proposed].filter((one) => !wanted.has(one)),
    missed: [...wanted].filter((one) => !proposed.has(one)),
  };
}

type Written = Draft["collections"][number]["written"];
const tableOf = (one: { table?: string | undefined; name: string }) => one.table ?? one.name;
const fieldsOf = (written: unknown): string[] =>
  [written]
    .flat()
    .flatMap((each) =>
      typeof each === "string"
        ? [each]
        : "field" in (each as object)
          ? [(each as { field: string }).field]
          : [],
    );

/** Compares by table, because a map by hand may make several collections of one. */
export function compare(
  draft: Draft,
  system: System,
): Record<"identifiers" | "edges" | "categories" | "tables", Score> {
  const written: Written[] = draft.collections.map((one) => one.written);
  const byName = new Map(system.collections.map((one) => [one.name, tableOf(one)]));
  const draftNames = new Map(written.map((one) => [one.name, tableOf(one)]));
  const tables = new Set(system.collections.map(tableOf));
  return {
    tables: scored(new Set(written.map(tableOf)), tables),
    identifiers: scored(
      new Set(
        written.flatMap((one) =>
          Object.entries(one.match ?? {}).flatMap(([kind, fields]) =>
            fieldsOf(fields).map((field) => `${tableOf(one)}.${field} ${kind}`),
          ),
        ),
      ),
      new Set(
        system.collections.flatMap((one) =>
          one.match.flatMap((each) => each.fields.map((path) => `${tableOf(one)}.${path.text} ${each.kind}`)),
        ),
      ),
    ),
    edges: scored(
      new Set(
        written.flatMap((one) =>
          (one.belongs ?? []).map(
            (edge) => `${tableOf(one)}(${Object.keys(edge.on).sort().join()}) -> ${draftNames.get(edge.to)}`,
          ),
        ),
      ),
      new Set(
        system.collections.flatMap((one) =>
          one.belongs.map(
            (edge) =>
              `${tableOf(one)}(${edge.on
                .map((tie) => tie.own.text)
                .sort()
                .join()}) -> ${byName.get(edge.to)}`,
          ),
        ),
      ),
    ),
    categories: scored(
      new Set(
        written.filter((one) => tables.has(tableOf(one))).map((one) => `${tableOf(one)} ${one.category}`),
      ),
      new Set(
        system.collections
          .filter((one) => written.some((each) => tableOf(each) === tableOf(one)))
          .map((one) => `${tableOf(one)} ${one.category}`),
      ),
    ),
  };
}
