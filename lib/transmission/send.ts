import { and, desc, eq, sql } from "drizzle-orm";
import { ConnectorError } from "#connectors/errors.ts";
import { guardedClient } from "#connectors/http/client.ts";
import type { request } from "#drizzle/schema/request.ts";
import { bundle } from "#drizzle/schema/task.ts";
import { transmission } from "#drizzle/schema/transmission.ts";
import { audit } from "#lib/audit/append.ts";
import { readChain } from "#lib/bundle/steps/chain.ts";
import { chainOf } from "#lib/bundle/steps/ledger.ts";
import { uploadHosts } from "#lib/config/environment.ts";
import type { Actor } from "#lib/core/actor.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { laterTry } from "#lib/fanout/later-try.ts";
import { claim, giveBack, type Lease, LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import { keyIfKept } from "#lib/request/clocks/key-if-kept.ts";
import { lockRequest } from "#lib/request/move.ts";
import { tellPerson } from "./decide.ts";
import { destinationOf } from "./destination.ts";
import { uploadHeaders } from "./signature.ts";

/** About two days with the usual pauses; then the person is told, and can name another address. */
const mostTries = 12;

/**
 * Sends a bundle to the company that the person named: one PUT of the zip as it lies in the store, signed. A repeat
 * sends the same bytes to the same address. Harmless to call at any time.
 */
export async function sendTransmission(id: string): Promise<void> {
  const lease = await claim("transmission", id);
  if (!lease) return;
  try {
    await attempt(lease);
  } catch (error) {
    if (!(error instanceof LeaseLost)) {
      log.warn({ err: error, transmission: id }, "a transmission will be picked up again");
      await giveBack(lease);
    }
  } finally {
    lease.end();
  }
}

async function attempt(lease: Lease): Promise<void> {
  const [row] = await database().select().from(transmission).where(eq(transmission.id, lease.id));
  if (row?.stage !== "agreed") throw new LeaseLost();
  const key = await keyIfKept(database(), row.requestId);
  // Destroyed on schedule: there is nothing left to send, and nobody to write to.
  if (key === null) return endUntold(lease, row);
  const [file] = await database()
    .select()
    .from(bundle)
    .where(and(eq(bundle.requestId, row.requestId), eq(bundle.number, row.bundle ?? 0)))
    .orderBy(desc(bundle.number))
    .limit(1);
  if (!file || file.bytes === null || file.sha256 === null) return end(lease, row, "no_file");
  const { address } = destinationOf(key, row);
  const client = guardedClient({ internalHosts: uploadHosts(), signal: lease.signal, silenceSeconds: 120 });
  try {
    const answer = await client.send(address, {
      method: "PUT",
      maxBytes: 1024 * 1024,
      body: readChain(key, await chainOf(database(), file.id), 0, file.bytes),
      meaning: refusalOf,
      headers: uploadHeaders({
        address,
        bytes: file.bytes,
        sha256: file.sha256,
        mediaType: "application/zip",
        created: Math.floor(Date.now() / 1000),
      }),
    });
    for await (const _ of answer.bytes) break;
  } catch (error) {
    if (lease.signal.aborted) throw new LeaseLost();
    if (!(error instanceof ConnectorError)) throw error;
    return await tried(lease, row, error);
  } finally {
    await client.close();
  }
  await commit(lease, row.requestId, async (tx, locked, actor) => {
    await tx
      .update(transmission)
      .set({
        stage: "sent",
        state: "settled",
        bytes: file.bytes,
        sha256: file.sha256,
        sentAt: new Date(),
        endedAt: new Date(),
        troubleCode: null,
        trouble: null,
      })
      .where(eq(transmission.id, row.id));
    await audit(tx, row.requestId, actor, {
      kind: "transmission_sent",
      bundle: file.number,
      sha256: file.sha256 ?? "",
    });
    await tellPerson(tx, locked, "transmitted");
  });
}

type Row = typeof transmission.$inferSelect;

/** What the other company's refusal means: an address that is used up or wrong does not mend itself. */
function refusalOf(status: number): ConnectorError | undefined {
  const final = [400, 401, 403, 404, 405, 410, 411, 413, 415, 422];
  if (!final.includes(status)) return undefined;
  return new ConnectorError(
    "forbidden",
    `The other company does not take the file at this address (${status}).`,
  );
}

async function tried(lease: Lease, row: Row, error: ConnectorError): Promise<void> {
  const hopeless = error.code === "forbidden" || error.code === "misconfigured";
  if (hopeless || row.attempts + 1 >= mostTries) return end(lease, row, error.code);
  await commit(lease, row.requestId, async (tx) => {
    await tx
      .update(transmission)
      .set({ ...laterTry(row.attempts, error), trouble: troubleWords(error.code) })
      .where(eq(transmission.id, row.id));
  });
}

/** Gives it up, visibly: the person is told and can download it, or name another address. */
async function end(lease: Lease, row: Row, code: string): Promise<void> {
  await commit(lease, row.requestId, async (tx, locked, actor) => {
    await tx
      .update(transmission)
      .set({
        stage: "failed",
        state: "settled",
        attempts: sql`${transmission.attempts} + 1`,
        troubleCode: code,
        trouble: troubleWords(code),
        endedAt: new Date(),
      })
      .where(eq(transmission.id, row.id));
    await audit(tx, row.requestId, actor, { kind: "transmission_failed", code });
    await tellPerson(tx, locked, "not_transmitted");
  });
}

/** Ends it where the request's data is destroyed already. */
async function endUntold(lease: Lease, row: Row): Promise<void> {
  await commit(lease, row.requestId, async (tx, _locked, actor) => {
    await tx
      .update(transmission)
      .set({ stage: "failed", state: "settled", troubleCode: "no_file", endedAt: new Date() })
      .where(eq(transmission.id, row.id));
    await audit(tx, row.requestId, actor, { kind: "transmission_failed", code: "no_file" });
  });
}

/** What is wrong, in words that fit a stranger's server. */
function troubleWords(code: string): string {
  if (code === "forbidden") return "The other company did not take the file. The address may be used up.";
  if (code === "no_file") return "The file is not there any more.";
  if (code === "misconfigured") return "The address cannot be sent to.";
  return "The other company could not be reached.";
}

async function commit(
  lease: Lease,
  requestId: string,
  write: (
    tx: Parameters<Parameters<typeof inTransaction>[0]>[0],
    locked: typeof request.$inferSelect,
    actor: Actor,
  ) => Promise<void>,
): Promise<void> {
  await inTransaction(async (tx) => {
    const locked = await lockRequest(tx, requestId);
    await stillOurs(tx, lease);
    await write(tx, locked, { kind: "worker", requestId });
  });
}
