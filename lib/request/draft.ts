import { randomUUID } from "node:crypto";
import type { Asker } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { canonicalMailbox } from "#lib/identity/canonical.ts";
import { needsProof, type Right } from "#lib/law/rights.ts";
import { accountAnswers } from "./account-answers.ts";
import { type AskStep, answers, askSteps, errorsOf, steps } from "./answers.ts";
import { browserOf, loadDraft, type StoredDraft, saveDraft } from "./draft-store.ts";
import { type FiledPart, fileTogether } from "./file-together.ts";

/** A draft as pages read it. */
export type Draft = StoredDraft & {
  /** The first right: what the flow is about where only one is asked for. */
  right: Right;
  /** The question that comes next; `words` while nothing is asked for yet. */
  next: AskStep | "check" | "words";
  /** Of a next question `what`: for which right. */
  nextRight: Right | null;
  sentReference: string | null;
};

const gone = () =>
  new HabeasError("gone", "Your answers were kept for seven days and are gone. Please start again.");

const shared = askSteps.filter((step): step is Exclude<AskStep, "what"> => step !== "what");

/** An opt-out has as few steps as an opt-in would: words of one's own can be added on the check page. */
export const skipsWhat = (right: Right): boolean => right !== "complaint" && !needsProof(right);

function asDraft(stored: StoredDraft): Draft {
  const { rights, done, told, wrong, sent } = stored;
  const untold = rights.find(
    (right) => wrong.includes(right) || (!told.includes(right) && !skipsWhat(right)),
  );
  const asks = (step: AskStep) => step !== "them" || stored.values.who === "other";
  const asked = shared.find((step) => asks(step) && !done.includes(step)) ?? (untold ? "what" : "check");
  return {
    ...stored,
    right: rights[0] ?? "access",
    next: rights.length === 0 ? "words" : asked,
    nextRight: untold ?? null,
    sentReference: sent[0]?.reference ?? null,
  };
}

async function load(actor: Asker): Promise<StoredDraft | null> {
  return actor.browser === "" ? null : loadDraft(browserOf(actor));
}

/** The draft of this browser, or null where there is none (or it is older than seven days). */
export async function readDraft(actor: Asker): Promise<Draft | null> {
  const stored = await load(actor);
  return stored && asDraft(stored);
}

/** The path of the question that comes next. */
export function nextPath({ next, nextRight, rights }: Draft): string {
  return next === "what" && nextRight && rights.length > 1 ? `/ask/what?right=${nextRight}` : `/ask/${next}`;
}

/**
 * Begins asking for a right. Name, address and place typed before are kept, so that nobody types them twice; whoever is
 * signed in need not type them at all. A draft for the same right that is not sent yet simply goes on.
 * @param first answers about what is asked that are put in where nothing was typed yet
 */
export async function startDraft(
  actor: Asker,
  right: Right,
  first: Record<string, string> = {},
): Promise<Draft> {
  const before = await load(actor);
  if (before && before.rights[0] === right && before.sent.length === 0) {
    const typed = before.whats[right] ?? {};
    const open = Object.entries(first).filter(([name]) => (typed[name] ?? "") === "");
    if (open.length === 0) return asDraft(before);
    const more = {
      ...before,
      whats: { ...before.whats, [right]: { ...typed, ...Object.fromEntries(open) } },
    };
    await saveDraft(browserOf(actor), more);
    return asDraft(more);
  }
  const { words: _, ...kept } = before?.values ?? {};
  const begun = await freshDraft(actor, kept, [right], { [right]: first });
  await saveDraft(browserOf(actor), begun);
  return asDraft(begun);
}

async function freshDraft(
  actor: Asker,
  kept: Record<string, string>,
  rights: Right[],
  whats: StoredDraft["whats"],
): Promise<StoredDraft> {
  const known = actor.kind === "account" ? await accountAnswers(actor) : {};
  const values = { ...kept, ...known };
  const done = actor.kind === "account" ? shared.filter((step) => steps[step].safeParse(values).success) : [];
  return {
    rights,
    values,
    whats,
    errors: {},
    done,
    told: [],
    wrong: [],
    formKey: randomUUID(),
    sent: [],
  };
}

/** The longest message that is read for suggestions and kept with the requests. */
const longestWords = 4_000;

/**
 * Takes what the person said in their own words, and which rights they chose of it: nothing is chosen for them. What was
 * answered for a right that stays is kept.
 */
export async function chooseRights(actor: Asker, words: string, chosen: readonly Right[]): Promise<Draft> {
  const before = await load(actor);
  const going = before && before.sent.length === 0 ? before : null;
  const { words: _, ...kept } = before?.values ?? {};
  const base = going ?? (await freshDraft(actor, kept, [], {}));
  const said = words.replaceAll("\u0000", "").trim().slice(0, longestWords);
  const next: StoredDraft = {
    ...base,
    rights: [...chosen],
    values: { ...base.values, words: said },
    errors: chosen.length === 0 && said === "" ? { words: "words.missing" } : {},
    formKey: randomUUID(),
  };
  await saveDraft(browserOf(actor), next);
  return asDraft(next);
}

