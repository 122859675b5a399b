import type { Choice, Rule, RuleByHand } from "#lib/redaction/detect/rule.ts";
import type { HiddenCount } from "#lib/redaction/read.ts";
import { counted } from "../_kit/words.ts";

/** What each rule looks for, in the desk's words. */
export const ruleWords: Record<Rule, string> = {
  other_email: "E-mail address of somebody else",
  other_phone: "Phone number of somebody else",
  other_name: "Name of somebody else who stands in the systems",
  named_person: "Reads like the name of somebody else",
  iban: "Bank account that is not known to be theirs",
  card_number: "Payment card",
  national_id: "Identity number",
  password: "Password",
  api_key: "Key to a program",
  access_token: "Token that opens an account",
  private_key: "Private key",
  legal_privilege: "Letter between us and a lawyer: please look at it",
  others_rights: "About somebody else, found by a reader",
  trade_secret: "Secret of a business, found by a reader",
  security_risk: "Would endanger people or systems, found by a reader",
};

/** Why a rule hides: the law that allows it. */
export const groundWords = (rule: Rule): string =>
  rule === "trade_secret"
    ? "Trade secrets: Art. 15(4) GDPR, recital 63; CCPA § 1798.100(f)"
    : rule === "legal_privilege"
      ? "Legal privilege: Art. 23(1)(j) and 15(4) GDPR with the national law; CCPA § 1798.145(b)"
      : rule === "password" ||
          rule === "api_key" ||
          rule === "access_token" ||
          rule === "private_key" ||
          rule === "security_risk"
        ? "Security of others and of the house: Art. 15(4) and 32 GDPR; CCPA regulations § 7024(d)"
        : "Rights of others: Art. 15(4) GDPR; CCPA § 1798.145(k)";

/** How many parts will be hidden, in a sentence. */
export function stateWords({ state, hidden, shown }: HiddenCount): string {
  if (state === "none")
    return "Nothing has been looked through yet. It happens once all systems have answered.";
  if (state === "waiting") return "What was found is being looked through. Come back in a moment.";
  const left =
    shown > 0 ? ` ${counted(shown, "part that a rule found is", "parts that rules found are")} shown.` : "";
  if (hidden === 0) return `Nothing will be hidden.${left}`;
  return `${counted(hidden, "part", "parts")} will be hidden.${left}`;
}

/** Reasons that staff choose from; they can write their own. The first stands there to begin with. */
export const reasons: Record<Choice, readonly string[]> = {
  hide: [
    "It is about somebody else.",
    "It is a secret between us and a lawyer.",
    "It would put somebody or a system at risk.",
    "It is a trade secret.",
  ],
  show: [
    "It is the person's own.",
    "It is public.",
    "The other person agreed.",
    "It is a professional who acted in their office.",
  ],
};

/** As what a reader can hide a text. */
export const byHandWords: Record<RuleByHand, string> = {
  others_rights: "It is about somebody else",
  legal_privilege: "It is between us and a lawyer",
  trade_secret: "It is a trade secret",
  security_risk: "It would put people or systems at risk",
};

/** "38 of 41 findings decided". */
export const coverageWords = ({ things, decided }: Pick<HiddenCount, "things" | "decided">): string =>
  things === 0
    ? "Nothing was found that needs a decision"
    : `${decided.toLocaleString("en-GB")} of ${counted(things, "finding", "findings")} decided`;
