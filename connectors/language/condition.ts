import { z } from "zod";
import { type FieldPath, fieldRef } from "./field-path.ts";

const scalar = z.union([z.string().max(500), z.number(), z.boolean()]);
type Scalar = z.output<typeof scalar>;

/**
 * What a row must be like: a field that is one of some values, or none of them. `null` stands for "no value". `before`:
 * a date or a date and time that is earlier than a day. No map says it; retention runs do, in databases only.
 */
export type Condition = {
  field: FieldPath;
  is: "one_of" | "none_of" | "before";
  values: readonly (Scalar | null)[];
};

const values = z.union([scalar, z.null(), z.array(z.union([scalar, z.null()])).min(1)]);
const wanted = z.union([values, z.strictObject({ not: values })]);

const listOf = (value: z.output<typeof values>): (Scalar | null)[] =>
  Array.isArray(value) ? value : [value];
const isNot = (value: z.output<typeof wanted>): value is { not: z.output<typeof values> } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Conditions on a row, all of which must hold: `{ type: User }`, `{ state: [open, new] }`, `{ deleted_at: null }`,
 * `{ tenant: { not: 7 } }`. The values are constants of the map; they never become part of a statement's text unquoted.
 */
export const conditions = z.record(z.string(), wanted).transform((entries, context): Condition[] =>
  Object.entries(entries).flatMap(([name, value]) => {
    const field = fieldRef.safeParse(name);
    if (!field.success) {
      context.addIssue({ code: "custom", message: `${name} is no field` });
      return [];
    }
    return [
      isNot(value)
        ? { field: field.data, is: "none_of" as const, values: listOf(value.not) }
        : { field: field.data, is: "one_of" as const, values: listOf(value) },
    ];
  }),
);
