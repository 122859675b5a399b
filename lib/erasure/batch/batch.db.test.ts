import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { database } from "#lib/db/database.ts";
import type { Staff } from "#lib/erasure/fixture/world.ts";
import { placeHold } from "#lib/erasure/holds.ts";
import { tokenOf } from "#lib/vault/seal.ts";
import { receiptKey } from "#lib/vault/sign.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { approveBatch } from "./approve.ts";
import {
  addressesEach,
  approvedBatch,
  listedPeople,
  listOf,
  openTown,
  proposedBatch,
  type Town,
} from "./fixture/town.ts";
import { forgetBatches } from "./forget.ts";
import type { ListFormat } from "./list.ts";
import { planBatch } from "./plan.ts";
import { readBatch } from "./read.ts";
import { batchReceipts, type ReceiptFile, verifyBatchReceipt } from "./receipt-file.ts";
import { acceptBatchRemains, resumeBatch } from "./stop.ts";

let town: Town;
let maker: Staff;
let people: [Staff, Staff];

beforeAll(async () => {
  town = await openTown();
  maker = await town.staff("Walt", "analyst");
  people = [await town.staff("Ann", "approver"), await town.staff("Lea", "officer")];
});
afterAll(() => town.close());
beforeEach(() => town.populate());

async function receiptsOf(id: string, token?: Buffer) {
  const found: ReceiptFile[] = [];
  for await (const one of batchReceipts(maker, id, token)) found.push(one);
  return found;
}

describe("a list of many people", () => {
  it("is erased in every system as two people approved it; nobody else's row changes; each has a receipt", async () => {
    const others = await town.unlisted();
    const asked = await proposedBatch(maker);
    expect(asked.view).toMatchObject({
      people: listedPeople,
      lines: listedPeople + 1,
      setAside: { twice: 0, unknown: 0 },
    });
    const perPerson = 1 + addressesEach + 1;
    expect(asked.view.totals).toMatchObject({
      delete: listedPeople * (1 + addressesEach) + listedPeople / 2,
      anonymise: listedPeople,
      keep: listedPeople,
    });
    expect(asked.typed).toBe(listedPeople * perPerson + listedPeople / 2);
    await approvedBatch(asked, ...people);
    await drain();
    expect(await readBatch(maker, asked.number)).toMatchObject({ status: "done" });
    expect(await town.left()).toBe(0);
    expect(await town.unlisted()).toBe(others);
    const { rows } = await town.store.query(
      "select distinct bill_to from invoices where person_number like 'B-%'",
    );
    expect(rows).toEqual([{ bill_to: "removed" }]);
    const receipts = await receiptsOf(asked.id);
    expect(receipts).toHaveLength(listedPeople);
    for (const { text } of receipts) {
      expect(verifyBatchReceipt(text, receiptKey().publicKey)).toMatchObject({ valid: true });
      expect(text).not.toMatch(/b\d+@example|B-\d|Bea/);
      const { records } = JSON.parse(JSON.parse(text).leaf);
      expect(records.store).toEqual({ delete: 1 + addressesEach, anonymise: 1, keep: 1 });
    }
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
  });

  it("gives each person's receipt by what the list calls them", async () => {
    const asked = await proposedBatch(maker);
    await approvedBatch(asked, ...people);
    await drain();
    const token = tokenOf("email", "b4@example.com");
    const [only, ...more] = await receiptsOf(asked.id, token);
    expect(more).toEqual([]);
    expect(JSON.parse(JSON.parse(only?.text ?? "").leaf)).toMatchObject({
      person: [token.toString("hex")],
      records: { readers: { delete: 1 } },
    });
  });

  it("is checked with openssl and nothing of ours; a changed leaf or a foreign signature is refused", async () => {
    const asked = await proposedBatch(maker, listOf(5));
    await approvedBatch(asked, ...people);
    await drain();
    const { text } = (await receiptsOf(asked.id))[3] ?? { text: "" };
    const receipt = JSON.parse(text);
    const at = (name: string) => join(town.folder, name);
    writeFileSync(at("body"), receipt.body);
    writeFileSync(at("signature"), Buffer.from(receipt.signature, "base64"));
    writeFileSync(at("key.pem"), receiptKey().publicKey);
    const args = [
      "pkeyutl",
      "-verify",
      "-pubin",
      "-inkey",
      at("key.pem"),
      "-rawin",
      "-in",
      at("body"),
      "-sigfile",
      at("signature"),
    ];
    expect(spawnSync("openssl", args).status).toBe(0);
    let node = createHash("sha256")
      .update(Buffer.concat([Buffer.of(0), Buffer.from(receipt.leaf)]))
      .digest();
    for (const { side, hash } of receipt.path) {
      const beside = Buffer.from(hash, "hex");
      const pair = side === "left" ? [beside, node] : [node, beside];
      node = createHash("sha256")
        .update(Buffer.concat([Buffer.of(1), ...pair]))
        .digest();
    }
    expect(JSON.parse(receipt.body).root).toBe(node.toString("hex"));
    const changed = { ...receipt, leaf: receipt.leaf.replace('"delete":4', '"delete":5') };
    expect(changed.leaf).not.toBe(receipt.leaf);
    expect(verifyBatchReceipt(JSON.stringify(changed))).toMatchObject({ valid: false });
    const moved = { ...receipt, path: receipt.path.slice(1) };
    expect(verifyBatchReceipt(JSON.stringify(moved))).toMatchObject({ valid: false });
    const resigned = { ...receipt, body: receipt.body.replace('"people":5', '"people":6') };
    expect(verifyBatchReceipt(JSON.stringify(resigned))).toMatchObject({ valid: false });
  });
});

