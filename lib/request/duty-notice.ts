import { isDay } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { missingContents, requiredContents } from "#lib/law/duties/contents.ts";
import type { RefusalGround } from "#lib/law/duties/grounds.ts";
import { type NoticeContent, type NoticeKind, noticeContents } from "#lib/law/duties/notice.ts";
import type { Right } from "#lib/law/rights.ts";
import { companyToday } from "#lib/map/today.ts";
import { clockFacts } from "./clocks/facts.ts";
import { frozenLaws } from "./clocks/frozen-laws.ts";
import { type DutyFacts, dutyLanguage, inOurWords, ownContents } from "./duty/facts.ts";
import { groundUnder, knownContents } from "./duty/known.ts";
import { answersOf, type RequestRow } from "./sealed.ts";

/**
 * What a notice is to say. `given`: only what the caller alone knows; days as `YYYY-MM-DD`, the rest plain text in the
 * person's language, `yes` where our own words say it whole. `law`: the one that a ground stands in, where several count.
 */
export type DutyNotice = {
  notice: NoticeKind;
  given: Partial<Record<NoticeContent, string>>;
  law?: string;
  ground?: RefusalGround;
};

/** The facts of a notice, and what it may not go out without. `missingTranslation`: it would go out in English. */
export type DutyPreview = { facts: DutyFacts; missing: NoticeContent[]; missingTranslation: boolean };

/**
 * Owes a notice of duty, in the transaction of the act that it tells. Fills in what the house knows by itself. Throws
 * HabeasError `invalid` naming in words what any law that governs asks for and is missing: then nothing is owed.
 * Returns the notice's id.
 */
export async function oweDutyNotice(tx: Transaction, row: RequestRow, asked: DutyNotice): Promise<string> {
  const { facts, missing } = await dutyNoticeFacts(tx, row, asked);
  if (missing.length > 0) {
    const lacks = missing.map((content) => noticeContents[content]).join("; ");
    throw new HabeasError("invalid", `This notice cannot be sent yet. It does not say: ${lacks}.`);
  }
  const { email } = await answersOf(tx, row);
  return owe(tx, row.id, row.language, email, { kind: facts.notice, vars: { facts: JSON.stringify(facts) } });
}

/** The same facts without owing anything, with what is missing: for a look before it is sent. */
export async function dutyNoticeFacts(
  tx: Transaction,
  row: RequestRow,
  { notice, given, law, ground }: DutyNotice,
): Promise<DutyPreview> {
  const today = companyToday();
  const right = row.right as Right;
  const laws = await frozenLaws(tx, row.id);
  const regimes = laws.flatMap(({ regime }) => regime ?? []);
  const { extensions } = await clockFacts(tx, row);
  const firstDay = extensions.map((one) => one.firstSafe).sort()[0] ?? row.safeDue;
  const known = knownContents({ notice, row, regimes, today, firstDay });
  const named = law === undefined ? laws.map((one) => one.law) : [law];
  const basis = ground === undefined ? null : groundUnder(leadFirst(named, row.regime), right, ground);
  const held: DutyFacts["contents"] = {
    ...known.contents,
    ...(basis ? { legal_basis: basis.article } : {}),
    ...trimmed(notice, given),
  };
  const required = laws.flatMap((one) =>
    requiredContents({
      law: one.law,
      right,
      notice,
      received: row.receivedDay,
      place: row.place,
      sent: today,
      ground,
    }),
  );
  const wanted = [...new Set(required.map(({ content }) => content))];
  const { name } = await answersOf(tx, row);
  const facts: DutyFacts = {
    ...known,
    notice,
    reference: row.reference,
    right,
    language: row.language,
    person: name,
    place: row.place,
    day: today,
    // Said: what must be, what the caller gave, and when the request came.
    contents: only(held, new Set([...wanted, ...keysOf(given), "receipt_day"])),
    ground: basis?.plain ?? null,
  };
  const missing = missingContents(required, new Set(keysOf(facts.contents)));
  return {
    facts,
    missing: [...new Set(missing.map(({ content }) => content))],
    missingTranslation: dutyLanguage(row.language) === null,
  };
}

const keysOf = (contents: DutyFacts["contents"]) => Object.keys(contents) as NoticeContent[];

const leadFirst = (laws: readonly string[], lead: string) =>
  [...laws].sort((a, b) => Number(b === lead) - Number(a === lead));

const days = new Set<NoticeContent>(["receipt_day", "first_day", "new_day", "expected_date", "decided_on"]);
const ours: ReadonlySet<NoticeContent> = new Set(ownContents);

/** What was really given: blank is not given, and what has to be a day is one. */
function trimmed(notice: NoticeKind, given: DutyFacts["contents"]): DutyFacts["contents"] {
  const entries = Object.entries(given) as [NoticeContent, string][];
  for (const [content, text] of entries) {
    if (text.trim() !== "" && days.has(content) && !isDay(text.trim()))
      throw new HabeasError("invalid", `Not a day: ${noticeContents[content]}.`);
  }
  // "yes" says nothing where we have no words of our own for it.
  const said = (content: NoticeContent, text: string) =>
    text === inOurWords && (!ours.has(content) || (content === "reasons" && notice !== "not_held"))
      ? ""
      : text;
  return Object.fromEntries(entries.map(([content, text]) => [content, said(content, text.trim())]));
}

/** Blank contents are none: what the caller left empty on purpose is missing, whatever the house knows. */
function only(contents: DutyFacts["contents"], wanted: ReadonlySet<NoticeContent>): DutyFacts["contents"] {
  return Object.fromEntries(
    Object.entries(contents).filter(([content, text]) => wanted.has(content as NoticeContent) && text !== ""),
  );
}
