import { z } from "zod";
import { type Fact, facts } from "#connectors/language/field.ts";
import type { correction } from "#drizzle/schema/correction.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { type DataKey, open, seal } from "#lib/vault/seal.ts";
import type { About } from "./shape/matching.ts";
import { isAddress, isName } from "./shape/matching.ts";
import type { Parts } from "./views.ts";

export type CorrectionRow = typeof correction.$inferSelect;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused.
const controls = /[\u0000-\u0009\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;
const words = (most: number) =>
  z
    .string()
    .trim()
    .max(most, { error: `A text is longer than ${most} letters.` })
    .refine((text) => !controls.test(text), { error: "A text has letters in it that nobody can read." });

const parts = z.partialRecord(z.enum([...facts, "value"]), words(500));

/** What is wrong and what is right, as it is typed. */
const contentShape = z.object({
  wrong: z.array(parts).max(12, { error: "At most twelve wrong values fit into one correction." }),
  wanted: parts.nullable(),
  explanation: words(2000),
});

export type CorrectionContent = { wrong: Parts[]; wanted: Parts | null; explanation: string };

/** Somebody's wish to have one thing corrected. Either a value is given, or the system that is right. */
export type NewCorrection = {
  fact?: Fact;
  /** system.collection.field, where it is about one field only. */
  field?: string;
  wrong: readonly Parts[];
  wanted?: Parts;
  rightSystem?: string;
  explanation: string;
};

/** Checks what was typed. Throws HabeasError `invalid` with the first reason. */
export function contentFrom(given: NewCorrection): CorrectionContent {
  const read = contentShape.safeParse({
    wrong: given.wrong,
    wanted: given.wanted ?? null,
    explanation: given.explanation,
  });
  if (!read.success) {
    throw new HabeasError(
      "invalid",
      read.error.issues[0]?.message ?? "The form is not whole. Send it again.",
    );
  }
  const content = read.data as CorrectionContent;
  if ((content.wanted === null) === (given.rightSystem === undefined)) {
    throw new HabeasError("invalid", "Say what it should say, or which system is right.");
  }
  const about: About = given.fact ?? "value";
  const named = [...content.wrong, ...(content.wanted ? [content.wanted] : [])].flatMap(
    (one) => Object.keys(one) as About[],
  );
  if (named.some((part) => !belongs(part, about))) {
    throw new HabeasError("invalid", "One correction is about one thing. Write a second one for the other.");
  }
  if (content.wanted && Object.keys(content.wanted).length === 0) {
    throw new HabeasError("invalid", "Say what it should say.");
  }
  return content;
}

function belongs(part: About, about: About): boolean {
  return part === about || (isName(part) && isName(about)) || (isAddress(part) && isAddress(about));
}

const context = (id: string, what: string) => `correction/${id}/${what}`;

export const sealContent = (key: DataKey, id: string, content: CorrectionContent): Buffer =>
  seal(key, context(id, "sealed"), JSON.stringify(content));

/** What a correction says, opened with the request's own key. */
export const contentOf = (key: DataKey, row: CorrectionRow): CorrectionContent =>
  JSON.parse(open(key, context(row.id, "sealed"), row.sealed)) as CorrectionContent;

/** Why it was decided so, for the person; and what the company's own documents say, for staff. */
export type Reasons = { reason: string; ownDocuments: string };

export const sealReasons = (key: DataKey, id: string, reasons: Reasons): Buffer =>
  seal(key, context(id, "reason"), JSON.stringify(reasons));

export const reasonsOf = (key: DataKey, row: CorrectionRow): Reasons | null =>
  row.sealedReason && (JSON.parse(open(key, context(row.id, "reason"), row.sealedReason)) as Reasons);

export const sealStatement = (key: DataKey, id: string, text: string): Buffer =>
  seal(key, context(id, "statement"), text);

export const statementOf = (key: DataKey, row: CorrectionRow): string | null =>
  row.sealedStatement && open(key, context(row.id, "statement"), row.sealedStatement);

/** A text as it may be kept. Throws HabeasError `invalid` where it is empty or too long. */
export function plainText(typed: string, most: number, empty: string): string {
  const read = words(most).safeParse(typed);
  if (!read.success) throw new HabeasError("invalid", read.error.issues[0]?.message ?? empty);
  if (read.data === "") throw new HabeasError("invalid", empty);
  return read.data;
}
