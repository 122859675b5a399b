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
  "merged",
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

/** One entry of the log in words for the desk; one of a kind that is no more, by its name. */
export function eventInWords({ kind, data }: { kind: string; data: Record<string, unknown> }): string {
  const titles = new Map(currentMap().systems.map((system) => [system.id, system.title]));
  const event = { ...data, kind } as unknown as AuditEvent;
  const words = deskWords[event.kind] as
    | ((e: AuditEvent, title: (id: string) => string) => string)
    | undefined;
  return words?.(event, (id) => titles.get(id) ?? id) ?? `${kind.replaceAll("_", " ")}.`;
}

/** Who did something, where it was nobody of the staff. */
export const otherActors: Readonly<Record<string, string>> = {
  person: "The person",
  worker: "Habeas",
  operator: "Operator",
  owner: "System owner",
  recipient: "A recipient",
};

function entry(row: Awaited<ReturnType<typeof events>>[number], by: string): TimelineEntry {
  return { at: row.at, kind: row.kind, sentence: eventInWords(row), by };
}

/** What happened to a request, for staff: who, when, what. */
export async function deskTimeline(tx: Queryable, requestId: string): Promise<DeskEntry[]> {
  const names = new Map((await tx.select().from(staff)).map((row) => [`staff/${row.id}`, row.name]));
  return (await events(tx, requestId)).map((row) => ({
    ...entry(row, names.get(row.actor) ?? otherActors[row.actor] ?? "Staff"),
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
