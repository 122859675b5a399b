import { type Command, InvalidArgumentError, Option } from "commander";
import { clockLine, clockTitle } from "#lib/clock/clock-words.ts";
import { clocksOf } from "#lib/clock/clocks.ts";
import { calendarFor } from "#lib/clock/deadline.ts";
import type { History } from "#lib/clock/history.ts";
import { mayExtend } from "#lib/clock/may.ts";
import { refusalInWords } from "#lib/clock/refusals.ts";
import { choiceInWords, clockLanguages, inWords, warningInWords } from "#lib/clock/words.ts";
import { type Day, dayInWords, dayOf, isDay } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database } from "#lib/db/database.ts";
import { governing } from "#lib/law/choose.ts";
import { isPlace } from "#lib/law/places.ts";
import type { Regime } from "#lib/law/regime.ts";
import { lawIds, regimes } from "#lib/law/regimes/all.ts";
import { type Right, rights } from "#lib/law/rights.ts";
import { confidenceWords } from "#lib/law/source.ts";
import { reachOf } from "#lib/law/timetable.ts";
import { type LawDifference, lawDifferences } from "#lib/request/law-differences.ts";
import { print } from "./print.ts";

type Asked = {
  regime?: string;
  right: Right;
  received: Day;
  place?: string;
  controller: string;
  about: "identity" | "clarification";
  asked: Day[];
  answered: Day[];
  extended?: Day;
  until?: Day;
  done?: Day;
  followed?: Day;
  complained?: Day;
  withdrawn?: Day;
  fee?: Day;
  paid?: Day;
  evidenced?: true;
  language: string;
  today: Day;
};

/** A law, and why it is looked at. */
type Chosen = { regime: Regime; because: string | null };

/** clock: `explain` tells how each day is found, with no database and no data map; `differences` compares what is open. */
export function addClockCommands(program: Command): void {
  const clock = program.command("clock").description("the days of the law: explain, differences");

  clock
    .command("differences")
    .description("list open requests that the rules of today would judge otherwise; changes nothing")
    .action(async () => {
      const told = await lawDifferences(database());
      print(program.opts<{ json: boolean }>().json, told, [
        `${told.differ.length} of ${told.open} open requests would be judged otherwise. They keep their days.`,
        ...told.differ.map(
          ({ reference, right, frozen, now }) =>
            `${reference}  ${right}  ${inShort(frozen)}  now ${inShort(now)}`,
        ),
      ]);
    });

  clock
    .command("explain")
    .description("tell every clock of a request: its days, how they were found, and by which law")
    .addOption(new Option("--regime <id>", "this law; without it, every law of the place").choices(lawIds))
    .addOption(new Option("--right <right>", "what is asked for").choices(rights).default("access"))
    .requiredOption("--received <day>", "day of receipt, like 2026-01-31", day)
    .option("--place <place>", "where the person lives: IE, US-CA", place)
    .option("--controller <place>", "where the company must act; its holidays count", place, "IE")
    .addOption(
      new Option("--about <reason>", "what was asked about")
        .choices(["identity", "clarification"])
        .default("identity"),
    )
    .option("--asked <day...>", "when the person was asked something", days, [])
    .option("--answered <day...>", "when the person answered, in the same order", days, [])
    .option("--extended <day>", "when the notice of more time was sent", day)
    .option("--until <day>", "the new day that the notice named", day)
    .option("--done <day>", "when the request was answered", day)
    .option("--followed <day>", "the day from which an opt-out was followed", day)
    .option("--complained <day>", "when a complaint about the answer came to the company", day)
    .option("--withdrawn <day>", "when consent was taken back", day)
    .option("--fee <day>", "when the person was told of a fee", day)
    .option("--paid <day>", "when the fee was paid", day)
    .option("--evidenced", "the place was shown, not only told")
    .addOption(
      new Option("--language <language>", "the language of the steps").choices(clockLanguages).default("en"),
    )
    .option("--today <day>", "the day on which it is judged", day, dayOf(new Date(), "UTC"))
    .action((asked: Asked) => {
      const told = lawsFor(asked).map((chosen) => explained(chosen, asked));
      print(
        program.opts<{ json: boolean }>().json,
        told.map(({ lines: _lines, ...one }) => one),
        told.flatMap((one) => one.lines),
      );
    });
}

const inShort = ({ ruleVersion, legalDue, safeDue }: LawDifference["frozen"]) =>
  `${ruleVersion} ${legalDue} (safe ${safeDue})`;

function day(text: string): Day {
  if (!isDay(text)) throw new InvalidArgumentError("Days are written like 2026-01-31.");
  return text;
}

const days = (text: string, before: Day[]): Day[] => [...before, day(text)];

function place(text: string): string {
  if (!isPlace(text))
    throw new InvalidArgumentError("There is no such place. Places are written like IE or US-CA.");
  return text;
}

