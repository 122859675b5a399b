import { fewEdits, nearly } from "./edit.ts";
import { jaroWinkler } from "./jaro-winkler.ts";
import { type Name, nameOf, plain, soundAlike } from "./normal.ts";
import type { Frequency, PersonRecord } from "./record.ts";

/**
 * How two given or family names agree. `exact` · `typo`, close, and one of the two is borne by hardly anybody ·
 * `near`, close, and both may be names of their own (Anna, Anne) ·
 * `doubtful`, close, and hardly anybody bears either · `sounds`, pronounced alike · `part`, one
 * holds the other's words · `short`, an initial or the beginning · `swapped`, given for family name · `other`.
 */
export type NameLevel =
  | "exact"
  | "typo"
  | "doubtful"
  | "near"
  | "sounds"
  | "part"
  | "short"
  | "swapped"
  | "other";

export type NamesCompared = {
  /** Undefined: one side is missing, or the two cannot be compared. */
  given: NameLevel | undefined;
  family: NameLevel | undefined;
  /** The name both bear, in the form in which its frequency is asked for. */
  sameGiven: string | undefined;
  sameFamily: string | undefined;
};

/** Levels at which a name may well be the same one. */
const closeEnough: ReadonlySet<NameLevel> = new Set(["exact", "typo", "doubtful", "near"]);

/** One reading of a record's names. */
export type Split = { given: Name | undefined; family: Name | undefined };

/** Every way in which a record's names may be meant: as split by the system, or each split of the full name. */
export function splitsOf(record: PersonRecord): Split[] {
  if (record.given_name || record.family_name) {
    return [{ given: nameOf(record.given_name), family: nameOf(record.family_name) }];
  }
  const full = record.full_name ?? "";
  const comma = full.indexOf(",");
  if (comma > 0) return [{ given: nameOf(full.slice(comma + 1)), family: nameOf(full.slice(0, comma)) }];
  const words = full.normalize("NFC").trim().split(/\s+/).slice(0, 6);
  if (words.length < 2) return plain(full) === "" ? [] : [{ given: undefined, family: nameOf(full) }];
  const found: Split[] = [];
  for (let at = words.length - 1; at > 0; at--) {
    found.push({ given: nameOf(words.slice(0, at).join(" ")), family: nameOf(words.slice(at).join(" ")) });
  }
  return found;
}

/** How alike two names are at best, 0 to 1, only to choose between ways of splitting a full name. */
const likeness = (one: Name | undefined, other: Name | undefined) =>
  one && other ? jaroWinkler(one.joined, other.joined) : 0;

/** Compares the names of two records, in the split and the order in which they agree most. */
export function compareNames(
  lefts: readonly Split[],
  rights: readonly Split[],
  frequency: Frequency,
): NamesCompared {
  let best: { one: Split; other: Split; score: number } | undefined;
  for (const left of lefts) {
    for (const right of rights) {
      const score = likeness(left.given, right.given) + likeness(left.family, right.family);
      if (!best || score > best.score) best = { one: left, other: right, score };
    }
  }
  if (!best) return { given: undefined, family: undefined, sameGiven: undefined, sameFamily: undefined };
  const { one: left, other: right } = best;
  const given = nameLevel("given_name", left.given, right.given, frequency);
  const family = nameLevel("family_name", left.family, right.family, frequency);
  if (given === "other" && family === "other") {
    // Which of the two has them the wrong way round nobody knows: the judgement must not depend on who is asked for.
    const [first, second] = inOrder(left, right);
    // The other way round the given name must not be another that is only close to it.
    const crossed = nameLevel("given_name", first.given, second.family, frequency);
    const back = nameLevel("family_name", first.family, second.given, frequency);
    const isGiven = crossed === "exact" || crossed === "typo" || (crossed === "doubtful" && back === "exact");
    if (isGiven && back !== undefined && closeEnough.has(back)) {
      const same = crossed === "exact" ? first.given?.text : undefined;
      return { given: crossed, family: "swapped", sameGiven: same, sameFamily: undefined };
    }
  }
  return {
    given,
    family,
    sameGiven: given === "exact" ? left.given?.text : undefined,
    sameFamily: family === "exact" ? left.family?.text : undefined,
  };
}

/** Two splits in an order that depends on what stands in them only. */
function inOrder(one: Split, other: Split): [Split, Split] {
  const key = ({ given, family }: Split) => JSON.stringify([given?.text, family?.text]);
  return key(one) <= key(other) ? [one, other] : [other, one];
}

function nameLevel(
  field: NameField,
  one: Name | undefined,
  other: Name | undefined,
  frequency: Frequency,
): NameLevel | undefined {
  if (!one || !other) return undefined;
  const isWritten = (name: Name) => name.script === "signs" || name.script === "syllables";
  // How signs are read depends on the language: beside letters or syllables they say nothing for or against.
  if (isWritten(one) || isWritten(other)) {
    if (one.script !== other.script) return undefined;
    return one.joined === other.joined ? "exact" : "other";
  }
  if (one.joined === other.joined) return "exact";
  const [few, many] = one.words.length <= other.words.length ? [one, other] : [other, one];
  if (few.words.every((word) => many.words.includes(word)) && few.joined.length >= 3) return "part";
  const [short, long] = one.joined.length <= other.joined.length ? [one, other] : [other, one];
  if (short.joined.length <= 1) return long.joined.startsWith(short.joined) ? "short" : "other";
  const words = tellingWords(one, other);
  for (const [left, right] of [words, [one.text, other.text] as const]) {
    if (nearly(left.replaceAll(" ", ""), right.replaceAll(" ", "")))
      return closeLevel(field, left, right, frequency);
  }
  if (soundAlike(one, other)) {
    const isName = words.every((name) => (frequency(field, name)?.count ?? 0) >= fewBearers);
    return isName ? "near" : "sounds";
  }
  return short.joined.length >= 2 && long.joined.startsWith(short.joined) ? "short" : "other";
}

type NameField = "given_name" | "family_name";

/** A name of so many bearers is one. */
const fewBearers = 3;
/** So many names must have been counted before one that occurs once is more likely mistyped than rare. */
const enoughNames = 1000;

/** A typing mistake makes of a name each of its forms less often than this. */
const formsOfOne = 10;

/**
 * A name that hardly anybody bears is the one it resembles, mistyped: it occurs once or not at all among many, or far
 * less often than the other. Where both are that rare, or it takes two mistakes, it cannot be told; where both are
 * borne, they are two names.
 */
function closeLevel(field: NameField, one: string, other: string, frequency: Frequency): NameLevel {
  const [a, b] = [frequency(field, one), frequency(field, other)];
  if (!a || !b || a.total < enoughNames) return "near";
  const [rare, common] = [Math.min(a.count, b.count), Math.max(a.count, b.count)];
  if (rare > 1 && rare * formsOfOne > common) return "near";
  return common >= fewBearers && fewEdits(one, other) ? "typo" : "doubtful";
}

/** The words by which two names of several words differ: the only other one, or the first where one has fewer. */
function tellingWords(one: Name, other: Name): readonly [string, string] {
  const [first, second] = [one.words, other.words];
  if (first.length !== second.length) return [first[0] ?? "", second[0] ?? ""];
  const at = first.findIndex((word, place) => word !== second[place]);
  const isOnly = first.every((word, place) => place === at || word === second[place]);
  return isOnly ? [first[at] ?? "", second[at] ?? ""] : [one.text, other.text];
}
