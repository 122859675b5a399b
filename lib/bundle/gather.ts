import { and, eq, isNotNull, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { finding, humanTask, task } from "#drizzle/schema/task.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Transaction } from "#lib/db/database.ts";
import { walkable } from "#lib/fanout/advance.ts";
import { keysOf } from "#lib/fanout/collect.ts";
import { keyToken, openIdentifier } from "#lib/fanout/known.ts";
import { mask } from "#lib/identity/canonical.ts";
import { type PortabilityRule, portabilityRule } from "#lib/law/duties/portability.ts";
import type { Right } from "#lib/law/rights.ts";
import { companyAs, originOf } from "#lib/map/brand/brands.ts";
import { currentMap, matchedKinds, systemOf } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { disagreementsOf } from "#lib/rectification/statements.ts";
import { hiding, type Redactor } from "#lib/redaction/hiding.ts";
import { redactorFor } from "#lib/redaction/redactor.ts";
import { subjectNameOf } from "#lib/request/answers.ts";
import { frozenLaws } from "#lib/request/clocks/frozen-laws.ts";
import { isAskedFor, narrowingOf } from "#lib/request/narrowing.ts";
import { answersOf } from "#lib/request/sealed.ts";
import { readSpool } from "#lib/spool/spool.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import type { BundleFacts, CollectionSource, SystemOutcome, SystemSource } from "./contents.ts";
import { portablePart } from "./portable.ts";
import { bundleSigner } from "./signature/key.ts";
import { systemIn } from "./words/system-in.ts";
import { type Words, wordsFor } from "./words/words.ts";

type TaskRow = typeof task.$inferSelect;

/** Everything a bundle is made from: all systems of the frozen plan in order, with their findings as streams. */
export async function gatherFacts(
  tx: Transaction,
  requestId: string,
  answeredAt: Date,
): Promise<BundleFacts> {
  const [row] = await tx.select().from(request).where(eq(request.id, requestId));
  if (!row) throw new Error("the request of this bundle is missing");
  const map = currentMap();
  const key = await keyOf(tx, requestId);
  const asked = await answersOf(tx, row);
  const identifiers = (await walkable(tx, requestId)).map((known) => openIdentifier(key, known));
  const tasks = await tx.select().from(task).where(eq(task.requestId, requestId)).orderBy(task.position);
  const portability = row.right === "portability" ? await portabilityRules(tx, requestId) : null;
  const redactor = await redactorFor(tx, row, key);
  const narrowing = narrowingOf(asked);
  const systems: SystemSource[] = [];
  for (const one of tasks) {
    const system = systemIn(systemOf(map, one.systemId), row.language);
    const kinds = matchedKinds(system);
    const allowedKeys = new Set((await keysOf(tx, one.id, key)).map((found) => found.key));
    const held =
      one.outcome === "found"
        ? (await collectionsOf(tx, one, system, { key, keys: allowedKeys, redactor })).filter(
            ({ collection }) => isAskedFor(narrowing, collection),
          )
        : [];
    systems.push({
      system,
      outcome: await outcomeOf(tx, one),
      note: noteOf(one, wordsFor(row.language)),
      searchedFor: identifiers
        .filter((known) => kinds.has(known.kind))
        .map((known) => mask(known.kind, known.value)),
      allowedKeys,
      collectedAt: one.answeredAt,
      notAsked: system.collections.filter((each) => !isAskedFor(narrowing, each)).map(({ label }) => label),
      collections: portability === null ? held : held.map((part) => portablePart(part, portability)),
    });
  }
  return {
    reference: row.reference,
    right: row.right as Right,
    language: row.language,
    portal: originOf(row.brandId),
    regime: row.regime,
    subjectName: subjectNameOf(asked),
    addressee: asked.name,
    receivedDay: row.receivedDay,
    answeredAt,
    ...(narrowing ? { span: { from: narrowing.from, until: narrowing.until } } : {}),
    disagreements: await disagreementsOf(tx, row, answeredAt),
    company: companyAs(row.brandId),
    systems,
    signer: bundleSigner(),
  };
}

/** What each law that governs the request lets the person take along. */
async function portabilityRules(tx: Transaction, requestId: string): Promise<PortabilityRule[]> {
  return (await frozenLaws(tx, requestId)).map(({ law }) => portabilityRule(law));
}

/** The stored pieces that a bundle made now would be made from. */
export async function piecesOf(tx: Transaction, requestId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: finding.id })
    .from(finding)
    .innerJoin(task, eq(finding.taskId, task.id))
    .where(and(eq(task.requestId, requestId), eq(task.state, "settled"), eq(task.outcome, "found")));
  return rows.map((row) => row.id);
}

