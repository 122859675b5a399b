import type { Cell, CorrectableField } from "#connectors/correct.ts";
import type { RowKey } from "#connectors/erase.ts";
import { currentMap } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { fieldNamed, nameOfField } from "./field.ts";
import { type About, relatedTo } from "./shape/matching.ts";
import { concerned, type RowField, shapeRow } from "./shape/row.ts";
import type { CellState, Parts } from "./views.ts";
import { type Granted, wordsOf } from "./wish.ts";

/** A cell as it is planned, before it is sealed. `row`: null where nobody could read it. */
export type PlannedCell = {
  correctionId: string;
  collection: string | null;
  field: string | null;
  at: { via: string; row: RowKey } | null;
  before: string | null;
  wanted: string | null;
  identifies: boolean;
  derived: boolean;
  disputed: boolean;
  state: Extract<CellState, "planned" | "already" | "by_hand" | "left">;
  why: string | null;
};

/** A field of the system that a correction is about. */
type Concerned = { collection: string; name: string; about: About; derived: boolean };

/** The fields of a system that a correction is about, by the map: those of its fact, and those that repeat them. */
export function concernedFields(system: System, granted: Granted): Concerned[] {
  const { only, wish } = granted;
  const own = fieldsOf(system).flatMap(({ collection, name, field }): Concerned[] => {
    if (field.disclose === "never" || field.correct?.by === "never") return [];
    if (only !== null) {
      return nameOfField(system.id, collection, name) === only
        ? [{ collection, name, about: wish.about, derived: false }]
        : [];
    }
    const about = field.fact;
    return about && relatedTo(wish.about).includes(about) && concerned(about, wish.wanted)
      ? [{ collection, name, about, derived: false }]
      : [];
  });
  const known = new Set(own.map((one) => nameOfField(system.id, one.collection, one.name)));
  const copies = copiesOf(granted).filter((one) => one.system === system.id && !known.has(one.whole));
  return [
    ...own,
    ...copies.map(({ collection, name, about }) => ({ collection, name, about, derived: true })),
  ];
}

const fieldsOf = (system: System) =>
  system.collections.flatMap((collection) =>
    Object.entries(collection.fields).map(([name, field]) => ({ collection: collection.name, name, field })),
  );

/** Fields anywhere that repeat a corrected one, as the map says. */
function copiesOf({ only, wish }: Granted) {
  return currentMap().systems.flatMap((system) =>
    fieldsOf(system).flatMap(({ collection, name, field }) => {
      const about: About | undefined = only === null ? field.fact : wish.about;
      const meant =
        only === null
          ? about !== undefined && relatedTo(wish.about).includes(about) && concerned(about, wish.wanted)
          : nameOfField(system.id, collection, name) === only;
      if (!meant || about === undefined) return [];
      return (field.correct?.derived ?? []).flatMap((whole) => {
        const found = fieldNamed(whole);
        if (!found || found.field.disclose === "never" || found.field.correct?.by === "never") return [];
        return [
          { system: found.system.id, collection: found.collection.name, name: found.name, whole, about },
        ];
      });
    }),
  );
}

/** One row of a system: its key, and what was read of it, by field. */
export type ReadRow = {
  collection: string;
  at: { via: string; row: RowKey };
  values: ReadonlyMap<string, string | null>;
};

/** What was read, row by row; a row that was reached twice is one. */
export function rowsIn(cells: readonly Cell[]): ReadRow[] {
  const rows = new Map<
    string,
    { collection: string; at: ReadRow["at"]; values: Map<string, string | null> }
  >();
  for (const { collection, via, row, field, value } of cells) {
    const name = JSON.stringify([collection, row]);
    const known = rows.get(name) ?? { collection, at: { via, row }, values: new Map() };
    known.values.set(field, value);
    rows.set(name, known);
  }
  return [...rows.values()];
}

