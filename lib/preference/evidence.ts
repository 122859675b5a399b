import { createHash } from "node:crypto";
import { and, asc, desc, eq, inArray } from "drizzle-orm";
import type { RowKey } from "#connectors/erase.ts";
import { effectChange, effectSystem } from "#drizzle/schema/effect.ts";
import { hashOfEntry, headOfChain } from "#lib/audit/chain.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import { keyIfKept } from "#lib/request/clocks/key-if-kept.ts";
import { canonical } from "#lib/vault/canonical.ts";
import { type DataKey, open, seal } from "#lib/vault/seal.ts";

/** What is noted of one row before it is changed (`intended`), and of what came of it. */
export type Noted = {
  collection: string;
  rowToken: Buffer;
  outcome: "intended" | "changed" | "already" | "conflict" | "gone" | "refused";
  said: {
    row: RowKey;
    via: string;
    before: Record<string, string | null>;
    after: Record<string, string | null>;
  };
};

const context = (systemRow: string) => `effect_change/${systemRow}`;

type Entry = Omit<typeof effectChange.$inferSelect, "hash" | "sealed">;

function hashOf({ systemRow, number, collection, rowToken, outcome, digest, at, previous }: Entry): Buffer {
  return hashOfEntry({
    systemRow,
    number,
    collection,
    row: rowToken.toString("hex"),
    outcome,
    digest: digest.toString("hex"),
    at,
    previous,
  });
}

/** Appends to a system's chain of evidence, in the transaction that holds its row. Returns the length of the chain. */
export async function appendEvidence(
  tx: Transaction,
  systemRow: string,
  key: DataKey,
  noted: readonly Noted[],
): Promise<number> {
  const [last] = await tx
    .select({ number: effectChange.number, hash: effectChange.hash })
    .from(effectChange)
    .where(eq(effectChange.systemRow, systemRow))
    .orderBy(desc(effectChange.number))
    .limit(1);
  let head = last ?? { number: 0, hash: Buffer.alloc(32) };
  const entries = noted.map(({ collection, rowToken, outcome, said }) => {
    const text = canonical(said);
    const entry = {
      systemRow,
      number: head.number + 1,
      collection,
      rowToken,
      outcome,
      digest: createHash("sha256").update(text).digest(),
      at: new Date().toISOString(),
      previous: head.hash,
    };
    const hash = hashOf(entry);
    head = { number: entry.number, hash };
    return { ...entry, hash, sealed: seal(key, context(systemRow), text) };
  });
  for (let at = 0; at < entries.length; at += 500) {
    await tx.insert(effectChange).values(entries.slice(at, at + 500));
  }
  await tx.update(effectSystem).set({ evidence: head.number }).where(eq(effectSystem.id, systemRow));
  return head.number;
}

/** The last hash of a system's evidence, computed anew. Throws where an entry is missing or was altered. */
export async function evidenceHead(tx: Queryable, systemRow: string): Promise<Buffer> {
  const entries = await tx
    .select()
    .from(effectChange)
    .where(eq(effectChange.systemRow, systemRow))
    .orderBy(asc(effectChange.number));
  return headOfChain(entries, hashOf);
}

/**
 * What rows of a system said before the newest change of ours, whichever request made it: two requests may want the same
 * of one row, and only the first changes it. Rows whose request's key is gone are left out.
 */
export async function saidBeforeAnyOf(
  tx: Queryable,
  systemId: string,
  rowTokens: readonly Buffer[],
): Promise<Map<string, Noted["said"]>> {
  const found = new Map<string, Noted["said"]>();
  if (rowTokens.length === 0) return found;
  const entries = await tx
    .select({ change: effectChange, requestId: effectSystem.requestId })
    .from(effectChange)
    .innerJoin(effectSystem, eq(effectChange.systemRow, effectSystem.id))
    .where(
      and(
        inArray(effectChange.rowToken, [...rowTokens]),
        eq(effectChange.outcome, "intended"),
        eq(effectSystem.systemId, systemId),
        eq(effectSystem.act, "set"),
      ),
    )
    .orderBy(asc(effectChange.at));
  for (const { change, requestId } of entries) {
    const key = await keyIfKept(tx, requestId);
    if (!key) continue;
    const said = JSON.parse(open(key, context(change.systemRow), change.sealed)) as Noted["said"];
    const name = change.rowToken.toString("hex");
    const before = { ...found.get(name)?.before, ...said.before };
    found.set(name, { ...said, before });
  }
  return found;
}
