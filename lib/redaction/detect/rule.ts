/**
 * The version of the rules. Whatever changes what they find counts it up: what was decided under another version still
 * holds, and what nobody has seen yet gets the rule's own proposal.
 */
export const rulesVersion = 1;

/** hide: leaves as a marked gap · show: leaves as it is. */
export type Choice = "hide" | "show";

/** Every rule, by the code that stands in the gap. Codes are never translated and never change their meaning. */
export const rules = [
  "other_email",
  "other_phone",
  "other_name",
  "named_person",
  "iban",
  "card_number",
  "national_id",
  "password",
  "api_key",
  "access_token",
  "private_key",
  "legal_privilege",
] as const;
export type Rule = (typeof rules)[number];

/** Where two findings overlap the earlier of these stays, whole: the wider one, which names the graver matter. */
const gravest: readonly Rule[] = [
  "legal_privilege",
  "private_key",
  "access_token",
  "api_key",
  "password",
  "other_email",
  "iban",
  "card_number",
  "national_id",
  "other_phone",
  "other_name",
  "named_person",
];
const gravity = new Map(gravest.map((rule, at) => [rule, at]));

/** What a rule says of a text that nobody has decided on. All hide: what has left the house cannot be taken back. */
export const proposals: Record<Rule, Choice> = {
  other_email: "hide",
  other_phone: "hide",
  other_name: "hide",
  named_person: "hide",
  iban: "hide",
  card_number: "hide",
  national_id: "hide",
  password: "hide",
  api_key: "hide",
  access_token: "hide",
  private_key: "hide",
  legal_privilege: "hide",
};

/**
 * A stretch of a text that a rule found, in UTF-16 units. `reason`: a closed word that says what exactly it is, such as
 * the country of a number. `same`: the form in which equal findings are the same one.
 */
export type Found = { rule: Rule; start: number; end: number; reason: string; same: string };

/** The findings in the order of the text, none overlapping another: of two that do, the graver one stays. */
export function apart(found: Found[]): Found[] {
  if (found.length < 2) return found;
  const rank = (one: Found) => gravity.get(one.rule) ?? 0;
  const kept: Found[] = [];
  for (const one of found.sort((a, b) => rank(a) - rank(b) || b.end - b.start - (a.end - a.start))) {
    if (kept.every((other) => one.end <= other.start || other.end <= one.start)) kept.push(one);
  }
  return kept.sort((a, b) => a.start - b.start);
}