/** Keeps an address for a link that cannot be one, with what is wrong with it. */
export async function noteLaterEmail(actor: Asker, typed: string): Promise<void> {
  const stored = await load(actor);
  if (!stored) throw gone();
  const values = { ...stored.values, laterEmail: typed.replaceAll("\u0000", "").slice(0, 254) };
  await saveDraft(browserOf(actor), { ...stored, values, errors: { laterEmail: "you.email.format" } });
}

/** Answers one step. A wrong answer is kept with its errors and the step stays open; nothing else changes. */
export async function answerStep(
  actor: Asker,
  step: AskStep,
  form: Record<string, string>,
): Promise<{ ok: boolean; draft: Draft }> {
  const stored = await load(actor);
  if (!stored) throw gone();
  const right = stored.rights.find((one) => one === form.right) ?? stored.rights[0];
  if (right === undefined) throw new HabeasError("conflict", "Choose what you ask for first.");
  const fields = Object.keys(steps[step].shape);
  const typed = Object.fromEntries(
    fields.map((name) => [name, (form[name] ?? "").replaceAll("\u0000", "").slice(0, 5_000)]),
  );
  const result = steps[step].safeParse(typed);
  const errors = {
    ...(result.success ? {} : errorsOf(result.error)),
    ...missing(right, step, typed),
    ...ownAddress({ ...stored.values, ...typed }, step),
  };
  const ok = Object.keys(errors).length === 0;
  const said = result.success ? (result.data as Record<string, string>) : typed;
  const next: StoredDraft = {
    ...stored,
    ...(step === "what" ? whatSaid(stored, right, said, ok) : sharedSaid(stored, step, said, ok)),
    errors,
    // An answer changed after sending begins a new request, never a second one by accident.
    ...(stored.sent.length > 0 ? { formKey: randomUUID(), sent: [] } : {}),
  };
  await saveDraft(browserOf(actor), next);
  return { ok, draft: asDraft(next) };
}

function whatSaid(stored: StoredDraft, right: Right, said: Record<string, string>, ok: boolean) {
  const told = stored.told.filter((one) => one !== right);
  const wrong = stored.wrong.filter((one) => one !== right);
  return {
    whats: { ...stored.whats, [right]: { ...stored.whats[right], ...said } },
    told: ok ? [...told, right] : told,
    wrong: ok ? wrong : [...wrong, right],
  };
}

function sharedSaid(
  stored: StoredDraft,
  step: Exclude<AskStep, "what">,
  said: Record<string, string>,
  ok: boolean,
) {
  const done = stored.done.filter((one) => one !== step);
  return { values: { ...stored.values, ...said }, done: ok ? [...done, step] : done };
}

/** Whoever asks for somebody else does not give their own address as that person's: nothing is looked up by it. */
function ownAddress(values: Record<string, string>, step: AskStep): Record<string, string> {
  if (values.who !== "other" || (step !== "them" && step !== "you")) return {};
  const own = canonicalMailbox(values.email ?? "");
  const theirs = (values.theirEmail ?? "").split(/[\s,;]+/).map(canonicalMailbox);
  if (own === null || !theirs.includes(own)) return {};
  return { [step === "them" ? "theirEmail" : "email"]: "them.theirEmail.own" };
}

/** What a right needs beyond the fields' own rules: nobody can correct what is not named. */
function missing(right: Right, step: AskStep, typed: Record<string, string>): Record<string, string> {
  const unnamed = right === "rectification" && step === "what" && (typed.wrong ?? "").trim() === "";
  return unnamed ? { wrong: "what.wrong.missing" } : {};
}

/** What a request of a draft will say: the shared answers, its own, and the person's own words before them. */
function answersFor(stored: StoredDraft, right: Right): Record<string, string | undefined> {
  const { words = "", ...values } = stored.values;
  const what = stored.whats[right] ?? {};
  const own = what.details ?? "";
  const details = own.includes(words) ? own : [words, own].filter((part) => part !== "").join("\n\n");
  return { ...values, ...what, details: details.slice(0, longestWords), right };
}

/**
 * Sends what is asked for: one request for each right, in one dossier; the answers come in `language`. The same form key
 * sent again gives the same references. Throws HabeasError `conflict` where an answer is still missing, `gone` where the
 * draft has expired.
 */
export async function sendDraft(
  actor: Asker,
  formKey: string,
  language?: string,
  brandId: string | null = null,
): Promise<FiledPart[]> {
  const stored = await load(actor);
  if (!stored) throw gone();
  if (stored.formKey !== formKey) {
    throw new HabeasError(
      "conflict",
      "These answers have changed since the page was shown. Please check them once more.",
    );
  }
  const each = stored.rights.map((right) => answers.safeParse({ ...answersFor(stored, right), language }));
  const asked = each.flatMap((one) => (one.success ? [one.data] : []));
  if (asked.length < each.length || asDraft(stored).next !== "check") {
    throw new HabeasError("conflict", "An answer is still missing. Please check your answers.");
  }
  const filed = await fileTogether(actor, asked, formKey, brandId);
  await saveDraft(browserOf(actor), {
    ...stored,
    sent: filed.map(({ reference, right }) => ({ reference, right })),
  });
  return filed;
}
