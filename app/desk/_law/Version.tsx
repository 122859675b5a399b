import type { ReactNode } from "react";
import { countingInWords, periodInWords } from "#lib/law/period-words.ts";
import { placeName } from "#lib/law/places.ts";
import type { Regime } from "#lib/law/regime.ts";
import type { Source } from "#lib/law/source.ts";
import { Sourced } from "./Sourced.tsx";
import { companyWords, date, longest, noticeBy, pauseWords, plain, refusalBy } from "./words.ts";

type Rule = { what: string; rule: ReactNode; source?: Source };

/** One version of a law: every rule in it with where it stands. */
export function Version({ law, standing }: { law: Regime; standing: string }) {
  const id = `version-${law.version}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        Version {law.version}, {standing}
      </h2>
      <p>
        {law.law}. For requests received from {date(law.from)}
        {law.until ? ` to ${date(law.until)}` : ""}.
      </p>
      <table className="ledger-plain law-rules">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Rule</th>
            <th scope="col">Where it stands</th>
          </tr>
        </thead>
        <tbody>
          {rulesOf(law).map(({ what, rule, source }) => (
            <tr key={what}>
              <th scope="row">{what}</th>
              <td>{rule}</td>
              <td className={source ? undefined : "law-none"}>
                {source ? <Sourced source={source} /> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const listed = (codes: readonly string[]) => codes.map(plain).join(", ");

function rulesOf(law: Regime): Rule[] {
  const {
    answer,
    pause,
    extension,
    acknowledgement,
    appeal,
    complaint,
    refusal,
    fee,
    records,
    consentStop,
    noAsk,
  } = law;
  return [
    { what: "Protects people in", rule: law.places.map((place) => placeName(place, "en")).join(", ") },
    ...(law.companies
      ? [{ what: "Only for", rule: law.companies.map((kind) => companyWords[kind]).join(", ") }]
      : []),
    {
      what: "Answer",
      rule: [periodInWords(answer), ...countingInWords(answer)].join("; "),
      source: answer.source,
    },
    {
      what: "The clock starts",
      rule:
        law.start === "receipt"
          ? "on the day of receipt"
          : "on the day of receipt, or when proof, fee or authority came, where they were really needed",
      source: answer.source,
    },
    { what: "While we wait for proof", rule: pauseWords(pause.identity), source: pause.source },
    { what: "While we wait to know the scope", rule: pauseWords(pause.clarification), source: pause.source },
    extension
      ? {
          what: "More time",
          rule: `${longest(extension)}. The person is told ${noticeBy(extension)}. Reasons: ${listed(extension.reasons)}.`,
          source: extension.source,
        }
      : { what: "More time", rule: "Never" },
    ...(acknowledgement
      ? [
          {
            what: "Confirm receipt",
            rule: `${periodInWords(acknowledgement)}; says: ${listed(acknowledgement.contents)}`,
            source: acknowledgement.source,
          },
        ]
      : []),
    ...(appeal
      ? [
          {
            what: "Appeal to us",
            rule: `${periodInWords(appeal.within)}${appeal.extension ? `, ${periodInWords(appeal.extension)} with notice` : ""}`,
            source: appeal.within.source,
          },
        ]
      : []),
    ...(complaint && complaint.from <= (law.until ?? complaint.from)
      ? [
          {
            what: "Confirm a complaint",
            rule: `${periodInWords(complaint.acknowledgement)}, from ${date(complaint.from)}`,
            source: complaint.acknowledgement.source,
          },
          {
            what: "Tell what came of a complaint",
            rule: periodInWords(complaint.outcome),
            source: complaint.outcome.source,
          },
        ]
      : []),
    ...(consentStop
      ? [
          {
            what: "Stop when consent is taken back",
            rule: periodInWords(consentStop),
            source: consentStop.source,
          },
        ]
      : []),
    ...(noAsk
      ? [
          {
            what: "Not ask again after an opt-out",
            rule: `${periodInWords(noAsk)}, from the day it took effect`,
            source: noAsk.source,
          },
        ]
      : []),
    {
      what: "A refusal",
      rule: `Told ${refusalBy[refusal.by]}; says: ${listed(refusal.contents)}.${law.deemedRefusal ? " Silence counts as a refusal." : ""}`,
      source: refusal.source,
    },
    { what: "Where to turn", rule: listed(law.remedies) },
    { what: "Fee", rule: feeInWords(fee), source: fee.source },
    ...(records
      ? [{ what: "Keep the record", rule: periodInWords(records.keep), source: records.source }]
      : []),
    ...(law.notes ? [{ what: "Mind", rule: law.notes }] : []),
  ];
}

function feeInWords({ freeInTwelveMonths, chargeable, reflection }: Regime["fee"]): string {
  const free =
    freeInTwelveMonths === null
      ? "Free"
      : freeInTwelveMonths === 1
        ? "Free once in twelve months"
        : `Free ${freeInTwelveMonths} times in twelve months`;
  return [
    free,
    ...(chargeable.length > 0 ? [`may cost something: ${listed(chargeable)}`] : []),
    ...(reflection ? [`the person has ${periodInWords(reflection)} to withdraw`] : []),
  ].join("; ");
}
