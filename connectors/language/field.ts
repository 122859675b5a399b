import { z } from "zod";
import { categories, specialCategories } from "./categories.ts";

const words = z.string().min(1).max(500);
const name = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/);

/** Facts about a person that several systems hold, in one vocabulary: what the merged view shows and compares. */
export const facts = [
  "person.full_name",
  "person.given_name",
  "person.family_name",
  "person.birth_date",
  "person.language",
  "person.sex",
  "contact.email",
  "contact.phone",
  "contact.address",
  "contact.street",
  "contact.street_more",
  "contact.city",
  "contact.postal_code",
  "contact.country",
  "account.number",
  "account.name",
  "account.opened",
  "account.closed",
  "account.state",
  "household.number",
  "order.number",
  "order.placed",
  "order.total",
  "preference.marketing",
  "preference.sale_opt_out",
  "preference.topic",
] as const;
export type Fact = (typeof facts)[number];

/**
 * provided: the person gave it · observed: their use of a service left it behind · derived: worked out by the company ·
 * third_party: somebody else gave it (guidelines WP 242 rev.01 on Art. 20 GDPR).
 */
export const origin = z.enum(["provided", "observed", "derived", "third_party"]);

/** One field of a collection: what the person reads, whether they may see it, how it is corrected. */
export const field = z.strictObject({
  label: words,
  /** The label in further languages, by BCP 47 tag. */
  labels: z.record(z.string(), words).optional(),
  meaning: words.optional(),
  /** The meaning in further languages, by BCP 47 tag. */
  meanings: z.record(z.string(), words).optional(),
  /** `never`: secrets such as password hashes; the connector must not even read them. */
  disclose: z.enum(["yes", "never"]).default("yes"),
  /** Only people who stand in one of these roles see the field; the others' side stays hidden. */
  roles: z.array(name).min(1).optional(),
  /** Free text in which somebody else may be named: read by staff before it leaves. */
  review: z.literal("third_parties").optional(),
  category: z.enum(categories).optional(),
  special: z.enum(specialCategories).optional(),
  origin: origin.optional(),
  fact: z.enum(facts).optional(),
  correct: z
    .strictObject({
      /** `write`: we may change it here · `ask`: its owner does · `never`: not on request, `why` says why. */
      by: z.enum(["write", "ask", "never"]),
      why: words.optional(),
      /** How this system writes the fact. */
      normalise: z
        .enum([
          "trim",
          "email",
          "phone",
          "phone_national",
          "digits",
          "upper",
          "lower",
          "family_comma_given",
          "country_code",
          "country_name",
          "day_month_year",
          "month_day_year",
        ])
        .optional(),
      /** Fields of other systems that repeat this one, as system.collection.field. */
      derived: z.array(z.string()).optional(),
    })
    .refine((one) => one.by !== "never" || one.why !== undefined, {
      error: "say why it may not be changed on request",
    })
    .optional(),
});

export type Field = z.output<typeof field>;
