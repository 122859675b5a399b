import { and, eq, ne } from "drizzle-orm";
import type { ErasureAct, ErasureSample, Mention } from "#connectors/erase.ts";
import { type ErasureTotals, type PlannedStep, retained } from "#drizzle/schema/erasure.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import { requestFor } from "#lib/request/access.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { samplesBeside } from "./listing.ts";
import { newestErasure } from "./load.ts";
import { readSamples } from "./samples.ts";
import { placesHash } from "./stop.ts";
import { type UndoView, undoForPerson, undosOf } from "./undo/view.ts";
import { type ErasureRow, type SystemRow, systemsOf } from "./work.ts";

export type StepView = {
  collection: string;
  label: string;
  act: ErasureAct;
  rows: number;
  ground: string | null;
  why: string | null;
  assumed: boolean;
  expired: boolean;
  /** The last day of the longest that is kept; null where none is named. */
  lastUntil: string | null;
  cascades: PlannedStep["cascades"];
  samples: ErasureSample[];
};

export type SystemView = {
  id: string;
  systemId: string;
  title: string;
  state:
    | "planning"
    | "planned"
    | "waiting"
    | "running"
    | "by_hand"
    | "stopped"
    | "trouble"
    | "done"
    | "dropped";
  steps: StepView[];
  rows: number;
  done: number;
  changed: number;
  gone: number;
  released: number;
  /** Short transactions that have written evidence. */
  chunks: number;
  outcome: string | null;
  provenAt: Date | null;
  troubleCode: string | null;
  trouble: string | null;
  standing: number | null;
  returned: number | null;
  mentions: Mention[] | null;
  /** Goes with a reason why they stay: it is about these places and no others. */
  placesSeen: string;
  /** Until when it can be put back, and what came of that; null where nothing is kept of it. */
  undo: UndoView | null;
  /** Why it cannot be put back although that is wanted. */
  noUndo: string | null;
};

export type RetainedView = {
  systemId: string;
  collection: string;
  ground: string;
  until: string | null;
  rows: number;
  state: string;
};

export type ErasureView = {
  id: string;
  number: number;
  state: string;
  cause: string;
  asOf: string;
  hash: string | null;
  totals: ErasureTotals | null;
  /** The number to type at approval, where it is unusually many. */
  typedNumber: number | null;
  madeBy: string;
  approvals: { by: string; at: Date }[];
  waitUntil: Date | null;
  startedAt: Date | null;
  endedAt: Date | null;
  stoppedWhy: string | null;
  systems: SystemView[];
  retained: RetainedView[];
};

/**
 * The newest erasure of a request, whole. With samples before and after for staff who may see what was found, and their
 * looking is recorded. Null where there is none.
 */
export async function readErasure(
  actor: Actor,
  reference: string,
  show: { samples: boolean } = { samples: true },
): Promise<ErasureView | null> {
  return inTransaction(async (tx) => {
    const staff = show.samples ? "see_findings" : "see_requests";
    const row = await requestFor(tx, actor, reference, { person: "never", staff });
    const found = await newestErasure(tx, row.id);
    if (!found) return null;
    const key = await keyOf(tx, row.id);
    const systems = await systemsOf(tx, found.id);
    const undos = await undosOf(tx, row.id);
    const views = await Promise.all(
      systems.map(async (system) => {
        const samples =
          system.storageKey === null || !show.samples
            ? []
            : await readSamples(key, samplesBeside(system.storageKey));
        const view = systemView(found, system, new Map(samples.map((one) => [one.step, one.samples])));
        return { ...view, undo: undos.get(system.id) ?? null };
      }),
    );
    if (show.samples) await audit(tx, row.id, actor, { kind: "erasure_viewed", number: found.number });
    return { ...erasureView(found), systems: views, retained: await retainedOf(tx, row.id) };
  });
}

/** What stays of a request's person, and until when. Throws the uniform `not_found`. */
export async function readRetained(actor: Actor, reference: string): Promise<RetainedView[]> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "see_requests" });
    return retainedOf(tx, row.id);
  });
}

function erasureView(row: ErasureRow): Omit<ErasureView, "systems" | "retained"> {
  const approvals = [
    { by: row.firstBy, at: row.firstAt },
    { by: row.secondBy, at: row.secondAt },
  ].flatMap(({ by, at }) => (by !== null && at !== null ? [{ by, at }] : []));
  const { id, number, state, cause, asOf, totals, typedNumber, madeBy } = row;
  const { waitUntil, startedAt, endedAt, stoppedWhy } = row;
  const hash = row.hash?.toString("hex") ?? null;
  return {
    ...{ id, number, state, cause, asOf, hash, totals, typedNumber, madeBy, approvals },
    ...{ waitUntil, startedAt, endedAt, stoppedWhy },
  };
}

