import { z } from "zod";

/**
 * What a person's choice can do in a system: stop a sale or a sharing, stop profiling, limit what is sensitive, stop
 * marketing over one channel, or restrict all processing (Art. 18 GDPR).
 */
export const effectKinds = [
  "sale",
  "sharing",
  "profiling",
  "limit_sensitive",
  "marketing_email",
  "marketing_phone",
  "marketing_text",
  "marketing_post",
  "restriction",
] as const;
export type EffectKind = (typeof effectKinds)[number];

const scalar = z.union([z.string().max(500), z.number(), z.boolean(), z.null()]);
const values = z
  .record(z.string().min(1).max(200), scalar)
  .refine((fields) => Object.keys(fields).length > 0, "name a field");

/**
 * A choice that this collection can hold: which fields of the person's rows say that it is made. `lifted`: what they say
 * when it is taken back; where it is left out, what they said before.
 */
export const effect = z.strictObject({
  of: z.union([z.enum(effectKinds).transform((one) => [one]), z.array(z.enum(effectKinds)).min(1)]),
  set: values,
  lifted: values.optional(),
  /** The field that says when the person agreed there. Later than our choice: it is theirs, and is not set back. */
  agreed_at: z.string().min(1).max(200).optional(),
});
