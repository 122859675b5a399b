import { and, eq } from "drizzle-orm";
import type { KnownIdentifier } from "#connectors/contract.ts";
import { foundKey, task } from "#drizzle/schema/task.ts";
import type { Transaction } from "#lib/db/database.ts";
import { walkable } from "#lib/fanout/advance.ts";
import { openIdentifier } from "#lib/fanout/known.ts";
import { confirmedKeys } from "#lib/fanout/link/confirmed.ts";
import type { ToldAction } from "#lib/law/duties/recipients.ts";
import type { Recipient } from "#lib/map/recipient.ts";
import type { System } from "#lib/map/schema.ts";
import { answersOf, type RequestRow } from "#lib/request/sealed.ts";
import type { DataKey } from "#lib/vault/seal.ts";

/** Actions that are done for whoever asks: nobody proves an address first. */
const unproven: ReadonlySet<ToldAction> = new Set(["opt_out", "limit"]);

/**
 * What a recipient needs to find the person: only what the system itself knew them by, of the kinds that the recipient
 * knows. Nobody learns from us an address or a number that came from another system.
 */
export async function aboutFor(
  tx: Transaction,
  key: DataKey,
  request: RequestRow,
  told: { system: System; recipient: Recipient; action: ToldAction },
): Promise<KnownIdentifier[]> {
  const { system, recipient, action } = told;
  const [row] = await tx
    .select({ id: task.id })
    .from(task)
    .where(and(eq(task.requestId, request.id), eq(task.systemId, system.id)));
  const vias = row
    ? await tx.select({ via: foundKey.viaIdentifier }).from(foundKey).where(eq(foundKey.taskId, row.id))
    : [];
  const reached = new Set(vias.map(({ via }) => via));
  const known = await walkable(tx, request.id);
  const here = known
    .filter((one) => one.systemId === system.id || reached.has(one.id))
    .map((one) => openIdentifier(key, one));
  const keys = row && recipient.knows === undefined ? await confirmedKeys(tx, row.id, key) : [];
  const kinds = new Set(recipient.knows ?? ["email"]);
  const found = [
    ...here.filter((one) => kinds.has(one.kind)),
    ...keys.map((one) => ({ kind: keyName(system, one.collection), value: one.key })),
  ];
  if (found.length > 0) return unique(found);
  const proven = known.find((one) => one.origin === "proven" && one.kind === "email");
  if (proven) return [openIdentifier(key, proven)];
  return unproven.has(action) ? [{ kind: "email", value: (await answersOf(tx, request)).email }] : [];
}

/** What a system calls the number that it gives people: the label of its key. */
function keyName({ collections }: System, name: string): string {
  const root = collections.find((one) => one.name === name);
  const labels = root?.subject_key.map((field) => root.fields[field]?.label ?? field) ?? [];
  return labels.length > 0 ? labels.join(", ") : name;
}

function unique(found: readonly KnownIdentifier[]): KnownIdentifier[] {
  const seen = new Set<string>();
  return found.filter(({ value }) => {
    const same = seen.has(value);
    seen.add(value);
    return !same;
  });
}
