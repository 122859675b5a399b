import { desc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { policyVersion } from "#drizzle/schema/policy.ts";
import { staff } from "#drizzle/schema/staff.ts";
import type { SettingKey, SettingValue } from "#lib/config/policy.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { database, type Queryable } from "#lib/db/database.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { type Change, changesBetween, type Settings, settingKeys, standard } from "./settings.ts";

/** One version with what it changed: against the version that was in force when it was saved. */
export type PolicyVersion = {
  number: number;
  settings: Settings;
  restored: number | null;
  why: string;
  state: "waiting" | "counts" | "rejected" | "withdrawn";
  byId: string;
  by: string;
  at: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  changes: Change[];
};

/** A setting as it stands. `decides`: who set the value that counts. */
export type SettingRow = {
  key: SettingKey;
  value: SettingValue;
  standard: SettingValue;
  atDesk: SettingValue | null;
};

export type Policy = {
  rows: SettingRow[];
  /** The number of the version in force; 0: the desk has decided nothing. */
  inForce: number;
  waiting: PolicyVersion | null;
  /** The newest first. */
  versions: PolicyVersion[];
};

/** How the house works, who decides on what, and every version. Throws HabeasError `not_found`. */
export async function readPolicy(actor: Actor): Promise<Policy> {
  if (actor.kind !== "staff" || !allowed(actor.role, "see_policy")) return notFound();
  const versions = await policyVersions(database());
  const now = versions.find(({ state }) => state === "counts");
  const rows = settingKeys.map((key) => {
    const atDesk = now?.settings[key] ?? null;
    return { key, value: atDesk ?? standard(key), standard: standard(key), atDesk };
  });
  const waiting = versions.find(({ state }) => state === "waiting") ?? null;
  return { rows, inForce: now?.number ?? 0, waiting, versions };
}

/** The version that waits for a second person, for whoever may decide on it or take it back; else null. */
export async function policyToApprove(actor: Actor): Promise<{ version: PolicyVersion } | null> {
  if (actor.kind !== "staff" || !allowed(actor.role, "manage_policy")) return null;
  const version = (await policyVersions(database())).find(({ state }) => state === "waiting");
  return version ? { version } : null;
}

/** Every version, the newest first. */
export async function policyVersions(db: Queryable): Promise<PolicyVersion[]> {
  const second = alias(staff, "second");
  const rows = await db
    .select({ one: policyVersion, by: staff.name, decidedBy: second.name })
    .from(policyVersion)
    .innerJoin(staff, eq(staff.id, policyVersion.by))
    .leftJoin(second, eq(second.id, policyVersion.decidedBy))
    .orderBy(desc(policyVersion.number));
  return rows.map(({ one, by, decidedBy }, place) => {
    const before = rows.slice(place + 1).find((other) => other.one.state === "counts")?.one.settings;
    const settings = one.settings as Settings;
    return {
      number: one.number,
      settings,
      restored: one.restored,
      why: one.why,
      state: one.state,
      byId: one.by,
      by,
      at: one.at,
      decidedBy,
      decidedAt: one.decidedAt,
      changes: changesBetween((before ?? {}) as Settings, settings),
    };
  });
}