function lawsFor({ regime: id, place, right, received, evidenced, language }: Asked): Chosen[] {
  if (id !== undefined) {
    const versions = regimes.filter((one) => one.id === id);
    const governs = versions.find((one) => one.from <= received && received <= (one.until ?? received));
    return [governs ?? versions[0]]
      .filter((one) => one !== undefined)
      .map((regime) => ({ regime, because: null }));
  }
  if (place === undefined)
    throw new HabeasError("invalid", "Say which law (--regime) or where the person lives (--place).");
  const residence = evidenced ? "evidenced" : "claimed";
  const chosen = governing({ right, place, received, companyKinds: ["business"], residence });
  if (chosen.length === 0)
    throw new HabeasError("not_found", "No law that we know gives this right there on that day.");
  return chosen.map((one) => ({ regime: one.regime, because: choiceInWords(one, place, language) }));
}

function historyOf(regime: Regime, asked: Asked): History {
  const { right, received, place, about, extended, until, done, followed, complained, withdrawn } = asked;
  const { fee, paid = null } = asked;
  if (asked.answered.length > asked.asked.length)
    throw new HabeasError("invalid", "Every --answered needs its --asked.");
  return {
    regime,
    right,
    received,
    calendar: calendarFor(regime, asked.controller),
    questions: asked.asked.map((on, at) => ({ about, asked: on, answered: asked.answered[at] ?? null })),
    ...(place ? { place } : {}),
    ...(extended ? { extension: { sent: extended, ...(until ? { until } : {}) } } : {}),
    ...(done ? { answered: done } : {}),
    ...(followed ? { effective: followed } : {}),
    ...(complained ? { complaint: { received: complained } } : {}),
    ...(withdrawn ? { consent: { withdrawn } } : {}),
    ...(fee ? { fee: { asked: fee, paid } } : {}),
  };
}

/** What keeps the notice of more time from counting, judged on the day on which it went out. */
function noticeRefused({ extension, answered, ...before }: History): string | null {
  if (!extension) return null;
  const answeredBefore = answered !== undefined && answered < extension.sent ? { answered } : {};
  const [reason] = before.regime.extension?.reasons ?? [];
  const { sent, until } = extension;
  const wish = reason ? { reason, ...(until ? { until } : {}) } : undefined;
  const refused = mayExtend({ ...before, ...answeredBefore }, sent, wish);
  return refused && refusalInWords(refused);
}

function explained({ regime, because }: Chosen, asked: Asked) {
  const history = historyOf(regime, asked);
  const judged = clocksOf(history, asked.today);
  if (!judged.possible)
    throw new HabeasError("invalid", judged.refused.map((one) => refusalInWords(one)).join(" "));
  const clocks = judged.clocks.map(({ steps, warnings, ...clock }) => ({
    ...clock,
    title: clockTitle(clock.kind),
    steps: inWords(steps, asked.language),
    warnings: warnings.map((one) => warningInWords(one, asked.language)),
  }));
  const notCounted = [
    ...judged.unlawful.map(
      ({ question, why }) => `The question of ${question.asked}: ${refusalInWords(why)}`,
    ),
    ...[noticeRefused(history)].filter((one) => one !== null).map((one) => `The notice of more time: ${one}`),
  ];
  const reaches = reachOf(regime, asked.right, asked.received);
  const name = regime.rights[asked.right]?.name ?? asked.right;
  const lines = [
    `${regime.name}: ${regime.law} (${regime.id}, version ${regime.version}, from ${regime.from})`,
    ...(because ? [because] : []),
    `${name}, received on ${dayInWords(asked.received, "en")}, judged on ${dayInWords(asked.today, "en")}.`,
    ...reaches.map((one) => `The law adds: ${one}.`),
    ...notCounted.map((one) => `Not counted. ${one}`),
    ...judged.clocks.flatMap((clock) => [
      "",
      `${clockTitle(clock.kind)}: ${clockLine(clock)}`,
      ...inWords(clock.steps, asked.language).map((step, at) => `  ${at + 1}. ${step}`),
      ...(clock.deemedRefusedFrom ? [`  Silence counts as a refusal from ${clock.deemedRefusedFrom}.`] : []),
      `  Source: ${clock.source.cite} (${confidenceWords(clock.source.confidence)})`,
      ...(clock.source.url ? [`          ${clock.source.url}`] : []),
      ...clock.warnings.map((one) => `  Mind: ${warningInWords(one, asked.language)}`),
    ]),
    "",
  ];
  const { id, version, law, from } = regime;
  return {
    regime: id,
    version,
    law,
    from,
    right: asked.right,
    received: asked.received,
    today: asked.today,
    because,
    reaches,
    clocks,
    notCounted,
    lines,
  };
}
