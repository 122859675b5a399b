import { and, eq, gt, lt, sql } from "drizzle-orm";
import { bundleDownload } from "#drizzle/schema/package.ts";
import { bundle } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { dayInWords, dayOf } from "#lib/core/day.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowNumber } from "#lib/core/id.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { currentMap } from "#lib/map/current.ts";
import { requestFor } from "#lib/request/access.ts";
import { lockRequest } from "#lib/request/move.ts";
import { answersOf } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { askedSpan, type ByteSpan } from "./byte-range.ts";
import { handedFile } from "./handed-file.ts";
import { chainOf } from "./steps/ledger.ts";
import type { PartWish } from "./volumes.ts";
import { withdrawnUpTo } from "./wrong-file.ts";

const freshMinutes = 15;
const withdrawnWords = "We have taken this file back. We will write to you about it.";

/** What is asked of the file: the whole, a range of it, or only how large it is. `volume`: of one of its parts instead. */
export type Wish = {
  range: string | null;
  ifRange: string | null;
  headersOnly: boolean;
  volume?: PartWish | undefined;
};

const wholeFile: Wish = { range: null, ifRange: null, headersOnly: false };

export type Handover =
  | {
      kind: "file";
      /** The bytes of `span`, or of the whole file where it is null. Nothing is read before they are asked for. */
      open(): AsyncIterable<Uint8Array>;
      fileName: string;
      /** Of the whole file. */
      bytes: number;
      /** Of the whole bundle. */
      sha256: string;
      etag: string;
      span: ByteSpan | null;
    }
  | { kind: "unsatisfiable"; bytes: number; etag: string }
  /** The proof is older than fifteen minutes: a new code first. */
  | { kind: "needs_code" };

/**
 * Opens a bundle for download, to the person of the request within fifteen minutes of a code, or to the operator. The
 * rest of a download that this session began needs no second code, and is counted with it; all else that gives bytes is
 * counted and recorded by itself.
 * Throws HabeasError `not_found`, `gone` (the link has expired: renew it).
 */
export async function openHandover(
  actor: Actor,
  reference: string,
  number: number,
  wish: Wish = wholeFile,
): Promise<Handover> {
  if (actor.kind === "staff") notFound();
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "see_findings" });
    const [found] = await tx
      .select()
      .from(bundle)
      .where(
        and(eq(bundle.requestId, row.id), eq(bundle.number, rowNumber(number)), eq(bundle.state, "settled")),
      );
    if (!found || found.bytes === null || found.fileName === null) return notFound();
    const sha256 = found.sha256 ?? "";
    const whole = { fileName: found.fileName, bytes: found.bytes, sha256 };
    const key = await keyOf(tx, row.id);
    const file = await handedFile(key, await chainOf(tx, found.id), whole, wish.volume);
    const { bytes, fileName, etag } = file;
    const span = askedSpan(wish, { bytes, etag });
    const part = span !== null && span !== "unsatisfiable" && span.from > 0;
    const goesOn = part && (await hasBegun(tx, actor, found.id));
    if ("provenAt" in actor && !goesOn) {
      if (Date.now() - actor.provenAt.getTime() > freshMinutes * 60_000) return { kind: "needs_code" };
    }
    if (found.expiresAt !== null && found.expiresAt < new Date()) {
      if (number <= (await withdrawnUpTo(tx, row.id))) throw new HabeasError("gone", withdrawnWords);
      throw new HabeasError("gone", "This download has ended. You can ask for a new one on this page.");
    }
    if (span === "unsatisfiable") return { kind: "unsatisfiable", bytes, etag };
    if (!wish.headersOnly && !goesOn) await count(tx, actor, row.id, { id: found.id, number });
    const open = () => file.open(span ?? { from: 0, to: bytes });
    return { kind: "file", open, fileName, bytes, sha256, etag, span };
  });
}

/** Whether the download of a bundle was begun in this very session. The operator has none: each of theirs is counted. */
async function hasBegun(tx: Transaction, actor: Actor, bundleId: string): Promise<boolean> {
  if (!("sessionId" in actor)) return false;
  const ours = and(eq(bundleDownload.bundleId, bundleId), eq(bundleDownload.sessionId, actor.sessionId));
  const [begun] = await tx.select({ id: bundleDownload.id }).from(bundleDownload).where(ours).limit(1);
  return begun !== undefined;
}

/** First the request, then its bundle and its log: the order in which everybody else takes them. */
async function count(
  tx: Transaction,
  actor: Actor,
  requestId: string,
  { id, number }: { id: string; number: number },
): Promise<void> {
  await lockRequest(tx, requestId);
  await tx
    .update(bundle)
    .set({ downloads: sql`${bundle.downloads} + 1` })
    .where(eq(bundle.id, id));
  if ("sessionId" in actor)
    await tx.insert(bundleDownload).values({ bundleId: id, sessionId: actor.sessionId });
  await audit(tx, requestId, actor, { kind: "handed_over", bundle: number });
}

/**
 * Opens an ended download for another fourteen days. The bundle itself does not change. Pressed again within a
 * day it does nothing and mails nobody.
 */
export async function renewHandover(actor: Actor, reference: string): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "release" });
    await lockRequest(tx, row.id);
    const withdrawn = await withdrawnUpTo(tx, row.id);
    const all = and(eq(bundle.requestId, row.id), eq(bundle.state, "settled"));
    const settled = and(all, gt(bundle.number, withdrawn));
    const renewed = await tx
      .update(bundle)
      .set({ expiresAt: sql`now() + interval '14 days'` })
      .where(and(settled, lt(bundle.expiresAt, sql`now() + interval '13 days'`)))
      .returning();
    const last = renewed.toSorted((a, b) => b.number - a.number)[0];
    if (!last?.expiresAt) {
      if (withdrawn > 0 && !(await tx.select({ id: bundle.id }).from(bundle).where(settled).limit(1))[0])
        throw new HabeasError("gone", withdrawnWords);
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
