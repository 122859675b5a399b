import { randomUUID } from "node:crypto";
import { and, eq, gt, sql } from "drizzle-orm";
import { draft } from "#drizzle/schema/request.ts";
import type { Actor, Asker } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { hashOf } from "#lib/core/token.ts";
import { database } from "#lib/db/database.ts";
import type { Right } from "#lib/law/rights.ts";
import { derivedKey, open, seal } from "#lib/vault/seal.ts";
import { type AskStep, answers, askSteps, errorsOf, steps } from "./answers.ts";
import { fileRequest } from "./file.ts";

/** Answers typed so far in one browser. `values` is what was typed, wrong answers included: nothing is ever lost. */
export type Draft = {
  right: Right;
  values: Record<string, string>;
  errors: Record<string, string>;
  done: AskStep[];
  next: AskStep | "check";
  /** Sent with the last form, so that pressing twice files once. */
  formKey: string;
  sentReference: string | null;
};

type Stored = Omit<Draft, "next">;

const days = 7;
const kept = ["who", "relation", "theirName", "place", "name", "email", "otherEmails", "phone"];

const context = (browser: Buffer) => `draft/${browser.toString("hex")}`;

function browserOf(actor: Asker): Buffer {
  if (actor.browser === "")
    throw new HabeasError("invalid", "Your browser did not keep our cookie. Please allow it and try again.");
  return hashOf(actor.browser);
}

function withNext(stored: Stored): Draft {
  return { ...stored, next: askSteps.find((step) => !stored.done.includes(step)) ?? "check" };
}

async function load(actor: Asker): Promise<Stored | null> {
  if (actor.browser === "") return null;
  const browser = browserOf(actor);
  const [row] = await database()
    .select()
    .from(draft)
    .where(and(eq(draft.browser, browser), gt(draft.expiresAt, sql`now()`)));
  return row ? (JSON.parse(open(derivedKey("draft"), context(browser), row.sealed)) as Stored) : null;
}

async function save(actor: Asker, stored: Stored): Promise<void> {
  const browser = browserOf(actor);
  const sealed = seal(derivedKey("draft"), context(browser), JSON.stringify(stored));
  const expiresAt = sql`now() + make_interval(days => ${days})`;
  await database()
    .insert(draft)
    .values({ browser, sealed, expiresAt })
    .onConflictDoUpdate({ target: draft.browser, set: { sealed, expiresAt } });
}

/** The draft of this browser, or null where there is none (or it is older than seven days). */
export async function readDraft(actor: Asker): Promise<Draft | null> {
  const stored = await load(actor);
  return stored && withNext(stored);
}

/**
 * Begins asking for a right. Name, address and place typed before are kept, so that nobody types them twice;
 * a draft for the same right that is not sent yet simply goes on.
 * @param first answers that are put in where nothing was typed yet
 */
export async function startDraft(
  actor: Asker,
  right: Right,
  first: Record<string, string> = {},
): Promise<Draft> {
  const before = await load(actor);
  if (before && before.right === right && before.sentReference === null) {
    const open = Object.entries(first).filter(([name]) => (before.values[name] ?? "") === "");
    if (open.length === 0) return withNext(before);
    const more: Stored = { ...before, values: { ...before.values, ...Object.fromEntries(open) } };
    await save(actor, more);
    return withNext(more);
  }
  const values = Object.fromEntries(
    Object.entries(before?.values ?? {}).filter(([name]) => kept.includes(name)),
  );
  const begun: Stored = {
    right,
    values: { ...values, ...first },
    errors: {},
    done: [],
    formKey: randomUUID(),
    sentReference: null,
  };
  await save(actor, begun);
  return withNext(begun);
}

/** Answers one step. A wrong answer is kept with its errors and the step stays open; nothing else changes. */
export async function answerStep(
  actor: Asker,
  step: AskStep,
  form: Record<string, string>,
): Promise<{ ok: boolean; next: AskStep | "check" }> {
  const stored = await load(actor);
  if (!stored)
    throw new HabeasError("gone", "Your answers were kept for seven days and are gone. Please start again.");
  const fields = Object.keys(steps[step].shape);
  const typed = Object.fromEntries(
    fields.map((name) => [name, (form[name] ?? "").replaceAll("\u0000", "").slice(0, 5_000)]),
  );
  const result = steps[step].safeParse(typed);
  const errors = { ...(result.success ? {} : errorsOf(result.error)), ...missing(stored.right, step, typed) };
  const ok = Object.keys(errors).length === 0;
  const others = stored.done.filter((done) => done !== step);
  const next: Stored = {
    ...stored,
    values: { ...stored.values, ...(result.success ? (result.data as Record<string, string>) : typed) },
    errors,
    done: ok ? [...others, step] : others,
    // An answer changed after sending begins a new request, never a second one by accident.
    ...(stored.sentReference ? { formKey: randomUUID(), sentReference: null } : {}),
  };
  await save(actor, next);
  return { ok, next: withNext(next).next };
}

/** What a right needs beyond the fields' own rules: nobody can correct what is not named. */
function missing(right: Right, step: AskStep, typed: Record<string, string>): Record<string, string> {
  const unnamed = right === "rectification" && step === "what" && (typed.wrong ?? "").trim() === "";
  return unnamed ? { wrong: "what.wrong.missing" } : {};
}

/**
 * Sends the request; the answer comes in `language`. The same form key sent again gives the same reference. Throws HabeasError `conflict` where
 * an answer is still missing, `gone` where the draft has expired.
 */
export async function sendDraft(
  actor: Asker,
  formKey: string,
  language?: string,
): Promise<{ reference: string; needsProof: boolean }> {
  const stored = await load(actor);
  if (!stored)
    throw new HabeasError("gone", "Your answers were kept for seven days and are gone. Please start again.");
  if (stored.formKey !== formKey) {
    throw new HabeasError(
      "conflict",
      "These answers have changed since the page was shown. Please check them once more.",
    );
  }
  const asked = answers.safeParse({ ...stored.values, right: stored.right, language });
  if (!asked.success || withNext(stored).next !== "check") {
    throw new HabeasError("conflict", "An answer is still missing. Please check your answers.");
  }
  const filer: Actor = { kind: "visitor", browser: actor.browser };
  const filed = await fileRequest(filer, asked.data, formKey, "portal");
  await save(actor, { ...stored, sentReference: filed.reference });
  return { reference: filed.reference, needsProof: filed.needsProof };
}
