import type { Client } from "ldapts";
import { ConnectorError } from "#connectors/errors.ts";

/** An attribute as the directory's own schema has it, with what it inherits. */
export type AttributeType = {
  /** As the directory writes it, whichever of its names is used to ask. */
  name: string;
  syntax: string;
  isEqualKnown: boolean;
  isPartKnown: boolean;
  isSingle: boolean;
};

type ObjectClass = { name: string; attributes: string[]; above: string[]; isStructural: boolean };

/** What the directory says of its attributes and classes; names are found whatever their case. */
export type Schema = {
  attribute(name: string): AttributeType | undefined;
  /** Every attribute that entries of a class may have, with those of the classes above it. */
  attributesOf(className: string): string[];
  isStructural(className: string): boolean;
};

const binary = new Set(
  ["4", "5", "8", "9", "10", "23", "28", "40", "49"].map((end) => `1.3.6.1.4.1.1466.115.121.1.${end}`),
);
const names = "1.3.6.1.4.1.1466.115.121.1.12";

/** True where values are bytes and no text: photographs, certificates, octets. */
export const isBinary = (type: AttributeType) => binary.has(type.syntax);
/** True where values are names of other entries. */
export const isName = (type: AttributeType) => type.syntax === names;

/** Reads the schema that governs the directory. Throws `ConnectorError`; the library's errors pass. */
export async function readSchema(client: Client): Promise<Schema> {
  const root = await client.search("", {
    scope: "base",
    filter: "(objectClass=*)",
    attributes: ["subschemaSubentry"],
  });
  const place = root.searchEntries[0]?.subschemaSubentry;
  const found =
    typeof place === "string"
      ? await client.search(place, {
          scope: "base",
          filter: "(objectClass=subschema)",
          attributes: ["attributeTypes", "objectClasses"],
        })
      : undefined;
  const entry = found?.searchEntries[0];
  const types = listOf(entry?.attributeTypes);
  if (types.length === 0)
    throw new ConnectorError("forbidden", "This account may not read the schema of the directory.");
  return schemaOf(types, listOf(entry?.objectClasses));
}

const listOf = (value: unknown): string[] => [value].flat().filter((one) => typeof one === "string");

/** Reads the definitions of RFC 4512. */
function schemaOf(types: readonly string[], classes: readonly string[]): Schema {
  const written = new Map<string, string>();
  for (const text of types)
    for (const name of [oid(text), ...namesOf(text)]) written.set(name.toLowerCase(), text);
  const described = new Map<string, ObjectClass>();
  for (const text of classes) {
    const one: ObjectClass = {
      name: namesOf(text)[0] ?? oid(text),
      attributes: [...wordsOf(text, "MUST"), ...wordsOf(text, "MAY")],
      above: wordsOf(text, "SUP"),
      isStructural: !/\s(ABSTRACT|AUXILIARY)\b/.test(text),
    };
    for (const name of [oid(text), ...namesOf(text)]) described.set(name.toLowerCase(), one);
  }
  const inherited = (text: string, keyword: string, depth = 0): string | undefined => {
    const [own] = wordsOf(text, keyword);
    if (own !== undefined || depth > 20) return own;
    const above = written.get(wordsOf(text, "SUP")[0]?.toLowerCase() ?? "");
    return above === undefined ? undefined : inherited(above, keyword, depth + 1);
  };
  const attributesOf = (name: string, depth = 0): string[] => {
    const one = described.get(name.toLowerCase());
    if (one === undefined || depth > 20) return [];
    return [...new Set([...one.above.flatMap((above) => attributesOf(above, depth + 1)), ...one.attributes])];
  };
  return {
    attribute(name) {
      const text = written.get(name.toLowerCase());
      if (text === undefined) return undefined;
      return {
        name: namesOf(text)[0] ?? oid(text),
        syntax: (inherited(text, "SYNTAX") ?? "").replace(/\{.*/, ""),
        isEqualKnown: inherited(text, "EQUALITY") !== undefined,
        isPartKnown: inherited(text, "SUBSTR") !== undefined,
        isSingle: /\sSINGLE-VALUE\b/.test(text),
      };
    },
    attributesOf: (name) => attributesOf(name),
    isStructural: (name) => described.get(name.toLowerCase())?.isStructural ?? false,
  };
}

// A description may hold any words in quotes: it is taken out before keywords are looked for.
const bare = (text: string) => text.replace(/\sDESC\s+'[^']*'/, "");
const oid = (text: string) => /^\(\s*(\S+)/.exec(text)?.[1] ?? "";
const namesOf = (text: string) => wordsOf(text, "NAME").map((name) => name.replaceAll("'", ""));

function wordsOf(text: string, keyword: string): string[] {
  const [, list, one] = new RegExp(`\\s${keyword}\\s+(?:\\(([^)]*)\\)|(\\S+))`).exec(bare(text)) ?? [];
  return (list ?? one ?? "").split(/[\s$]+/).filter((word) => word !== "");
}
