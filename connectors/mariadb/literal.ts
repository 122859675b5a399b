import type { Binder } from "#connectors/sql/dialect.ts";

/** A name as SQL. The one function that turns a name into SQL; names come out of the live catalogue only. */
export const quoted = (name: string): string => `\`${name.replaceAll("`", "``")}\``;

/** A text as SQL, whatever stands in it and whatever the server makes of backslashes. */
export const literal = (text: string): string => `_utf8mb4 X'${Buffer.from(text, "utf8").toString("hex")}'`;

/** Values become part of a statement as hexadecimal digits, which can mean nothing else. */
export const literals: Binder = {
  text: literal,
  list: (values) => values.map(literal).join(", "),
};

/** A word in the place of each value, for people to read. */
export const placeholders: Binder = {
  text: (_, name) => `:${name}`,
  list: (_, name) => `:${name}`,
};
