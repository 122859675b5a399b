import { createHash } from "node:crypto";
import { z } from "zod";
import type { decision } from "#drizzle/schema/decision.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Queryable } from "#lib/db/database.ts";
import type { RefusalGround } from "#lib/law/duties/grounds.ts";
import { isNoticeContent, type NoticeContent } from "#lib/law/duties/notice.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { open } from "#lib/vault/seal.ts";

export type DecisionRow = typeof decision.$inferSelect;

export const outcomes = ["granted", "partly", "refused", "not_held"] as const;
export type Outcome = (typeof outcomes)[number];

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;
const words = (most: number) =>
  z
    .string()
    .trim()
    .max(most, { error: `A text is longer than ${most} letters.` })
    .refine((text) => !controls.test(text), { error: "A text has letters in it that nobody can read." });

/** What staff decide and why. Sealed; only the outcome and the grounds' names stand in the open. */
const contentShape = z.object({
  outcome: z.enum(outcomes, { error: "Choose what comes of the request." }),
  /** Each chosen ground with those of its conditions that were affirmed, word for word. */
  grounds: z
    .array(z.object({ ground: z.string().max(60), affirmed: z.array(words(300)).max(20) }))
    .max(20, { error: "That are more grounds than any law has." }),
  /** What speaks for the grounds. For us and for an authority; the person is told the reasons. */
  evidence: words(6000),
  /** Reasons by group of data: what exactly is refused, and why. */
  reasons: z
    .array(z.object({ group: words(200), text: words(3000) }))
    .max(12, { error: "At most twelve groups of data fit into one decision." }),
  /** What was given or done all the same. */
  provided: words(3000),
  /** Further things that a law asks the notice to say, by their name. */
  also: z.record(z.string().refine(isNoticeContent, { error: "A notice has no such part." }), words(2000)),
  /** Why a second person sent it back. */
  note: words(2000),
});

export type Content = Omit<z.output<typeof contentShape>, "grounds" | "also"> & {
  grounds: { ground: RefusalGround; affirmed: string[] }[];
  also: Partial<Record<NoticeContent, string>>;
};

/** What a form or a caller gives. Throws HabeasError `invalid` with the first reason; nothing is kept then. */
export function contentFrom(given: unknown): Content {
  const read = contentShape.safeParse(given);
  if (!read.success) {
    throw new HabeasError(
      "invalid",
      read.error.issues[0]?.message ?? "The form is not whole. Send it again.",
    );
  }
  const { reasons, ...rest } = read.data;
  // Which grounds exist is judged against the laws; here they are only names.
  return { ...rest, reasons: reasons.filter((one) => one.group !== "" || one.text !== "") } as Content;
}

export const decisionContext = (id: string) => `decision/${id}/sealed`;

/** What a decision says, opened with the request's own key. Throws HabeasError `gone` once that is destroyed. */
export async function contentOf(tx: Queryable, row: DecisionRow): Promise<Content> {
  return JSON.parse(open(await keyOf(tx, row.requestId), decisionContext(row.id), row.sealed)) as Content;
}

/**
 * What a second person agrees to: the whole content, of this request, under exactly these versions of its laws.
 * A word or a law changed later gives another hash.
 */
export function hashOfDecision(
  request: { id: string; language: string },
  ruleVersions: readonly string[],
  content: Content,
): Buffer {
  const { note: _note, ...bound } = content;
  return createHash("sha256")
    .update(JSON.stringify([request.id, request.language, [...ruleVersions].sort(), sorted(bound)]))
    .digest();
}

/** The same value with the names of every object in one order: a hash must not depend on who wrote them when. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, each]) => [name, sorted(each)]);
}
