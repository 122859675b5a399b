import { eq, sql } from "drizzle-orm";
import { requestLaw } from "#drizzle/schema/clock.ts";
import { refusalInWords } from "#lib/clock/refusals.ts";
import type { Day } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import { chooseLaws as chosenLaws, type Residence } from "#lib/law/choose.ts";
import type { Regime } from "#lib/law/regime.ts";
import { lawNamed, lawOfVersion } from "#lib/law/regimes/all.ts";
import type { Right } from "#lib/law/rights.ts";
import { currentMap } from "#lib/map/current.ts";

/** A law frozen with a request; `regime` is null for the company's own policy. */
export type FrozenLaw = { law: string; ruleVersion: string; reason: string; regime: Regime | null };

/**
 * Every law that governs by the day of receipt; the company's own policy where none that we know does. `only`: the laws
 * that staff chose instead. Throws HabeasError `invalid` with the reason of each that cannot govern on that day.
 */
export function chooseLaws(asked: {
  right: Right;
  place: string;
  residence?: Residence;
  received: Day;
  only?: readonly string[] | undefined;
}): FrozenLaw[] {
  const { laws, kinds = ["business"] } = currentMap().company;
  const { governing, refused } = chosenLaws({ ...asked, companyKinds: kinds, companyLaws: laws });
  if (refused.length > 0) {
    const why = refused.map((one) => `${lawNamed(one.law)?.short ?? one.law}: ${refusalInWords(one.why)}`);
    throw new HabeasError("invalid", why.join(" "));
  }
  const chosen = governing.map(({ regime, reason }) => ({
    law: regime.id,
    ruleVersion: `${regime.id}@${regime.version}`,
    reason,
    regime,
  }));
  if (chosen.length > 0) return chosen;
  return [asked.only === undefined ? ownPolicy : { ...ownPolicy, reason: "chosen_by_staff" }];
}

/** The laws that staff chose by correction, by id; undefined where they were chosen by where the person lives. */
export function chosenByStaff(laws: readonly FrozenLaw[]): string[] | undefined {
  const chosen = laws.filter((one) => one.reason === "chosen_by_staff");
  if (chosen.length === 0) return undefined;
  return chosen.filter((one) => one.law !== ownPolicy.law).map((one) => one.law);
}

/** What governs where no law does: the company's own promise. */
export const ownPolicy: FrozenLaw = {
  law: "OWN_POLICY",
  ruleVersion: "OWN_POLICY@1",
  reason: "policy",
  regime: null,
};

/** Freezes laws with a request in place of those before. Their days follow by `keepClocks`. */
export async function freezeLaws(
  tx: Transaction,
  requestId: string,
  laws: readonly FrozenLaw[],
): Promise<void> {
  await tx.delete(requestLaw).where(eq(requestLaw.requestId, requestId));
  await tx
    .insert(requestLaw)
    .values(laws.map(({ law, ruleVersion, reason }) => ({ requestId, law, ruleVersion, reason })));
}

/** The laws that were frozen with each of several requests, in the order of their names. */
export async function frozenLawsOf(
  db: Queryable,
  requestIds: readonly string[],
): Promise<Map<string, FrozenLaw[]>> {
  const rows =
    requestIds.length === 0
      ? []
      : await db
          .select()
          .from(requestLaw)
          .where(sql`${requestLaw.requestId} = any(${sql.param([...requestIds])}::uuid[])`)
          .orderBy(requestLaw.law);
  const found = new Map<string, FrozenLaw[]>(requestIds.map((id) => [id, []]));
  for (const { requestId, law, ruleVersion, reason } of rows) {
    found.get(requestId)?.push({ law, ruleVersion, reason, regime: lawOfVersion(ruleVersion) });
  }
  return found;
}

/** The same of one request. */
export async function frozenLaws(db: Queryable, requestId: string): Promise<FrozenLaw[]> {
  return (await frozenLawsOf(db, [requestId])).get(requestId) ?? [];
}
