import { z } from "zod";
import type { Collection, WrittenCollection } from "#connectors/collection.ts";
import { collection } from "#connectors/collection.ts";
import { categories } from "#connectors/language/categories.ts";
import type { Edge } from "#connectors/language/edge.ts";
import { facts } from "#connectors/language/field.ts";
import type { Actor } from "#lib/core/actor.ts";
import { draftSystem } from "../schema.ts";
import { type Reasons, readReasons } from "./draft-system.ts";
import { readSystem } from "./read.ts";

/** The words that can stand in a map, for the lists of the desk's forms. */
export const choices = {
  categories,
  facts,
  legalBases: collection.shape.legal_basis.options,
  identifiers: ["email", "phone", "customer_number", "username", "external_id"],
};

export type MappedField = {
  name: string;
  label: string;
  /** Empty: that of the collection. */
  category: string;
  never: boolean;
  special: string | null;
  fact: string;
  /** The kind of identifier by which people are found here, where this field alone holds it. */
  kind: string;
  /** What the map needs it for, so that it cannot be left out. */
  usedFor: string[];
  why: string | null;
};

export type MappedCollection = {
  name: string;
  label: string;
  table: string;
  category: string;
  purpose: string;
  legalBasis: string;
  source: string;
  retention: string;
  /** True where people are found here, by their own key. */
  isRoot: boolean;
  key: string[];
  /** Kinds of identifiers by which people are found here. */
  kinds: string[];
  fields: MappedField[];
  /** How its rows belong to a person, in words. */
  edges: { words: string; why: string | null }[];
  erasure: string;
  why: string[];
  /** Texts that the drafter could not write: `why it is kept`. */
  toSay: string[];
};

export type Mapping = {
  title: string;
  version: number | null;
  keptIn: "file" | "desk";
  collections: MappedCollection[];
  ignored: { table: string; columns: string[]; why: string }[];
  /** What is to be mended before this version can be enabled. */
  mistakes: string[];
};

/** How the drafter begins a text that only people can write. */
const unsaid = "To be said";

const whole = z.object({
  collections: z.array(collection).default([]),
  ignored: draftSystem.shape.ignored,
});

/** The map of a system in its newest version, as the desk shows it. Throws the uniform `not_found`. */
export async function readMapping(actor: Actor, id: string): Promise<Mapping> {
  const view = await readSystem(actor, id);
  const reasons = await readReasons(actor, id);
  const definition = view.newest?.definition ?? view.definition;
  const read = whole.safeParse(definition);
  const { collections, ignored } = read.success ? read.data : { collections: [], ignored: [] };
  const labels = new Map(collections.map((one) => [one.name, one.label]));
  const writtenOnes = Array.isArray(definition.collections)
    ? (definition.collections as WrittenCollection[])
    : [];
  return {
    title: view.title,
    version: view.newest?.version ?? view.version,
    keptIn: view.keptIn,
    collections: collections.map((one, at) => mapped(one, writtenOnes[at], labels, reasons, collections)),
    ignored: ignored.map(({ table, columns = [], why }) => ({ table, columns, why })),
    mistakes: view.mistakes,
  };
}

function mapped(
  one: Collection,
  written: WrittenCollection | undefined,
  labels: ReadonlyMap<string, string>,
  reasons: Reasons | null,
  all: readonly Collection[],
): MappedCollection {
  const table = one.table ?? one.name;
  const told = reasons?.collections.find((each) => each.table === table);
  const kindOf = plainKinds(written?.match);
  return {
    name: one.name,
    label: one.label,
    table,
    category: one.category,
    purpose: one.purpose,
    legalBasis: one.legal_basis,
    source: one.source,
    retention: one.retention,
    isRoot: one.subject_key.length > 0,
    key: one.key,
    kinds: [...new Set(one.match.map((each) => each.kind))],
    fields: Object.entries(one.fields).map(([name, field]) => ({
      name,
      label: field.label,
      category: field.category ?? "",
      never: field.disclose === "never",
      special: field.special ?? null,
      fact: field.fact ?? "",
      kind: kindOf.get(name) ?? "",
      usedFor: usesOf(one, name, kindOf.has(name), all),
      why: told?.fields[name] ?? null,
    })),
    edges: one.belongs.map((edge, at) => ({
      words: edgeInWords(edge, labels),
      why: told?.edges[at] ?? null,
    })),
    erasure: one.erasure?.act.replaceAll("_", " ") ?? "not said",
    why: told?.why ?? [],
    toSay: Object.entries({
      "why it is kept": one.purpose,
      "where it comes from": one.source,
      "how long it is kept": one.retention,
    }).flatMap(([words, text]) => (text.startsWith(unsaid) ? [words] : [])),
  };
}

type WrittenMatch = WrittenCollection["match"];

/** Field → kind, where a kind simply names the field. */
export function plainKinds(match: WrittenMatch): Map<string, string> {
  return new Map(
    Object.entries(match ?? {}).flatMap(([kind, written]) =>
      [written]
        .flat()
        .flatMap((each): [string, string][] => (typeof each === "string" ? [[each, kind]] : [])),
    ),
  );
}

/** What else rests on a field besides being shown. `plainly`: people are found by it, which the form can change. */
function usesOf(one: Collection, name: string, plainly: boolean, all: readonly Collection[]): string[] {
  const uses: string[] = [];
  if (one.key.includes(name)) uses.push("tells rows apart");
  if (one.subject_key.includes(name)) uses.push("the person's key");
  if (one.belongs.some(({ on }) => on.some(({ own }) => own.column === name))) uses.push("ties it to others");
  const tiedTo = all.some(({ belongs }) =>
    belongs.some(({ to, on }) => to === one.name && on.some(({ theirs }) => theirs.column === name)),
  );
  if (tiedTo) uses.push("others are tied to it");
  const matched = [...one.match, ...one.yields].some(({ fields }) =>
    fields.some(({ column }) => column === name),
  );
  if (matched && !plainly) uses.push("people are known by it");
  const conditions = [one.where, ...one.belongs.map(({ when }) => when)].flat();
  if (conditions.some(({ field }) => field.column === name)) uses.push("says which rows count");
  if (Object.values(one.likeness ?? {}).includes(name)) uses.push("people are recognised by it");
  if (one.file_field?.field === name) uses.push("holds the file");
  return uses;
}

const parts: Record<Edge["as"], string> = {
  owned: "theirs",
  shared: "theirs and somebody else's, whose side stays hidden",
  about: "about them",
  authored: "written by them, and others'",
};

function edgeInWords(edge: Edge, labels: ReadonlyMap<string, string>): string {
  const ties = edge.on.map(({ own, theirs }) => `${own.text} is its ${theirs.text}`).join(" and ");
  const role = edge.role ? `, as ${edge.role.replaceAll("_", " ")}` : "";
  const when =
    edge.when.length > 0 ? ` where ${edge.when.map(({ field }) => field.text).join(", ")} fits` : "";
  return `Belongs to “${labels.get(edge.to) ?? edge.to}”: ${ties}${when}${role}. It is ${parts[edge.as]}.`;
}
