import { z } from "zod";
import { categories, specialCategories } from "#connectors/language/categories.ts";
import { conditions } from "#connectors/language/condition.ts";
import { edge } from "#connectors/language/edge.ts";
import { effect } from "#connectors/language/effect.ts";
import { age, erasureRule } from "#connectors/language/erasure.ts";
import { field, origin } from "#connectors/language/field.ts";
import { form } from "#connectors/language/form.ts";
import { attachmentsReach, httpReach } from "#connectors/language/http.ts";
import { identifies } from "#connectors/language/identify.ts";
import { likeness } from "#connectors/language/likeness.ts";
import { fileField, filesReach } from "#connectors/language/reach.ts";

const name = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, "use lower-case letters, digits and _");
const words = z.string().min(1).max(500);
const columns = z.union([z.string().transform((one) => [one]), z.array(z.string()).min(1).max(8)]);

/**
 * One table, endpoint or file set of a system, as the data map declares it. What is written there in short forms
 * (a field's name for a description of it) is full here.
 */
export const collection = z
  .strictObject({
    name,
    label: words,
    labels: z.record(z.string(), words).optional(),
    /** What the person reads of it in further languages, by BCP 47 tag; `labels` has its name. */
    words_in: z
      .record(
        z.string(),
        z.strictObject({ purpose: words.optional(), source: words.optional(), retention: words.optional() }),
      )
      .optional(),
    category: z.enum(categories),
    special: z.enum(specialCategories).optional(),
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
    /** Where it comes from, seen from the person; fields may differ. Portability reaches what is provided or observed. */
    origin: origin.optional(),
    retention: words,
    /** The table, view or endpoint where it differs from `name`. */
    table: z.string().optional(),
    /** The fields that make a row unique; empty where it has none. */
    key: z.array(z.string()).default([]),
    /** Only these rows exist for us: a tenant's, those of one type. Rows marked as deleted are still data: leave them in. */
    where: conditions.default([]),
    /** By what a person is found here. */
    match: identifies.default([]),
    /** What becomes known of a person here. */
    yields: identifies.default([]),
    /** The fields that are the person's key in this system; on root collections only, otherwise empty. */
    subject_key: columns.default([]),
    /** How its rows belong to a person, besides being a root's own. */
    belongs: z.array(edge).default([]),
    likeness: likeness.optional(),
    fields: z.record(z.string(), field),
    /** The field that says when a record arose: an ISO 8601 date or date and time. Without it the timeline has none of them. */
    occurred: z.string().optional(),
    /** What its records are in open formats and as one reads them: messages, dates, places, contacts. */
    form: form.optional(),
    /** What the erasure of a person does to its rows, where the edge does not say otherwise. */
    erasure: erasureRule.optional(),
    /**
     * After what age its records end, whoever's they are and without anybody asking: a retention run proposes to delete
     * them, with what belongs to them.
     */
    ends: age.optional(),
    /** Choices of the person (opt-outs, restriction) that its rows can hold. */
    effects: z.array(effect).default([]),
    http: httpReach.optional(),
    attachments: attachmentsReach.optional(),
    files: filesReach.optional(),
    file_field: fileField.optional(),
  })
  .refine((one) => one.belongs.length > 0 || one.subject_key.length > 0, {
    error: "a collection needs `subject_key` (it is where the person is found) or `belongs`",
  });

export type Collection = z.output<typeof collection>;
/** A collection as it is written in the data map. */
export type WrittenCollection = z.input<typeof collection>;
