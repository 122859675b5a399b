import { and, eq, inArray } from "drizzle-orm";
import { erasureBatch } from "#drizzle/schema/batch.ts";
import { environment } from "#lib/config/environment.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import { erasedByEngine } from "#lib/map/erasable.ts";
import type { System } from "#lib/map/schema.ts";
import { companyToday } from "#lib/map/today.ts";
import { openBatch } from "../batch/plan.ts";
import { mustMayBatch } from "../batch/work.ts";
import { survey } from "./survey.ts";

/** What came of looking through one system. `waits`: an earlier proposal is not decided yet. */
export type Proposal = { systemId: string; title: string } & (
  | { kind: "proposed"; number: number; records: number; people: number }
  | { kind: "waits"; number: number }
  | { kind: "nothing" | "cannot" }
);

/** True where proposals are made every night by themselves. */
export const runsNightly = (): boolean => environment().HABEAS_RETENTION_RUNS === "nightly";

/** Systems in which the map says of some collection when its records end. */
export const systemsWithEnds = (): System[] =>
  currentMap().systems.filter((one) => one.collections.some(({ ends }) => ends !== undefined));

/**
 * Looks through a system for records that have outlived their time, and makes a batch of them that waits for two people.
 * Nothing is changed. One proposal of a system at a time. `by`: null for our own nightly run.
 */
export async function proposeEnding(
  by: Actor | null,
  system: System,
  signal: AbortSignal,
): Promise<Proposal> {
  const { id: systemId, title } = system;
  const [open] = await database()
    .select({ number: erasureBatch.number, systems: erasureBatch.systems })
    .from(erasureBatch)
    .where(and(eq(erasureBatch.kind, "retention"), inArray(erasureBatch.status, undecided)))
    .then((rows) => rows.filter((row) => row.systems.includes(systemId)));
  if (open) return { systemId, title, kind: "waits", number: open.number };
  if (!(await erasedByEngine(system))) return { systemId, title, kind: "cannot" };
  const asOf = companyToday();
  const found = await survey(system, asOf, signal);
  if (found === null) return { systemId, title, kind: "cannot" };
  const { people, outlived } = found;
  if (people.length === 0) return { systemId, title, kind: "nothing" };
  const { number } = await openBatch(by, {
    ...{ identifiers: people, lines: people.length, systems: [systemId], asOf, outlived },
    kind: "retention",
    reason: reasonFor(system),
  });
  const records = outlived.reduce((sum, one) => sum + one.records, 0);
  return { systemId, title, kind: "proposed", number, records, people: people.length };
}

const undecided = ["locating", "planning", "proposed", "approved", "acting", "stopped"];

function reasonFor({ title, collections }: System): string {
  const rules = collections.flatMap(({ label, ends }) =>
    ends ? [`${label}: ${ageInWords(ends.after)} after ${ends.from}`] : [],
  );
  return `These records of ${title} have outlived the time that the data map gives them. ${rules.join("; ")}.`;
}

/** P1Y6M as "1 year and 6 months". */
function ageInWords(after: string): string {
  const parts = [...after.matchAll(/(\d+)([YMD])/g)].map(([, count, unit]) => {
    const word = { Y: "year", M: "month", D: "day" }[unit ?? "D"] ?? "day";
    return `${count} ${word}${count === "1" ? "" : "s"}`;
  });
  return parts.join(" and ");
}

/** Looks through the systems now, and not only at night. For the operator. Throws HabeasError `not_found`. */
export async function proposeNow(actor: Actor, only?: string): Promise<Proposal[]> {
  mustMayBatch(actor, "work");
  const systems = systemsWithEnds().filter((one) => only === undefined || one.id === only);
  if (systems.length === 0)
    throw new HabeasError("not_found", "The data map does not say of any record there when it ends.");
  const said: Proposal[] = [];
  for (const one of systems) said.push(await proposeEnding(actor, one, new AbortController().signal));
  return said;
}
