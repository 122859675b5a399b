import type { Clock } from "#lib/clock/clock.ts";
import { marksOf } from "#lib/clock/marks.ts";
import { alsoInWords, choiceInWords, stepsInWords, targetInWords, warningInWords } from "#lib/clock/words.ts";
import { type Day, daysBetween } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import type { Queryable } from "#lib/db/database.ts";
import type { LawReason, Residence } from "#lib/law/choose.ts";
import type { ExtensionReason } from "#lib/law/regime.ts";
import { lawNamed } from "#lib/law/regimes/all.ts";
import { companyToday } from "#lib/map/today.ts";
import type { RequestRow } from "../sealed.ts";
import type { ClockView, Deadline, Derived } from "../views.ts";
import { type ClockFacts, clockFactsOf } from "./facts.ts";
import { type FrozenLaw, frozenLawsOf } from "./frozen-laws.ts";
import { type Judged, judge } from "./judge.ts";
import { leadOf } from "./keep.ts";

type Usual = ReadonlyMap<string, { from: number; to: number }>;

/**
 * The deadlines of several requests as both sides see them, judged today and told in a language: a handful of
 * statements for all together. Without a language (null) the days alone, for lists: no derivation, no single clocks.
 */
export async function deadlinesOf(
  db: Queryable,
  rows: readonly RequestRow[],
  usual: Usual,
  language: string | null = "en",
): Promise<Map<string, Deadline>> {
  const today = companyToday();
  const laws = await frozenLawsOf(
    db,
    rows.map((row) => row.id),
  );
  const facts = await clockFactsOf(db, rows);
  return new Map(
    facts.map((one) => [one.row.id, deadlineFrom(one, laws.get(one.row.id) ?? [], usual, today, language)]),
  );
}

/** The same of one request. */
export async function deadlineOf(
  db: Queryable,
  row: RequestRow,
  usual: Usual,
  language = "en",
): Promise<Deadline> {
  const found = (await deadlinesOf(db, [row], usual, language)).get(row.id);
  if (!found) throw new TypeError("the deadline of one request is one");
  return found;
}

/**
 * Nothing where the history cannot be under its laws (a rule file was changed without a new version): the days as they
 * were kept are still shown, so that one such request closes neither its own page nor the queue.
 */
function judgedIfPossible(
  facts: ClockFacts & { row: RequestRow },
  laws: readonly FrozenLaw[],
  today: Day,
): Judged[] {
  try {
    return judge(facts, laws, today);
  } catch (error) {
    if (!(error instanceof HabeasError)) throw error;
    log.error({ err: error, request: facts.row.id }, "the clocks of a request cannot be judged");
    return [];
  }
}

function deadlineFrom(
  facts: ClockFacts & { row: RequestRow },
  laws: readonly FrozenLaw[],
  usual: Usual,
  today: Day,
  language: string | null,
): Deadline {
  const { row, questions, extensions } = facts;
  const judged = judgedIfPossible(facts, laws, today);
  const lead = leadOf(judged, row.right);
  const told = extensions.find((one) => one.law === lead?.law.law);
  const span = usual.get(row.right);
  return {
    receivedDay: row.receivedDay,
    legalDue: row.legalDue,
    safeDue: row.safeDue,
    today,
    state: stateOf(lead, row),
    ifAnsweredToday: lead?.clock.ifAnsweredToday ?? null,
    pauses: pausesOf(lead, questions),
    firstDue: told?.firstSafe ?? null,
    extension: told ? { sent: told.sentDay, reason: told.reason as ExtensionReason } : null,
    targets: lead?.clock ? targetsOf(lead.clock) : [],
    forecast: row.forecastDay,
    ruleVersion: row.ruleVersion,
    derivation: language === null ? [] : derivationOf(judged, lead, row, language),
    clocks:
      language === null
        ? []
        : judged.flatMap(({ law, clocks }) => clocks.map((one) => viewOf(law, one, language))),
    usual: span && daysBetween(row.receivedDay, row.safeDue) >= span.to ? span : null,
  };
}

/** As it is judged today: that silence about a fee was a withdrawal comes with a day, and nobody writes it down. */
function stateOf(lead: (Judged & { clock: Clock }) | null, row: RequestRow): Deadline["state"] {
  const state = lead?.clock.state;
  if (state === "withdrawn" || state === "not_started" || state === "paused") return state;
  return row.clockState as Deadline["state"];
}

/** Questions that stop the leading clock; those that no law lets stop it are not pauses. */
function pausesOf(lead: Judged | null, questions: ClockFacts["questions"]): Deadline["pauses"] {
  const regime = lead?.law.regime;
  if (!lead || !regime) return [];
  return questions
    .filter((one) => regime.pause[one.about as "identity" | "clarification"].effect !== "none")
    .filter(
      (one) =>
        !lead.unlawful.some(
          (other) => other.question.about === one.about && other.question.asked === one.askedDay,
        ),
    )
    .map((one) => ({
      from: one.askedDay,
      to: one.answeredDay,
      about: one.about as "identity" | "clarification",
    }));
}

/** The days by which three quarters and nine tenths of the time are over: the desk's own targets. */
function targetsOf({ start, safeDue, legalDue }: Clock): Day[] {
  if (start === null || safeDue === null || legalDue === null) return [];
  return marksOf({ start, safeDue, legalDue, decideBy: null })
    .filter(({ mark }) => mark === "three_quarters" || mark === "nine_tenths")
    .map(({ on }) => on);
}

const viewOf = (law: FrozenLaw, one: Clock, language: string): ClockView => ({
  law: law.law,
  kind: one.kind,
  state: one.state,
  legalDue: one.legalDue,
  safeDue: one.safeDue,
  actBy: one.actBy,
  metOn: one.metOn,
  late: one.late,
  steps: stepsInWords(one.steps, language),
  warnings: one.warnings.map((warning) => warningInWords(warning, language)),
});

const plain = (sentence: string): Derived => ({ sentence, source: null });

/** The steps of the leading day, why its law counts, and what the other laws say. */
function derivationOf(
  judged: readonly Judged[],
  lead: ReturnType<typeof leadOf>,
  row: RequestRow,
  language: string,
): Derived[] {
  if (!lead) return [];
  const { law, clock } = lead;
  const due = clock.legalDue ?? row.legalDue;
  const { regime, reason } = law;
  const residence = row.residence as Residence;
  return [
    ...stepsInWords(clock.steps, language),
    ...(regime === null || clock.state === "policy"
      ? [plain(targetInWords(regime?.name ?? null, due, language))]
      : []),
    ...(regime === null
      ? []
      : [plain(choiceInWords({ regime, reason: reason as LawReason, residence }, row.place, language))]),
    ...judged
      .filter((one) => one.law.law !== law.law)
      .map((one) => {
        const other = leadOf([one], row.right)?.clock.legalDue ?? null;
        return plain(alsoInWords(lawNamed(one.law.law)?.short ?? one.law.law, other, language));
      }),
  ];
}
