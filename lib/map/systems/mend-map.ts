import type { WrittenCollection } from "#connectors/collection.ts";
import { categories } from "#connectors/language/categories.ts";
import { facts } from "#connectors/language/field.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { database } from "#lib/db/database.ts";
import { keptInFile } from "../entry.ts";
import { entryFor } from "./access.ts";
import { readVersion, systemHistory } from "./history.ts";
import { choices, plainKinds } from "./mapping.ts";
import { meaningWithout } from "./mend-form.ts";
import { type SavedVersion, saveVersion } from "./save-version.ts";
import { newestOf } from "./store.ts";

/** What a form of the desk says of one field. */
export type MendedField = {
  keep: boolean;
  label: string;
  category: string;
  never: boolean;
  fact: string;
  kind: string;
};

/** What a form of the desk says of one collection; what it does not ask about stays as it was written. */
export type MendedCollection = {
  label: string;
  category: string;
  purpose: string;
  legalBasis: string;
  source: string;
  retention: string;
  fields: ReadonlyMap<string, MendedField>;
};

type Ignored = { table: string; columns?: string[]; why: string };
type Written = Record<string, unknown> & { collections: WrittenCollection[]; ignored: Ignored[] };

/** Writes what a form says of one collection into the next version. Throws `invalid`, `conflict`. */
export async function mendCollection(
  actor: Actor,
  id: string,
  name: string,
  typed: MendedCollection & { basedOn: number },
): Promise<SavedVersion> {
  return change(actor, id, typed.basedOn, `Mended “${typed.label}”.`, (definition) => {
    const at = definition.collections.findIndex((one) => one.name === name);
    const before = definition.collections[at] ?? notFound();
    const { written, left } = mended(before, typed);
    definition.collections[at] = written;
    const table = before.table ?? before.name;
    if (left.length === 0) return;
    const known = definition.ignored.find((one) => one.table === table && one.columns);
    if (known?.columns) known.columns = [...new Set([...known.columns, ...left])];
    else definition.ignored.push({ table, columns: left, why: "Left out by hand" });
  });
}

/** Leaves a whole table out of the map, with a reason. Throws `conflict` where others belong to it. */
export async function leaveOut(
  actor: Actor,
  id: string,
  name: string,
  typed: { basedOn: number; why: string },
): Promise<SavedVersion> {
  const why = typed.why.trim();
  if (why === "" || why.length > 500) {
    throw new HabeasError("invalid", "Say in a few words why it is left out: it stands in the map.");
  }
  return change(actor, id, typed.basedOn, `Left out ${name}: ${why}`.slice(0, 300), (definition) => {
    const one = definition.collections.find((each) => each.name === name) ?? notFound();
    const hanging = definition.collections.filter(
      (each) => each.name !== name && each.belongs?.some(({ to }) => to === name),
    );
    if (hanging.length > 0) {
      const names = hanging.map(({ label }) => `“${label}”`).join(", ");
      throw new HabeasError(
        "conflict",
        `${names} is tied to it: leave that out first, or tie it to something else.`,
      );
    }
    const table = one.table ?? one.name;
    definition.collections = definition.collections.filter((each) => each.name !== name);
    definition.ignored = [...definition.ignored.filter((each) => each.table !== table), { table, why }];
  });
}

/** Takes a table that was left out into the map again, as it was described last. */
export async function bringBack(
  actor: Actor,
  id: string,
  table: string,
  basedOn: number,
): Promise<SavedVersion> {
  const { versions } = await systemHistory(actor, id);
  for (const { number } of versions) {
    const older = whole(await readVersion(actor, id, number));
    const one = older.collections.find((each) => (each.table ?? each.name) === table);
    if (!one) continue;
    return change(actor, id, basedOn, `Took ${table} in again.`, (definition) => {
      definition.ignored = definition.ignored.filter((each) => each.table !== table);
      definition.collections.push(one);
    });
  }
  throw new HabeasError(
    "conflict",
    `No version has described ${table} so far: say as text how its rows belong to people.`,
  );
}

