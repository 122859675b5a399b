import { eq, sql } from "drizzle-orm";
import { ConnectorError } from "#connectors/errors.ts";
import { guardedClient } from "#connectors/http/client.ts";
import { signatureHeaders } from "#connectors/http/signed-message.ts";
import { recipientNotice } from "#drizzle/schema/recipient.ts";
import { request } from "#drizzle/schema/request.ts";
import { environment, internalHosts } from "#lib/config/environment.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { claim, giveBack, type Lease, LeaseLost, pauseBefore, stillOurs } from "#lib/jobs/lease.ts";
import { currentMap } from "#lib/map/current.ts";
import { lockRequest } from "#lib/request/move.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { raiseSilent } from "./alert.ts";
import {
  isAnswered,
  lockNotice,
  type NoticeRow,
  openContent,
  setStanding,
  type ToldContent,
} from "./ledger.ts";
import { secretsOf } from "./secrets.ts";

/** A system that refuses is given up after this many tries; one that is away is tried for days. */
const triesAtRefusal = 5;
const daysOfTrying = 7;
/** Bytes. What it answers is not read. */
const mostAnswer = 64 * 1024;

/** What cannot be mended by waiting. */
const refusals = new Set([
  "refused_credentials",
  "forbidden",
  "schema_changed",
  "bad_answer",
  "misconfigured",
]);

/**
 * Tells a recipient's own system by a signed message (docs/recipients.md). An answer of success means that it is
 * taken. At least once: whoever dies between their yes and our commit sends it again, with the same id.
 */
export async function callRecipient(id: string): Promise<void> {
  const lease = await claim("recipient_notice", id);
  if (!lease) return;
  try {
    await call(lease);
  } catch (error) {
    if (!(error instanceof LeaseLost)) await tryLater(lease, error);
  } finally {
    lease.end();
  }
}

async function call(lease: Lease): Promise<void> {
  const { row, content, reference } = await messageOf(lease.id);
  if (isAnswered(row.standing) || content?.way.how !== "webhook") return settle(lease);
  const secrets = await secretsOf(row.systemId, content.way);
  const body = JSON.stringify(messageBody(row, content, reference));
  const client = guardedClient({ internalHosts: internalHosts(), signal: lease.signal, exchangeSeconds: 60 });
  try {
    const answer = await client.send(content.way.url, {
      method: "POST",
      maxBytes: mostAnswer,
      body,
      headers: {
        "content-type": "application/json",
        "habeas-webhook": "1",
        ...signatureHeaders(secrets, body),
      },
    });
    for await (const _ of answer.bytes) break;
  } finally {
    await client.close();
  }
  await settle(lease, "acked");
}

async function messageOf(id: string) {
  const [found] = await database()
    .select({ row: recipientNotice, reference: request.reference })
    .from(recipientNotice)
    .innerJoin(request, eq(recipientNotice.requestId, request.id))
    .where(eq(recipientNotice.id, id));
  if (!found) throw new LeaseLost();
  const row = found.row as NoticeRow;
  return {
    row,
    reference: found.reference,
    content: openContent(await keyOf(database(), row.requestId), row),
  };
}

/** The message as docs/recipients.md describes it. */
function messageBody(row: NoticeRow, { about, detail, token }: ToldContent, reference: string) {
  return {
    type: "recipient_notice",
    id: row.id,
    from: currentMap().company.legal_name,
    reference,
    action: row.action,
    groups: row.groups,
    identifiers: about,
    ...(detail === null ? {} : { detail }),
    answer_by: row.dueDay,
    answer_url: `${environment().HABEAS_ORIGIN}/api/told/${token}`,
  };
}

/** Ends the work under the lease; with a standing where the call changed it. */
async function settle(lease: Lease, standing?: "acked" | "unreachable", attempts = 0): Promise<void> {
  await inTransaction(async (tx) => {
    const [found] = await tx
      .select({ requestId: recipientNotice.requestId })
      .from(recipientNotice)
      .where(eq(recipientNotice.id, lease.id));
    if (!found) throw new LeaseLost();
    await lockRequest(tx, found.requestId);
    await stillOurs(tx, lease);
    const row = await lockNotice(tx, lease.id);
    await tx
      .update(recipientNotice)
      .set({ state: "settled", attempts })
      .where(eq(recipientNotice.id, row.id));
    // It may have called back while it still answered.
    if (standing === undefined || isAnswered(row.standing) || row.standing === standing) return;
    const actor: Actor = { kind: "worker", requestId: row.requestId };
    await setStanding(tx, row, actor, standing);
    if (standing === "unreachable") await raiseSilent(tx, row);
  });
}

async function tryLater(lease: Lease, error: unknown): Promise<void> {
  const failure = error instanceof ConnectorError ? error : null;
  // Whom it is about was destroyed with the request's key: there is nothing left to say.
  const destroyed = error instanceof HabeasError && error.code === "gone";
  log.warn({ notice: lease.id, code: failure?.code ?? "internal" }, "a recipient was not told");
  if (!failure && !(error instanceof HabeasError)) {
    log.error({ err: error, notice: lease.id }, "telling a recipient failed on our side");
    return giveBack(lease);
  }
  try {
    const [row] = await database().select().from(recipientNotice).where(eq(recipientNotice.id, lease.id));
    if (!row) return;
    const attempts = row.attempts + 1;
    const days = (Date.now() - row.createdAt.getTime()) / 86_400_000;
    const refused = (failure === null || refusals.has(failure.code)) && attempts >= triesAtRefusal;
    if (destroyed || refused || days >= daysOfTrying) return await settle(lease, "unreachable", attempts);
    const wait = Math.max(failure?.retryAfterSeconds ?? 0, pauseBefore(attempts));
    await inTransaction(async (tx) => {
      await stillOurs(tx, lease);
      await tx
        .update(recipientNotice)
        .set({ state: "ready", attempts, notBefore: sql`now() + make_interval(secs => ${wait})` })
        .where(eq(recipientNotice.id, lease.id));
    });
  } catch (cause) {
    log.warn({ err: cause, notice: lease.id }, "its lease will run out instead");
  }
}
