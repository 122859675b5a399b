import type { Day } from "#lib/core/day.ts";
import type { CompanyKind, Regime } from "./regime.ts";
import { regimes } from "./regimes/all.ts";
import type { Right } from "./rights.ts";

/** How it is known where a person lives: they say so, or something that they or an agent showed does. */
export type Residence = "claimed" | "evidenced";

/** Whose law may govern: where the person lives, what they ask, when it was received, and what the company is. */
export type LawQuestion = {
  right: Right;
  place: string;
  /** How the place is known; without it, as the person said. */
  residence?: Residence | undefined;
  received: Day;
  companyKinds: readonly CompanyKind[];
  /** The laws that the company says it is subject to; undefined where it has not said: then any. */
  companyLaws?: readonly CompanyLaw[] | undefined;
  /** The ids of the laws that staff chose by correction. They overrule choosing; an empty list means none governs. */
  only?: readonly string[] | undefined;
};

/** A law that binds the company. `everyone`: whoever asks, not only those whom the law protects by where they live. */
export type CompanyLaw = { law: string; everyone?: boolean | undefined };

export type LawReason = "residence" | "residence_of_country" | "everyone" | "chosen_by_staff";

/** A law that governs, why it was chosen, and how the place is known. */
export type Governing = { regime: Regime; reason: LawReason; residence: Residence };

/** A law that staff chose and that cannot govern all the same. The words for `why` are those of a clock's refusals. */
export type LawRefused = {
  law: string;
  why: "unknown_law" | "received_before_law" | "received_after_law" | "right_not_in_law";
};

/** What governs, and which laws chosen by staff were refused. */
export type LawChoice = { governing: Governing[]; refused: LawRefused[] };

/**
 * Every law in force on the day of receipt that protects residents of the place or everybody who asks this company,
 * gives the right, and applies to this kind of company. Several may: all of them run. Empty where no law that we know
 * governs. Where staff chose, exactly what they chose, as far as it was in force and gives the right.
 */
export function chooseLaws(asked: LawQuestion): LawChoice {
  const { only, residence = "claimed" } = asked;
  if (only === undefined) return { governing: byResidence(asked, residence), refused: [] };
  const judged = [...new Set(only)].map((law) => ({ law, found: versionFor(law, asked) }));
  return {
    governing: judged.flatMap(({ found }) =>
      typeof found === "string" ? [] : [{ regime: found, reason: "chosen_by_staff" as const, residence }],
    ),
    refused: judged.flatMap(({ law, found }) => (typeof found === "string" ? [{ law, why: found }] : [])),
  };
}

/** What governs, without what was refused: enough where staff chose nothing. */
export const governing = (asked: LawQuestion): Governing[] => chooseLaws(asked).governing;

function byResidence(asked: LawQuestion, residence: Residence): Governing[] {
  const { right, place, received, companyKinds, companyLaws } = asked;
  return regimes.flatMap((regime) => {
    const bound = companyLaws?.find((one) => one.law === regime.id);
    if (companyLaws && !bound) return [];
    const reason = protects(regime, place) ?? (bound?.everyone ? "everyone" : null);
    const applies =
      regime.companies === undefined || regime.companies.some((one) => companyKinds.includes(one));
    return reason !== null && inForce(regime, received) && applies && givesRight(regime, right, received)
      ? [{ regime, reason, residence }]
      : [];
  });
}

/** The version of a law that staff chose, or why it cannot govern. */
function versionFor(law: string, { right, received }: LawQuestion): Regime | LawRefused["why"] {
  const versions = regimes.filter((one) => one.id === law);
  if (versions.length === 0) return "unknown_law";
  const version = versions.find((one) => inForce(one, received));
  if (!version)
    return versions.every((one) => received < one.from) ? "received_before_law" : "received_after_law";
  return givesRight(version, right, received) ? version : "right_not_in_law";
}

const inForce = (regime: Regime, received: Day): boolean =>
  regime.from <= received && (regime.until === undefined || received <= regime.until);

function protects(regime: Regime, place: string): LawReason | null {
  if (regime.places.includes(place)) return "residence";
  // A law of the whole country protects residents of its parts; the law of a part does not protect the others.
  const country = place.split("-")[0] ?? place;
  return country !== place && regime.places.includes(country) ? "residence_of_country" : null;
}

function givesRight(regime: Regime, right: Right, received: Day): boolean {
  const rule = regime.rights[right];
  return rule !== undefined && (rule.from === undefined || rule.from <= received);
}
