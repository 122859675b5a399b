import { z } from "zod";
import { type Category, categories } from "#connectors/language/categories.ts";
import { parseReference } from "#lib/core/reference.ts";
import { canonicalMailbox } from "#lib/identity/canonical.ts";
import { rights } from "#lib/law/rights.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

/** Text as a person may type it: trimmed, without control or direction-override characters. Errors are catalogue keys. */
const line = (key: string, max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: `${key}.long` })
    .refine((text) => !controls.test(text), { error: `${key}.characters` });

const optional = (key: string, max: number) => line(key, max).default("");
const mailbox = line("you.email", 254).refine((text) => canonicalMailbox(text) !== null, {
  error: "you.email.format",
});

/** `IE`, `DE`, `US-CA`: a country, or a state of the United States. */
const place = z.string().regex(/^[A-Z]{2}(-[A-Z]{2})?$/, { error: "where.place.missing" });

const civilDay = (key: string) =>
  z.union([z.literal(""), z.iso.date({ error: `${key}.format` })], { error: `${key}.format` }).optional();

/** Categories of the data map, joined by commas; what is none falls away. */
const kinds = z
  .string()
  .max(1000)
  .transform((list) => kindsIn(list).join(","))
  .optional();

/** The questions of each step. A step is right or wrong as a whole; a wrong one changes nothing. */
export const steps = {
  who: z
    .object({
      who: z.enum(["self", "other"], { error: "who.who.missing" }),
      relation: z.enum(["agent", "parent", "executor", ""]).default(""),
    })
    .superRefine((answer, context) => {
      if (answer.who === "other" && answer.relation === "")
        context.addIssue({ code: "custom", path: ["relation"], message: "who.relation.missing" });
    }),
  /** Whom it is about, and by what we know them; asked only of who asks for somebody else. */
  them: z
    .object({
      theirName: optional("them.theirName", 200),
      theirEmail: line("them.theirEmail", 1000).optional(),
      theirPhone: line("them.theirPhone", 40).optional(),
      relation: z.enum(["agent", "parent", "executor", ""]).default(""),
    })
    .superRefine((answer, context) => {
      const wrong = (path: string, message: string) =>
        context.addIssue({ code: "custom", path: [path], message });
      const { theirName, theirEmail = "", theirPhone = "", relation } = answer;
      const typed = theirEmail.split(/[\s,;]+/).filter((one) => one !== "");
      if (theirName === "") wrong("theirName", "them.theirName.missing");
      if (typed.some((one) => canonicalMailbox(one) === null)) wrong("theirEmail", "them.theirEmail.format");
      else if (typed.length === 0 && relation === "agent") wrong("theirEmail", "them.theirEmail.missing");
      else if (typed.length === 0 && theirPhone === "") wrong("theirEmail", "them.theirEmail.either");
    }),
  where: z.object({
    place,
    /** What the browser's language made us guess before the person chose: staff see where the two differ. */
    placeHint: z
      .string()
      .regex(/^([A-Z]{2})?$/)
      .optional()
      .catch(undefined),
  }),
  you: z.object({
    name: line("you.name", 200).min(1, { error: "you.name.missing" }),
    email: mailbox,
    otherEmails: optional("you.otherEmails", 1000),
    phone: optional("you.phone", 40),
  }),
  what: z
    .object({
      scope: z.enum(["everything", "some"], { error: "what.scope.missing" }).default("everything"),
      details: optional("what.details", 4000),
      wrong: optional("what.wrong", 1000),
      correct: optional("what.correct", 1000),
      /** Of an opt-out: what to stop, kinds joined by commas; everything without it. */
      stop: line("what.stop", 300).optional(),
      /** Of an objection: advertising, other uses of the data, or both. */
      objects: z.enum(["both", "marketing", "uses"]).optional().catch(undefined),
      /** Of a part: the kinds of data, and the days between which it arose. Without either, their own words say it. */
      kinds,
      from: civilDay("what.from"),
      until: civilDay("what.until"),
      /** Of an appeal or a complaint: the request that it is about, as the person wrote its number. */
      about: z
        .string()
        .trim()
        .max(20)
        .refine((typed) => typed === "" || parseReference(typed) !== null, { error: "what.about.format" })
        .optional(),
    })
    .superRefine((answer, context) => {
      if (answer.scope !== "some") return;
      const { kinds = "", from = "", until = "", details } = answer;
      if (kinds === "" && from === "" && until === "" && details === "")
        context.addIssue({ code: "custom", path: ["kinds"], message: "what.kinds.missing" });
      if (from !== "" && until !== "" && until < from)
        context.addIssue({ code: "custom", path: ["until"], message: "what.until.before" });
    }),
} as const;

export type AskStep = keyof typeof steps;
export const askSteps = Object.keys(steps) as AskStep[];

/** Everything a person says when they ask; kept sealed. */
export const answers = z.object({
  right: z.enum(rights),
  ...steps.who.shape,
  ...steps.them.shape,
  ...steps.where.shape,
  ...steps.you.shape,
  ...steps.what.shape,
  /** Who asks for somebody else; set when it is filed. `reference`: what an agent calls it in their own books. */
  asker: z
    .object({
      name: z.string().max(200),
      email: z.string().max(254),
      reference: z.string().max(100).optional(),
    })
    .optional(),
  /** The language in which the person wants the answer; the company's first where they did not say. */
  language: z.string().max(35).optional(),
  /** By what else the person is known, where a company's own website or system told it: never typed into a form. */
  known: z
    .array(z.object({ kind: z.string().min(1).max(40), value: z.string().min(1).max(254) }))
    .max(20)
    .optional(),
});

export type Answers = z.output<typeof answers>;

/** The kinds of data that an answer names, in the order of the map's language. */
export const kindsIn = (list: string | undefined): Category[] =>
  categories.filter((one) => (list ?? "").split(",").includes(one));

/** The first error of each field, as keys of the text catalogue. */
export function errorsOf(error: z.ZodError): Record<string, string> {
  const found: Record<string, string> = {};
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? "form");
    found[field] ??= /^[a-z]+\.[a-zA-Z]+\.[a-z]+$/.test(issue.message) ? issue.message : `${field}.wrong`;
  }
  return found;
}

/** The name of the person whose data is asked for: who asks for somebody else is not that person. */
export function subjectNameOf(asked: Pick<Answers, "who" | "name" | "theirName">): string {
  return asked.who === "other" && asked.theirName !== "" ? asked.theirName : asked.name;
}
