import { regimes } from "#lib/law/regimes/all.ts";
import type { Right } from "#lib/law/rights.ts";
import type { Source } from "#lib/law/source.ts";
import type { GroundText } from "./ground-text.ts";
import { refusalElsewhere } from "./refusal-elsewhere.ts";
import { refusalEurope } from "./refusal-europe.ts";
import type { RefusalRow } from "./refusal-rows.ts";
import { refusalTexts } from "./refusal-texts.ts";
import { refusalUnitedStates } from "./refusal-united-states.ts";
import { retentionRows } from "./retention-rows.ts";
import { retentionTexts } from "./retention-texts.ts";

/** Why a request, or a part of it, may be refused. */
export type RefusalGround = keyof typeof refusalTexts;
/** Why data may be kept although erasure was asked. */
export type RetentionGround = keyof typeof retentionTexts;

/** A ground as one law allows it, with what staff must affirm before using it. */
export type GroundRule<G extends string = string> = GroundText & { ground: G; article: Source };

/** What the law allows as grounds for refusing this right; empty where it allows none, or where it gives no such right. */
export function refusalGrounds(law: string, right: Right): GroundRule<RefusalGround>[] {
  const versions = regimes.filter((one) => one.id === law);
  if (versions.length > 0 && !versions.some((one) => one.rights[right])) return [];
  return rowsOf(law)
    .filter((row) => row.rights.includes(right))
    .map(({ ground, article }) => ({ ground, ...refusalTexts[ground], article }));
}

/** What the law allows as grounds for keeping data that somebody wants erased; empty where it knows no erasure. */
export function retentionGrounds(law: string): GroundRule<RetentionGround>[] {
  return retentionRows(law).map(({ ground, article }) => ({ ground, ...retentionTexts[ground], article }));
}

function rowsOf(law: string): readonly RefusalRow[] {
  return refusalEurope[law] ?? refusalUnitedStates(law) ?? refusalElsewhere[law] ?? [];
}
