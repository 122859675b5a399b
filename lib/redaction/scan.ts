import { and, eq, isNull, notExists, sql } from "drizzle-orm";
import { redactionGroup, redactionPlace, redactionScan } from "#drizzle/schema/redaction.ts";
import { request } from "#drizzle/schema/request.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { claim, giveBack, type Lease, LeaseLost, stillOurs } from "#lib/jobs/lease.ts";
import { wholeLines } from "#lib/spool/whole-lines.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type DataKey, seal } from "#lib/vault/seal.ts";
import { rulesVersion } from "./detect/rule.ts";
import { Groups, groupContext, type SeenGroup } from "./groups.ts";
import type { Stored } from "./harvest.ts";
import { finder, type Redactor } from "./hiding.ts";
import { redactorFor } from "./redactor.ts";
import { storedOf } from "./stored.ts";

/** Looks through everything that was found for a request and writes down what of it is another's, for staff to see. */
export async function runScan(id: string): Promise<void> {
  const lease = await claim("redaction_scan", id);
  if (!lease) return;
  try {
    await scan(lease);
  } catch (error) {
    if (error instanceof LeaseLost) return;
    const gone = error instanceof HabeasError && error.code === "gone";
    if (!gone) log.error({ err: error, scan: id }, "what was found could not be looked through");
    await (gone ? settleUnseen(lease) : giveBack(lease));
  } finally {
    lease.end();
  }
}

async function scan(lease: Lease): Promise<void> {
  const { requestId, key, redactor, stored } = await inTransaction(async (tx) => {
    const [found] = await tx
      .select({ row: request })
      .from(redactionScan)
      .innerJoin(request, eq(redactionScan.requestId, request.id))
      .where(eq(redactionScan.id, lease.id));
    if (!found) throw new LeaseLost();
    const key = await keyOf(tx, found.row.id);
    return {
      requestId: found.row.id,
      key,
      redactor: await redactorFor(tx, found.row, key),
      stored: await storedOf(tx, found.row.id, key),
    };
  });
  const groups = await groupsIn(stored, redactor, requestId, lease.signal);
  await inTransaction(async (tx) => {
    await stillOurs(tx, lease);
    await keep(tx, requestId, key, groups.all());
    await tx
      .update(redactionScan)
      .set({ state: "settled", attempts: 0, rulesVersion, scannedAt: sql`now()`, more: groups.more })
      .where(eq(redactionScan.id, lease.id));
  });
}

/** Every finding in every record, gathered into groups. */
async function groupsIn(
  stored: readonly Stored[],
  redactor: Redactor,
  requestId: string,
  signal: AbortSignal,
): Promise<Groups> {
  const groups = new Groups(requestId);
  const detectors = await redactor.detectors();
  for (const { system, collection, open } of stored) {
    if (open === null) continue;
    const finds = finder({ system: system.id, country: system.country, collection }, detectors);
    let record = 0;
    for await (const block of wholeLines(open())) {
      signal.throwIfAborted();
      const text = block.toString("utf8");
      for (let start = 0; start < text.length; ) {
        const end = text.indexOf("\n", start) + 1;
        record += 1;
        finds(text, start, end, (found, field, line, value) => {
          groups.add(found, { system: system.id, collection: collection.name, field, line, record }, value);
          return false;
        });
        start = end;
      }
    }
  }
  return groups;
}

/** What is found now takes the place of what was found before; what staff decided stays, also where nothing is left of it. */
async function keep(tx: Transaction, requestId: string, key: DataKey, groups: readonly SeenGroup[]) {
  await tx.update(redactionGroup).set({ count: 0 }).where(eq(redactionGroup.requestId, requestId));
  for (let at = 0; at < groups.length; at += 500) {
    const rows = groups.slice(at, at + 500).map(({ rule, token, proposal, count, told }) => ({
      requestId,
      rule,
      token,
      proposal,
      count,
      sealed: seal(key, groupContext(requestId), JSON.stringify(told)),
    }));
    const now = {
      count: sql`excluded.count`,
      sealed: sql`excluded.sealed`,
      proposal: sql`excluded.proposal`,
    };
    await tx
      .insert(redactionGroup)
      .values(rows)
      .onConflictDoUpdate({
        target: [redactionGroup.requestId, redactionGroup.rule, redactionGroup.token],
        set: now,
      });
  }
  const places = tx
    .select({ one: sql`1` })
    .from(redactionPlace)
    .where(eq(redactionPlace.groupId, redactionGroup.id));
  await tx
    .delete(redactionGroup)
    .where(
      and(
        eq(redactionGroup.requestId, requestId),
        eq(redactionGroup.count, 0),
        isNull(redactionGroup.decision),
        notExists(places),
      ),
    );
}

/** The request's data is destroyed: there is nothing to look through any more. */
async function settleUnseen(lease: Lease): Promise<void> {
  await inTransaction(async (tx) => {
    await stillOurs(tx, lease);
    await tx.update(redactionScan).set({ state: "settled" }).where(eq(redactionScan.id, lease.id));
  });
}
