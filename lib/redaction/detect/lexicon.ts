import { canonicalMailbox, canonicalPhone } from "#lib/identity/canonical.ts";

/** A word as it is compared: without case, accents and Arabic vowel signs. */
export const folded = (word: string) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** The words of a name: letters only, so that hyphens, apostrophes and commas do not matter. */
export const nameWords = (name: string): string[] => name.match(/[\p{L}\p{M}]+/gu) ?? [];

/** Letters and digits alone, in capitals: how account, card and identity numbers are compared. */
export const compact = (value: string) => value.replace(/[^\p{L}\p{N}]/gu, "").toUpperCase();

/** Words that are names and everyday words: alone they say nothing. */
const everyday = new Set(
  "will mark rose grace may hope bill art joy dawn june april august summer rich frank pat jack drew sky ruby iris amber crystal max long young king black white brown green best stern klein gross lang jung wolf engel sommer winter kaiser rey reyes paz luz sol mercedes pilar petit blanc noir roy"
    .split(" ")
    .concat(["the", "and", "von", "van", "der", "den", "del", "las", "los", "bin", "ibn", "team", "shop"]),
);

/** Scripts whose words follow each other without a space. */
const noSpaces = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}]/u;

/** Written together with the word behind them. */
export const arabicParticles = ["و", "ل", "ب", "ف"];

const mostNames = 5_000;
/** So many values of the person's own are known. */
export const mostValues = 20_000;

/** How a value is known wherever a text repeats it; null for those too short or too long to tell anything. */
export function valueKey(value: string): string | null {
  const known = compact(value);
  return known.length >= 6 && known.length <= 40 ? known : null;
}

/**
 * What is known before a text is read: what is the person's own, which is never hidden; what the company publishes of
 * itself; and the names of others that stand in the systems beside the person's.
 */
export class Lexicon {
  readonly #mails = new Set<string>();
  readonly #phones = new Set<string>();
  readonly #ownWords = new Set<string>();
  readonly #values = new Set<string>();
  /** Other people's names: the folded words of each, by every word by which the match of it can begin. */
  readonly names = new Map<string, string[][]>();
  /** Names in scripts that do not part words: they are looked for anywhere. */
  readonly unspaced: string[] = [];
  /** Telephone numbers that were read before: the same few stand in message after message. */
  readonly phonesRead = new Map<string, string | null>();
  #count = 0;

  /** An address that is not hidden: the person's, or one that the company publishes. */
  addOwnMail(mail: string): void {
    const known = canonicalMailbox(mail);
    if (known !== null) this.#mails.add(known);
  }

  addOwnPhone(phone: string, country?: string): void {
    const known = canonicalPhone(phone, country);
    if (known !== null) this.#phones.add(known);
    else if (compact(phone).length >= 6) this.addOwnValue(phone);
  }

  /** The person's own name, or words that are no person's, such as the company's name. */
  addOwnName(name: string): void {
    for (const word of nameWords(name)) this.#ownWords.add(folded(word));
  }

  /** A value of a field of the person's own records: where a text repeats it, it is still theirs. */
  addOwnValue(value: string): void {
    const known = valueKey(value);
    if (known !== null && this.#values.size < mostValues) this.#values.add(known);
  }

  /**
   * Somebody else's name. It is known by all its words in either order, and by each of them alone where it is no
   * everyday word and not the person's too (who may bear the same family name).
   */
  addOther(name: string): void {
    const words = nameWords(name).map(folded);
    if (words.length === 0 || words.length > 5 || this.#count >= mostNames) return;
    if (this.isOwnName(words)) return;
    if (noSpaces.test(name)) {
      if (name.trim().length > 1 && !this.unspaced.includes(name.trim())) this.unspaced.push(name.trim());
      this.#count++;
      return;
    }
    if (words.length > 1) this.#enter(words);
    const [first, last] = [words[0], words.at(-1)];
    if (words.length > 1 && last !== undefined) this.#enter([last, ...words.slice(0, -1)]);
    for (const word of [first, last]) if (word !== undefined && this.#tellsAlone(word)) this.#enter([word]);
  }

  #tellsAlone(word: string): boolean {
    const least = /[a-z]/.test(word) ? 3 : 2;
    return word.length >= least && !everyday.has(word) && !this.#ownWords.has(word);
  }

  #enter(words: string[], attached = false): void {
    const [first] = words;
    if (first === undefined) return;
    // Arabic writes "and", "for", "by" together with the word.
    if (/^[\u0620-\u064a]{2}/.test(first) && !attached) {
      for (const one of arabicParticles) this.#enter([one + first, ...words.slice(1)], true);
    }
    const known = this.names.get(first) ?? [];
    if (known.some((one) => one.join(" ") === words.join(" "))) return;
    this.#count++;
    // The longest first: a whole name is one gap.
    this.names.set(
      first,
      [...known, words].sort((a, b) => b.length - a.length),
    );
  }

  /** True where every word is one of the person's names or the first letter of one. */
  isOwnName(words: readonly string[]): boolean {
    const initials = new Set([...this.#ownWords].map((word) => word[0]));
    return words.every((word) => this.isOwnWord(word) || (word.length === 1 && initials.has(folded(word))));
  }

  isOwnMail = (mail: string) => this.#mails.has(mail);
  isOwnPhone = (phone: string) => this.#phones.has(phone);
  isOwnWord = (word: string) => this.#ownWords.has(folded(word));
  isOwnValue = (value: string) => this.#values.has(compact(value));
}
