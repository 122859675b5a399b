import { z } from "zod";
import { connectorOf, connectors } from "#connectors/registry.ts";
import { hintOf, type KindWords, labelOf, wordsOfKind } from "./words.ts";

/** One question of the form in which a system is connected; made from the settings of its kind. */
export type SettingField = {
  /** Its place in the settings: `auth.token`. */
  name: string;
  label: string;
  hint: string;
  input: "text" | "long" | "secret" | "number" | "choice" | "flag" | "list" | "pairs";
  required: boolean;
  /** What holds where nothing is typed; empty where nothing does. */
  standard: string;
  options: string[];
  /** Asked only where another answer is one of these. */
  when: { name: string; is: string[] } | null;
  /** True for what nearly nobody changes. */
  more: boolean;
};

/** Kinds whose `url` holds an account and its password, so that it is asked in parts and kept sealed as a whole. */
export const addressKinds: ReadonlyMap<string, string> = new Map([
  ["postgres", "postgresql"],
  ["mariadb", "mariadb"],
]);

/** What can be connected, in plain words. */
export async function knownKinds(): Promise<({ id: string } & KindWords)[]> {
  return Promise.all(
    [...connectors].map(async ([id, load]) => ({ id, ...wordsOfKind(id, (await load()).title) })),
  );
}

/** True where a kind of system can be asked what it holds, so that a first map can be drawn for it. */
export async function canDraft(kind: string): Promise<boolean> {
  return (await connectorOf(kind)).capabilities.includes("inspect");
}

type Shape = {
  type?: string;
  properties?: Record<string, Shape>;
  required?: string[];
  oneOf?: Shape[];
  anyOf?: Shape[];
  items?: Shape;
  additionalProperties?: Shape | boolean;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
};

/** The questions that connect a system of this kind. Throws ConnectorError `misconfigured` for a kind that is none. */
export async function settingFields(kind: string): Promise<SettingField[]> {
  const { settings } = await connectorOf(kind);
  const shape = z.toJSONSchema(settings, { io: "input", unrepresentable: "any" }) as Shape;
  const fields = once(inside(shape, "", { optional: false, when: null }));
  return addressKinds.has(kind)
    ? [...addressFields(), ...fields.filter((one) => one.name !== "url")]
    : fields;
}

/** A question that belongs to several answers is asked once, for each of them. */
function once(fields: readonly SettingField[]): SettingField[] {
  const byName = new Map<string, SettingField>();
  for (const field of fields) {
    const known = byName.get(field.name);
    if (known?.when && field.when) {
      known.when = { name: known.when.name, is: [...known.when.is, ...field.when.is] };
      known.required &&= field.required;
    } else byName.set(field.name, field);
  }
  return [...byName.values()];
}

type Around = { optional: boolean; when: SettingField["when"] };

function inside(shape: Shape, prefix: string, around: Around): SettingField[] {
  return Object.entries(shape.properties ?? {}).flatMap(([name, member]) => {
    if (member.const !== undefined) return [];
    const required = shape.required?.includes(name) ?? false;
    return fieldsFor(prefix + name, member, required, around);
  });
}

function fieldsFor(name: string, shape: Shape, required: boolean, around: Around): SettingField[] {
  const ways = shape.oneOf ?? shape.anyOf;
  if (ways?.every((way) => typeof way.properties?.kind?.const === "string")) {
    return byKind(`${name}.`, shape, ways, around);
  }
  if (shape.properties) {
    return inside(shape, `${name}.`, { ...around, optional: around.optional || !required });
  }
  const must = required && !around.optional;
  const field = (more: Partial<SettingField>): SettingField => ({
    name,
    label: labelOf(name),
    hint: hintOf(name),
    input: "text",
    required: must,
    standard: shape.default === undefined ? "" : String(shape.default),
    options: [],
    when: around.when,
    more: !early.test(name) && (!required || around.optional),
    ...more,
  });
  if (isRecord(shape)) {
    if (!name.startsWith("auth.")) return [field({ input: "pairs", standard: "" })];
    return [
      { ...field({}), name: `${name}.name`, label: labelOf(`${name}.name`) },
      { ...field({ input: "secret" }), name: `${name}.value`, label: labelOf(`${name}.value`) },
    ];
  }
  if (isSecret(name)) return [field({ input: "secret" })];
  if (shape.enum) return [field({ input: "choice", options: shape.enum.map(String) })];
  if (shape.type === "boolean") return [field({ input: "flag" })];
  if (shape.type === "number" || shape.type === "integer") return [field({ input: "number" })];
  if (shape.type === "array") return [field({ input: "list", standard: "" })];
  return [field({ input: /(^|[._])(question|ca)$/.test(name) ? "long" : "text" })];
}

/** Optional, but what one looks for first. */
const early = /^(folder|schema|tls|bucket\.(name|endpoint|access_key_id|secret_access_key))$/;

const isRecord = ({ type, additionalProperties, properties }: Shape) =>
  type === "object" && properties === undefined && typeof additionalProperties === "object";

/** By its name: what the house keeps sealed. A reference stands in its place. */
function isSecret(name: string): boolean {
  return /(^|[._])(password|passphrase|secrets?|token|private_key|secret_access_key)$/.test(name);
}

/** One of several ways: the choice first, then the questions of each. */
function byKind(prefix: string, shape: Shape, ways: Shape[], around: Around): SettingField[] {
  const name = `${prefix}kind`;
  const standard = (shape.default as { kind?: string } | undefined)?.kind ?? "";
  const choice: SettingField = {
    name,
    label: labelOf(name),
    hint: hintOf(name),
    input: "choice",
    required: standard === "" && !around.optional,
    standard,
    options: ways.map((way) => String(way.properties?.kind?.const)),
    when: around.when,
    more: false,
  };
  return [
    choice,
    ...ways.flatMap((way) =>
      inside(way, prefix, { ...around, when: { name, is: [String(way.properties?.kind?.const)] } }),
    ),
  ];
}

function addressFields(): SettingField[] {
  const part = (name: string, more: Partial<SettingField> = {}): SettingField => ({
    name: `url.${name}`,
    label: labelOf(`url.${name}`),
    hint: hintOf(`url.${name}`),
    input: "text",
    required: true,
    standard: "",
    options: [],
    when: null,
    more: false,
    ...more,
  });
  return [
    part("host"),
    part("port", { input: "number", required: false }),
    part("database"),
    part("user"),
    part("password", { input: "secret" }),
  ];
}
