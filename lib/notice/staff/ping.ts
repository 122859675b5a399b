import { eq } from "drizzle-orm";
import { ConnectorError } from "#connectors/errors.ts";
import { guardedClient } from "#connectors/http/client.ts";
import { signatureHeaders } from "#connectors/http/signed-message.ts";
import { staffPing } from "#drizzle/schema/ping.ts";
import { environment, internalHosts } from "#lib/config/environment.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { laterTry } from "#lib/fanout/later-try.ts";
import { claim, giveBack, type Lease, LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import type { PingKind } from "#lib/jobs/staff-room.ts";

/** About a day with the usual pauses: what is older than that is no news. */
const mostTries = 10;

const words: Record<PingKind, string> = {
  staff_alert: "A clock needs you",
  staff_message: "The person has written",
  owner_silent: "A system's owner has not answered",
  house_alert: "Opt-outs do not reach a system",
  house_broken: "Something of Habeas itself is broken",
  house_unusual: "Somebody at the desk did more than is usual",
  house_well: "Something of Habeas itself is well again",
};

/** What is sent: names nobody. `text` is what chat tools show. Of the house itself `about` names a check of its health. */
function pingBody(kind: PingKind, about: string, at: Date): string {
  const { HABEAS_ORIGIN } = environment();
  const ofHouse = kind === "house_broken" || kind === "house_well";
  const reference = ofHouse ? "" : about;
  const place = ofHouse ? `health#${about}` : reference ? `requests/${reference}` : "alerts";
  const link = `${HABEAS_ORIGIN}/desk/${place}`;
  const text = `${reference ? `${reference}: ` : ""}${words[kind]}. ${link}`;
  return JSON.stringify({
    ...{ type: `habeas.${kind}`, timestamp: at.toISOString() },
    ...{ text, data: { reference: reference || null, link } },
  });
}

/** Sends one message to the chat room of staff. Harmless to call at any time; one that fails is tried again. */
export async function sendPing(id: string): Promise<void> {
  const lease = await claim("staff_ping", id);
  if (!lease) return;
  try {
    await attempt(lease);
  } catch (error) {
    if (error instanceof LeaseLost) return;
    log.warn({ err: error, ping: id }, "a message to staff will be tried again");
    await giveBack(lease);
  } finally {
    lease.end();
  }
}

async function attempt(lease: Lease): Promise<void> {
  const [row] = await database().select().from(staffPing).where(eq(staffPing.id, lease.id));
  const { HABEAS_STAFF_WEBHOOK: address, HABEAS_STAFF_WEBHOOK_SECRETS: secrets } = environment();
  if (!row) throw new LeaseLost();
  // The house has none by now: nobody is there to be told.
  if (address === undefined) return settle(lease, { state: "settled" });
  const body = pingBody(row.kind as PingKind, row.reference ?? "", row.createdAt);
  const client = guardedClient({ internalHosts: internalHosts(), signal: lease.signal, silenceSeconds: 20 });
  try {
    const answer = await client.send(address, {
      method: "POST",
      maxBytes: 64 * 1024,
      body,
      headers: { "content-type": "application/json", ...signatureHeaders(secrets, body) },
    });
    for await (const _ of answer.bytes) break;
  } catch (error) {
    if (lease.signal.aborted) throw new LeaseLost();
    if (!(error instanceof ConnectorError)) throw error;
    const over = row.attempts + 1 >= mostTries ? { state: "settled" } : {};
    return await settle(lease, { ...laterTry(row.attempts, error), ...over });
  } finally {
    await client.close();
  }
  await settle(lease, { state: "settled", sentAt: new Date(), troubleCode: null, trouble: null });
}

type Set = Parameters<ReturnType<Transaction["update"]>["set"]>[0];

async function settle(lease: Lease, set: Set): Promise<void> {
  await inTransaction(async (tx) => {
    await stillOurs(tx, lease);
    await tx.update(staffPing).set(set).where(eq(staffPing.id, lease.id));
  });
}
