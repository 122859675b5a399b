import pg from "pg";
import type { Binder } from "#connectors/sql/dialect.ts";

/** Values as parameters of a statement, collected in `values`. */
export function parameters(): Binder & { values: unknown[] } {
  const values: unknown[] = [];
  const add = (value: unknown, type: string) => {
    values.push(value);
    return `$${values.length}::${type}`;
  };
  return { values, text: (value) => add(value, "text"), list: (list) => add(list, "text[]") };
}

/** Values in the statement itself, escaped by the driver: `COPY` knows no parameters. */
export const literals: Binder = {
  text: (value) => `${pg.escapeLiteral(value)}::text`,
  list: (values) => `array[${values.map((one) => pg.escapeLiteral(one)).join(", ")}]::text[]`,
};

/** A word in the place of each value, for people to read. */
export const placeholders: Binder = {
  text: (_, name) => `:${name}`,
  list: (_, name) => `:${name}`,
};
