import { createHash } from "node:crypto";
import { and, desc, eq } from "drizzle-orm";
import { account } from "#drizzle/schema/account.ts";
import { choice, choiceIdentifier } from "#drizzle/schema/preference.ts";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import { environment } from "#lib/config/environment.ts";
import { inTransaction, type Queryable } from "#lib/db/database.ts";
import { currentMap, freshMap } from "#lib/map/current.ts";
import { newestReleased, ownRequests } from "../released.ts";
import { heldIn } from "../snapshot.ts";
import { type FeedChoice, type FeedRequest, feedDocument } from "./document.ts";
import { spendToken } from "./token.ts";

export type Feed = { body: string; etag: string };

/**
 * What a personal token reads: the newest answer that staff let out to its person, their requests and their choices. Null
 * for a token that is none, or has ended. Throws HabeasError `too_many`.
 */
export async function readFeed(token: string): Promise<Feed | null> {
  await freshMap();
  const use = await spendToken(token);
  if (use === null) return null;
  const { accountId } = use;
  const { company } = currentMap();
  const read = await inTransaction(async (tx) => {
    const released = await newestReleased(tx, accountId);
    if (released && use.first) {
      // Once an hour, so that a program that asks often does not fill the log.
      const worker = { kind: "worker", requestId: released.row.id } as const;
      await audit(tx, released.row.id, worker, { kind: "feed_read", token: use.tokenId });
    }
    return {
      language: released?.row.language ?? company.languages[0] ?? "en",
      held: released ? await heldIn(tx, released) : null,
      requests: await requestsOf(tx, accountId),
      choices: await choicesOf(tx, accountId),
    };
  });
  const origin = environment().HABEAS_ORIGIN;
  const held = read.held ? await read.held() : null;
  const body = JSON.stringify(feedDocument({ ...read, held, origin, company }), null, 2);
  return { body, etag: `"${createHash("sha256").update(body).digest("base64url")}"` };
}

async function requestsOf(tx: Queryable, accountId: string): Promise<FeedRequest[]> {
  const own = await ownRequests(tx, accountId);
  if (own === null) return [];
  const rows = await tx.select().from(request).where(own).orderBy(desc(request.receivedAt)).limit(200);
  return rows.map((row) => {
    const answered = row.answeredDay ?? row.refusedDay;
    const waits = answered === null && row.endedAt === null && row.clockState === "running";
    return {
      reference: row.reference,
      right: row.right,
      status: row.status,
      received: row.receivedDay,
      answerBy: waits ? row.safeDue : null,
      answered,
    };
  });
}

async function choicesOf(tx: Queryable, accountId: string): Promise<FeedChoice[]> {
  const rows = await tx
    .selectDistinct({ kind: choice.kind, stands: choice.stands, since: choice.since })
    .from(choice)
    .innerJoin(choiceIdentifier, eq(choiceIdentifier.personId, choice.personId))
    .innerJoin(
      account,
      and(eq(account.mailboxToken, choiceIdentifier.token), eq(choiceIdentifier.kind, "email")),
    )
    .where(eq(account.id, accountId))
    .orderBy(choice.kind);
  return rows.map(({ kind, stands, since }) => ({ kind, stands: stands === "out" ? "out" : "in", since }));
}