/**
 * Makes sure that everything a bundle was made from still stands: while one is put together ahead, a system may
 * answer anew, or an identifier may turn out to lead to several people. Throws HabeasError `conflict`.
 */
export async function mustStillStand(tx: Transaction, pieces: readonly string[]): Promise<void> {
  const [kept] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(finding)
    .where(sql`${finding.id} = any(${sql.param(pieces)}::uuid[])`);
  if (kept?.count !== pieces.length) {
    throw new HabeasError("conflict", "What was found has changed while the bundle was put together.");
  }
}

async function outcomeOf(tx: Transaction, row: TaskRow): Promise<SystemOutcome> {
  if (row.state !== "settled") return "not_yet";
  if (row.outcome === "found") return "found";
  // Answered in words, or refused: that is not "nothing", and the copy says so.
  if (row.outcome !== "nothing_held") return "not_included";
  const [person] = await tx
    .select({ id: humanTask.id })
    .from(humanTask)
    .where(and(eq(humanTask.taskId, row.id), isNotNull(humanTask.answeredAt)));
  return person ? "asked_person_nothing" : "nothing_held";
}

/** Troubles whose words are for staff: the reason why they hold a system back is none of the person's. */
const ofTheHouse = new Set(["paused", "too_many_identifiers", "worker_died", "internal"]);

function noteOf(row: TaskRow, { say }: Words): string | null {
  if (row.state === "settled") return null;
  // A machine that is parked without trouble: staff decide whose records these are.
  if (row.state === "parked" && row.answeredBy === "machine" && row.troubleCode === null)
    return say("pages.note.checking");
  if (row.state === "parked" && row.troubleCode === null) return say("pages.note.asked");
  const kept = row.trouble === null || ofTheHouse.has(row.troubleCode ?? "");
  return say("pages.note.late", { reason: kept ? say("pages.note.silent") : (row.trouble ?? "") });
}

async function collectionsOf(
  tx: Transaction,
  row: TaskRow,
  system: System,
  { key, keys, redactor }: { key: DataKey; keys: ReadonlySet<string>; redactor: Redactor },
): Promise<CollectionSource[]> {
  const tokens = new Set([...keys].map((one) => keyToken(system.id, one).toString("hex")));
  const findings = await tx
    .select()
    .from(finding)
    .where(eq(finding.taskId, row.id))
    .orderBy(finding.position);
  return system.collections.map((collection) => {
    const mine = findings.filter((found) => found.collection === collection.name);
    const records = mine.filter((found) => found.kind === "records");
    const where = { system: system.id, country: system.country, collection };
    return {
      collection,
      rows: records.reduce((sum, found) => sum + found.rows, 0),
      open: records.length > 0 ? hiding(() => oneAfterAnother(key, records), where, redactor) : null,
      files: mine.flatMap((found) => {
        if (found.kind !== "file" || found.fileName === null) return [];
        if (!found.viaToken || !tokens.has(found.viaToken.toString("hex"))) {
          throw new HabeasError("conflict", "A file was not reached by a key of this person.");
        }
        const { fileName, storageKey } = found;
        const mediaType = found.mediaType ?? "application/octet-stream";
        return [{ fileName, mediaType, open: () => readSpool(key, storageKey) }];
      }),
    };
  });
}

async function* oneAfterAnother(
  key: DataKey,
  parts: readonly { storageKey: string }[],
): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield* readSpool(key, part.storageKey);
}
