import { Readable } from "node:stream";
import { and, eq, lt, sql } from "drizzle-orm";
import { bundle } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { dayInWords, dayOf } from "#lib/core/day.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowNumber } from "#lib/core/id.ts";
import { inTransaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { currentMap } from "#lib/map/current.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import { answersOf } from "#lib/request/sealed.ts";
import { readSealed } from "#lib/spool/spool.ts";
import { keyOf } from "#lib/vault/request-key.ts";

const freshMinutes = 15;

export type Handover =
  | { kind: "file"; stream: ReadableStream<Uint8Array>; fileName: string; bytes: number; sha256: string }
  /** The proof is older than fifteen minutes: a new code first. */
  | { kind: "needs_code" };

/**
 * Opens a bundle for download, to the person of the request within fifteen minutes of a code, or to the operator.
 * Throws HabeasError `not_found`, `gone` (the link has expired: renew it).
 */
export async function openHandover(actor: Actor, reference: string, number: number): Promise<Handover> {
  if (actor.kind === "staff") notFound();
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "see_findings" });
    const [found] = await tx
      .select()
      .from(bundle)
      .where(
        and(eq(bundle.requestId, row.id), eq(bundle.number, rowNumber(number)), eq(bundle.state, "settled")),
      );
    if (!found?.storageKey || found.bytes === null || found.fileName === null) return notFound();
    if (actor.kind === "person" && Date.now() - actor.provenAt.getTime() > freshMinutes * 60_000) {
      return { kind: "needs_code" };
    }
    if (found.expiresAt !== null && found.expiresAt < new Date()) {
      throw new HabeasError("gone", "This download has ended. You can ask for a new one on this page.");
    }
    // First the request, then its bundle and its log: the order in which everybody else takes them.
    await lockRequest(tx, row.id);
    await tx
      .update(bundle)
      .set({ downloads: sql`${bundle.downloads} + 1` })
      .where(eq(bundle.id, found.id));
    await audit(tx, row.id, actor, { kind: "handed_over", bundle: number });
    const opened = Readable.from(readSealed(await keyOf(tx, row.id), found.storageKey), {
      objectMode: false,
    });
    return {
      kind: "file",
      stream: Readable.toWeb(opened) as ReadableStream<Uint8Array>,
      fileName: found.fileName,
      bytes: found.bytes,
      sha256: found.sha256 ?? "",
    };
  });
}

/**
 * Opens an ended download for another fourteen days. The bundle itself does not change. Pressed again within a
 * day it does nothing and mails nobody.
 */
export async function renewHandover(actor: Actor, reference: string): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "release" });
    await lockRequest(tx, row.id);
    const settled = and(eq(bundle.requestId, row.id), eq(bundle.state, "settled"));
    const renewed = await tx
      .update(bundle)
      .set({ expiresAt: sql`now() + interval '14 days'` })
      .where(and(settled, lt(bundle.expiresAt, sql`now() + interval '13 days'`)))
      .returning();
    const last = renewed.toSorted((a, b) => b.number - a.number)[0];
    if (!last?.expiresAt) {
      const [any] = await tx.select({ id: bundle.id }).from(bundle).where(settled).limit(1);
      return any ? undefined : notFound();
    }
    await audit(tx, row.id, actor, { kind: "link_renewed", bundle: last.number });
    const asked = await answersOf(tx, row);
    const until = dayInWords(dayOf(last.expiresAt, currentMap().company.timezone), row.language);
    await owe(tx, row.id, row.language, asked.email, {
      kind: "renewed",
      vars: { reference: row.reference, until },
    });
  });
}
