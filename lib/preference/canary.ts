import { and, desc, eq, gt, isNull, lt, sql } from "drizzle-orm";
import type { Corrector, RowChange } from "#connectors/correct.ts";
import { type EffectKind, effectKinds } from "#connectors/language/effect.ts";
import { canaryCheck } from "#drizzle/schema/preference.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { openSession } from "#lib/fanout/open-session.ts";
import { freshMap, plannedSystems } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { fileRequest } from "#lib/request/file.ts";
import { derivedKey, open, seal } from "#lib/vault/seal.ts";
import { endAlert, raiseAlert } from "./alert.ts";
import { canaryAnswers, endCanaryRequest, stageOf } from "./canary-request.ts";
import { onceOf, ruledRows } from "./rows.ts";
import { type CollectionRule, rulesOf, type Scalar, says, textOf } from "./rules.ts";

/** Minutes between two tries, and those in which an opt-out must have arrived: together less than an hour. */
export const canaryEvery = 30;
const canaryWithin = 25;
/** Days for which it is kept how each try went. */
const keptDays = 30;

type CheckRow = typeof canaryCheck.$inferSelect;

/** A system with its canary, as the map names it. */
export type CanarySystem = System & { canary: NonNullable<System["canary"]> };

/** Systems in which the path of opt-outs is tried. */
export const canarySystems = (): CanarySystem[] =>
  plannedSystems().filter((one): one is CanarySystem => one.canary !== undefined);

/** A row of the canary and what it must say once the opt-out has arrived. */
type CanaryRow = { collection: string; row: readonly string[]; out: { field: string; value: Scalar }[] };

const rowsContext = (id: string) => `canary_check/${id}/rows`;
const minutes = (n: number) => n * 60_000;

/**
 * One round of the test that opt-outs arrive: begins what is due, judges what was begun. Harmless to call at any time
 * and in several processes; a round that fails is tried again in the next, and in time it is an alarm by itself.
 */
export async function tendCanaries(now: Date): Promise<void> {
  await freshMap();
  const systems = canarySystems();
  await judgeOpen(systems, now);
  await beginDue(systems, now);
  await fileOpen(systems, now);
  await database()
    .delete(canaryCheck)
    .where(lt(canaryCheck.endedAt, new Date(now.getTime() - minutes(keptDays * 1440))));
}

async function beginDue(systems: readonly CanarySystem[], now: Date): Promise<void> {
  for (const { id } of systems) {
    const [newest] = await database()
      .select({ id: canaryCheck.id })
      .from(canaryCheck)
      .where(
        and(
          eq(canaryCheck.systemId, id),
          gt(canaryCheck.begunAt, new Date(now.getTime() - minutes(canaryEvery))),
        ),
      )
      .orderBy(desc(canaryCheck.begunAt))
      .limit(1);
    if (newest) continue;
    const judgeBy = new Date(now.getTime() + minutes(canaryWithin));
    await database()
      .insert(canaryCheck)
      .values({ systemId: id, begunAt: now, judgeBy, stage: "set_in" })
      .onConflictDoNothing();
  }
}

/** Sets every canary that waits for it to "in", and sends one opt-out for all of them, as anybody would. */
async function fileOpen(systems: readonly CanarySystem[], now: Date): Promise<void> {
  const open = await database()
    .select()
    .from(canaryCheck)
    .where(and(isNull(canaryCheck.ok), isNull(canaryCheck.requestId), gt(canaryCheck.judgeBy, now)));
  const ready: { check: CheckRow; system: CanarySystem }[] = [];
  for (const check of open) {
    const system = systems.find((one) => one.id === check.systemId);
    if (!system) continue;
    if (check.stage === "file" || (await setIn(check, system))) ready.push({ check, system });
  }
  const [first] = ready;
  if (!first) return;
  const filed = await fileRequest(
    { kind: "operator" },
    canaryAnswers(ready.map(({ system }) => system.canary.email)),
    `canary/${first.check.id}`,
    "canary",
  );
  for (const { check } of ready) {
    await database()
      .update(canaryCheck)
      .set({ requestId: filed.requestId, stage: "locate" })
      .where(and(eq(canaryCheck.id, check.id), isNull(canaryCheck.ok)));
  }
}

/** True once the canary's rows say "in", so that an opt-out has something to change. */
async function setIn(check: CheckRow, system: CanarySystem): Promise<boolean> {
  try {
    const rows = await inSystem(system, (corrector, keys) => wakeRows(check, system, corrector, keys));
    if (rows === null || rows.length === 0) return false;
    const sealedRows = seal(derivedKey("preference"), rowsContext(check.id), JSON.stringify(rows));
    await database()
      .update(canaryCheck)
      .set({ sealedRows, stage: "file" })
      .where(and(eq(canaryCheck.id, check.id), isNull(canaryCheck.ok)));
    return true;
  } catch (error) {
    log.warn({ err: error, system: system.id }, "the canary of opt-outs could not be set");
    return false;
  }
}

type Keys = Parameters<Corrector["change"]>[1];

