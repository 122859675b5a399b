import { z } from "zod";

const name = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, "use lower-case letters, digits and _");
const words = z.string().min(1).max(500);

/** One field of a collection: what the person reads, and whether they may ever see it. */
const field = z.strictObject({
  label: words,
  meaning: words.optional(),
  /** `never`: secrets such as password hashes; the connector must not even read them. */
  disclose: z.enum(["yes", "never"]).default("yes"),
});

const paging = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("cursor"), param: z.string(), next: z.string() }),
  z.strictObject({
    kind: z.literal("page"),
    param: z.string(),
    size_param: z.string().optional(),
    size: z.int().min(1).max(1000),
  }),
]);

/** One table, endpoint or file set of a system, as the data map declares it. */
export const collection = z
  .strictObject({
    name,
    label: words,
    category: words,
    purpose: words,
    legal_basis: z.enum([
      "consent",
      "contract",
      "legal_obligation",
      "vital_interests",
      "public_task",
      "legitimate_interests",
    ]),
    source: words,
    retention: words,
    /** The table or endpoint where it differs from `name`. */
    table: z.string().optional(),
    key: z.array(z.string()).min(1).optional(),
    /** identifier kind → field that matches what is known. */
    match: z.record(name, z.string()).optional(),
    /** identifier kind → field that becomes known. */
    yields: z.record(name, z.string()).optional(),
    /** The field that is the person's key in this system; on root collections only. */
    subject_key: z.string().optional(),
    /** child field → parent field: the row belongs to whoever owns the parent row. */
    parent: z.strictObject({ collection: name, on: z.record(z.string(), z.string()) }).optional(),
    fields: z.record(z.string(), field),
    http: z
      .strictObject({
        path: z.string().startsWith("/"),
        query: z.record(z.string(), z.string()).optional(),
        items: z.string(),
        paging: paging.default({ kind: "none" }),
      })
      .optional(),
    attachments: z
      .strictObject({ items: z.string(), url: z.string(), name: z.string(), bytes: z.string().optional() })
      .optional(),
    files: z.strictObject({ pattern: z.string() }).optional(),
    /** A field that holds a file's bytes, delivered as a file of the bundle instead of as text. */
    file_field: z
      .strictObject({ field: z.string(), media_type: z.string(), extension: z.string() })
      .optional(),
  })
  .refine((c) => c.parent !== undefined || c.subject_key !== undefined, {
    error: "a collection needs either `subject_key` (it is where the person is found) or `parent`",
  });

export type Collection = z.output<typeof collection>;
