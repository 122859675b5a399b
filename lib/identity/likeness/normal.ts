import anyAscii from "any-ascii";
import { doubleMetaphone } from "double-metaphone";

/** A name in the forms in which it is compared. */
export type Name = {
  /** ASCII letters in lower case, words parted by one space. */
  text: string;
  words: readonly string[];
  /** One text without spaces: "de la Cruz" and "Delacruz" are the same. */
  joined: string;
  sounds: readonly [string, string];
  /** Consonants without repetitions, for scripts that leave vowels out. */
  skeleton: string;
  script: "letters" | "abjad" | "signs" | "syllables";
};

/** Words that stand before or behind a name and are none. */
const titles = new Set("mr mrs ms miss mx dr prof sir dame herr frau mme mlle jr sr".split(" "));
/** What streets are called in general: two streets are not alike because both are streets. */
const generic = new Set(
  (
    "street st road rd avenue ave av lane ln drive dr close court ct place pl square sq way terrace " +
    "strasse str gasse weg platz allee rue boulevard bd chemin via viale piazza calle carrer avenida plaza paseo " +
    "rua travessa ulica ul aleja al straat laan plein gatan gata vej gade sokak sok cadde cad mahalle marg"
  ).split(" "),
);
/** No name has digits in it: these are letters that a scanner read so. */
const scanned: Record<string, string> = { "0": "o", "1": "l", "5": "s" };
const signs = /\p{Script=Han}/u;
const syllables = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const abjad = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]/u;

/** Letters and digits of any script as ASCII in lower case; all else parts words, apostrophes only inside a name. */
export function plain(text: string): string {
  return anyAscii(text.normalize("NFKC"))
    .toLowerCase()
    .replace(/['`]/g, "")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

/** The name in every form; undefined where nothing is left of it. */
export function nameOf(raw: string | undefined): Name | undefined {
  if (raw === undefined) return undefined;
  if (signs.test(raw) || syllables.test(raw)) return asWritten(raw);
  const all = plain(raw)
    .replace(/[015]/g, (digit) => scanned[digit] ?? digit)
    .split(" ");
  const words = all.filter((word) => word !== "" && !titles.has(word));
  const text = words.join(" ");
  if (text === "") return undefined;
  const joined = words.join("");
  return {
    text,
    words,
    joined,
    sounds: doubleMetaphone(joined),
    skeleton: joined.replace(/[aeiouywh]/g, "").replace(/(.)\1+/g, "$1"),
    script: abjad.test(raw) ? "abjad" : "letters",
  };
}

/** Names in signs or syllables stay as they are written: several names are read alike, and one in several ways. */
function asWritten(raw: string): Name {
  const words = raw
    .normalize("NFKC")
    .split(/\s+/)
    .filter((word) => word !== "");
  const joined = words.join("");
  const script = signs.test(raw) ? "signs" : "syllables";
  return { text: words.join(" "), words, joined, sounds: ["", ""], skeleton: "", script };
}

/** Two names are pronounced alike: a code of one is a code of the other, or the consonants agree across scripts. */
export function soundAlike(one: Name, other: Name): boolean {
  if ((one.script === "abjad") !== (other.script === "abjad")) {
    return one.skeleton.length >= 2 && one.skeleton === other.skeleton;
  }
  return one.sounds.some((code) => code.length >= 2 && other.sounds.includes(code));
}

/** A street without what every street is called, and the house number that stood in it. */
export function streetOf(
  raw: string | undefined,
  house: string | undefined,
): { street: string; house: string | undefined } {
  const words = plain(raw ?? "").split(" ");
  const number = words.find((word) => /^\d+[a-z]?$/.test(word));
  const named = words
    .filter((word) => word !== number)
    .map((word) =>
      word.replace(/strasse$|str$|straat$|gasse$|gatan$|weg$/, (end, at: number) => (at > 2 ? "" : end)),
    )
    .filter((word) => word !== "" && !generic.has(word));
  const given = plain(house ?? "").replaceAll(" ", "");
  return { street: named.join(" "), house: (given === "" ? number : given) || undefined };
}

/** The letters and digits of a postal code. */
export function postalOf(raw: string | undefined): string {
  return plain(raw ?? "").replaceAll(" ", "");
}
