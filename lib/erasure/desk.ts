import { and, eq, ne } from "drizzle-orm";
import { outlineOf } from "#connectors/language/outline.ts";
import { task } from "#drizzle/schema/task.ts";
import { actorName } from "#lib/audit/append.ts";
import { environment } from "#lib/config/environment.ts";
import { houseSetting } from "#lib/config/policy.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { notFound } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { nameOf } from "#lib/decision/view.ts";
import type { Right } from "#lib/law/rights.ts";
import { currentMap } from "#lib/map/current.ts";
import { companyToday } from "#lib/map/today.ts";
import { requestFor } from "#lib/request/access.ts";
import type { RequestStatus } from "#lib/request/moves.ts";
import { answersIfKept } from "#lib/request/sealed.ts";
import { allowed, type StaffAction } from "#lib/staff/permissions.ts";
import { type HoldView, readHolds } from "./holds.ts";
import { type ErasureView, readErasure } from "./read.ts";
import { type CameBackView, readCameBack } from "./sweep/all.ts";

/** Everything that the desk's page about an erasure shows. */
export type ErasureDesk = {
  reference: string;
  right: Right;
  status: RequestStatus;
  person: string;
  today: Day;
  /** Hours between the second approval and the beginning. */
  waitHours: number;
  /** Days for which what is removed can be put back; 0 where nothing is kept for that. */
  undoDays: number;
  cameBack: CameBackView[];
  erasure: ErasureView | null;
  /** Who made the plan and who approved it, by name. */
  madeBy: string;
  approvedBy: string[];
  /** True where this reader has approved the plan. */
  mine: boolean;
  holds: HoldView[];
  /** Titles of the systems that are still asked; the plan waits for them. */
  stillAsked: string[];
  /** What the map says about a system in two ways, in words. */
  contradictions: { title: string; sentence: string }[];
  samples: boolean;
  may: { plan: boolean; approve: boolean; work: boolean; see: boolean };
};

/**
 * The erasure of a request with the samples where they are asked for, which is recorded. Throws the uniform `not_found`
 * also for a request that does not ask for it.
 */
export async function readErasureDesk(
  actor: Actor,
  reference: string,
  wanted: { samples: boolean },
): Promise<ErasureDesk> {
  const may = (action: StaffAction) =>
    actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, action));
  const samples = wanted.samples && may("see_findings");
  const erasure = await readErasure(actor, reference, { samples });
  const holds = await readHolds(actor, reference);
  const { found: cameBack } = await readCameBack(actor, reference);
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_requests" });
    if (row.right !== "erasure") notFound();
    const asked = (await answersIfKept(tx, row)) ?? notFound();
    const titles = new Map(currentMap().systems.map((system) => [system.id, system.title]));
    const open = await tx
      .select({ systemId: task.systemId })
      .from(task)
      .where(and(eq(task.requestId, row.id), eq(task.answeredBy, "machine"), ne(task.state, "settled")))
      .orderBy(task.position);
    const approvedBy: string[] = [];
    for (const { by } of erasure?.approvals ?? []) approvedBy.push(await nameOf(tx, by));
    const working = row.status === "collecting" || row.status === "reviewing";
    const replaced = erasure === null || ["proposed", "stopped", "done", "dropped"].includes(erasure.state);
    return {
      reference: row.reference,
      right: row.right as Right,
      status: row.status as RequestStatus,
      person: asked.name,
      today: companyToday(),
      waitHours: houseSetting("erasure_wait_hours"),
      undoDays: environment().HABEAS_ERASURE_UNDO_DAYS,
      cameBack,
      erasure,
      madeBy: erasure ? await nameOf(tx, erasure.madeBy) : "",
      approvedBy,
      mine: erasure?.approvals.some(({ by }) => by === actorName(actor)) ?? false,
      holds,
      stillAsked: open.map(({ systemId }) => titles.get(systemId) ?? systemId),
      contradictions: contradictionsIn(erasure),
      samples,
      may: {
        plan: may("work") && working && open.length === 0 && replaced,
        approve: may("approve"),
        work: may("work"),
        see: may("see_findings"),
      },
    };
  });
}

function contradictionsIn(erasure: ErasureView | null): ErasureDesk["contradictions"] {
  const ids = new Set(erasure?.systems.map(({ systemId }) => systemId));
  return currentMap()
    .systems.filter(({ id }) => ids.has(id))
    .flatMap(({ title, collections }) =>
      outlineOf(collections).contradictions.map(({ sentence }) => ({ title, sentence })),
    );
}
