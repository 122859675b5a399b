import { type Compared, type Comparison, compare, comparisons } from "./compare.ts";
import { type Kind, kinds, rateOf } from "./estimate.ts";
import type { Frequency, PersonRecord } from "./record.ts";
import { weights } from "./weights.ts";

/** Why two records are or are not one person: never what stands in them. */
export type Reason = {
  field: Comparison;
  /** A word for the level, the same for all texts about it: `same_birth_date`, `family_name_sounds_alike`. */
  code: string;
  /** Evidence for one person, against what else they most likely are; below 0 it speaks against. */
  bits: number;
};

export type Judgement = {
  /** `automatic`: may be used without asking · `possible`: a person decides · `dropped`: not worth asking. */
  verdict: "automatic" | "possible" | "dropped";
  /** All the evidence together with what was likely before: the binary logarithm of the odds. */
  bits: number;
  /** That the two are one person, 0 to 1. */
  probability: number;
  /** What else they may be. The bits of the reasons are measured against it. */
  otherwise: Rival;
  /** The heaviest first, for or against. */
  reasons: Reason[];
};

type Rival = Exclude<Kind, "same">;

/**
 * The probabilities from which a link is used, or shown to a person. With `isAutomatic` beside it the first makes
 * 999 of 1000 links of the benchmark right: what is least likely is mostly refused there already.
 */
export const thresholds = { automatic: 0.9, possible: 0.05 } as const;
/** Where the e-mail address makes good what is missing, a household's one address must be as unlikely as this. */
const madeGood = 0.98;

/**
 * Before anything is known, how many others there are for each time it is the person. Strangers: as many as names were
 * counted, a million where nobody counted, and never so few that a small system makes coincidences look impossible. A
 * household and family near by has four more people; of forty births one is a twin (Monden, Pison and Smits 2021: 12
 * twin deliveries in 1000); and one in ten has a parent or child of the same name in reach, which is many.
 */
const others: Record<Rival, number> = { strangers: 1_000_000, relatives: 4, twins: 0.025, namesakes: 0.1 };
const fewestStrangers = 10_000;
const rivals = kinds.filter((kind) => kind !== "same");

/** No name is taken to be rarer, however seldom it was counted. */
const rarest = 1e-6;

const codes: { [C in Comparison]: Record<string, string> } = {
  given: {
    exact: "same_given_name",
    typo: "given_name_mistyped",
    doubtful: "given_name_close_and_rare",
    near: "given_name_close",
    sounds: "given_name_sounds_alike",
    part: "given_name_in_part",
    short: "given_name_short_form",
    other: "other_given_name",
  },
  family: {
    exact: "same_family_name",
    typo: "family_name_mistyped",
    doubtful: "family_name_close_and_rare",
    near: "family_name_close",
    sounds: "family_name_sounds_alike",
    part: "family_name_in_part",
    short: "family_name_short_form",
    swapped: "names_swapped",
    other: "other_family_name",
  },
  birth_date: {
    equal: "same_birth_date",
    swapped: "birth_date_day_and_month_swapped",
    near: "birth_date_one_digit_off",
    decade: "birth_date_decade_off",
    two_mistakes: "birth_date_two_digits_off",
    two_parts: "birth_date_in_two_parts",
    year: "same_birth_year",
    different: "other_birth_date",
  },
  address: {
    same: "same_address",
    street: "same_street",
    postal_code: "same_postal_code",
    city: "same_city",
    other: "other_address",
  },
  phone: { same: "same_phone", near: "phone_one_digit_off", other: "other_phone" },
  email: {
    same: "same_email",
    local_part: "same_email_name",
    near: "email_one_letter_off",
    other: "other_email",
  },
};

/**
 * Whether two records are one person: Fellegi-Sunter weights against each rival, strangers and the relatives of one
 * household, with names weighed by how rare they are. A rare name proves more than a common one; a shared house proves
 * nothing against a brother.
 */
export function judge(asked: PersonRecord, candidate: PersonRecord, frequency: Frequency): Judgement {
  const compared = compare(asked, candidate, frequency);
  const { agreement, sameGiven, sameFamily } = compared;
  const counted = frequency("family_name", sameFamily ?? "")?.total;
  const before = (rival: Rival) =>
    rival === "strangers" && counted !== undefined ? Math.max(counted, fewestStrangers) : others[rival];
  const evidence = rivals.map((rival) => {
    const bits = comparisons.map((one) => {
      const level = agreement[one];
      // Relatives bear one name whether it is rare or common: only among strangers it counts how many bear it.
      const named = one === "given" ? sameGiven : one === "family" ? sameFamily : undefined;
      const share =
        named !== undefined && rival === "strangers"
          ? shareOf(frequency(one === "given" ? "given_name" : "family_name", named))
          : undefined;
      return Math.log2(rateOf(weights.same, one, level) / (share ?? rateOf(weights[rival], one, level)));
    });
    return { rival, bits, total: bits.reduce((sum, each) => sum + each, -Math.log2(before(rival))) };
  });
  const odds = 1 / evidence.reduce((sum, { total }) => sum + 2 ** -total, 0);
  const likeliest = evidence.reduce((one, other) => (other.total < one.total ? other : one));
  const probability = odds / (1 + odds);
  const reasons = comparisons.flatMap((field, at): Reason[] => {
    const code = codes[field][agreement[field] ?? ""];
    return code === undefined ? [] : [{ field, code, bits: likeliest.bits[at] ?? 0 }];
  });
  return {
    verdict: isAutomatic(compared, probability)
      ? "automatic"
      : probability >= thresholds.possible
        ? "possible"
        : "dropped",
    bits: Math.log2(odds),
    probability,
    otherwise: likeliest.rival,
    reasons: reasons.sort((one, other) => Math.abs(other.bits) - Math.abs(one.bits)),
  };
}

/** The share of people who bear a name, one more than were counted: nobody's name is borne by nobody. */
function shareOf(found: { count: number; total: number } | undefined): number | undefined {
  return found ? Math.max((found.count + 1) / (found.total + 1), rarest) : undefined;
}

/**
 * No number of bits is enough where it comes from one side only, or where something speaks against it by which a
 * person is told apart from their family: another given name or one that is only close to it, another birth date.
 * What is only missing or doubtful, the given name or the birth date but not both, the same e-mail address makes good;
 * a given name that is close to the other only does where the address is named after it (anna@ is not Anne's).
 */
function isAutomatic({ agreement, isOwnMailbox }: Compared, probability: number): boolean {
  const { given, family, birth_date, address, phone, email } = agreement;
  if (probability < thresholds.automatic || given === "other") return false;
  if (birth_date === "different" || birth_date === "year" || birth_date === "two_parts") return false;
  const isNamed = given === "exact" || given === "typo" || given === "part";
  const isDated = birth_date === "equal" || birth_date === "swapped" || birth_date === "near";
  const isMailed = email === "same" || email === "near";
  const groups = [
    isNamed && family !== undefined && family !== "other",
    isDated,
    address === "same" || address === "street",
    phone === "same" || isMailed,
  ];
  if (groups.filter(Boolean).length < 2) return false;
  if (isNamed && isDated) return true;
  const isMadeGood = given === "near" ? isOwnMailbox : isMailed;
  return (isNamed || isDated) && isMadeGood && probability >= madeGood;
}
