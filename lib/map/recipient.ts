import { z } from "zod";
import { recipientKinds } from "#lib/law/duties/recipients.ts";

const words = z.string().min(1).max(500);
const slug = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, "use lower-case letters, digits and _");

/** How a recipient is told. One way; without any, people do it. */
const tell = z
  .strictObject({
    mail: z.email().optional(),
    /** Of the mail, where the recipient does not read English. */
    language: z.string().min(2).max(35).optional(),
    webhook: z.url({ protocol: /^https?$/ }).optional(),
    /** `env:NAME` or `secret:NAME`, like every secret of the map. */
    secret: z.string().min(1).optional(),
    /** A system of the map that is the recipient's, or that they run: what is done there is their answer. */
    system: slug.optional(),
    by_hand: words.optional(),
  })
  .check(({ value, issues }) => {
    const ways = [value.mail, value.webhook, value.system, value.by_hand].filter((one) => one !== undefined);
    const wrong = (message: string, path: string[] = []) =>
      issues.push({ code: "custom", message, path, input: value });
    if (ways.length !== 1) wrong("say one way to tell them: mail, webhook, system or by_hand");
    if (value.webhook !== undefined && value.secret === undefined)
      wrong("a webhook is signed: name its secret beside it, as env:NAME", ["webhook"]);
    if (value.secret !== undefined && value.webhook === undefined)
      wrong("only a webhook has a secret; remove it", ["secret"]);
    if (value.language !== undefined && value.mail === undefined)
      wrong("only a mail has a language; remove it", ["language"]);
  });

/** Somebody outside the company who is given what a system holds, and how they learn that a person asked. */
export const recipient = z.strictObject({
  /** Its name in the ledger; made of `name` where it is not said. */
  id: slug.optional(),
  name: words,
  role: words,
  /** The same in further languages, by BCP 47 tag. */
  words_in: z
    .record(z.string(), z.strictObject({ role: words.optional(), safeguard: words.optional() }))
    .optional(),
  country: z.string().length(2),
  kind: z.enum(recipientKinds).default("processor"),
  /** The day on which they were first given it. */
  since: z.iso.date().optional(),
  /** For a country outside: on what ground it may be sent there (Art. 46 GDPR), e.g. the standard contractual clauses. */
  safeguard: words.optional(),
  /** The collections that it gets; without it, all of the system. */
  collections: z.array(slug).min(1).optional(),
  /** Kinds of identifiers by which it knows people; without it, the e-mail address and the system's own keys. */
  knows: z.array(slug).min(1).optional(),
  tell: tell.optional(),
});
export type Recipient = z.output<typeof recipient>;

/** How a recipient is reached, as one of four. */
export type WayToTell =
  | { how: "mail"; to: string; language: string }
  | { how: "webhook"; url: string; secret: string }
  | { how: "system"; system: string }
  | { how: "by_hand"; note: string };

/** The way that the map names; by hand where it names none. */
export function wayToTell({ tell: said }: Recipient): WayToTell {
  if (said?.mail !== undefined) return { how: "mail", to: said.mail, language: said.language ?? "en" };
  if (said?.webhook !== undefined) return { how: "webhook", url: said.webhook, secret: said.secret ?? "" };
  if (said?.system !== undefined) return { how: "system", system: said.system };
  return { how: "by_hand", note: said?.by_hand ?? "" };
}

/** A recipient's name in the ledger: its `id`, or its name in plain letters. */
export function recipientSlug({ id, name }: Recipient): string {
  if (id !== undefined) return id;
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 60);
  return plain === "" ? "recipient" : plain;
}
