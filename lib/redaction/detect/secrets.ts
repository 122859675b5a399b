import { anyOf } from "./phrases.ts";
import type { Found, Rule } from "./rule.ts";
import { matchesIn, type Spot, sight, windows } from "./spot.ts";
import { isWords, passwordWords } from "./vocabulary.ts";

type Stretches = readonly (readonly [number, number])[];

const said = new RegExp(
  `(?<!\\p{L})${anyOf(passwordWords)}(?!\\p{L})(\\s*[:=]\\s*|\\s+${anyOf(isWords)}\\s*:?\\s+)["'“„«]?(\\S{4,128})`,
  "gu",
);

const told = new RegExp(`\\s*[:=]|\\s+${anyOf(isWords)}(?!\\p{L})`, "uy");

/** Passwords that somebody wrote into a text. Behind a mere "is" it must look like one: a digit or sign, or mixed case. */
export function passwords(text: string, spots: readonly Spot[]): Found[] {
  const found: Found[] = [];
  const telling = spots.filter(({ kind, end }) => {
    if ((kind & sight.secret) === 0) return false;
    told.lastIndex = end;
    return told.test(text);
  });
  const within = windows(text, telling, sight.secret, 24, 160);
  for (const { match, start: at } of matchesIn(text, within, said)) {
    const secret = (match[2] ?? "").replace(/[."'”“»,;!?)]+$/u, "");
    if (secret.length < 4 || !looksSecret(secret, /[:=]/.test(match[1] ?? ""))) continue;
    const start = at + match[0].length - (match[2] ?? "").length;
    found.push({ rule: "password", start, end: start + secret.length, reason: "written_out", same: secret });
  }
  return found;
}

function looksSecret(secret: string, marked: boolean): boolean {
  if (/^[*•.…xX]+$/u.test(secret) || /^(?:https?:|www\.|\[|<)/i.test(secret)) return false;
  if (/\d/.test(secret)) return true;
  if (/[^\p{L}\p{M}'’-]/u.test(secret) || /\p{Ll}\p{Lu}/u.test(secret)) return true;
  return (
    marked &&
    secret.length >= 6 &&
    !/^(?:please|reset|change|forgot|unknown|bitte|vergessen|oublié|olvidada)/iu.test(secret)
  );
}

type Shape = { rule: Rule; reason: string; form: RegExp };

/** Keys and tokens by the forms that their makers gave them. What stands before is looked for near: it is at every letter. */
const shapes: readonly Shape[] = [
  { rule: "api_key", reason: "aws", form: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  {
    rule: "api_key",
    reason: "github",
    form: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{40,})/g,
  },
  { rule: "api_key", reason: "gitlab", form: /\bglpat-[A-Za-z0-9_-]{20,}/g },
  { rule: "api_key", reason: "stripe", form: /\b[srp]k_(?:live|test)_[A-Za-z0-9]{16,}/g },
  { rule: "api_key", reason: "google", form: /\bAIza[A-Za-z0-9_-]{35}/g },
  { rule: "api_key", reason: "slack", form: /\bxox[abeoprs]-[A-Za-z0-9-]{20,}/g },
  { rule: "api_key", reason: "sendgrid", form: /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g },
  { rule: "api_key", reason: "npm", form: /\bnpm_[A-Za-z0-9]{36}\b/g },
  {
    rule: "api_key",
    reason: "named",
    form: /(?<=\b(?:api[ _-]?key|apikey|client[ _-]?secret|secret[ _-]?key|access[ _-]?key)["']?\s{0,16}(?:[:=]|is)\s{0,16}["']?)[A-Za-z0-9+/_=-]{16,}/gi,
  },
  { rule: "access_token", reason: "jwt", form: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g },
  { rule: "access_token", reason: "bearer", form: /(?<=\bBearer\s{1,16})[A-Za-z0-9._~+/-]{20,}=*/gi },
  {
    rule: "access_token",
    reason: "in_link",
    form: /(?<=[?&#](?:access_token|token|auth|sig|signature|code)=)[A-Za-z0-9._~%+-]{16,}/gi,
  },
  {
    rule: "access_token",
    reason: "in_link",
    form: /(?<=\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]+:)[^\s:/@]{4,}(?=@)/gi,
  },
];

/** Without any of this there is no key and no token, and thirteen searches are spared. */
const anyKey =
  /AKIA|ASIA|gh[pousr]_|github_pat|glpat-|[srp]k_(?:live|test)_|AIza|xox[a-z]-|SG\.|npm_|eyJ|Bearer|(?:token|auth|sig|signature|code)=|:\/\/|(?:api|client|secret|access)[ _-]?(?:key|secret)/i;

/** Keys to programs and accounts. */
export function keysAndTokens(text: string): Found[] {
  const found: Found[] = [];
  if (!anyKey.test(text)) return found;
  const within: Stretches = [[0, text.length]];
  for (const { rule, reason, form } of shapes) {
    for (const { match, start } of matchesIn(text, within, form)) {
      found.push({ rule, start, end: start + match[0].length, reason, same: match[0] });
    }
  }
  return found;
}

const armour =
  /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|$)/g;

/** Private keys in armour, whole; to the end of the text where the armour is cut off. */
export function privateKeys(text: string): Found[] {
  return [...text.matchAll(armour)].map((match) => ({
    rule: "private_key",
    start: match.index,
    end: match.index + match[0].length,
    reason: "armour",
    same: match[0],
  }));
}
