import { eq, sql } from "drizzle-orm";
import { policyVersion } from "#drizzle/schema/policy.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { freshMap } from "#lib/map/current.ts";
import { typedText } from "#lib/request/clocks/typed.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { policyVersions } from "./read.ts";
import { changesBetween, checkSettings, type Settings } from "./settings.ts";

/** What saving came to: in force at once, or waiting for a second person. */
export type Saved = { number: number; waits: boolean };

/**
 * Saves how the house works as a further version. One that makes it less strict, or lets it forget sooner, waits for a
 * second person. `seen`: the version in force that was changed. Throws HabeasError `invalid`, `conflict` where another
 * version came meanwhile or waits, `forbidden`, `step_up`.
 */
export async function savePolicy(
  actor: Actor,
  typed: { settings: unknown; why: string; seen: number },
): Promise<Saved> {
  return add(actor, { settings: checkSettings(typed.settings), why: typed.why, restored: null }, typed.seen);
}

/** Takes the settings of an earlier version again, as a further one; 0: nothing is decided at the desk. As `savePolicy`. */
export async function restorePolicy(
  actor: Actor,
  typed: { number: number; why: string; seen: number },
): Promise<Saved> {
  const { number, why, seen } = typed;
  return add(actor, { settings: number, why, restored: number }, seen);
}

type Adding = { settings: Settings | number; why: string; restored: number | null };

async function add(actor: Actor, adding: Adding, seen: number): Promise<Saved> {
  const writer = manager(actor);
  demandFresh(actor);
  const why = typedText(adding.why, { what: "why", most: 500, least: 3 });
  const saved = await inTransaction(async (tx) => {
    await lock(tx);
    const versions = await policyVersions(tx);
    const waiting = versions.find(({ state }) => state === "waiting");
    if (waiting)
      throw new HabeasError(
        "conflict",
        `Version ${waiting.number} waits for a second person. That is decided or taken back first.`,
      );
    const now = versions.find(({ state }) => state === "counts");
    if ((now?.number ?? 0) !== seen)
      throw new HabeasError(
        "conflict",
        `${now?.by ?? "Somebody"} changed the policy meanwhile. Look at it, then change it again.`,
      );
    const settings =
      typeof adding.settings === "number" ? settingsOf(versions, adding.settings) : adding.settings;
    const changes = changesBetween(now?.settings ?? {}, settings);
    if (changes.length === 0) throw new HabeasError("invalid", "Nothing differs from what counts now.");
    const looser = changes.some((one) => one.looser);
    const number = (versions[0]?.number ?? 0) + 1;
    const state = looser ? "waiting" : "counts";
    await tx
      .insert(policyVersion)
      .values({ number, settings, restored: adding.restored, why, looser, state, by: writer.staffId });
    await audit(tx, null, actor, {
      kind: "policy_changed",
      version: number,
      step: looser ? "proposed" : "in_force",
      settings: changes.map(({ key }) => key),
    });
    return { number, waits: looser };
  });
  await freshMap();
  return saved;
}

function settingsOf(versions: Awaited<ReturnType<typeof policyVersions>>, number: number): Settings {
  if (number === 0) return {};
  const { settings } = versions.find((one) => one.number === number && one.state === "counts") ?? notFound();
  // Limits may have changed since.
  return checkSettings(settings);
}

/**
 * Decides on the version that waits: another person agrees or does not, or who proposed it takes it back. Agreeing is to
 * exactly this version, which cannot change. Throws HabeasError `conflict`, `forbidden`, `not_found`, `step_up`.
 */
export async function decidePolicy(actor: Actor, number: number, verdict: "agree" | "reject"): Promise<void> {
  const decider = manager(actor);
  demandFresh(actor);
  await inTransaction(async (tx) => {
    await lock(tx);
    const version = (await policyVersions(tx)).find((one) => one.number === number) ?? notFound();
    if (version.state !== "waiting")
      throw new HabeasError("conflict", `Version ${number} has been decided already.`);
    const own = version.byId === decider.staffId;
    if (own && verdict === "agree")
      throw new HabeasError("forbidden", "You proposed it. Another person agrees to it.");
    const state = verdict === "agree" ? "counts" : own ? "withdrawn" : "rejected";
    await tx
      .update(policyVersion)
      .set({ state, decidedBy: decider.staffId, decidedAt: sql`now()` })
      .where(eq(policyVersion.number, number));
    await audit(tx, null, actor, {
      kind: "policy_changed",
      version: number,
      step: state === "counts" ? "agreed" : state,
      settings: version.changes.map(({ key }) => key),
    });
  });
  await freshMap();
}

function manager(actor: Actor): Extract<Actor, { kind: "staff" }> {
  if (actor.kind !== "staff" || !allowed(actor.role, "see_policy")) return notFound();
  if (!allowed(actor.role, "manage_policy"))
    throw new HabeasError("forbidden", "An officer of the privacy team or an administrator changes this.");
  return actor;
}

/** One writer at a time. */
const lock = (tx: Transaction) =>
  tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('policy', 0))`);
