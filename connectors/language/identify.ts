import { z } from "zod";
import { type Condition, conditions } from "./condition.ts";
import { type FieldPath, fieldRef } from "./field-path.ts";

/**
 * How an identifier is written in a field: `exact`, byte for byte · `email`, A–Z as a–z and nothing else folded ·
 * `digits`, only the digits count · `phone`, the digits of any usual way of writing the number of one country.
 */
export type Form = "exact" | "email" | "digits" | "phone";

/** A field, or several together, that hold an identifier of one kind. */
export type Identify = {
  kind: string;
  /** More than one: a composite identifier, whose value is the JSON array of the parts. */
  fields: readonly [FieldPath, ...FieldPath[]];
  form: Form;
  /** What stands before the identifier in the field, `user:` in `user:17`. */
  prefix: string;
  /** ISO 3166 alpha-2: whose national way of writing a phone number the field may hold. */
  country: string | undefined;
  when: readonly Condition[];
};

const described = z
  .strictObject({
    field: fieldRef.optional(),
    fields: z.array(fieldRef).min(2).max(6).optional(),
    form: z.enum(["exact", "email", "digits", "phone"]).optional(),
    prefix: z.string().max(100).default(""),
    country: z.string().length(2).optional(),
    when: conditions.default([]),
  })
  .transform(
    (
      { field, fields, form, prefix, country, when },
      context,
    ): Omit<Identify, "kind" | "form"> & {
      form: Form | undefined;
    } => {
      const [first, ...more] = fields ?? (field ? [field] : []);
      if (first === undefined || (field && fields)) {
        context.addIssue({ code: "custom", message: "name one `field`, or several as `fields`" });
        return z.NEVER;
      }
      return { fields: [first, ...more], form, prefix, country, when };
    },
  );
const one = z.union([
  z
    .string()
    .transform((field): z.input<typeof described> => ({ field }))
    .pipe(described),
  described,
]);
const kindName = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, "use lower-case letters, digits and _");

const usualForm = (kind: string): Form => (kind === "email" || kind === "phone" ? kind : "exact");

/**
 * identifier kind → where it stands: a field, a description of one, or a list of either.
 * `{ email: [email, { field: "profile->mail" }], phone: { field: mobile, country: IE } }`
 */
export const identifies = z
  .record(kindName, z.union([one, z.array(one).min(1)]))
  .transform((kinds): Identify[] =>
    Object.entries(kinds).flatMap(([kind, written]) =>
      [written].flat().map((each) => ({ ...each, kind, form: each.form ?? usualForm(kind) })),
    ),
  );
