import { z } from "zod";
import { collection } from "#connectors/collection.ts";
import { companyKinds } from "#lib/law/regime.ts";
import { lawIds } from "#lib/law/regimes/all.ts";
import { brand, contact, ownTexts, theme } from "./brand/schema.ts";
import { recipient } from "./recipient.ts";

const id = z.string().regex(/^[a-z][a-z0-9_]{0,30}$/, "use lower-case letters, digits and _");
const words = z.string().min(1).max(500);

/** What the live system has and the map leaves out on purpose: a table, or some columns of one, and why. */
const ignored = z.strictObject({
  table: z.string().min(1),
  columns: z.array(z.string().min(1)).min(1).optional(),
  why: words,
});

const decisionWords = z.strictObject({
  title: words,
  /** What is decided, on what data, and how: in words that the person can follow. */
  what: z.string().min(1).max(1000),
  logic: z.string().min(1).max(3000),
  /** What it means for the person. */
  consequences: z.string().min(1).max(1000),
});

/** A decision about people that no person makes: what access explains (Art. 15(1)(h) GDPR) and a person looks at again. */
const automatedDecision = decisionWords.extend({
  id,
  /** The same in further languages, by BCP 47 tag. */
  words_in: z.record(z.string(), decisionWords.partial()).optional(),
});

/**
 * An invented person: where they stand, and what their fields say while nothing is switched off, where the map does not
 * say it as `lifted`.
 */
const canary = z.strictObject({
  email: z.email(),
  collection: z.string().min(1).max(63),
  in: z.record(z.string().min(1), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});

/** A system of which the collections may still be missing: as it is while somebody registers it. */
export const draftSystem = z.strictObject({
  id,
  title: words,
  /** Its title in further languages, by BCP 47 tag. */
  words_in: z.record(z.string(), z.strictObject({ title: words })).optional(),
  connector: id,
  owner: z.strictObject({ name: words, email: z.email() }),
  country: z.string().length(2),
  recipients: z.array(recipient).default([]),
  settings: z.record(z.string(), z.unknown()),
  collections: z.array(collection).default([]),
  ignored: z.array(ignored).default([]),
  automated_decisions: z.array(automatedDecision).default([]),
  /** An invented person of this system, by whom it is tried every half hour that an opt-out arrives. */
  canary: canary.optional(),
});

/** One place where data lives: how to reach it, who answers for it, and what it holds. */
export const system = draftSystem.extend({ collections: z.array(collection).min(1) });

/** The company whose portal this is. */
export const company = z.strictObject({
  name: words,
  legal_name: words,
  controller_place: z.string().min(2).max(6),
  timezone: z.string(),
  reference_prefix: z.string().regex(/^[A-Z]{2,3}$/),
  languages: z.array(z.string()).min(1),
  contact,
  authority: z.strictObject({ name: words, url: z.url() }),
  /** The laws that the company says it is subject to; `everyone`: whoever asks (GDPR, article 3(1)). Without it, all. */
  laws: z
    .array(z.strictObject({ law: z.enum(lawIds), everyone: z.boolean().optional() }))
    .min(1)
    .optional(),
  /** What kind of company it is, for laws that are about some kinds only. Without it, an ordinary business. */
  kinds: z.array(z.enum(companyKinds)).optional(),
  /** How its pages look and greet, where not as ours do. */
  theme: theme.optional(),
  texts: ownTexts.optional(),
  /** How its desk works, where not as ours does. */
  desk: z
    .strictObject({
      /** Whether staff must choose a reason before a masked value is shown to them. */
      reveal_reason: z.boolean().optional(),
      /** Whether nothing is released before each thing that a rule found is decided on, and not only proposed. */
      decide_every_finding: z.boolean().optional(),
      /** Whether nothing is released before somebody else has looked at what is hidden. */
      second_look: z.boolean().optional(),
    })
    .optional(),
  /** Names under which it also trades, each with hosts of its own. */
  brands: z.array(brand).optional(),
});

/** The data map: the company and its systems. What a file holds; in use, those registered on the desk are added. */
export const dataMap = z.strictObject({ company, systems: z.array(system).default([]) });

export type DataMap = z.output<typeof dataMap>;
export type System = z.output<typeof system>;
export type Company = z.output<typeof company>;
export type AutomatedDecision = System["automated_decisions"][number];
