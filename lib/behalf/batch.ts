import { randomUUID } from "node:crypto";
import { and, eq, gt, sql } from "drizzle-orm";
import { behalf, behalfBatch } from "#drizzle/schema/behalf.ts";
import { draft } from "#drizzle/schema/request.ts";
import type { Actor, Asker } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { hashOf } from "#lib/core/token.ts";
import { database, inTransaction, type Transaction } from "#lib/db/database.ts";
import { canonicalMailbox } from "#lib/identity/canonical.ts";
import { answers } from "#lib/request/answers.ts";
import { documentType } from "#lib/request/clocks/documents.ts";
import { insertRequest, lockOnce } from "#lib/request/file.ts";
import { receiptNow } from "#lib/request/receipt.ts";
import { derivedKey, open, seal, tokenOf } from "#lib/vault/seal.ts";
import { type ListLine, listMost, readAgentsList } from "./list.ts";
import { addBatchPaper } from "./papers.ts";

/** People for whom one agent asks in a day. */
const peoplePerDay = 1_000;

/** What is wrong with the form, by its field; `key` is one of the catalogue's (`others.batch.errors`). */
export type BatchTrouble = { field: "name" | "email" | "list" | "paper"; key: string; line?: number };

/** A list that was checked and waits to be sent, in one browser, sealed; it expires like a draft. */
export type Batch = {
  name: string;
  email: string;
  lines: ListLine[];
  troubles: BatchTrouble[];
  formKey: string;
  filed: { requests: number; people: number } | null;
};
type Stored = Batch & { paper: string };

const keyOfBrowser = (actor: Asker) => hashOf(`batch/${actor.browser}`);
const contextOf = (browser: Buffer) => `draft/${browser.toString("hex")}`;

async function load(actor: Asker): Promise<Stored | null> {
  if (actor.browser === "") return null;
  const browser = keyOfBrowser(actor);
  const [row] = await database()
    .select()
    .from(draft)
    .where(and(eq(draft.browser, browser), gt(draft.expiresAt, sql`now()`)));
  if (!row) return null;
  const before = { key: derivedKey("behalf"), context: `batch/${browser.toString("hex")}` };
  return JSON.parse(open(derivedKey("draft"), contextOf(browser), row.sealed, before)) as Stored;
}

async function save(actor: Asker, stored: Stored): Promise<void> {
  const browser = keyOfBrowser(actor);
  const sealed = seal(derivedKey("draft"), contextOf(browser), JSON.stringify(stored));
  const expiresAt = sql`now() + interval '1 day'`;
  await database()
    .insert(draft)
    .values({ browser, sealed, expiresAt })
    .onConflictDoUpdate({ target: draft.browser, set: { sealed, expiresAt } });
}

/** The list of this browser, checked; null where there is none. */
export async function readBatch(actor: Asker): Promise<Batch | null> {
  const stored = await load(actor);
  if (!stored) return null;
  const { paper: _, ...batch } = stored;
  return batch;
}

/** Checks a list with its paper and keeps both, or what is wrong with them; nothing is filed. */
export async function checkBatch(
  actor: Asker,
  given: { name: string; email: string; list: Uint8Array | null; paper: Uint8Array | null },
): Promise<{ ok: boolean }> {
  if (actor.browser === "")
    throw new HabeasError("invalid", "Your browser did not keep our cookie. Please allow it and try again.");
  const [name, email] = [given.name.trim().slice(0, 201), given.email.trim().slice(0, 255)];
  const troubles: BatchTrouble[] = [];
  if (name === "" || name.length > 200) troubles.push({ field: "name", key: "name" });
  if (canonicalMailbox(email) === null) troubles.push({ field: "email", key: "email" });
  const list = readList(given.list, email);
  if (!list.ok) troubles.push(...list.troubles.map((one) => ({ field: "list" as const, ...one })));
  if (!given.paper || !isPaper(given.paper)) troubles.push({ field: "paper", key: "paper" });
  const right = troubles.length === 0;
  await save(actor, {
    name,
    email,
    lines: right && list.ok ? list.lines : [],
    troubles,
    formKey: randomUUID(),
    filed: null,
    paper: right && given.paper ? Buffer.from(given.paper).toString("base64") : "",
  });
  return { ok: right };
}

