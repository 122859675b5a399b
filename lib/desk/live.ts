import { and, desc, eq, inArray, like, sql } from "drizzle-orm";
import { auditEvent } from "#drizzle/schema/audit.ts";
import { request } from "#drizzle/schema/request.ts";
import { staff } from "#drizzle/schema/staff.ts";
import type { Actor } from "#lib/core/actor.ts";
import { log } from "#lib/core/log.ts";
import { database } from "#lib/db/database.ts";
import { listenTo } from "#lib/db/listen.ts";
import { visibleTo } from "#lib/request/access.ts";
import { initialsOf } from "#lib/staff/initials.ts";
import { sessionLeft } from "#lib/staff/sign-in.ts";
import { leave, type Present, present, presentAt } from "./presence.ts";

/** What a page is told. `by`: whoever of the staff did it just now; null where it was nobody of them, or nobody knows. */
export type LiveEvent =
  | { kind: "changed"; reference: string; by: string | null }
  | { kind: "presence"; present: Present[] }
  /** Seconds until the session ends by itself, and at most however busy. */
  | { kind: "session"; idle: number; longest: number };

type Staff = Extract<Actor, { kind: "staff" }>;
export type Live = { stop: () => Promise<void> };

/** Milliseconds in which changes are gathered before one statement asks which of them this reader may know of. */
const gathers = 250;
/** Requests that are told at once; whoever missed some sees them with the next page. */
const mostAtOnce = 100;
/** Milliseconds between two looks at whether the session still stands; a presence lives longer than that. */
const beat = 20_000;

/** Which of these requests the actor may know of, and who changed each just now. */
async function visibleAmong(actor: Staff, references: string[]): Promise<LiveEvent[]> {
  const rows = await database()
    .select({ id: request.id, reference: request.reference })
    .from(request)
    .where(and(inArray(request.reference, references), visibleTo(actor)));
  return Promise.all(
    rows.map(async ({ id, reference }) => ({ kind: "changed" as const, reference, by: await lastBy(id) })),
  );
}

/** The initials of the member of staff who did the last thing at a request, where that was a moment ago. */
async function lastBy(requestId: string): Promise<string | null> {
  const [last] = await database()
    .select({ name: staff.name })
    .from(auditEvent)
    .innerJoin(staff, sql`${auditEvent.actor} = 'staff/' || ${staff.id}`)
    .where(
      and(
        eq(auditEvent.chain, requestId),
        like(auditEvent.actor, "staff/%"),
        sql`${auditEvent.at} > now() - interval '10 seconds'`,
      ),
    )
    .orderBy(desc(auditEvent.position))
    .limit(1);
  return last ? initialsOf(last.name) : null;
}

/**
 * Tells a member of staff what changes: requests they may know of, who else has `at` open (a reference; null: none), and
 * how long their session lasts. `ended` is called once, when the session has ended or allows other things than before.
 * While it runs, the actor counts as looking at `at`.
 */
export async function openLive(
  actor: Staff,
  at: string | null,
  tell: (event: LiveEvent) => void,
  ended: () => void,
): Promise<Live> {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  let seen = "";

  const quietly = async (work: () => Promise<void>) => {
    try {
      if (!over) await work();
    } catch (error) {
      log.warn({ err: error }, "a page could not be told of a change");
    }
  };
  const flush = () =>
    quietly(async () => {
      timer = undefined;
      const references = [...waiting].slice(0, mostAtOnce);
      waiting.clear();
      for (const event of await visibleAmong(actor, references)) if (!over) tell(event);
    });
  const changed = (reference: string) => {
    waiting.add(reference);
    timer ??= setTimeout(() => void flush(), gathers);
  };
  const tellPresent = (there: Present[]) => {
    const text = JSON.stringify(there);
    if (!over && text !== seen) tell({ kind: "presence", present: there });
    seen = text;
  };
  const presenceChanged = (reference: string) => {
    if (at !== null && reference === at) void quietly(async () => tellPresent(await presentAt(actor, at)));
  };
  const look = () =>
    quietly(async () => {
      const left = await sessionLeft(actor);
      if (over) return;
      if (!left) return ended();
      tell({ kind: "session", ...left });
      if (at !== null) tellPresent(await present(actor, at, "still"));
    });

  const ends = [await listenTo("habeas_desk", changed), await listenTo("habeas_presence", presenceChanged)];
  const beating = setInterval(() => void look(), beat);
  await look();
  return {
    async stop() {
      if (over) return;
      over = true;
      clearInterval(beating);
      clearTimeout(timer);
      for (const end of ends) await end();
      if (at !== null) await leave(actor, at).catch(() => {});
    },
  };
}
