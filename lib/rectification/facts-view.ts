import { and, eq, inArray } from "drizzle-orm";
import type { CorrectableField } from "#connectors/correct.ts";
import type { Fact } from "#connectors/language/field.ts";
import { factReading } from "#drizzle/schema/correction.ts";
import { task } from "#drizzle/schema/task.ts";
import type { Transaction } from "#lib/db/database.ts";
import { keptFacts } from "#lib/fanout/facts.ts";
import { confirmedKeys } from "#lib/fanout/link/confirmed.ts";
import { Merge } from "#lib/fanout/snapshot/merge.ts";
import { currentMap } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import type { FactsView, FactView, Place } from "./views.ts";

/**
 * What the systems say of a person's facts, merged, and where each may be changed. Only of rows whose key more than
 * likeness vouches for.
 */
export async function factsOf(tx: Transaction, requestId: string, key: DataKey): Promise<FactsView> {
  const rows = await tx
    .select({ task, reading: factReading })
    .from(task)
    .leftJoin(factReading, eq(factReading.taskId, task.id))
    .where(and(eq(task.requestId, requestId), eq(task.state, "settled"), inArray(task.outcome, ["found"])))
    .orderBy(task.position);
  const merged = new Merge();
  const places = new Map<string, Place>();
  const unread: FactsView["unread"] = [];
  const located: System[] = [];
  let cut = false;
  let readAt: Date | null = null;
  for (const { task: of, reading } of rows) {
    const system = currentMap().systems.find((one) => one.id === of.systemId);
    if (!system) continue;
    located.push(system);
    const facts = reading && keptFacts(key, reading);
    if (!reading || !facts?.fields) {
      unread.push({ systemId: system.id, title: system.title });
      continue;
    }
    cut ||= facts.cut;
    if (readAt === null || reading.readAt < readAt) readAt = reading.readAt;
    const vouched = new Set((await confirmedKeys(tx, of.id, key)).map((one) => one.key));
    for (const cell of facts.cells) {
      const fact = system.collections.find((one) => one.name === cell.collection)?.fields[cell.field]?.fact;
      if (!fact || !cell.value?.trim() || !vouched.has(cell.via)) continue;
      const field = facts.fields.find(
        (one) => one.collection === cell.collection && one.field === cell.field,
      );
      const place = placeOf(system, cell.collection, cell.field, field);
      const name = `${cell.collection}.${cell.field}`;
      places.set(`${system.id} ${name}`, place);
      const source = { system: system.id, collection: name, changed: null, alike: false };
      merged.add({ fact, text: cell.value, country: system.country, source });
    }
  }
  const groups = merged.result().map(({ definition, facts }) => ({
    definition,
    facts: facts.map(
      ({ values, ...one }): FactView => ({
        ...one,
        values: values.map(({ sources, ...value }) => ({
          ...value,
          places: sources.flatMap((source) => places.get(`${source.system} ${source.collection}`) ?? []),
        })),
        kept: keptOf(located, one.fact),
      }),
    ),
  }));
  return { groups: withKeptOnly(groups, located), unread, cut, readAt };
}

function placeOf(
  system: System,
  collectionName: string,
  name: string,
  judged: CorrectableField | undefined,
): Place {
  const collection = system.collections.find((one) => one.name === collectionName);
  const field = collection?.fields[name];
  const never = field?.correct?.by === "never";
  return {
    systemId: system.id,
    system: system.title,
    collection: collectionName,
    collectionLabel: collection?.label ?? collectionName,
    field: name,
    fieldLabel: field?.label ?? name,
    may: never ? "never" : judged?.by === "write" ? "write" : "person",
    why: never ? (field?.correct?.why ?? null) : (judged?.why ?? null),
    identifies: judged?.identifies ?? false,
  };
}

/** Fields of systems where the person was found that tell a fact and are never changed on request. */
function keptOf(systems: readonly System[], fact: Fact): Place[] {
  return systems.flatMap((system) =>
    system.collections.flatMap((collection) =>
      Object.entries(collection.fields).flatMap(([name, field]) =>
        field.fact === fact && field.correct?.by === "never" && field.disclose === "yes"
          ? [placeOf(system, collection.name, name, undefined)]
          : [],
      ),
    ),
  );
}

/** Facts that stand only where nothing is changed on request are told as well, before anything is asked. */
function withKeptOnly(groups: FactsView["groups"], systems: readonly System[]): FactsView["groups"] {
  const told = new Set(groups.flatMap(({ facts }) => facts.map((one) => one.fact)));
  const all = systems.flatMap((system) =>
    system.collections.flatMap((one) => Object.values(one.fields).flatMap((field) => field.fact ?? [])),
  );
  const more = [...new Set(all)].filter((fact) => !told.has(fact) && keptOf(systems, fact).length > 0);
  const added = more.map((fact) => ({
    definition: fact.slice(0, fact.indexOf(".")) as FactsView["groups"][number]["definition"],
    view: { fact, agreement: "one", values: [], more: 0, kept: keptOf(systems, fact) } satisfies FactView,
  }));
  const names = [...new Set([...groups, ...added].map((one) => one.definition))];
  return names.map((definition) => ({
    definition,
    facts: [
      ...groups.filter((one) => one.definition === definition).flatMap((one) => one.facts),
      ...added.filter((one) => one.definition === definition).map((one) => one.view),
    ],
  }));
}
