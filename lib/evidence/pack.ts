import { PassThrough, type Readable } from "node:stream";
import { and, asc, type SQL, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { audit } from "#lib/audit/append.ts";
import { bundleSigner } from "#lib/bundle/signature/key.ts";
import type { OpenFile, StepFiles } from "#lib/bundle/zip/package.ts";
import { zipInto } from "#lib/bundle/zip/zip.ts";
import { environment } from "#lib/config/environment.ts";
import type { Actor } from "#lib/core/actor.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { receiptKey } from "#lib/vault/sign.ts";
import { conditionOf, type EvidenceAsk, mustMayTake } from "./ask.ts";
import { checklistFor } from "./checklist.ts";
import { type Evidence, evidenceOf } from "./gather.ts";
import { type Cover, ending, opening, section } from "./page.ts";
import { readme } from "./readme.ts";
import { verifier } from "./verifier.ts";
import { writtenOf } from "./written.ts";

/** A pack on its way: its bytes are made as they are read. */
export type EvidencePack = { fileName: string; requests: number; stream: Readable };

const atOnce = 50;

/** The tables of a pack, and what of a request goes into each. */
const tables: Readonly<Record<string, (one: Evidence) => readonly object[]>> = {
  "requests.ndjson": ({ request: row }) => [row],
  "clocks.ndjson": ({ clocks }) => clocks,
  "clock-changes.ndjson": ({ clockChanges }) => clockChanges,
  "dealings.ndjson": ({ questions, extensions, fees, receiptCorrections }) => [
    ...questions.map((one) => ({ ...one, what: "question" })),
    ...extensions.map((one) => ({ ...one, what: "more time" })),
    ...fees.map((one) => ({ ...one, what: "fee" })),
    ...receiptCorrections.map((one) => ({ ...one, what: "receipt corrected" })),
  ],
  "decisions.ndjson": ({ decisions }) => decisions,
  "records.ndjson": ({ records }) => records,
  "notices.ndjson": ({ notices }) => notices,
  "systems.ndjson": ({ systems, packages }) => [
    ...systems,
    ...packages.map((one) => ({ ...one, what: "package" })),
  ],
  "acts.ndjson": ({ erasures, rectifications }) => [
    ...erasures.map((one) => ({ ...one, what: "erasure" })),
    ...rectifications.map((one) => ({ ...one, what: "correction" })),
  ],
  "receipts.ndjson": ({ receipts }) => receipts,
  "recipients.ndjson": ({ recipients }) => recipients,
  "timeline.ndjson": ({ timeline }) => timeline,
  "log.ndjson": ({ chain }) => chain.entries,
  "heads.ndjson": ({ chain }) => (chain.head ? [chain.head] : []),
};

/**
 * The evidence of one request or of a period, of what the actor may see, as one zip. That it was taken is written down
 * before the first byte. With what was written, it wants staff who may see that, and a fresh sign-in. Memory does not
 * grow with the number of requests. Throws HabeasError `forbidden`, `not_found`, `step_up`.
 */
export async function takeEvidence(actor: Actor, ask: EvidenceAsk): Promise<EvidencePack> {
  mustMayTake(actor, ask.withWords);
  if (ask.withWords) demandFresh(actor);
  const { condition, requestId, about, name } = await conditionOf(actor, ask);
  const requests = await inTransaction(async (tx) => {
    const [row] = await tx.select({ n: sql<number>`count(*)::int` }).from(request).where(condition);
    const count = row?.n ?? 0;
    await audit(tx, requestId, actor, { kind: "evidence_taken", requests: count, words: ask.withWords });
    return count;
  });
  const made = new Date();
  const out = new PassThrough();
  const cover: Cover = {
    company: currentMap().company.legal_name,
    about,
    made,
    by: actor.kind === "staff" ? actor.name : "the operator",
    withWords: ask.withWords,
  };
  write(out, actor, condition, cover, name).catch((error: Error) => {
    // Whoever takes it may have gone away; a pack that breaks off is no zip, and cannot be taken for a whole one.
    log.warn({ err: error }, "a pack of evidence broke off");
    out.destroy(error);
  });
  return { fileName: `${name}.zip`, requests, stream: out };
}

async function write(
  out: PassThrough,
  actor: Actor,
  condition: SQL | undefined,
  cover: Cover,
  name: string,
): Promise<void> {
  const zip = zipInto(out, cover.made, name);
  const files: { path: string; bytes: number; sha256: string }[] = [];
  const add = async (to: StepFiles, path: string, text: string) => {
    files.push({ path, ...(await to.add(path, one(text))) });
  };
  await zip.step("evidence", async (to) => {
    const index = to.begin("index.html");
    await index.write(Buffer.from(opening(cover)));
    const names = [
      "checklist.ndjson",
      ...Object.keys(tables),
      ...(cover.withWords ? ["letters.ndjson", "messages.ndjson"] : []),
    ];
    const open = new Map<string, OpenFile>(names.map((path) => [path, to.begin(path)]));
    const lines = async (path: string, rows: readonly object[]) => {
      if (rows.length === 0) return;
      await open.get(path)?.write(Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join("")));
    };
    let requests = 0;
    for await (const row of rowsOf(condition)) {
      const evidence = await database().transaction((tx) => evidenceOf(tx, row), {
        isolationLevel: "repeatable read",
        accessMode: "read only",
      });
      const checklist = await checklistFor(actor, row.reference);
      await index.write(Buffer.from(section(evidence, checklist)));
      await lines("checklist.ndjson", checklist);
      for (const [path, of] of Object.entries(tables)) await lines(path, of(evidence));
      if (cover.withWords) {
        const { letters, messages } = await writtenOf(actor, row);
        await lines("letters.ndjson", letters);
        await lines("messages.ndjson", messages);
      }
      requests++;
    }
    await index.write(Buffer.from(ending(requests)));
    files.push({ path: "index.html", ...(await index.end()) });
    for (const [path, file] of open) files.push({ path, ...(await file.end()) });
    const signer = bundleSigner();
    const receipts = receiptKey();
    const people = await database().select({ id: staff.id, name: staff.name, role: staff.role }).from(staff);
    await add(
      to,
      "staff.ndjson",
      people.map(({ id, ...rest }) => `${JSON.stringify({ by: `staff/${id}`, ...rest })}\n`).join(""),
    );
    await add(to, "receipt-key.pem", receipts.publicKey);
    await add(to, "verify.mjs", verifier);
    await add(to, "README.txt", readme(environment().HABEAS_ORIGIN, signer.publicKey.line));
    const manifest = `${JSON.stringify(
      {
        schema: "habeas-evidence",
        schema_version: 1,
        about: cover.about,
        made_at: cover.made.toISOString(),
        controller: cover.company,
        requests,
        with_what_was_written: cover.withWords,
        key: signer.publicKey.line,
        receipt_key_id: receipts.keyId,
        files,
      },
      null,
      2,
    )}\n`;
    await to.add("manifest.json", one(manifest));
    const comment = `timestamp:${Math.floor(cover.made.getTime() / 1000)}\tfile:manifest.json\thashed`;
    await to.add("manifest.sig", one(signer.sign(Buffer.from(manifest), comment)));
  });
  await zip.finish();
}

async function* one(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

/** The requests of a pack by their reference, a page at a time. */
async function* rowsOf(condition: SQL | undefined) {
  for (let after = ""; ; ) {
    const page = await database()
      .select()
      .from(request)
      .where(and(condition, sql`${request.reference} > ${after}`))
      .orderBy(asc(request.reference))
      .limit(atOnce);
    yield* page;
    const last = page.at(-1);
    if (page.length < atOnce || !last) return;
    after = last.reference;
  }
}
