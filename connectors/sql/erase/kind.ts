/** What values of a column are, as far as putting others in their place needs it. */
export type Kind = {
  is: "text" | "integer" | "decimal" | "date" | "moment" | "uuid" | "boolean" | "other";
  /** Most characters of a text; null where there is no bound. */
  length: number | null;
  /** Most decimal digits of a whole number that surely fit. */
  digits: number;
};

const whole: Record<string, number> = {
  tinyint: 2,
  smallint: 4,
  mediumint: 6,
  int: 9,
  integer: 9,
  bigint: 18,
};
const forms: readonly (readonly [RegExp, Kind["is"]])[] = [
  [
    /^$|^(n?varchar2?|character varying|n?char|character|bpchar|citext|name|clob|(tiny|medium|long)?text)\b/,
    "text",
  ],
  [/^(tiny|small|medium|big)?int\b|^integer\b/, "integer"],
  [/^(numeric|decimal|real|double|float)\b/, "decimal"],
  [/^date$/, "date"],
  [/^(timestamp|datetime)\b/, "moment"],
  [/^uuid$/, "uuid"],
  [/^bool(ean)?$/, "boolean"],
];

/** Reads the word by which a database names a column's type: `character varying(20)`, `int(11) unsigned`. */
export function kindOf(type: string): Kind {
  // A type of another schema stands behind that schema's name.
  const word = type
    .trim()
    .toLowerCase()
    .replace(/^("[^"]*"|[a-z_0-9]+)\./, "");
  const is = word.endsWith("]") ? "other" : (forms.find(([form]) => form.test(word))?.[1] ?? "other");
  const [, size] = /\((\d+)\)/.exec(word) ?? [];
  const [name = ""] = /^[a-z]+/.exec(word) ?? [];
  return {
    is,
    length: is === "text" && size !== undefined ? Number(size) : null,
    digits: is === "integer" ? (whole[name] ?? 9) : 0,
  };
}
