import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { outgoingMessage } from "#drizzle/schema/outgoing.ts";
import { staff } from "#drizzle/schema/staff.ts";
import type { Actor } from "#lib/core/actor.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { keyIfKept } from "#lib/request/clocks/key-if-kept.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { newestNumber } from "../add.ts";
import { removeFiles } from "../keep-files.ts";
import { outgoingOf } from "./confirm.ts";
import { type Outgoing, openOutgoing, type Way } from "./sealed.ts";

/** What was prepared, as its preview shows it. `row`: the request, for the letter. */
export type Prepared = {
  id: string;
  row: RequestRow;
  content: Outgoing;
  how: Way;
  /** To be sent back with the confirmation. */
  hash: string;
  state: "prepared" | "ready" | "running" | "settled" | "cancelled" | "held";
  notBefore: Date;
  createdAt: Date;
  /** Messages that came after the writer had looked. */
  newer: number;
};

const see = { person: "never", staff: "see_findings" } as const;

/** One message on its way, to staff who may see what was written. Throws `gone` and the uniform `not_found`. */
export async function readOutgoing(actor: Actor, reference: string, id: string): Promise<Prepared> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, see);
    const found = await outgoingOf(tx, row, id);
    return {
      id: found.id,
      row,
      content: openOutgoing(await keyOf(tx, row.id), found),
      how: found.how as Way,
      hash: found.hash.toString("hex"),
      state: found.state as Prepared["state"],
      notBefore: found.notBefore,
      createdAt: found.createdAt,
      newer: found.number === null ? (await newestNumber(tx, row.id)) - found.seenNumber : 0,
    };
  });
}

/** A confirmed message that is not in the thread: it waits for its time, or was held back. */
export type Waiting = {
  id: string;
  subject: string;
  text: string;
  how: Way;
  by: string;
  at: Date;
  held: "person_wrote" | "changed" | "not_allowed" | "gone" | null;
};

/** What is still to go about a request, and what was held back in the last two weeks, soonest first. */
export async function listWaiting(actor: Actor, reference: string): Promise<Waiting[]> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, see);
    const key = await keyIfKept(tx, row.id);
    if (key === null) return [];
    const rows = await tx
      .select({ one: outgoingMessage, by: staff.name })
      .from(outgoingMessage)
      .innerJoin(staff, eq(staff.id, outgoingMessage.staffId))
      .where(
        and(
          eq(outgoingMessage.requestId, row.id),
          inArray(outgoingMessage.state, ["ready", "running", "held"]),
          sql`(state <> 'held' or not_before > now() - interval '14 days')`,
        ),
      )
      .orderBy(outgoingMessage.notBefore);
    return rows.map(({ one, by }) => {
      const { subject, text } = openOutgoing(key, one);
      const held = one.held as Waiting["held"];
      return { id: one.id, subject, text, how: one.how as Way, by, at: one.notBefore, held };
    });
  });
}

/** The letters that went out by post or can be printed: the number of each message with the id of what was sent. */
export async function lettersOf(actor: Actor, reference: string): Promise<Map<number, string>> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, see);
    const rows = await tx
      .select({ id: outgoingMessage.id, number: outgoingMessage.number })
      .from(outgoingMessage)
      .where(and(eq(outgoingMessage.requestId, row.id), eq(outgoingMessage.state, "settled")))
      .orderBy(desc(outgoingMessage.number));
    return new Map(rows.flatMap(({ id, number }) => (number === null ? [] : [[number, id] as const])));
  });
}

/** Days for which a preview is kept that nobody confirmed. */
const daysKept = 7;

/** Removes previews that nobody confirmed, with their files. Returns how many. */
export async function forgetPreviews(): Promise<number> {
  const rows = await database()
    .select()
    .from(outgoingMessage)
    .where(
      sql`${outgoingMessage.state} = 'prepared' and ${outgoingMessage.createdAt} < now() - make_interval(days => ${daysKept})`,
    )
    .limit(100);
  for (const one of rows) {
    await inTransaction(async (tx) => {
      const key = await keyIfKept(tx, one.requestId);
      const still = and(eq(outgoingMessage.id, one.id), eq(outgoingMessage.state, "prepared"));
      const gone = await tx.delete(outgoingMessage).where(still).returning({ id: outgoingMessage.id });
      if (key !== null && gone.length > 0) await removeFiles(openOutgoing(key, one).files);
    });
  }
  return rows.length;
}
