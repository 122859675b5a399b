import { z } from "zod";
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

/** The questions of each step. A step is right or wrong as a whole; a wrong one changes nothing. */
export const steps = {
  who: z
    .object({
      who: z.enum(["self", "other"], { error: "who.who.missing" }),
      relation: z.enum(["agent", "parent", "executor", ""]).default(""),
      theirName: optional("who.theirName", 200),
    })
    .superRefine((answer, context) => {
      if (answer.who !== "other") return;
      if (answer.relation === "") {
        context.addIssue({ code: "custom", path: ["relation"], message: "who.relation.missing" });
      }
      if (answer.theirName === "") {
        context.addIssue({ code: "custom", path: ["theirName"], message: "who.theirName.missing" });
      }
    }),
  where: z.object({ place }),
  you: z.object({
    name: line("you.name", 200).min(1, { error: "you.name.missing" }),
    email: mailbox,
    otherEmails: optional("you.otherEmails", 1000),
    phone: optional("you.phone", 40),
  }),
  what: z.object({
    scope: z.enum(["everything", "some"], { error: "what.scope.missing" }).default("everything"),
    details: optional("what.details", 4000),
    wrong: optional("what.wrong", 1000),
    correct: optional("what.correct", 1000),
    /** Of an opt-out: what to stop, kinds joined by commas; everything without it. */
    stop: line("what.stop", 300).optional(),
    /** Of an objection: advertising, other uses of the data, or both. */
    objects: z.enum(["both", "marketing", "uses"]).optional().catch(undefined),
  }),
} as const;

export type AskStep = keyof typeof steps;
export const askSteps = Object.keys(steps) as AskStep[];

/** Everything a person says when they ask; kept sealed. */
export const answers = z.object({
  right: z.enum(rights),
  ...steps.who.shape,
  ...steps.where.shape,
  ...steps.you.shape,
  ...steps.what.shape,
  /** The language in which the person wants the answer; the company's first where they did not say. */
  language: z.string().max(35).optional(),
  /** By what else the person is known, where a company's own website or system told it: never typed into a form. */
  known: z
    .array(z.object({ kind: z.string().min(1).max(40), value: z.string().min(1).max(254) }))
    .max(20)
    .optional(),
});

export type Answers = z.output<typeof answers>;

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