function readList(bytes: Uint8Array | null, own: string) {
  const wrong = (key: string) =>
    ({ ok: false, troubles: [{ key }] as { key: string; line?: number }[] }) as const;
  if (!bytes || bytes.byteLength === 0) return wrong("list");
  if (bytes.byteLength > listMost.bytes) return wrong("large");
  try {
    return readAgentsList(new TextDecoder("utf-8", { fatal: true }).decode(bytes), own);
  } catch {
    return wrong("list");
  }
}

function isPaper(bytes: Uint8Array): boolean {
  try {
    documentType(bytes);
    return true;
  } catch {
    return false;
  }
}

/**
 * Files a checked list: one dossier for each person, one request for each line, all or nothing; each person is asked by
 * mail. The same form sent again files once. Throws HabeasError `gone` without a list, `conflict` where it changed,
 * `too_many` past what one agent asks in a day.
 */
export async function fileBatch(actor: Asker, formKey: string, brandId: string | null): Promise<void> {
  const stored = await load(actor);
  if (!stored) throw new HabeasError("gone", "Your list was kept for a day and is gone.");
  if (stored.filed) return;
  if (stored.formKey !== formKey || stored.lines.length === 0)
    throw new HabeasError("conflict", "The list has changed since the page was shown. Check it once more.");
  const people = Map.groupBy(stored.lines, (line) => line.email);
  await inTransaction(async (tx) => {
    await lockOnce(tx, formKey);
    const [before] = await tx.select().from(behalfBatch).where(eq(behalfBatch.onceKey, formKey));
    if (before) return;
    const batchId = await newBatch(tx, stored, people.size);
    const filer: Actor = actor.kind === "account" ? actor : { kind: "visitor", browser: actor.browser };
    for (const lines of people.values()) await fileOne(tx, filer, { stored, lines, batchId, brandId });
    await addBatchPaper(tx, batchId, Buffer.from(stored.paper, "base64"));
    await tx.update(behalf).set({ paperAt: sql`now()` }).where(eq(behalf.batchId, batchId));
  });
  const filed = { requests: stored.lines.length, people: people.size };
  await save(actor, { ...stored, lines: [], paper: "", filed });
}

async function newBatch(tx: Transaction, { email, formKey }: Stored, people: number): Promise<string> {
  const askerToken = tokenOf("email", canonicalMailbox(email) ?? "");
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${askerToken.toString("hex")}, 4))`);
  const [today] = await tx
    .select({ people: sql<number>`count(*)::int` })
    .from(behalf)
    .where(and(eq(behalf.askerToken, askerToken), gt(behalf.createdAt, sql`now() - interval '1 day'`)));
  if ((today?.people ?? 0) + people > peoplePerDay)
    throw new HabeasError("too_many", "One agent can ask for a thousand people in a day.");
  const [row] = await tx.insert(behalfBatch).values({ askerToken, onceKey: formKey, people }).returning();
  if (!row) throw new HabeasError("unavailable", "Your list was not sent. Please try again.");
  return row.id;
}

type OnePerson = { stored: Stored; lines: ListLine[]; batchId: string; brandId: string | null };

async function fileOne(tx: Transaction, filer: Actor, { stored, lines, batchId, brandId }: OnePerson) {
  let dossierId: string | undefined;
  for (const line of lines) {
    const asked = answers.parse({
      right: line.right,
      who: "other",
      relation: "agent",
      theirName: line.name,
      theirEmail: line.email,
      place: line.place,
      name: stored.name,
      email: stored.email,
    });
    const asker = { name: stored.name, email: stored.email, reference: line.reference };
    const row = await insertRequest(tx, filer, {
      asked: { ...asked, asker, name: line.name, email: line.email },
      onceKey: `${stored.formKey}/${line.email}/${line.right}`,
      receipt: receiptNow("portal", new Date()),
      batchId,
      brandId,
      ...(dossierId === undefined ? {} : { dossierId }),
    });
    dossierId = row.dossierId;
  }
}
