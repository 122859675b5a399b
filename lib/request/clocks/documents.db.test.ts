import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "#lib/db/database.ts";
import { destroyEnded } from "#lib/worker/destroy.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { cancelRequest } from "../cancel.ts";
import { lockRequest } from "../move.ts";
import { answerQuestion } from "./answer-question.ts";
import { askPerson } from "./ask.ts";
import {
  deleteDocument,
  deleteServedDocuments,
  documentType,
  largestDocument,
  viewDocument,
} from "./documents.ts";
import { member, refusedUnchanged } from "./fixture/staff.ts";
import { judgeAnswer } from "./judge-answer.ts";

let house: House;
const worker = member("analyst");
const canary = "canary-of-a-passport";
const pdf = Buffer.from(`%PDF-1.7\n${canary}`);

beforeAll(async () => {
  house = await openHouse(["newsletter", "loyalty"]);
});
afterAll(() => house.close());

/** A request of which an identity document was asked. */
async function asked() {
  const filed = await way.fileAndProve({ place: "IE" });
  const { questionId } = await askPerson(worker, filed.reference, {
    about: "identity",
    evidence: "identity_document",
    text: "Please send a document that shows your name.",
    why: "Somebody else asked in your name.",
    documentWhy: "There was an attempt with a false name.",
    noEarlierWhy: "They have no account to ask about.",
  });
  return { ...filed, questionId };
}

/** Every file of the store that lies under a request. */
function stored(requestId: string): string[] {
  const folder = join(house.folder, "store", "spool", requestId);
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith("proof-")) : [];
}

const events = async (requestId: string) =>
  (
    await house.query<{ kind: string }>(
      "select kind from audit_event where chain = $1 and kind like 'document%' order by position",
      [requestId],
    )
  ).map(({ kind }) => kind);

const refused = refusedUnchanged(() => house);

describe("a document sent as proof", () => {
  it("is a PDF, a JPEG or a PNG by what it holds, of at most 10 MB", () => {
    expect(documentType(pdf)).toBe("application/pdf");
    expect(documentType(Buffer.of(0xff, 0xd8, 0xff, 0xe0))).toBe("image/jpeg");
    expect(documentType(Buffer.from("89504e470d0a1a0a00", "hex"))).toBe("image/png");
    for (const wrong of ["", "%PD", "<svg onload=alert(1)>", "MZ", "PK\u0003\u0004", " %PDF-1.7"])
      expect(() => documentType(Buffer.from(wrong))).toThrow(/PDF, or a picture/);
    const large = Buffer.concat([pdf, Buffer.alloc(largestDocument)]);
    expect(() => documentType(large)).toThrow(/larger than 10 MB/);
  });

  it("DSR-24 lies sealed, is in no event of the log, is seen only by who works on the request, and goes with the verdict", async () => {
    const { requestId, reference, person, questionId } = await asked();
    await answerQuestion(person, reference, questionId, { text: "", document: pdf });
    const [name] = stored(requestId);
    const bytes = readFileSync(join(house.folder, "store", "spool", requestId, name ?? ""));
    expect(bytes.includes(canary)).toBe(false);
    for (const role of ["approver", "auditor"] as const)
      await refused(() => viewDocument(member(role), reference, questionId), "forbidden", /role/);
    for (const actor of [person, way.newVisitor()])
      await refused(() => viewDocument(actor, reference, questionId), "not_found", /nothing here/);
    const other = await asked();
    await refused(() => viewDocument(worker, other.reference, questionId), "not_found", /nothing here/);
    await refused(() => viewDocument(worker, other.reference, other.questionId), "not_found", /nothing here/);
    const seen = await viewDocument(worker, reference, questionId);
    expect(seen).toMatchObject({ type: "application/pdf", name: `proof-${reference}.pdf` });
    expect((await buffer(Readable.from(seen.stream))).equals(pdf)).toBe(true);
    await judgeAnswer(worker, reference, questionId, "sufficient");
    expect(stored(requestId)).toEqual([]);
    await refused(() => viewDocument(worker, reference, questionId), "gone", /deleted/);
    expect(await events(requestId)).toEqual(["document_viewed", "document_deleted"]);
    expect(await deleteServedDocuments()).toBe(0);
    const [log] = await house.query<{ text: string }>(
      "select string_agg(data::text, ' ') as text from audit_event where chain = $1",
      [requestId],
    );
    for (const word of [canary, pdf.toString("base64").slice(0, 24), "proof-", "application/pdf"])
      expect(log?.text).not.toContain(word);
  });

  it("goes when the request ends, when nobody judges it in time, and when an upload broke off", async () => {
    const ended = await asked();
    const unjudged = await asked();
    const young = await asked();
    const broken = await asked();
    for (const one of [ended, unjudged, young, broken])
      await answerQuestion(one.person, one.reference, one.questionId, { text: "Here.", document: pdf });
    await cancelRequest(ended.person, ended.reference);
    await house.query("update question set answered_at = now() - interval '15 days' where id = $1", [
      unjudged.questionId,
    ]);
    // As a process leaves it that dies between the file and the answer: the file is there, the question is open.
    await house.query("alter table question disable trigger question_guard");
    await house.query(
      "update question set answered_day = null, answered_at = null, asked_at = now() - interval '15 days' where id = $1",
      [broken.questionId],
    );
    await house.query("alter table question enable trigger question_guard");
    expect(await deleteServedDocuments()).toBe(3);
    for (const { requestId } of [ended, unjudged, broken]) {
      expect(stored(requestId)).toEqual([]);
      expect(await events(requestId)).toEqual(["document_deleted"]);
    }
    expect(stored(young.requestId)).toHaveLength(1);
    expect(await deleteServedDocuments()).toBe(0);
    // Sent again after that, it counts.
    await answerQuestion(broken.person, broken.reference, broken.questionId, { text: "", document: pdf });
    expect(stored(broken.requestId)).toHaveLength(1);
  });

  it("and every word of question and answer is beyond reach once the request's data are destroyed", async () => {
    const { requestId, reference, person, questionId } = await asked();
    await answerQuestion(person, reference, questionId, { text: "Here.", document: pdf });
    await cancelRequest(person, reference);
    await house.query("update request set ended_at = now() - interval '20 days' where id = $1", [requestId]);
    await destroyEnded();
    expect(stored(requestId)).toEqual([]);
    const [row] = await house.query<{ wrapped: Buffer | null }>(
      "select wrapped from request_key where request_id = $1",
      [requestId],
    );
    expect(row?.wrapped).toBeNull();
    await deleteServedDocuments();
    expect(await events(requestId)).toEqual(["document_deleted"]);
  });

  it("is not touched while somebody else writes to the request, so that no new one lies there as deleted", async () => {
    const { requestId, reference, person, questionId } = await asked();
    await answerQuestion(person, reference, questionId, { text: "Here.", document: pdf });
    let deleting: Promise<void> | undefined;
    await inTransaction(async (tx) => {
      await lockRequest(tx, requestId);
      deleting = deleteDocument(worker, requestId, questionId);
      await setTimeout(300);
      expect(stored(requestId)).toHaveLength(1);
    });
    await deleting;
    expect(stored(requestId)).toEqual([]);
  });

  it("is taken once where it is sent twice at the same moment", async () => {
    const { requestId, reference, person, questionId } = await asked();
    const both = await Promise.allSettled(
      [pdf, Buffer.from("%PDF-1.4 another")].map((document) =>
        answerQuestion(person, reference, questionId, { text: "Here.", document }),
      ),
    );
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(stored(requestId)).toHaveLength(1);
  });
});
