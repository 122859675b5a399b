import { and, eq } from "drizzle-orm";
import { finding, task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { currentMap, systemOf } from "#lib/map/current.ts";
import { requestFor } from "#lib/request/access.ts";
import { readSpool } from "#lib/spool/spool.ts";
import { keyOf } from "#lib/vault/request-key.ts";

export type FindingsPage = {
  label: string;
  fields: { name: string; label: string }[];
  rows: Record<string, unknown>[];
  total: number;
};

/** One page of what a system returned in one collection. Looking is recorded: who, which, when. */
export async function previewFindings(
  actor: Actor,
  reference: string,
  systemId: string,
  collectionName: string,
  range: { offset: number; limit: number },
): Promise<FindingsPage> {
  const { collection, stored, key } = await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_findings" });
    const system = currentMap().systems.some((one) => one.id === systemId)
      ? systemOf(currentMap(), systemId)
      : notFound();
    const known = system.collections.find((one) => one.name === collectionName) ?? notFound();
    const [found] = await tx
      .select({ finding })
      .from(finding)
      .innerJoin(task, eq(finding.taskId, task.id))
      .where(
        and(
          eq(task.requestId, row.id),
          eq(task.systemId, systemId),
          eq(finding.collection, collectionName),
          eq(finding.kind, "records"),
        ),
      );
    await audit(tx, row.id, actor, { kind: "findings_viewed", system: systemId, collection: collectionName });
    return { collection: known, stored: found?.finding, key: await keyOf(tx, row.id) };
  });
  const fields = Object.entries(collection.fields)
    .filter(([, field]) => field.disclose === "yes")
    .map(([name, field]) => ({ name, label: field.label }));
  const rows = stored ? await linesBetween(readSpool(key, stored.storageKey), range.offset, range.limit) : [];
  return { label: collection.label, fields, rows, total: stored?.rows ?? 0 };
}

/** The records of lines `offset` to `offset + limit`, reading no further than needed. */
async function linesBetween(
  lines: AsyncIterable<Uint8Array>,
  offset: number,
  limit: number,
): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  let rest: Buffer = Buffer.alloc(0);
  let at = 0;
  for await (const chunk of lines) {
    rest = Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = rest.indexOf(10, start); end !== -1; end = rest.indexOf(10, start)) {
      if (at >= offset + limit) return found;
      if (at >= offset) {
        const line = rest.subarray(start, end);
        found.push(
          JSON.parse(line.subarray(line.indexOf(9) + 1).toString("utf8")) as Record<string, unknown>,
        );
      }
      at++;
      start = end + 1;
    }
    rest = rest.subarray(start);
  }
  return found;
}
