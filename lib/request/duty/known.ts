import { addDays, addMonths, type Day } from "#lib/core/day.ts";
import { attorneyGeneralFor, authorityFor, authorityUnder } from "#lib/law/authorities/authorities.ts";
import type { Authority } from "#lib/law/authorities/authority.ts";
import { type RefusalGround, refusalGrounds } from "#lib/law/duties/grounds.ts";
import type { NoticeContent, NoticeKind } from "#lib/law/duties/notice.ts";
import { evidenceLadder, verificationCeiling } from "#lib/law/duties/verification.ts";
import { type Counted, isCounted, type Period } from "#lib/law/period.ts";
import type { Regime } from "#lib/law/regime.ts";
import { needsProof, type Right } from "#lib/law/rights.ts";
import type { DutyAbout } from "./compose.ts";
import { type DutyFacts, inOurWords } from "./facts.ts";

type Asked = Pick<DutyAbout, "row" | "today" | "firstDay" | "company"> & {
  notice: NoticeKind;
  regimes: readonly Regime[];
};
type Known = Pick<
  DutyFacts,
  "contents" | "laws" | "authorities" | "attorneysGeneral" | "appealWithin" | "recordKept" | "check"
>;

/** Days within which the law lets a person have a refusal looked at, where it names a number. */
const recourseDays: Readonly<Record<string, number>> = {
  // Act respecting the protection of personal information in the private sector, section 43.
  CA_QC_LAW25: 30,
};

/** What the house can say by itself in a notice about this request, whichever notice it is. */
export function knownContents({ notice, row, regimes, today, firstDay, company }: Asked): Known {
  const authorities = unique(regimes.filter(hasAuthority).map((law) => authorityOf(law, row.place, company)));
  const attorneysGeneral = unique(
    regimes
      .filter(({ remedies }) => remedies.includes("attorney_general"))
      .flatMap((law) => attorneyGeneralFor(homeUnder(law, row.place)) ?? []),
  );
  // The shortest, so that what is promised is true under every law.
  const appealWithin = byLength(regimes.map(({ appeal }) => appeal?.within)).at(0) ?? null;
  const recordKept = byLength(regimes.map(({ records }) => records?.keep)).at(-1) ?? null;
  const recourse = regimes.flatMap(({ id }) => recourseDays[id] ?? []);
  const reflection = byLength(regimes.map(({ fee }) => fee.reflection)).at(-1);
  const said = (held: boolean) => (held ? inOurWords : undefined);
  const contents: Partial<Record<NoticeContent, string | undefined>> = {
    law: said(regimes.length > 0),
    // That nothing is held is its own reason, and rests on the rule for answers that give nothing.
    ...(notice === "not_held"
      ? { reasons: inOurWords, legal_basis: said(regimes.length > 0) && citesOf(regimes) }
      : {}),
    receipt_day: row.receivedDay,
    first_day: firstDay,
    expected_date: row.safeDue,
    decided_on: today,
    verification_process: inOurWords,
    complaint_authority: said(authorities.length > 0),
    attorney_general: said(attorneysGeneral.length > 0),
    court: inOurWords,
    complaint_to_company: inOurWords,
    recourse: said(authorities.length > 0 || regimes.some(({ remedies }) => remedies.includes("court"))),
    recourse_deadline: recourse.length > 0 ? addDays(today, Math.min(...recourse)) : undefined,
    appeal_route: inOurWords,
    appeal_deadline: said(appealWithin !== null),
    may_withdraw: inOurWords,
    reply_by: reflection ? after(today, reflection) : undefined,
    offer_opt_out: inOurWords,
    statement_may_be_attached: inOurWords,
    record_kept: inOurWords,
    right_to_correct: inOurWords,
    who_is_responsible: inOurWords,
  };
  const check = checkOf(row, regimes);
  return {
    contents: held(contents),
    laws: regimes.map(({ name, law }) => (law.includes(name) ? law : `${name} (${law})`)),
    authorities,
    attorneysGeneral,
    appealWithin,
    recordKept,
    check,
  };
}

/** The article and the plain words of a ground, under the law that is named or else the first that has it; null where none has. */
export function groundUnder(
  laws: readonly string[],
  right: Right,
  ground: RefusalGround,
): { article: string; plain: string } | null {
  const rule = laws.flatMap((law) => refusalGrounds(law, right)).find((one) => one.ground === ground);
  return rule ? { article: rule.article.cite, plain: rule.plain } : null;
}

const hasAuthority = ({ remedies }: Regime) =>
  remedies.includes("authority") || remedies.includes("ombudsman");

/** Whom the law sends the person to; the company's own authority as the map names it, where that is the one. */
function authorityOf(law: Regime, place: string, company: DutyAbout["company"]): Authority {
  const { controller_place: ours, authority } = company;
  const known = authorityUnder(law, place, ours);
  const own: Authority = { ...authority, post: "", kind: "authority", confidence: "confirmed" };
  if (known === null) return own;
  const companys = known.name === authorityFor(ours)?.name && !protects(law, place);
  return companys && known.name !== own.name ? own : known;
}

const protects = ({ places }: Regime, place: string) =>
  places.includes(place) || places.includes(place.split("-")[0] ?? place);

/** Where the person lives, as far as the law is about that place; else the first place that it is about. */
const homeUnder = (law: Regime, place: string) => (protects(law, place) ? place : (law.places[0] ?? place));

const citesOf = (regimes: readonly Regime[]) =>
  [...new Set(regimes.map(({ refusal }) => refusal.source.cite))].join("; ");

const unique = (all: readonly Authority[]) =>
  all.filter((one, at) => all.findIndex((other) => other.name === one.name) === at);

const days = ({ unit, n }: Counted) => (unit === "month" ? n * 31 : unit === "day" ? n : n * 1.5);

/** What is counted, the shortest first. */
const byLength = (all: readonly (Period | null | undefined)[]): Counted[] =>
  all.flatMap((one) => (one && isCounted(one) ? [one] : [])).sort((a, b) => days(a) - days(b));

const after = (day: Day, period: Counted) =>
  period.unit === "month" ? addMonths(day, period.n) : addDays(day, Math.ceil(days(period)));

function checkOf(row: DutyAbout["row"], regimes: readonly Regime[]): DutyFacts["check"] {
  const right = row.right as Right;
  const codeGiven = row.verifiedAt !== null;
  if (!needsProof(right)) return { most: "nothing", dataPoints: null, codeGiven };
  const ceilings = regimes.map(({ id }) => verificationCeiling(id, right));
  const rank = (most: (typeof ceilings)[number]["most"]) =>
    most === "nothing" ? -1 : evidenceLadder.indexOf(most);
  // What every law allows: the least of the most.
  const least = ceilings.sort((a, b) => rank(a.most) - rank(b.most))[0];
  return {
    most: least?.most ?? "message_to_known_address",
    dataPoints: least?.dataPoints ?? null,
    codeGiven,
  };
}

function held(contents: Partial<Record<NoticeContent, string | undefined>>) {
  return Object.fromEntries(
    Object.entries(contents).filter(([, value]) => value !== undefined),
  ) as DutyFacts["contents"];
}
