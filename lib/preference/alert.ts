import { and, desc, eq, isNull, or } from "drizzle-orm";
import { houseAlert } from "#drizzle/schema/preference.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { currentMap } from "#lib/map/current.ts";
import { staffToTell } from "#lib/request/clocks/sweep/tell-staff.ts";
import { allowed } from "#lib/staff/permissions.ts";

export type HouseAlertKind = "opt_out_path_broken" | "choice_set_back";
export type AlertStage = "set_in" | "file" | "locate" | "apply" | "read_back" | "worker" | "again";

/** What staff read, in plain words (pure). */
function alertWords(kind: HouseAlertKind, stage: AlertStage, system: string): string {
  if (kind === "choice_set_back") {
    return `In ${system} somebody or something keeps setting choices of people back. We set them again each time. Find out what does it.`;
  }
  return {
    set_in: `The test of opt-outs cannot write to ${system}: it does not answer, or its map names no choice that can be tried.`,
    file: `The test of opt-outs could not send a request for ${system}.`,
    locate: `An opt-out was sent, and ${system} was not asked who the person is within the time.`,
    apply: `An opt-out was sent, and was not set in ${system} within the time.`,
    read_back: `An opt-out was set in ${system}, and the system does not say so when it is read again.`,
    worker: `Nobody has tried for an hour whether opt-outs arrive in ${system}. The worker does not run.`,
    again: `Opt-outs do not arrive in ${system}.`,
  }[stage];
}

const titleOf = (systemId: string) =>
  currentMap().systems.find((one) => one.id === systemId)?.title ?? systemId;

/** Raises an alert once and mails it to staff; what is raised already stands. True where it is new. */
export async function raiseAlert(
  tx: Transaction,
  raised: { kind: HouseAlertKind; systemId: string; stage: AlertStage; at: Date },
): Promise<boolean> {
  const { at: raisedAt, ...rest } = raised;
  const [made] = await tx
    .insert(houseAlert)
    .values({ ...rest, raisedAt })
    .onConflictDoNothing()
    .returning();
  if (!made) return false;
  const system = titleOf(raised.systemId);
  const vars = { system, what: alertWords(raised.kind, raised.stage, system) };
  for (const address of await staffToTell(tx, null)) {
    await owe(tx, null, "en", address, { kind: "house_alert", vars });
  }
  if (raised.kind === "opt_out_path_broken") {
    const told = { system: raised.systemId, stage: raised.stage };
    await audit(tx, null, houseWorker, { kind: "opt_out_path", state: "broken", ...told });
  }
  return true;
}

/** The house's own work, for no request. */
export const houseWorker: Actor = { kind: "worker", requestId: "" };

/** Ends an alert whose cause is gone; it stays listed until somebody has seen it. */
export async function endAlert(
  tx: Transaction,
  kind: HouseAlertKind,
  systemId: string,
  at: Date,
): Promise<void> {
  const [ended] = await tx
    .update(houseAlert)
    .set({ endedAt: at })
    .where(and(eq(houseAlert.kind, kind), eq(houseAlert.systemId, systemId), isNull(houseAlert.endedAt)))
    .returning();
  if (ended && kind === "opt_out_path_broken") {
    const told = { system: systemId, stage: ended.stage };
    await audit(tx, null, houseWorker, { kind: "opt_out_path", state: "well", ...told });
  }
}

/** An alert about opt-outs that belongs to no request. */
export type HouseAlert = {
  id: string;
  kind: HouseAlertKind;
  systemId: string;
  title: string;
  words: string;
  raisedAt: Date;
  endedAt: Date | null;
  seen: boolean;
};

const most = 100;

/** Alerts about opt-outs that nobody has seen or whose cause still stands, the newest first. */
export async function listHouseAlerts(actor: Actor): Promise<HouseAlert[]> {
  mustSee(actor, "see_requests");
  const rows = await database()
    .select()
    .from(houseAlert)
    .where(or(isNull(houseAlert.seenAt), isNull(houseAlert.endedAt)))
    .orderBy(desc(houseAlert.raisedAt))
    .limit(most);
  return rows.map((row) => {
    const [kind, title] = [row.kind as HouseAlertKind, titleOf(row.systemId)];
    return {
      id: row.id,
      kind,
      systemId: row.systemId,
      title,
      words: alertWords(kind, row.stage as AlertStage, title),
      raisedAt: row.raisedAt,
      endedAt: row.endedAt,
      seen: row.seenAt !== null,
    };
  });
}

/** A member of staff has seen an alert. Once is enough. */
export async function seeHouseAlert(actor: Actor, id: string): Promise<void> {
  mustSee(actor, "work");
  await inTransaction(async (tx) => {
    const [seen] = await tx
      .update(houseAlert)
      .set({ seenAt: new Date(), seenBy: actorName(actor) })
      .where(and(eq(houseAlert.id, rowId(id)), isNull(houseAlert.seenAt)))
      .returning();
    if (!seen) return;
    await audit(tx, null, actor, { kind: "house_alert_seen", alert: seen.kind, system: seen.systemId });
  });
}

function mustSee(actor: Actor, need: "see_requests" | "work"): void {
  const may = actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, need));
  if (!may) throw new HabeasError("forbidden", "Only the privacy team sees alerts.");
}
