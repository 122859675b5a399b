import { asc, eq } from "drizzle-orm";
import { auditEvent } from "#drizzle/schema/audit.ts";
import { staff } from "#drizzle/schema/staff.ts";
import type { AuditEvent } from "#lib/audit/events.ts";
import type { Queryable } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import { deskWords } from "./timeline-words.ts";
import type { DeskEntry, TimelineEntry } from "./views.ts";

/** What the person is told, by kind; everything else is the house's own affair. */
const forThePerson = new Set<AuditEvent["kind"]>([
  "request_filed",
  "identity_proven",
  "plan_frozen",
  "all_collected",
  "released",
  "question_asked",
  "question_answered",
  "extended",
  "erasure_started",
  "erasure_done",
  "erasure_put_back",
  "erasure_final",
  "correction_added",
  "correction_decided",
  "rectification_started",
  "rectification_done",
  "fee",
  "message_written",
  "details_changed",
  "appeal_filed",
  "complaint_filed",
  "refused",
  "answer_ready",
  "handed_over",
  "link_renewed",
  "cancelled",
  "lapsed",
  "closed",
]);

async function events(tx: Queryable, requestId: string) {
  return tx
    .select()
    .from(auditEvent)
    .where(eq(auditEvent.chain, requestId))
    .orderBy(asc(auditEvent.position));
}

function sentence(event: AuditEvent, title: (id: string) => string): string {
  return (deskWords[event.kind] as (e: AuditEvent, t: typeof title) => string)(event, title);
}

function entry(row: Awaited<ReturnType<typeof events>>[number], by: string): TimelineEntry {
  const titles = new Map(currentMap().systems.map((system) => [system.id, system.title]));
  const event = { ...row.data, kind: row.kind } as unknown as AuditEvent;
  return { at: row.at, kind: row.kind, sentence: sentence(event, (id) => titles.get(id) ?? id), by };
}

/** What happened to a request, for staff: who, when, what. */
export async function deskTimeline(tx: Queryable, requestId: string): Promise<DeskEntry[]> {
  const names = new Map((await tx.select().from(staff)).map((row) => [`staff/${row.id}`, row.name]));
  const known: Record<string, string> = {
    person: "The person",
    worker: "Habeas",
    operator: "Operator",
    owner: "System owner",
    recipient: "A recipient",
  };
  return (await events(tx, requestId)).map((row) => ({
    ...entry(row, names.get(row.actor) ?? known[row.actor] ?? "Staff"),
    position: row.position,
    hash: row.hash.toString("hex"),
    anchor: row.kind === "message_written" ? `#message-${Number(row.data.number)}` : null,
  }));
}

/** What happened to a request, for the person: the turns that matter to them. Pages put each kind in their words. */
export async function personTimeline(tx: Queryable, requestId: string): Promise<TimelineEntry[]> {
  const rows = await events(tx, requestId);
  const firstProof = rows.find((row) => row.kind === "identity_proven");
  return (
    rows
      .filter((row) => forThePerson.has(row.kind as AuditEvent["kind"]))
      // Every later sign-in gives a code too; the proof that counted is the first.
      .filter((row) => row.kind !== "identity_proven" || row === firstProof)
      // Of a fee they are told when it is asked; what is proposed or dropped before that is the house's own affair.
      .filter((row) => row.kind !== "fee" || (row.data as { step?: string }).step === "asked")
      // What was changed is told by an event of its own.
      .filter(
        (row) =>
          row.kind !== "message_written" ||
          !["change", "narrow"].includes((row.data as { about?: string }).about ?? ""),
      )
      .map((row) => entry(row, row.actor === "person" ? "You" : "We"))
  );
}
