/**
 * The version of the rules. Whatever changes what they find counts it up: what was decided under another version still
 * holds, and what nobody has seen yet gets the rule's own proposal.
 */
export const rulesVersion = 2;

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
  "others_rights",
  "trade_secret",
  "security_risk",
] as const;
export type Rule = (typeof rules)[number];

/** What a reader may call a text that no rule found. The last three are found by nobody else. */
export const rulesByHand = ["others_rights", "legal_privilege", "trade_secret", "security_risk"] as const;
export type RuleByHand = (typeof rulesByHand)[number];

/** The reason of what a reader found. */
export const byHand = "by_hand";

/** A text that a reader wants hidden wherever it stands, or found so that one place of it can be. */
export type TextByHand = { rule: RuleByHand; text: string };

/** Where findings that are hidden overlap, the earliest of these names their gap: the graver matter. */
const gravest: readonly Rule[] = [
  "legal_privilege",
  "others_rights",
  "trade_secret",
  "security_risk",
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
  others_rights: "hide",
  trade_secret: "hide",
  security_risk: "hide",
};

/**
 * A stretch of a text that a rule found, in UTF-16 units. `reason`: a closed word that says what exactly it is, such as
 * the country of a number. `same`: the form in which equal findings are the same one.
 */
export type Found = { rule: Rule; start: number; end: number; reason: string; same: string };

/** A stretch that a rule named. */
export type Stretch = { rule: Rule; start: number; end: number };

const rank = ({ rule }: Stretch) => gravity.get(rule) ?? 0;

/** What is a passage of a text and not one value: whatever stands within it is another matter. */
const passages: readonly Rule[] = [...rulesByHand, "private_key"];

/**
 * The findings in the order of the text, without those that are a part of a graver one: the name within an address is the
 * address. What stands within a passage stays: staff may show a lawyer's paragraph, and not the address in it.
 */
export function distinct(found: Found[]): Found[] {
  if (found.length < 2) return found;
  /** By gravity, how far the values of it reach that begin before. */
  const reach = gravest.map(() => -1);
  return found
    .sort((a, b) => a.start - b.start || b.end - a.end || rank(a) - rank(b))
    .filter((one) => {
      const own = rank(one);
      if (reach.some((end, graver) => graver <= own && one.end <= end)) return false;
      if (!passages.includes(one.rule)) reach[own] = Math.max(reach[own] ?? -1, one.end);
      return true;
    });
}

/** Stretches that are to be hidden, in order, those that overlap as one, which the gravest of them names. */
export function joined(stretches: readonly Stretch[]): Stretch[] {
  const gaps: Stretch[] = [];
  for (const one of stretches.toSorted((a, b) => a.start - b.start)) {
    const last = gaps.at(-1);
    if (last === undefined || one.start >= last.end) {
      gaps.push({ rule: one.rule, start: one.start, end: one.end });
      continue;
    }
    if (rank(one) < rank(last)) last.rule = one.rule;
    last.end = Math.max(last.end, one.end);
  }
  return gaps;
}
