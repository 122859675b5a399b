import { numberAlone, otherMails, otherPhones } from "./contacts.ts";
import { knownNames } from "./known-names.ts";
import type { Lexicon } from "./lexicon.ts";
import { cards, ibans, identityNumbers } from "./numbers.ts";
import { namedPeople } from "./people.ts";
import { privileged } from "./privilege.ts";
import { byHand, distinct, type Found, type TextByHand } from "./rule.ts";
import { keysAndTokens, passwords, privateKeys } from "./secrets.ts";
import { Spotter, sight, windows, withoutDates } from "./spot.ts";

/** The rules with what they know of one person. Pure: the same text gives the same findings, whatever came before it. */
export class Detectors {
  readonly #lexicon: Lexicon;
  readonly #spotter: Spotter;

  /** Texts that a reader found. Where there are any, no text is passed over unread. */
  readonly byHand: readonly TextByHand[];

  constructor(lexicon: Lexicon, byHand: readonly TextByHand[] = []) {
    this.#lexicon = lexicon;
    this.#spotter = new Spotter(lexicon);
    this.byHand = byHand;
  }

  /** True where a look at the inside of a JSON string, as it is written, sees nothing that a rule would find. */
  clean(json: string, from: number, to: number): boolean {
    return this.byHand.length === 0 && this.#spotter.look(json, from, to, true) === 0;
  }

  /** The same of the value of a field that holds an address or a telephone number, in whatever way it is written. */
  findContact(value: string, country: string | undefined): Found[] {
    const found = this.find(value, country);
    return found.length > 0 ? found : numberAlone(value, this.#lexicon, country);
  }

  /** Only what a reader marked, in order. */
  findMarked(text: string): Found[] {
    return distinct(this.byHand.flatMap((one) => everyOne(text, one)));
  }

  /**
   * What in a text may be another's, a secret or a lawyer's, in order. One may stand within another.
   * @param country ISO 3166 alpha-2, whose way of writing telephone numbers is understood
   */
  find(text: string, country: string | undefined): Found[] {
    const lexicon = this.#lexicon;
    const seen = this.#spotter.look(text, 0, text.length, false);
    const found = this.byHand.flatMap((one) => everyOne(text, one));
    if (seen === 0) return distinct(found);
    const { spots } = this.#spotter;
    const saw = (bits: number) => (seen & bits) !== 0;
    if (saw(sight.at)) found.push(...otherMails(text, lexicon));
    if (saw(sight.number | sight.token)) {
      const near = windows(text, withoutDates(text, spots), sight.number | sight.token, 16, 16);
      found.push(...ibans(text, near, lexicon), ...identityNumbers(text, near, lexicon));
      found.push(...cards(text, near, lexicon), ...otherPhones(text, near, lexicon, country));
    }
    if (saw(sight.name | sight.unspaced)) found.push(...knownNames(text, spots, lexicon));
    if (saw(sight.person)) found.push(...namedPeople(text, spots, sight.person, lexicon));
    if (saw(sight.secret)) {
      found.push(...passwords(text, spots), ...privateKeys(text));
    }
    if (saw(sight.token | sight.secret) || (saw(sight.at) && text.includes("://"))) {
      found.push(...keysAndTokens(text));
    }
    if (saw(sight.privilege)) found.push(...privileged(text));
    return distinct(found);
  }
}

/** Every place of a text that a reader found. */
function everyOne(text: string, { rule, text: sought }: TextByHand): Found[] {
  const found: Found[] = [];
  for (let at = text.indexOf(sought); at !== -1; at = text.indexOf(sought, at + sought.length))
    found.push({ rule, start: at, end: at + sought.length, reason: byHand, same: sought });
  return found;
}
