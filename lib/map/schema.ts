import { z } from "zod";
import { collection } from "#connectors/collection.ts";

const id = z.string().regex(/^[a-z][a-z0-9_]{0,30}$/, "use lower-case letters, digits and _");
const words = z.string().min(1).max(500);
const recipient = z.strictObject({ name: words, role: words, country: z.string().length(2) });

/** One place where data lives: how to reach it, who answers for it, and what it holds. */
const system = z.strictObject({
  id,
  title: words,
  connector: id,
  owner: z.strictObject({ name: words, email: z.email() }),
  country: z.string().length(2),
  recipients: z.array(recipient).default([]),
  settings: z.record(z.string(), z.unknown()),
  collections: z.array(collection).min(1),
});

/** The company whose portal this is. */
const company = z.strictObject({
  name: words,
  legal_name: words,
  controller_place: z.string().min(2).max(6),
  timezone: z.string(),
  reference_prefix: z.string().regex(/^[A-Z]{2,3}$/),
  languages: z.array(z.string()).min(1),
  contact: z.strictObject({ email: z.email(), phone: words.optional(), post: words.optional() }),
  authority: z.strictObject({ name: words, url: z.url() }),
});

/** The data map: the company and its systems (YAML). */
export const dataMap = z.strictObject({ company, systems: z.array(system).min(1) });

export type DataMap = z.output<typeof dataMap>;
export type System = DataMap["systems"][number];
export type Company = DataMap["company"];