function systemView(
  erasure: ErasureRow,
  row: SystemRow,
  samples: ReadonlyMap<number, ErasureSample[]>,
): SystemView {
  const system = currentMap().systems.find((one) => one.id === row.systemId);
  const labels = new Map(system?.collections.map((one) => [one.name, one.label]));
  return {
    id: row.id,
    systemId: row.systemId,
    title: system?.title ?? row.systemId,
    state: stateOf(erasure, row),
    steps: row.steps
      .filter((step) => step.rows > 0)
      .map((step) => stepView(step, labels.get(step.collection) ?? step.collection, samples)),
    rows: row.rows,
    done: row.cursor,
    changed: row.changed,
    gone: row.gone,
    released: row.released,
    chunks: row.chunks,
    outcome: row.outcome,
    provenAt: row.provenAt,
    troubleCode: row.troubleCode,
    trouble: row.trouble,
    standing: row.standing,
    returned: row.returned,
    mentions: row.mentions,
    placesSeen: placesHash(row.mentions ?? []),
    undo: null,
    noUndo: row.noUndo,
  };
}

function stepView(step: PlannedStep, label: string, samples: ReadonlyMap<number, ErasureSample[]>): StepView {
  const ground = step.act === "keep" && step.rule.act === "keep" ? step.rule.ground : null;
  const { collection, act, rows, why, assumed, expired, lastUntil, cascades } = step;
  return {
    ...{ collection, label, act, rows, ground, why, assumed, expired, lastUntil, cascades },
    samples: samples.get(step.no) ?? [],
  };
}

function stateOf(erasure: ErasureRow, row: SystemRow): SystemView["state"] {
  if (row.state === "settled") return row.outcome === "dropped" ? "dropped" : "done";
  if (row.phase === "by_hand") return "by_hand";
  if (row.troubleCode !== null) return row.state === "parked" ? "stopped" : "trouble";
  if (row.phase === "plan") return "planning";
  if (row.state === "parked") return "planned";
  return erasure.state === "approved" ? "waiting" : "running";
}

async function retainedOf(tx: Transaction, requestId: string): Promise<RetainedView[]> {
  const rows = await tx
    .select()
    .from(retained)
    .where(and(eq(retained.requestId, requestId), ne(retained.state, "replaced")))
    .orderBy(retained.until, retained.systemId, retained.collection);
  return rows.map(({ systemId, collection, ground, until, rows: count, state }) => ({
    systemId,
    collection,
    ground,
    until,
    rows: count,
    state,
  }));
}

/** One kind of record, as the person is told what becomes of it. */
export type PersonPart = {
  label: string;
  what: "goes" | "loses_your_name" | "stays" | "done_by_people";
  rows: number;
  because: string | null;
  /** The last day of the longest that is kept; null where none is named. */
  until: string | null;
};

/**
 * The plain version for the person: these go, this stays until then, because. From the newest plan; null before there
 * is one. Only who proved to be the person sees it.
 */
export async function personErasure(actor: Actor, reference: string) {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "see_requests" });
    const found = await newestErasure(tx, row.id);
    if (!found || found.state === "planning" || found.state === "dropped") return null;
    const systems = await systemsOf(tx, found.id);
    if (systems.length === 0) notFound();
    const undos = await undosOf(tx, row.id);
    return {
      ...undoForPerson([...undos.values()]),
      state: found.state,
      waitUntil: found.waitUntil,
      doneAt: found.state === "done" ? found.endedAt : null,
      systems: systems.map((system) => ({
        title: currentMap().systems.find((one) => one.id === system.systemId)?.title ?? system.systemId,
        done: system.state === "settled" && system.outcome !== "dropped",
        parts: personParts(system),
      })),
      kept: await retainedOf(tx, row.id),
    };
  });
}

const told: Record<ErasureAct, PersonPart["what"]> = {
  delete: "goes",
  anonymise: "loses_your_name",
  unlink: "loses_your_name",
  keep: "stays",
  by_hand: "done_by_people",
};

function personParts(row: SystemRow): PersonPart[] {
  const map = currentMap().systems.find((one) => one.id === row.systemId);
  const parts = new Map<string, PersonPart>();
  for (const step of row.steps) {
    if (step.rows === 0) continue;
    const label = map?.collections.find((one) => one.name === step.collection)?.label ?? step.collection;
    const because = step.act === "keep" && step.rule.act === "keep" ? step.rule.ground : null;
    const name = `${label} ${told[step.act]} ${because}`;
    const part = parts.get(name) ?? { label, what: told[step.act], rows: 0, because, until: step.lastUntil };
    part.rows += step.rows;
    parts.set(name, part);
  }
  return [...parts.values()];
}
