import { type Day, isDay } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { missingContents, requiredContents } from "#lib/law/duties/contents.ts";
import type { RefusalGround } from "#lib/law/duties/grounds.ts";
import { type NoticeContent, type NoticeKind, noticeContents } from "#lib/law/duties/notice.ts";
import type { Right } from "#lib/law/rights.ts";
import type { Company } from "#lib/map/schema.ts";
import type { FrozenLaw } from "../clocks/frozen-laws.ts";
import type { RequestRow } from "../sealed.ts";
import { type DutyFacts, dayContents, dutyLanguage, inOurWords, ownContents } from "./facts.ts";
import { groundUnder, knownContents } from "./known.ts";

/**
 * What a notice is to say. `given`: only what the caller alone knows; days as `YYYY-MM-DD`, the rest plain text in the
 * person's language, `yes` where our own words say it whole. A blank content counts as missing, even one that the house
 * knows. `law`: the one that a ground stands in, where several count.
 */
export type DutyNotice = {
  notice: NoticeKind;
  given: Partial<Record<NoticeContent, string>>;
  law?: string;
  ground?: RefusalGround;
};

/** The facts of a notice, and what it may not go out without. `missingTranslation`: it would go out in English. */
export type DutyPreview = { facts: DutyFacts; missing: NoticeContent[]; missingTranslation: boolean };

/** The request that a notice is about, with what its words need besides. `firstDay`: by when it was first promised. */
export type DutyAbout = {
  row: Pick<
    RequestRow,
    "reference" | "right" | "language" | "place" | "regime" | "receivedDay" | "safeDue" | "verifiedAt"
  >;
  laws: readonly Pick<FrozenLaw, "law" | "regime">[];
  person: string;
  firstDay: Day;
  today: Day;
  company: Pick<Company, "authority" | "controller_place">;
};

/**
 * Puts a notice together from what is given and what the house knows, and tells what any law that governs asks for and
 * is missing (pure). Throws HabeasError `invalid` where what has to be a day is none.
 */
export function composeDuty(
  { row, laws, person, firstDay, today, company }: DutyAbout,
  { notice, given, law, ground }: DutyNotice,
): DutyPreview {
  const right = row.right as Right;
  const regimes = laws.flatMap(({ regime }) => regime ?? []);
  const known = knownContents({ notice, row, regimes, today, firstDay, company });
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
  // Said: what must be, what the caller gave, and when the request came.
  const wanted = [...required.map(({ content }) => content), ...keysOf(given), "receipt_day" as const];
  const contents = only(held, new Set(wanted));
  const missing = missingContents(required, new Set(keysOf(contents)));
  return {
    facts: {
      ...known,
      notice,
      reference: row.reference,
      right,
      language: row.language,
      person,
      place: row.place,
      day: today,
      contents,
      ground: basis?.plain ?? null,
    },
    missing: [...new Set(missing.map(({ content }) => content))],
    missingTranslation: dutyLanguage(row.language) === null,
  };
}

const keysOf = (contents: DutyFacts["contents"]) => Object.keys(contents) as NoticeContent[];

const leadFirst = (laws: readonly string[], lead: string) =>
  [...laws].sort((a, b) => Number(b === lead) - Number(a === lead));

/** A day and no words beside it; the last two may be told in words. */
const strictDays: ReadonlySet<NoticeContent> = new Set(
  dayContents.filter((one) => one !== "reply_by" && one !== "recourse_deadline"),
);
const ours: ReadonlySet<NoticeContent> = new Set(ownContents);

/** What was really given: blank is not given, `yes` says nothing where we have no words for it, and days are days. */
function trimmed(notice: NoticeKind, given: DutyFacts["contents"]): DutyFacts["contents"] {
  const entries = Object.entries(given) as [NoticeContent, string][];
  return Object.fromEntries(
    entries.map(([content, typed]) => {
      const text = typed.trim();
      if (text !== "" && strictDays.has(content) && !isDay(text))
        throw new HabeasError("invalid", `Not a day: ${noticeContents[content]}.`);
      const wordless = !ours.has(content) || (content === "reasons" && notice !== "not_held");
      return [content, text === inOurWords && wordless ? "" : text];
    }),
  );
}

function only(contents: DutyFacts["contents"], wanted: ReadonlySet<NoticeContent>): DutyFacts["contents"] {
  return Object.fromEntries(
    Object.entries(contents).filter(([content, text]) => wanted.has(content as NoticeContent) && text !== ""),
  );
}