async function wakeRows(
  check: CheckRow,
  system: CanarySystem,
  corrector: Corrector,
  keys: Keys,
): Promise<CanaryRow[] | null> {
  const rules = triedRules(system);
  if (rules.length === 0 || keys.length === 0) return null;
  const rows = await ruledRows(corrector, keys, rules);
  const found: CanaryRow[] = [];
  for (const row of rows) {
    const rule = rules.find((one) => one.collection === row.collection);
    const fields = row.fields.flatMap(({ field, value }) => {
      const wanted = rule?.fields.find((one) => one.field === field);
      return wanted?.lifted === undefined ? [] : [{ field, seen: value, wanted }];
    });
    const change: RowChange = {
      collection: row.collection,
      row: row.row,
      fields: fields
        .filter(({ seen, wanted }) => !says(seen, wanted.lifted ?? null))
        .map(({ field, seen, wanted }) => ({ field, seen, value: textOf(wanted.lifted ?? null) })),
    };
    if (change.fields.length > 0) {
      const came = await corrector.change(change, keys, onceOf(check.id, Buffer.from(check.id), change));
      if (came.outcome !== "changed" && came.outcome !== "already") return null;
    }
    found.push({
      collection: row.collection,
      row: row.row,
      out: fields.map(({ field, wanted }) => ({ field, value: wanted.set })),
    });
  }
  return found;
}

/** Fields that an opt-out sets in the canary's collection and of which the map also says how they are when it is not. */
function triedRules({ collections, canary }: CanarySystem): CollectionRule[] {
  const optOut = effectKinds.filter((kind) => kind !== "restriction" && kind !== "limit_sensitive");
  return rulesOf({ collections }, optOut as EffectKind[])
    .filter((one) => one.collection === canary.collection)
    .map((one) => ({
      ...one,
      agreedAt: null,
      fields: one.fields
        .map((rule) => ({ ...rule, lifted: canary.in?.[rule.field] ?? rule.lifted }))
        .filter(({ lifted }) => lifted !== undefined),
    }))
    .filter((one) => one.fields.length > 0);
}

async function inSystem<T>(
  system: CanarySystem,
  act: (corrector: Corrector, keys: Keys) => Promise<T>,
): Promise<T | null> {
  const session = await openSession(system, AbortSignal.timeout(60_000), { kind: "correct" });
  try {
    if (!session.corrector) return null;
    const answer = await session.locate([{ kind: "email", value: system.canary.email }]);
    return answer.kind === "located" ? await act(session.corrector, answer.keys) : null;
  } finally {
    await session.close();
  }
}

async function judgeOpen(systems: readonly CanarySystem[], now: Date): Promise<void> {
  const open = await database().select().from(canaryCheck).where(isNull(canaryCheck.ok));
  for (const check of open) {
    const system = systems.find((one) => one.id === check.systemId);
    const out = system ? await saysOut(check, system) : false;
    if (!out && system && check.judgeBy > now) continue;
    await inTransaction(async (tx) => {
      const [ended] = await tx
        .update(canaryCheck)
        .set({ ok: out, endedAt: now, ...(out ? { stage: "done" } : {}) })
        .where(and(eq(canaryCheck.id, check.id), isNull(canaryCheck.ok)))
        .returning();
      if (!ended) return;
      // A system that has no canary any more is not tried, and nothing is said of it.
      if (out || !system) return endAlert(tx, "opt_out_path_broken", check.systemId, now);
      const stage = await stageOf(tx, check);
      await tx.update(canaryCheck).set({ stage }).where(eq(canaryCheck.id, check.id));
      await raiseAlert(tx, { kind: "opt_out_path_broken", systemId: check.systemId, stage, at: now });
    });
    if (check.requestId) await endCanaryRequest(check.requestId);
  }
}

/** True where every row of the canary reads "out" in the system itself. */
async function saysOut(check: CheckRow, system: CanarySystem): Promise<boolean> {
  if (!check.sealedRows || !check.requestId) return false;
  const rows = JSON.parse(openRows(check.id, check.sealedRows)) as CanaryRow[];
  try {
    const session = await openSession(system, AbortSignal.timeout(60_000), { kind: "correct" });
    try {
      const now = await session.corrector?.now(
        rows.map(({ collection, row, out }) => ({ collection, row, fields: out.map(({ field }) => field) })),
      );
      return (
        now !== undefined &&
        rows.every(({ out }, index) => {
          const row = now[index];
          return row !== null && row !== undefined && out.every((one) => says(row[one.field], one.value));
        })
      );
    } finally {
      await session.close();
    }
  } catch (error) {
    log.warn({ err: error, system: system.id }, "the canary of opt-outs could not be read");
    return false;
  }
}

const openRows = (id: string, sealed: Buffer) => open(derivedKey("preference"), rowsContext(id), sealed);

/** How long it is since opt-outs were last seen to arrive in each system; in no process but the database. */
export async function newestChecks(): Promise<
  { systemId: string; firstAt: Date; lastOkAt: Date | null; lastBegunAt: Date }[]
> {
  const { rows } = await database().execute<{
    system_id: string;
    first: Date;
    ok: Date | null;
    begun: Date;
  }>(sql`
    select system_id, min(begun_at) as first, max(ended_at) filter (where ok) as ok, max(begun_at) as begun
      from ${canaryCheck} group by system_id`);
  return rows.map((row) => ({
    systemId: row.system_id,
    firstAt: new Date(row.first),
    lastOkAt: row.ok === null ? null : new Date(row.ok),
    lastBegunAt: new Date(row.begun),
  }));
}