describe("who cannot be told for certain", () => {
  it("is set aside and counted: nobody's address, one of two people, somebody under a legal hold", async () => {
    const held = await way.fileAndProve({ email: "b7@example.com", name: "Bea 7" });
    await placeHold(maker, held.reference, { on: "person", reason: "A claim", until: "2099-01-01" });
    // Also whoever is held under another name: number 6 is listed by it, and the hold is on the address.
    const other = await way.fileAndProve({ email: "b6@example.com", name: "Bea 6" });
    await placeHold(maker, other.reference, { on: "dossier", reason: "A claim", until: "2099-01-01" });
    const more = [
      "email,nobody@example.org",
      "email,home@example.com",
      "customer_number,H-1",
      "email,B4@example.com",
    ];
    const others = await town.unlisted();
    const asked = await proposedBatch(maker, listOf(listedPeople, more));
    expect(asked.view).toMatchObject({
      people: listedPeople - 2,
      // H-1 is known by the address that leads to H-2 as well.
      setAside: { unknown: 1, shared: 2, held: 2, twice: 1, ambiguous: 0, crowd: 0 },
    });
    await approvedBatch(asked, ...people);
    await drain();
    expect(await readBatch(maker, asked.number)).toMatchObject({ status: "done" });
    expect(await town.unlisted()).toBe(others);
    const { rows } = await town.store.query("select number from people where number like 'B-%' order by 1");
    expect(rows).toEqual([{ number: "B-6" }, { number: "B-7" }]);
    await town.query("delete from legal_hold");
  });

  it("is not erased either when the hold comes after the plan: the batch stops", async () => {
    const asked = await proposedBatch(maker);
    const held = await way.fileAndProve({ email: "b8@example.com" });
    await placeHold(maker, held.reference, { on: "person", reason: "A claim", until: "2099-01-01" });
    await expect(approvedBatch(asked, ...people)).rejects.toMatchObject({ code: "conflict" });
    await town.query("update legal_hold set lifted_at = now(), lifted_by = 'operator'");
    await approvedBatch(asked, ...people);
    await town.query("update legal_hold set lifted_at = null, lifted_by = null");
    await drain();
    expect(await readBatch(maker, asked.number)).toMatchObject({ status: "stopped", stoppedWhy: "held" });
    const { rows } = await town.store.query("select count(*)::int as n from people where number like 'B-%'");
    expect(rows).toEqual([{ n: listedPeople }]);
    await expect(resumeBatch(people[0], asked.id)).rejects.toMatchObject({ code: "conflict" });
    await expect(
      town.query("update erasure_batch set status = 'acting', started_at = clock_timestamp() where id = $1", [
        asked.id,
      ]),
    ).rejects.toThrow(/legal hold/);
    await town.query("update legal_hold set lifted_at = now(), lifted_by = 'operator'");
    await resumeBatch(people[0], asked.id);
    await drain();
    expect(await readBatch(maker, asked.number)).toMatchObject({ status: "done" });
  });
});

