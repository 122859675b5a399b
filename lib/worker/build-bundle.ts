import { eq, sql } from "drizzle-orm";
import { bundle } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import { gatherFacts, mustStillStand, piecesOf } from "#lib/bundle/gather.ts";
import {
  commitStep,
  forgetFrom,
  forgetResults,
  packageFolder,
  removeLeftOvers,
  stepsDone,
} from "#lib/bundle/steps/ledger.ts";
import { loadOf, madeFromHash } from "#lib/bundle/steps/made-from.ts";
import { storedPackage } from "#lib/bundle/steps/stored-package.ts";
import { writeBundle } from "#lib/bundle/write.ts";
import type { Actor } from "#lib/core/actor.ts";
import { dayInWords, dayOf } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import { inTransaction } from "#lib/db/database.ts";
import { mustBeConfirmed } from "#lib/fanout/link/confirmed.ts";
import { claim, type Lease, LeaseLost, pauseBefore, stillOurs } from "#lib/jobs/lease.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { currentMap } from "#lib/map/current.ts";
import { letter } from "#lib/notice/letter/letter.ts";
import { hidingDecisions } from "#lib/redaction/hiding-decisions.ts";
import { lockRequest, move } from "#lib/request/move.ts";
import { answersOf } from "#lib/request/sealed.ts";
import { sendIfReady } from "#lib/transmission/decide.ts";
import { keyOf } from "#lib/vault/request-key.ts";

/** Days for which a download stays open; it can be renewed while the bundle is kept. */
const downloadDays = 14;

/** Puts a released bundle together in steps, from the spool through the zip into the store, then hands it over. */
export async function buildBundle(id: string): Promise<void> {
  const lease = await claim("bundle", id);
  if (!lease) return;
  try {
    await build(lease);
  } catch (error) {
    if (!(error instanceof LeaseLost)) {
      log.error({ err: error, bundle: id }, "a bundle could not be built and is tried again");
      await tryLater(lease, error);
    }
  } finally {
    lease.end();
  }
}

async function build(lease: Lease): Promise<void> {
  const { row, facts, key, pieces, hiding } = await inTransaction(async (tx) => {
    const [found] = await tx.select().from(bundle).where(eq(bundle.id, lease.id));
    if (!found) throw new LeaseLost();
    // Under the lock, so that what is read of the request belongs together.
    await lockRequest(tx, found.requestId);
    await mustBeConfirmed(tx, found.requestId);
    return {
      row: found,
      pieces: await piecesOf(tx, found.requestId),
      hiding: await hidingDecisions(tx, found.requestId),
      facts: await gatherFacts(tx, found.requestId, found.createdAt),
      key: await keyOf(tx, found.requestId),
    };
  });
  const folder = packageFolder(row.requestId, row.number);
  const name = fileName(facts.reference, facts.company.name, facts.answeredAt);
  const madeFrom = madeFromHash(key, facts, { pieces, hiding });
  const done = await stepsDone(lease, key, madeFrom);
  await removeLeftOvers(lease, folder);
  const into = storedPackage({
    key,
    storage: (position) => `${folder}/${position}-${lease.fence}`,
    when: facts.answeredAt,
    topFolder: name.replace(/\.zip$/, ""),
    done,
    commit: (position, step) =>
      commitStep(lease, key, { ...step, position, madeFrom, load: loadOf(facts, step.name) }),
    forget: (from) => forgetFrom(lease, from),
  });
  const result = await writeBundle({ ...facts, letter: letter(facts) }, into);
  await inTransaction(async (tx) => {
    const locked = await lockRequest(tx, row.requestId);
    await stillOurs(tx, lease);
    await mustStillStand(tx, pieces);
    const actor: Actor = { kind: "worker", requestId: locked.id };
    const [ready] = await tx
      .update(bundle)
      .set({
        state: "settled",
        troubleCode: null,
        trouble: null,
        fileName: name,
        bytes: result.bytes,
        files: result.files,
        sha256: result.sha256,
        contents: result.contents,
        readyAt: sql`now()`,
        expiresAt: sql`now() + make_interval(days => ${downloadDays})`,
      })
      .where(eq(bundle.id, row.id))
      .returning();
    await forgetResults(tx, row.id);
    await audit(tx, locked.id, actor, {
      kind: "bundle_built",
      bundle: row.number,
      sha256: result.sha256,
      bytes: result.bytes,
      files: result.files,
    });
    if (!row.partial) await move(tx, locked.id, "hand_over", actor, { kind: "answer_ready" });
    await sendIfReady(tx, locked.id);
    const asked = await answersOf(tx, locked);
    const until = dayOf(ready?.expiresAt ?? new Date(), currentMap().company.timezone);
    await owe(tx, locked.id, locked.language, asked.email, {
      kind: "ready",
      vars: {
        reference: locked.reference,
        until: dayInWords(until, locked.language),
        partial: row.partial ? "yes" : "no",
      },
    });
  });
  await removeLeftOvers(lease, folder);
}

/** ASCII, no personal data in it: `larkspur-lk-7k4-2qd-2026-03-12.zip`. */
function fileName(reference: string, company: string, at: Date): string {
  const safe = (text: string) => text.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return `${safe(company)}-${safe(reference)}-${at.toISOString().slice(0, 10)}.zip`;
}

/** Keeps it for another try and writes down why: the desk shows it and can try it at once. It is never given up. */
async function tryLater(lease: Lease, error: unknown): Promise<void> {
  const own = error instanceof HabeasError ? error : null;
  const troubleCode = own?.code ?? "internal";
  await inTransaction(async (tx) => {
    const [row] = await tx.select().from(bundle).where(eq(bundle.id, lease.id));
    if (!row) throw new LeaseLost();
    await lockRequest(tx, row.requestId);
    await stillOurs(tx, lease);
    const attempts = row.attempts + 1;
    await tx
      .update(bundle)
      .set({
        state: "ready",
        attempts,
        troubleCode,
        trouble: own?.message ?? "Something went wrong on our side.",
        notBefore: sql`now() + make_interval(secs => ${pauseBefore(attempts)})`,
      })
      .where(eq(bundle.id, lease.id));
    if (troubleCode === row.troubleCode) return;
    const actor: Actor = { kind: "worker", requestId: row.requestId };
    await audit(tx, row.requestId, actor, {
      kind: "bundle_trouble",
      bundle: row.number,
      code: troubleCode,
    });
  }).catch((error) => log.warn({ err: error, bundle: lease.id }, "its lease will run out instead"));
}
