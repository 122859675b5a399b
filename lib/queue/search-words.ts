import { canonicalMailbox } from "#lib/identity/canonical.ts";
import { currentMap } from "#lib/map/current.ts";
import { nameTokens } from "#lib/request/name-tokens.ts";
import { tokenOf } from "#lib/vault/seal.ts";
import { isDayTest } from "./day-words.ts";
import { closedValues } from "./keys.ts";
import { parseQuery, type Query, queryText, type Term, type Word } from "./language.ts";
import { referencePart } from "./references.ts";

/** A keyed token in a query: `n.` of a word of a name, `m.` of a mail address. */
const tokenShape = /^([nm])\.([A-Za-z0-9_-]{43})$/;

/** The token that a value of `who:` holds; null where somebody typed a name or an address there. */
export function whoToken(value: string): { of: "name" | "mailbox"; token: string } | null {
  const [, of, token] = tokenShape.exec(value) ?? [];
  return token === undefined ? null : { of: of === "n" ? "name" : "mailbox", token };
}

/** The keyed tokens of what is known of a person: a mail address has one, a name one for each of its words. */
export function tokensOfWords(text: string): string[] {
  const mailbox = canonicalMailbox(text);
  if (mailbox) return [`m.${tokenOf("email", mailbox).toString("base64url")}`];
  return nameTokens(text).map((token) => `n.${token}`);
}

/**
 * A query without personal data, as it may stand in an address line, a saved view or a log: words of names and mail
 * addresses become keyed tokens under `who:`, references stay as they are. Pieces that are not understood stay out of it
 * where they could be personal: who typed `anna:bell` sees the problem, and the address holds nothing.
 */
export function withoutPersonalData(text: string): { query: string; problems: Query["problems"] } {
  const query = parseQuery(text);
  const prefix = currentMap().company.reference_prefix;
  const isReference = (word: Word) => referencePart(word.text, prefix) !== null;
  const terms = query.terms.flatMap((term) => (term.key === "who" ? tokenised(term) : [term]));
  const asked = query.words.filter((word) => !isReference(word)).flatMap(wordTerms);
  return {
    query: queryText({
      terms: [...terms, ...asked],
      words: query.words.filter(isReference),
      problems: query.problems.filter(({ nearest }) => nearest !== null && holdsNoName(nearest)),
    }),
    problems: query.problems,
  };
}

/** Whether what was most likely meant is one of the product's own words, and so what was typed is near to one. */
function holdsNoName(meant: string): boolean {
  const [term] = parseQuery(meant).terms;
  return term !== undefined && (closedValues[term.key] !== undefined || term.values.every(isDayTest));
}

/** Every word of a name must be met, so each gets a term of its own. */
const wordTerms = ({ text, start, end }: Word): Term[] =>
  tokensOfWords(text).map((token) => ({ key: "who", not: false, values: [token], start, end }));

/** `who:anna` and `who:"anna bell"` as tokens; what is a token already stays. Several values are alternatives. */
function tokenised(term: Term): Term[] {
  const kept = term.values.filter((value) => whoToken(value) !== null);
  const typed = term.values.filter((value) => whoToken(value) === null);
  const words = typed.map(tokensOfWords);
  const simple = words.every((tokens) => tokens.length === 1);
  if (simple || term.values.length > 1) {
    const values = [...kept, ...words.flat()];
    return values.length === 0 ? [] : [{ ...term, values: [...new Set(values)] }];
  }
  return (words[0] ?? []).map((token) => ({ ...term, values: [token] }));
}
