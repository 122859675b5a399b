import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { inTransaction } from "#lib/db/database.ts";
import { companyToday } from "#lib/map/today.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { requestFor } from "../access.ts";
import { isWorkedOn } from "../clocks/worked-on.ts";
import { type Colleague, colleagues } from "./hand-over.ts";
import { type LinkView, linksOf } from "./link.ts";
import { type NoteView, notesOf } from "./note.ts";
import { latestSnooze } from "./snooze.ts";
import { type SpamView, spamOf, whyNotSpam } from "./spam.ts";

type Staff = Extract<Actor, { kind: "staff" }>;

/** What staff ordered about one request, and what this reader may do with it. */
export type ActsFile = {
  reference: string;
  tags: string[];
  /** Out of sight until this day; null where it is in sight. */
  snoozedUntil: Day | null;
  today: Day;
  /** The last day until which it can be put aside; null where it is due soon. */
  latestSnooze: Day | null;
  links: LinkView[];
  spam: SpamView | null;
  /** Why it cannot be closed as spam; null where it can. */
  notSpam: string | null;
  /** Nothing is worked on any more, so it can be taken up again. */
  over: boolean;
  ownerId: string | null;
  colleagues: Colleague[];
  may: { work: boolean; approve: boolean; assign: boolean };
};

/** Throws the uniform `not_found`, or `forbidden` for a role that sees no requests. */
export async function actsFile(actor: Staff, reference: string): Promise<ActsFile> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_requests" });
    const today = companyToday();
    const may = (action: "work" | "approve" | "assign") => allowed(actor.role, action);
    return {
      reference: row.reference,
      tags: row.tags,
      snoozedUntil: row.snoozedUntil !== null && row.snoozedUntil > today ? row.snoozedUntil : null,
      today,
      latestSnooze: isWorkedOn(row) ? latestSnooze(row.safeDue, today) : null,
      links: await linksOf(tx, actor, row.id),
      spam: await spamOf(tx, actor, row.id),
      notSpam: whyNotSpam(row),
      over: row.endedAt !== null || row.status === "ready",
      ownerId: row.ownerId,
      colleagues: may("assign") ? await colleagues(tx) : [],
      may: { work: may("work"), approve: may("approve"), assign: may("assign") },
    };
  });
}

/** The notes of a request, for those who may see what was found; null for a role that reads the log and not the data. */
export async function notesFile(
  actor: Staff,
  reference: string,
): Promise<{ notes: NoteView[]; mayWrite: boolean } | null> {
  if (!allowed(actor.role, "see_findings")) return null;
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_findings" });
    return { notes: await notesOf(tx, actor, row.id), mayWrite: allowed(actor.role, "work") };
  });
}
