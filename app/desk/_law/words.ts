import { dateOf } from "#app/_text/dates.ts";
import type { TagTone } from "#app/_ui/Tag.tsx";
import type { Day } from "#lib/core/day.ts";
import { periodInWords } from "#lib/law/period-words.ts";
import { placeName } from "#lib/law/places.ts";
import type { CompanyKind, ExtensionRule, PauseRule, Regime } from "#lib/law/regime.ts";
import type { Confidence } from "#lib/law/source.ts";
import { rightWords } from "../_kit/words.ts";

export const confidenceTags: Record<Confidence, { word: string; tone: TagTone }> = {
  confirmed: { word: "Checked", tone: "moss" },
  secondary: { word: "Second hand", tone: "slate" },
  to_confirm: { word: "To be checked", tone: "ochre" },
};

export const companyWords: Record<CompanyKind, string> = {
  business: "businesses",
  data_broker: "data brokers",
  over_one_billion_dollars: "companies with over one billion dollars of revenue",
};

/** "5 February 2026". */
export const date = (day: Day): string => dateOf(new Date(`${day}T00:00:00Z`), "UTC", "en");

/** The places of a law in few words: "the 30 states of the EEA", "Quebec", "England, Wales and 3 more". */
export function placesInWords(places: readonly string[]): string {
  const names = places.map((place) => placeName(place, "en"));
  const [one = "", two] = names;
  if (names.length === 1) return one;
  if (names.length === 2) return `${one} and ${two}`;
  return `${one}, ${two} and ${names.length - 2} more`;
}

/** A code of a closed list as words: "complaint_to_authority" says what it means. */
export const plain = (code: string): string => code.replaceAll("_", " ");

/** What a question to the person does to the clock. */
export function pauseWords(rule: PauseRule): string {
  if (rule.effect === "none") return "It goes on.";
  if (rule.effect === "restarts") return "It starts anew when the answer comes.";
  const rights = rule.rights
    ? ` For ${rule.rights.map((right) => rightWords[right].toLowerCase()).join(", ")} only.`
    : "";
  const ends = rule.bothEnds ? " The day of the question and the day of the answer do not count either." : "";
  return `It stands still, if ${rule.only}.${ends}${rights}`;
}

/** Both questions in few words, for a row. */
export function pausesInShort({ identity, clarification }: Regime["pause"]): string {
  const effects = { none: "no", suspends: "stand still", restarts: "start anew" } as const;
  const [one, two] = [effects[identity.effect], effects[clarification.effect]];
  if (one === two) return one === "no" ? "Never" : `Proof and scope ${one}`;
  return [...(one === "no" ? [] : [`Proof: ${one}`]), ...(two === "no" ? [] : [`Scope: ${two}`])].join("; ");
}

/** How long it may take at most. */
export const longest = (rule: ExtensionRule | null): string =>
  rule === null
    ? "Never"
    : rule.total === null
      ? "A day that the notice names"
      : `${periodInWords(rule.total)} in all`;

/** By when the person must be told that it takes longer. */
export const noticeBy = (rule: ExtensionRule): string =>
  rule.noticeBy === "first_period"
    ? "before the first day is over"
    : `within ${periodInWords(rule.noticeBy.afterRequestDate)} of the date on the request`;

export const refusalBy: Record<Regime["refusal"]["by"], string> = {
  first_period: "by the first day, even where the answer was extended",
  with_answer: "with the answer",
  words: "no number",
};
