import { z } from "zod";
import { conditions } from "./condition.ts";
import { erasureRule } from "./erasure.ts";
import { type FieldPath, fieldRef } from "./field-path.ts";

const name = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, "use lower-case letters, digits and _");

/**
 * Own field → the other row's field; equal values tie the two rows. What stands before the value on either side
 * (`user:` in `user:17`) is left away before they are compared.
 */
export type Tie = { own: FieldPath; theirs: FieldPath; prefix: string; theirPrefix: string };

const prefix = z.string().max(100).default("");
const other = z.union([
  z.string().transform((field) => ({ field, prefix: "", their_prefix: "" })),
  z.strictObject({ field: z.string(), prefix, their_prefix: prefix }),
]);

const ties = z.record(z.string(), other).transform((entries, context): Tie[] => {
  const read = Object.entries(entries).flatMap(
    ([own, { field, prefix: before, their_prefix: theirPrefix }]) => {
      const [left, right] = [fieldRef.safeParse(own), fieldRef.safeParse(field)];
      if (left.success && right.success) {
        return [{ own: left.data, theirs: right.data, prefix: before, theirPrefix }];
      }
      context.addIssue({ code: "custom", message: `${own}: ${field} does not name two fields` });
      return [];
    },
  );
  if (read.length === 0) context.addIssue({ code: "custom", message: "name the fields that tie the rows" });
  return read;
});

/**
 * How a row of this collection belongs to a person: it is tied to a row of another collection (or of the same one)
 * that is theirs. A row tied in several ways is theirs in each of them: buyer and seller, sender and recipient.
 * The direction of the foreign key does not matter; the direction of belonging is from `to` to here.
 */
export const edge = z.strictObject({
  to: name,
  on: ties,
  /** In what part the person stands here. Fields may be for some roles only. */
  role: name.optional(),
  /**
   * owned: theirs alone, or theirs among several owners · shared: theirs and another's, the other's side is hidden ·
   * about: they are mentioned · authored: they wrote it, it belongs to others.
   */
  as: z.enum(["owned", "shared", "about", "authored"]).default("owned"),
  /** For owners of several types: `{ owner_type: User }`. Conditions on the row of this collection. */
  when: conditions.default([]),
  /** What erasing this person does to rows tied like this; otherwise the collection's own rule. */
  erasure: erasureRule.optional(),
  /** What the system itself does here when the other row is deleted. */
  system_cascade: z.enum(["none", "restrict", "cascade", "set_null"]).default("none"),
});

export type Edge = z.output<typeof edge>;
