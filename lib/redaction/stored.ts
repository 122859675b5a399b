import { and, eq } from "drizzle-orm";
import { finding, task } from "#drizzle/schema/task.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import { walkable } from "#lib/fanout/advance.ts";
import { openIdentifier } from "#lib/fanout/known.ts";
import { currentMap, systemOf } from "#lib/map/current.ts";
import { subjectNameOf } from "#lib/request/answers.ts";
import { answersOf, type RequestRow } from "#lib/request/sealed.ts";
import { readSpool } from "#lib/spool/spool.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import type { Person, Stored } from "./harvest.ts";

/** The records that were found for a request, by collection, in the order of the plan. */
export async function storedOf(tx: Queryable, requestId: string, key: DataKey): Promise<Stored[]> {
  const rows = await tx
    .select({ systemId: task.systemId, collection: finding.collection, storageKey: finding.storageKey })
    .from(finding)
    .innerJoin(task, eq(finding.taskId, task.id))
    .where(
      and(
        eq(task.requestId, requestId),
        eq(task.state, "settled"),
        eq(task.outcome, "found"),
        eq(finding.kind, "records"),
      ),
    )
    .orderBy(task.position, finding.position);
  const map = currentMap();
  return [...new Set(rows.map((row) => row.systemId))].flatMap((id) => {
    const system = systemOf(map, id);
    return system.collections.map((collection) => {
      const pieces = rows.filter((row) => row.systemId === id && row.collection === collection.name);
      return {
        system,
        collection,
        pieces: pieces.map(({ storageKey }) => storageKey),
        open: pieces.length === 0 ? null : () => inTurn(key, pieces),
      };
    });
  });
}

async function* inTurn(key: DataKey, pieces: readonly { storageKey: string }[]): AsyncGenerator<Uint8Array> {
  for (const { storageKey } of pieces) yield* readSpool(key, storageKey);
}

/**
 * What is known of the person who asks: identifiers that were proven or found, never what was merely typed, or somebody
 * could have another's address shown by claiming it. The name that they gave counts only where no system tells one.
 */
export async function personOf(tx: Transaction, row: RequestRow, key: DataKey): Promise<Person> {
  const known = (await walkable(tx, row.id)).map((one) => openIdentifier(key, one));
  const of = (kind: string) => known.filter((one) => one.kind === kind).map((one) => one.value);
  const asked = await answersOf(tx, row);
  return {
    names: [subjectNameOf(asked)],
    mails: of("email"),
    phones: of("phone"),
  };
}