describe("a batch that may not run", () => {
  it("needs two different people, the plan that they read and its number typed", async () => {
    const asked = await proposedBatch(maker);
    const [ann, lea] = people;
    const { id, hash, typed } = asked;
    for (const wrong of [
      { hash: "00".repeat(32), typed },
      { hash, typed: typed - 1 },
    ])
      await expect(approveBatch(ann, id, wrong)).rejects.toMatchObject({ code: "conflict" });
    await expect(approveBatch(maker, id, { hash, typed })).rejects.toMatchObject({ code: "forbidden" });
    await expect(approveBatch({ kind: "operator" }, id, { hash, typed })).rejects.toMatchObject({
      code: "forbidden",
    });
    await approveBatch(ann, id, { hash, typed });
    await expect(approveBatch(ann, id, { hash, typed })).rejects.toMatchObject({ code: "conflict" });
    await expect(
      town.query("update erasure_batch set second_by = first_by where id = $1", [id]),
    ).rejects.toThrow();
    await town.query("update staff set disabled = true where id = $1", [ann.staffId]);
    await approveBatch(lea, id, { hash, typed });
    await drain();
    expect(await readBatch(maker, asked.number)).toMatchObject({
      status: "stopped",
      stoppedWhy: "approver_revoked",
    });
    await town.query("update staff set disabled = false where id = $1", [ann.staffId]);
  });

  it("stops where somebody of it has a record that nobody approved", async () => {
    const asked = await proposedBatch(maker);
    await approvedBatch(asked, ...people);
    await town.store.query("insert into addresses values (7777777, 1003, 'a new one')");
    await drain();
    const view = await readBatch(maker, asked.number);
    expect(view?.systems.map((one) => [one.systemId, one.troubleCode, one.changed])).toEqual([
      ["store", "changed", 0],
      ["readers", null, listedPeople / 2],
    ]);
    await expect(receiptsOf(asked.id)).rejects.toMatchObject({ code: "conflict" });
  });

  it("stops while somebody is still named where nothing of them should be", async () => {
    await town.store.query("create table leftovers (id int primary key, who text)");
    await town.store.query("insert into leftovers values (1, 'B9@Example.com'), (2, 'o3@example.com')");
    const asked = await proposedBatch(maker);
    await approvedBatch(asked, ...people);
    await drain();
    const store = (await readBatch(maker, asked.number))?.systems[0];
    expect(store).toMatchObject({
      troubleCode: "remains",
      mentions: expect.arrayContaining([{ table: "leftovers", column: "who", rows: 1 }]),
    });
    const accept = (actor: Staff, seen = "") =>
      acceptBatchRemains(actor, store?.id ?? "", { reason: "Another list.", seen });
    await expect(accept({ ...people[0], steppedUpAt: null })).rejects.toMatchObject({ code: "step_up" });
    await expect(accept(people[0])).rejects.toThrow("that you were shown");
    await accept(people[0], store?.placesSeen);
  });
});

describe("a list that is not right", () => {
  const plan = (text: string, format: ListFormat = "csv") =>
    planBatch(maker, { list: Readable.from([Buffer.from(text)]), format, reason: "r" });

  it("is refused by the numbers of its lines, without their values, and changes nothing", async () => {
    const before = await town.query("select count(*) from erasure_batch");
    const refusal = await plan(
      "kind,value\nemail,fine@example.com\nemail,secret-not-mail\nshoe_size,42\n",
    ).catch((error) => error);
    expect(refusal).toMatchObject({ code: "invalid" });
    expect(refusal.message).toContain("Lines 3, 4 are not right");
    expect(refusal.message).not.toContain("secret");
    await expect(
      plan('{"kind":"email","value":"a@example.com"}\n{"kind":"email"}\n', "ndjson"),
    ).rejects.toThrow("Line 2 is");
    // Typed without names of columns, lines are counted as they stand there.
    await expect(plan("email,fine@example.com\nemail,not-mail\n", "typed")).rejects.toThrow("Line 2 is");
    await expect(plan("kind,value\nemail,not-mail\n", "typed")).rejects.toThrow("Line 2 is");
    for (const text of ["", "kind,value\n", "name\nx\n", 'kind,value\nemail,"open\n'])
      await expect(plan(text)).rejects.toMatchObject({ code: "invalid" });
    expect(await town.query("select count(*) from erasure_batch")).toEqual(before);
  });
});

it("its list is destroyed on schedule; receipts and evidence stay and can be checked", async () => {
  const asked = await proposedBatch(maker);
  await approvedBatch(asked, ...people);
  await drain();
  expect(await forgetBatches()).toBe(0);
  // What it keeps for years has been followed by a batch of its own.
  await town.query(
    "update erasure_batch set ended_at = now() - interval '31 days', followed_day = '2060-01-01' where id = $1",
    [asked.id],
  );
  expect(await forgetBatches()).toBeGreaterThan(0);
  expect(await town.query("select wrapped_key from erasure_batch where id = $1", [asked.id])).toEqual([
    { wrapped_key: null },
  ]);
  expect(await town.query("select 1 from erasure_batch_person where batch_id = $1", [asked.id])).toEqual([]);
  const [one] = await receiptsOf(asked.id);
  expect(verifyBatchReceipt(one?.text ?? "")).toMatchObject({ valid: true });
  expect(await readBatch(maker, asked.number)).toMatchObject({ reason: null, status: "done" });
});
