import type { Day } from "#lib/core/day.ts";
import type { CompanyKind, Regime } from "./regime.ts";
import { regimes } from "./regimes/all.ts";
import type { Right } from "./rights.ts";

/** Whose law may govern: where the person lives, what they ask, when it was received, and what the company is. */
export type LawQuestion = {
  right: Right;
  place: string;
  received: Day;
  companyKinds: readonly CompanyKind[];
  /** The laws that the company says it is subject to; undefined where it has not said: then any. */
  companyLaws?: readonly CompanyLaw[] | undefined;
};

/** A law that binds the company. `everyone`: whoever asks, not only those whom the law protects by where they live. */
export type CompanyLaw = { law: string; everyone?: boolean | undefined };

export type LawReason = "residence" | "residence_of_country" | "everyone";

/** A law that governs, and why it was chosen. */
export type Governing = { regime: Regime; reason: LawReason };

/**
 * Every law in force on the day of receipt that protects residents of the place or everybody who asks this company,
 * gives the right, and applies to this kind of company. Several may: all of them run. Empty where no law that we know governs.
 */
export function governing({ right, place, received, companyKinds, companyLaws }: LawQuestion): Governing[] {
  return regimes.flatMap((regime) => {
    const bound = companyLaws?.find((one) => one.law === regime.id);
    if (companyLaws && !bound) return [];
    const reason = protects(regime, place) ?? (bound?.everyone ? "everyone" : null);
    const inForce = regime.from <= received && (regime.until === undefined || received <= regime.until);
    const applies =
      regime.companies === undefined || regime.companies.some((one) => companyKinds.includes(one));
    return reason !== null && inForce && applies && givesRight(regime, right, received)
      ? [{ regime, reason }]
      : [];
  });
}

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