/** What one correction asks of one row: a cell for each field that it concerns (pure but for the map). */
export function cellsOfRow(
  system: System,
  fields: readonly CorrectableField[],
  granted: Granted,
  row: ReadRow,
): PlannedCell[] {
  const meant = concernedFields(system, granted).filter((one) => one.collection === row.collection);
  const judged = new Map(
    fields.filter((one) => one.collection === row.collection).map((one) => [one.field, one]),
  );
  const cells = (list: readonly Concerned[]) =>
    shapeRow(rowFields(system, judged, list, granted, row), system.country, granted.wish).flatMap(
      (shaped): PlannedCell[] => {
        const field = judged.get(shaped.name);
        const from = list.find((one) => one.name === shaped.name);
        if (!field || !from) return [];
        const before = row.values.get(shaped.name) ?? null;
        const base = {
          ...{ correctionId: granted.correction.id, collection: row.collection, field: shaped.name },
          ...{ at: row.at, before, identifies: field.identifies, derived: from.derived },
          disputed: shaped.disputed,
        };
        if (shaped.how === "by_hand") {
          const state = shaped.disputed ? "by_hand" : "left";
          return [{ ...base, wanted: wordsOf(granted.wish.wanted), state, why: shaped.why }];
        }
        if (shaped.how === "same") {
          return shaped.disputed ? [{ ...base, wanted: before, state: "already", why: null }] : [];
        }
        if (!shaped.disputed) return [{ ...base, wanted: shaped.value, state: "left", why: field.why }];
        const state = field.by === "write" ? "planned" : "by_hand";
        return [{ ...base, wanted: shaped.value, state, why: field.why }];
      },
    );
  // A copy says what the field that it repeats says, whatever else stands in its row.
  return [
    ...whole(granted, cells(meant.filter((one) => !one.derived))),
    ...meant.filter((one) => one.derived).flatMap((one) => cells([one])),
  ];
}

/** Half an address is none: where a part of a row's name or address is left to people, they write all of it. */
function whole({ wish }: Granted, cells: readonly PlannedCell[]): PlannedCell[] {
  if (relatedTo(wish.about).length === 1 || !cells.some((one) => one.state === "by_hand")) return [...cells];
  return cells.map((one) =>
    one.state === "planned"
      ? { ...one, state: "by_hand", why: "Another part of it is written by a person." }
      : one,
  );
}

/** The fields of a row that are shaped, and those that only show how it is written. */
function rowFields(
  system: System,
  judged: ReadonlyMap<string, CorrectableField>,
  meant: readonly Concerned[],
  { wish, only }: Granted,
  row: ReadRow,
): RowField[] {
  const written = system.collections.find((one) => one.name === row.collection)?.fields ?? {};
  const names = new Map(meant.map((one) => [one.name, one.about]));
  const alone = meant.length === 1 && meant[0]?.derived === true;
  if (only === null && !alone) {
    for (const [name, { fact }] of Object.entries(written)) {
      if (fact && relatedTo(wish.about).includes(fact) && !names.has(name)) names.set(name, fact);
    }
  }
  return [...names].flatMap(([name, about]): RowField[] => {
    const field = judged.get(name);
    if (!field || !row.values.has(name)) return [];
    const normalise = written[name]?.correct?.normalise;
    return [{ name, about, normalise, type: field.type, now: row.values.get(name) ?? null }];
  });
}

/** What people must do where no machine can read it: one for each field of the map, or one for the whole system. */
export function cellsByHand(
  system: System,
  fields: readonly CorrectableField[] | null,
  granted: Granted,
): PlannedCell[] {
  const meant = concernedFields(system, granted);
  const base = {
    correctionId: granted.correction.id,
    at: null,
    before: null,
    disputed: true,
  };
  const wanted = wordsOf(granted.wish.wanted);
  const state = "by_hand" as const;
  if (fields === null) {
    const why = "No machine can correct this system.";
    return meant.length === 0
      ? []
      : [
          {
            ...base,
            identifies: meant.some((one) => findsPeople(system, one)),
            collection: null,
            field: null,
            wanted,
            derived: false,
            state,
            why,
          },
        ];
  }
  const known = new Set(fields.map((one) => `${one.collection}.${one.field}`));
  const why = "The data map does not say how this is corrected by machine.";
  return meant
    .filter((one) => !known.has(`${one.collection}.${one.name}`))
    .map((one) => ({
      ...base,
      identifies: findsPeople(system, one),
      collection: one.collection,
      field: one.name,
      wanted,
      derived: one.derived,
      state,
      why,
    }));
}

/** Whether people are found by a field, as the map says: where no machine can judge it against the live system. */
function findsPeople(system: System, { collection: name, name: field }: Concerned): boolean {
  const one = system.collections.find((each) => each.name === name);
  if (!one) return false;
  const ways = [...one.match, ...one.yields].flatMap(({ fields }) => fields.map(({ column }) => column));
  return [...ways, ...one.subject_key, ...one.key].includes(field);
}

/** What is disputed, in words for people who look for it. */
export const disputedWords = (wrong: readonly Parts[]): string =>
  wrong.map(wordsOf).filter(Boolean).join(" / ");
