import { z } from "zod";

/** The name of a field of the collection. */
const named = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/);

/**
 * What a collection's records are where the field has an open format for them, by which field plays which part.
 * message: one letter or line of a conversation (mbox, readable threads) · event: a date (iCalendar, RFC 5545) · place: where
 * the person was (GPX 1.1, GeoJSON) · contact: somebody's card (vCard 4, RFC 6350) · order: a purchase (schema.org) · post:
 * something published (ActivityStreams 2.0).
 */
export const form = z.discriminatedUnion(
  "as",
  [
    z.strictObject({
      as: z.literal("message"),
      body: named,
      at: named.optional(),
      from: named.optional(),
      to: named.optional(),
      subject: named.optional(),
      /** Messages with the same value belong to one conversation. */
      thread: named.optional(),
    }),
    z.strictObject({
      as: z.literal("event"),
      start: named,
      end: named.optional(),
      title: named.optional(),
      place: named.optional(),
      text: named.optional(),
    }),
    z.strictObject({ as: z.literal("place"), latitude: named, longitude: named, at: named.optional() }),
    z.strictObject({
      as: z.literal("contact"),
      name: named.optional(),
      given_name: named.optional(),
      family_name: named.optional(),
      email: named.optional(),
      phone: named.optional(),
      street: named.optional(),
      city: named.optional(),
      postal_code: named.optional(),
      country: named.optional(),
      birth_date: named.optional(),
    }),
    z.strictObject({
      as: z.literal("order"),
      number: named,
      at: named.optional(),
      total: named.optional(),
      /** How many of the total's units make one of the currency: 100 where it is in cents. */
      per_unit: z.number().int().positive().default(1),
      /** ISO 4217, a field or the code itself in capitals. */
      currency: z.union([named, z.string().regex(/^[A-Z]{3}$/)]).optional(),
      item: named.optional(),
    }),
    z.strictObject({ as: z.literal("post"), text: named, at: named.optional(), title: named.optional() }),
  ],
  { error: "write what its records are: message, event, place, contact, order or post" },
);

export type Form = z.output<typeof form>;