async function change(
  actor: Actor,
  id: string,
  basedOn: number,
  reason: string,
  edit: (definition: Written) => void,
): Promise<SavedVersion> {
  const entry = await entryFor(actor, id, "manage_systems");
  if (entry.keptIn === "file") keptInFile();
  const newest = await newestOf(database(), id);
  const definition = whole(newest.definition);
  edit(definition);
  return saveVersion(actor, id, { definition, reason, basedOn });
}

function whole(definition: Record<string, unknown>): Written {
  const copy = structuredClone(definition) as Partial<Written>;
  return { ...copy, collections: copy.collections ?? [], ignored: copy.ignored ?? [] };
}

/** One collection with what a form says. Pure. */
export function mended(
  before: WrittenCollection,
  typed: MendedCollection,
): { written: WrittenCollection; left: string[] } {
  const field = (name: string) => typed.fields.get(name);
  const left = Object.keys(before.fields).filter((name) => field(name)?.keep === false);
  const kinds = plainKinds(before.match);
  const match = matchOf(before.match, kinds, typed.fields);
  const yields = matchOf(before.yields, kinds, typed.fields);
  const { match: _match, yields: _yields, occurred: _occurred, form: _form, ...rest } = before;
  const hidden = Object.keys(before.fields).filter((name) => field(name)?.never === true);
  return {
    left,
    written: {
      ...rest,
      ...meaningWithout(before, new Set([...left, ...hidden])),
      label: sentence(typed.label, "label"),
      category: oneOf(categories, typed.category, "category"),
      purpose: sentence(typed.purpose, "purpose"),
      legal_basis: oneOf(choices.legalBases, typed.legalBasis, "legal basis"),
      source: sentence(typed.source, "source"),
      retention: sentence(typed.retention, "retention"),
      ...(match ? { match } : {}),
      ...(yields ? { yields } : {}),
      fields: Object.fromEntries(
        Object.entries(before.fields).flatMap(([name, written]) => {
          const said = field(name);
          if (!said) return [[name, written]];
          if (!said.keep) return [];
          const { disclose: _disclose, category: _category, fact: _fact, ...kept } = written;
          return [
            [
              name,
              {
                ...kept,
                label: sentence(said.label, `label of ${name}`),
                ...(said.never ? { disclose: "never" as const } : {}),
                ...(said.category ? { category: oneOf(categories, said.category, "category") } : {}),
                ...(said.fact ? { fact: oneOf(facts, said.fact, "fact") } : {}),
              },
            ],
          ];
        }),
      ),
    },
  };
}

type Match = NonNullable<WrittenCollection["match"]>;

/** The kinds with those fields moved whose kind the form changed. Descriptions of several fields stay as they are. */
function matchOf(
  before: Match | undefined,
  kinds: ReadonlyMap<string, string>,
  fields: MendedCollection["fields"],
): Match | undefined {
  const moved = [...fields].filter(([name, { kind, keep }]) => (kinds.get(name) ?? "") !== kind || !keep);
  const gone = new Set(moved.map(([name]) => name));
  const lists = new Map(
    Object.entries(before ?? {}).map(([kind, written]) => [
      kind,
      [written].flat().filter((each) => !(typeof each === "string" && gone.has(each))),
    ]),
  );
  for (const [name, { kind, keep }] of moved) {
    if (!kind || !keep) continue;
    if (!/^[a-z][a-z0-9_]{0,62}$/.test(kind)) {
      throw new HabeasError(
        "invalid",
        "A kind of identifier is written in lower-case letters, digits and _.",
      );
    }
    lists.set(kind, [...(lists.get(kind) ?? []), name]);
  }
  const written = [...lists].filter(([, list]) => list.length > 0);
  if (written.length === 0) return undefined;
  return Object.fromEntries(
    written.map(([kind, list]) => [kind, list.length === 1 ? list[0] : list]),
  ) as Match;
}

function sentence(typed: string, what: string): string {
  const text = typed.trim();
  if (text !== "" && text.length <= 500) return text;
  throw new HabeasError("invalid", `Write the ${what} in 1 to 500 letters.`);
}

function oneOf<Word extends string>(words: readonly Word[], typed: string, what: string): Word {
  const found = words.find((word) => word === typed);
  if (found !== undefined) return found;
  throw new HabeasError("invalid", `Choose the ${what} from the list.`);
}
