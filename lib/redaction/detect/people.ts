import { folded, type Lexicon, nameWords } from "./lexicon.ts";
import { anyOf, tellingWord } from "./phrases.ts";
import type { Found } from "./rule.ts";
import type { Spot } from "./spot.ts";
import {
  afterNames,
  arabicSignOffs,
  beforeArabicNames,
  beforeNames,
  headers,
  notNames,
  signOffs,
  titles,
  wrote,
} from "./vocabulary.ts";

const word = "\\p{Lu}[\\p{L}\\p{M}'’]+(?:-\\p{Lu}[\\p{L}\\p{M}'’]+)*";
const small = "(?:von|van|de|der|den|del|da|di|la|le|bin|al|el|ten|zu)";
const name = `${word}(?:[ \\u00a0](?:${small}[ -]){0,2}${word}|[ ]\\p{Lu}\\.(?=[ ]\\p{Lu})){0,3}`;
const title = "(?:(?:Mr|Mrs|Ms|Dr|Prof|Herr|Herrn|Frau|Mme|M|Sr|Sra|Madame|Monsieur|Señor|Señora)\\.?[ ])?";
const arabicName = "[\\u0620-\\u064a]{2,}(?: [\\u0620-\\u064a]{2,})?";

/**
 * What names a person: phrases, and what must follow the last word of one for a name to stand there. It is looked at from
 * that word on; the words before it are compared only where a name follows.
 */
type Lead = { reason: string; follows: RegExp; phrases: readonly string[]; lineStart?: boolean };

const leads: readonly Lead[] = [
  { reason: "spoken_to", phrases: titles, follows: new RegExp(`\\.?[ \\u00a0]${title}(${name})`, "uy") },
  { reason: "spoken_to", phrases: beforeNames, follows: new RegExp(`,?[ \\u00a0]${title}(${name})`, "uy") },
  {
    reason: "header",
    phrases: headers,
    lineStart: true,
    follows: new RegExp(`[ \\u00a0]?:[ \\t]*"?${title}(${name})`, "uy"),
  },
  {
    reason: "signature",
    phrases: signOffs,
    follows: new RegExp(
      `[,.!]*(?:[ \\t]*\\r?\\n\\s*|[ ]?[,–-][ ])(${name})(?=[ \\t]*(?:[,.|(]|\\r?\\n|$))`,
      "uy",
    ),
  },
  { reason: "spoken_to", phrases: beforeArabicNames, follows: new RegExp(`[ /]+(${arabicName})`, "uy") },
  {
    reason: "signature",
    phrases: arabicSignOffs,
    follows: new RegExp(`[،,.!]*\\s*\\n\\s*(${arabicName})`, "uy"),
  },
  { reason: "wrote", phrases: wrote, follows: new RegExp(`[ ](${name})[ ]*(?:<|:)`, "uy") },
];

/** For the folded last word of a phrase, the leads that it can end. */
const leadsOf = new Map<string, { lead: Lead; ending: RegExp }[]>();
for (const lead of leads) {
  for (const last of new Set(lead.phrases.map(tellingWord))) {
    const phrases = lead.phrases.filter((phrase) => tellingWord(phrase) === last);
    const before = lead.lineStart ? "(?:^|\\n)[>\\s]*" : "(?<!\\p{L})[ولبف]?";
    const ending = new RegExp(`${before}${anyOf(phrases)}$`, "u");
    leadsOf.set(last, [...(leadsOf.get(last) ?? []), { lead, ending }]);
  }
}

const noLeads: { lead: Lead; ending: RegExp }[] = [];
const asWritten = new Map<string, { lead: Lead; ending: RegExp }[]>();

/** The same for a word as it is written, remembered: folding costs more than all the rest. */
function leadsFor(written: string): { lead: Lead; ending: RegExp }[] {
  const known = asWritten.get(written);
  if (known) return known;
  const seen = folded(written);
  const bare = /^[ولبف]/.test(seen) ? leadsOf.get(seen.slice(1)) : undefined;
  const leads = leadsOf.get(seen) ?? bare ?? noLeads;
  if (asWritten.size < 5_000) asWritten.set(written, leads);
  return leads;
}

/** Words that may end what is said behind a name. */
const lastAfter = new Set(afterNames.map(tellingWord));
const toldAfter = new RegExp(`(${name})(?:,[ ]|[ ]\\(|[ ](?=[fvqd]))${anyOf(afterNames)}$`, "u");

const beforeWrote = new RegExp(`(${name})[ ](?:<[^>\\n]*>[ ])?$`, "u");

/** People who are greeted, sign, present themselves or are spoken of by a word that goes before a name. */
export function namedPeople(text: string, spots: readonly Spot[], seen: number, lexicon: Lexicon): Found[] {
  const found: Found[] = [];
  const add = (written: string, at: number, reason: string) => {
    const span = bareName(written, lexicon);
    if (span === null) return;
    const [start, end] = [at + span[0], at + span[1]];
    const same = nameWords(text.slice(start, end)).map(folded).join(" ");
    found.push({ rule: "named_person", start, end, reason, same });
  };
  for (const { kind, start, end } of spots) {
    if ((kind & seen) === 0) continue;
    if (lastAfter.has(folded(text.slice(start, end)))) {
      const before = text.slice(Math.max(0, start - 120), end);
      const match = toldAfter.exec(before);
      if (match?.[1]) add(match[1], end - before.length + match.index, "told_apart");
    }
    for (const { lead, ending } of leadsFor(text.slice(start, end))) {
      lead.follows.lastIndex = end;
      const match = lead.follows.exec(text);
      if (match?.[1] && ending.test(text.slice(Math.max(0, start - 40), end))) {
        add(match[1], match.index + match[0].lastIndexOf(match[1]), lead.reason);
      }
      if (lead.reason !== "wrote" || !/^[ ]?:/.test(text.slice(end, end + 2))) continue;
      const before = text.slice(Math.max(0, start - 120), start);
      const [whole, written] = beforeWrote.exec(before.replace(/ a $/, " ")) ?? [];
      if (whole && written) add(written, text.lastIndexOf(written, start), lead.reason);
    }
  }
  return found;
}

/** A name without words that are nobody's; null where nothing is left or it is the person's own. */
function bareName(written: string, lexicon: Lexicon): [number, number] | null {
  const words = [...written.matchAll(/[\p{L}\p{M}'’-]+/gu)];
  const from = words.findIndex((one) => !notNames.has(folded(one[0])));
  if (from === -1) return null;
  const behind = words.findIndex((one, at) => at > from && notNames.has(folded(one[0])));
  const kept = words.slice(from, behind === -1 ? undefined : behind);
  const [first, last] = [kept[0], kept.at(-1)];
  if (!first || !last) return null;
  const parts = nameWords(kept.map((one) => one[0]).join(" "));
  if (lexicon.isOwnWord(parts[0] ?? "") || lexicon.isOwnName(parts)) return null;
  return [first.index, last.index + last[0].length];
}
