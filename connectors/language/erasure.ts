import { z } from "zod";

const field = z.string().min(1).max(200);

/** How a field is made to say nothing about anybody, for good. */
const strategy = z.union([
  z.enum(["null", "keyed_hash", "synthetic"]),
  z.strictObject({ constant: z.union([z.string().max(200), z.number(), z.boolean()]) }),
  z.strictObject({ generalise: z.enum(["year", "month", "region", "ten", "hundred"]) }),
]);
const anonymised = z
  .record(field, strategy)
  .refine((fields) => Object.keys(fields).length > 0, "name a field");

/** A time as an ISO 8601 duration, counted from a field of the row. */
export const age = z.strictObject({ after: z.string().regex(/^P(\d+Y)?(\d+M)?(\d+D)?$/), from: field });

/**
 * What the erasure of one person does to a row that was reached in one way (K9db's ownership, Edna's disguises,
 * DELF's deletion edges):
 * - `delete`: the row goes, whoever else has a part in it;
 * - `delete_with_last_owner`: it goes with the last person that owns it; before that, only this person's part is unlinked;
 * - `anonymise`: it stays, and the named fields no longer point to anybody;
 * - `unlink`: only the fields that tie it to this person are emptied (without `fields`: those of the edge);
 * - `decorrelate`: it stays, and its owner becomes an invented person of its own, so that no two rows show one author;
 * - `keep`: it stays until a day, on a ground; `anonymise` may still take from it what the ground does not need;
 * - `by_hand`: a person does it, as the note says.
 */
export const erasureRule = z.discriminatedUnion("act", [
  z.strictObject({ act: z.literal("delete") }),
  z.strictObject({ act: z.literal("delete_with_last_owner") }),
  z.strictObject({ act: z.literal("anonymise"), fields: anonymised }),
  z.strictObject({ act: z.literal("unlink"), fields: z.array(field).min(1).optional() }),
  z.strictObject({ act: z.literal("decorrelate") }),
  z.strictObject({
    act: z.literal("keep"),
    /** The law or need, with its article: "Section 147 AO, tax records". */
    ground: z.string().min(1).max(500),
    /** How long. */
    until: age.optional(),
    anonymise: anonymised.optional(),
  }),
  z.strictObject({ act: z.literal("by_hand"), note: z.string().min(1).max(500) }),
]);

export type ErasureRule = z.output<typeof erasureRule>;
