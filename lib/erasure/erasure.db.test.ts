import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import { database } from "#lib/db/database.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { receiptKey } from "#lib/vault/sign.ts";
import { drain } from "#lib/worker/drain.ts";
import { operator } from "#lib/worker/fixture/ways.ts";
import { approveErasure } from "./approve.ts";
import { erasureCertificate, verifyCertificate } from "./certificate.ts";
import { approvedBy, proposed } from "./fixture/ways.ts";
import { openWorld, type Staff, type World } from "./fixture/world.ts";
import { liftHold, placeHold, readHolds } from "./holds.ts";
import { personErasure, readErasure, readRetained } from "./read.ts";
import { dropErasure, resumeErasure } from "./stop.ts";

let world: World;
let maker: Staff;
let first: Staff;
let second: Staff;

beforeAll(async () => {
  world = await openWorld({ HABEAS_RETRY_CEILING_SECONDS: "60" });
  maker = await world.staff("Walt", "analyst");
  first = await world.staff("Ann", "approver");
  second = await world.staff("Lea", "officer");
});
afterAll(() => world.close());
beforeEach(() => world.refill());

const view = async (reference: string) => (await readErasure(first, reference)) ?? expect.fail("no erasure");
const kinds = async (requestId: string) =>
  (
    await world.query<{ kind: string }>("select kind from audit_event where chain = $1 order by position", [
      requestId,
    ])
  ).map((row) => row.kind);
const count = async (sql: string) => Number((await world.store.query(sql)).rows[0]?.count);

async function release(reference: string): Promise<void> {
  const { version, blocking } = await readRequestFile(operator, reference);
  expect(blocking).toEqual(["The plan of the erasure waits for the approval of two people."]);
  await releaseRequest(operator, reference, { version, partly: false });
}

describe("an erasure", () => {
  it("is planned, approved by two, done, looked up again and signed; nobody else's row changes", async () => {
    const before = await world.others();
    const { reference, requestId, id, hash, person } = await proposed(world, maker);
    const plan = await view(reference);
    expect(plan).toMatchObject({
      state: "proposed",
      totals: { changing: 303, keep: 2 },
      typedNumber: null,
    });
    const [store] = plan.systems;
    expect(store?.steps.map((one) => [one.collection, one.act, one.rows])).toEqual(
      expect.arrayContaining([
        ["addresses", "delete", 300],
        ["people", "delete", 1],
        ["invoices", "keep", 2],
        ["reviews", "anonymise", 1],
      ]),
    );
    const review = store?.steps.find((one) => one.collection === "reviews");
    expect(review?.samples[0]).toMatchObject({
      before: { shown_as: "Mina O." },
      after: { shown_as: "Somebody", author_id: null },
    });
    expect(await personErasure(person, reference)).toMatchObject({
      systems: [
        {
          title: "store",
          parts: expect.arrayContaining([
            expect.objectContaining({ label: "Your addresses", what: "goes", rows: 300 }),
            expect.objectContaining({
              label: "Your invoices",
              what: "stays",
              because: "Section 147 AO, tax records",
            }),
          ]),
        },
        { title: "readers" },
      ],
    });
    await expect(release(reference)).rejects.toMatchObject({ code: "conflict" });
    await expect(
      world.query("update request set status = 'preparing' where id = $1", [requestId]),
    ).rejects.toThrow("the erasure is not done");
    // Planning has written nothing anywhere.
    expect(await count("select count(*) from addresses where person_id = 1")).toBe(300);
    await approvedBy(id, hash, first, second);
    await drain();
    const done = await view(reference);
    expect(done).toMatchObject({ state: "done", stoppedWhy: null });
    expect(done.systems.map((one) => [one.outcome, one.standing, one.returned])).toEqual([
      ["erased", 0, 0],
      ["erased", 0, 0],
    ]);
    expect(await count("select count(*) from addresses where person_id = 1")).toBe(0);
    expect(await count("select count(*) from people where id = 1")).toBe(0);
    expect(
      (await world.store.query("select shown_as, author_id, text from reviews where id = 1")).rows,
    ).toEqual([{ shown_as: "Somebody", author_id: null, text: "Good boots" }]);
    expect(
      (await world.store.query("select bill_to from invoices where person_number = 'C-1001'")).rows,
    ).toEqual([{ bill_to: "removed" }, { bill_to: "removed" }]);
    expect(await world.others()).toBe(before);
    expect(await readRetained(person, reference)).toMatchObject([
      { collection: "invoices", ground: "Section 147 AO, tax records", rows: 1, state: "held" },
      { collection: "invoices", rows: 1, state: "held" },
    ]);
    expect((await readRequestFile(operator, reference)).blocking).toEqual([
      "Something stays after the erasure. Decide “in part”, on which ground, and tell the person why.",
    ]);
    // The person was located and nothing of them was copied.
    expect(
      await world.query("select 1 from finding f join task t on t.id = f.task_id where t.request_id = $1", [
        requestId,
      ]),
    ).toEqual([]);
    const certificate = await erasureCertificate(person, reference);
    expect(verifyCertificate(certificate, receiptKey().publicKey)).toMatchObject({
      valid: true,
      receipts: 2,
    });
    expect(verifyCertificate(certificate.replace("erased", "Erased"), receiptKey().publicKey).valid).toBe(
      false,
    );
    expect(await kinds(requestId)).toEqual(
      expect.arrayContaining([
        "erasure_planning",
        "erasure_system_planned",
        "erasure_proposed",
        "erasure_viewed",
        "erasure_approved",
        "erasure_started",
        "erasure_system_done",
        "erasure_done",
      ]),
    );
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
    const [secret] = await world.query<{ gone: boolean }>(
      "select sealed_secret is null as gone from erasure where id = $1",
      [id],
    );
    expect(secret?.gone).toBe(true);
    for (const change of [
      "update erasure_chunk set changed = 0",
      "delete from erasure_chunk",
      "truncate erasure_chunk cascade",
      "update erasure_receipt set body = ''",
      "delete from erasure_receipt",
      "update erasure_system set outcome = 'kept'",
      "update erasure set state = 'acting'",
      "delete from erasure",
    ]) {
      await expect(world.query(change)).rejects.toThrow();
    }
  });

  it("can be checked by its certificate with openssl alone", async (test) => {
    if (spawnSync("openssl", ["version"]).status !== 0) return test.skip("this machine has no openssl");
    const { reference, id, hash, person } = await proposed(world, maker);
    await approvedBy(id, hash, first, second);
    await drain();
    const { body, signature } = JSON.parse(await erasureCertificate(person, reference));
    const at = (name: string) => join(world.folder, name);
    writeFileSync(at("key.pem"), receiptKey().publicKey);
    writeFileSync(at("signature"), Buffer.from(signature, "base64"));
    const verdict = (text: string) => {
      writeFileSync(at("body"), text);
      const files = ["-inkey", at("key.pem"), "-in", at("body"), "-sigfile", at("signature")];
      return spawnSync("openssl", ["pkeyutl", "-verify", "-pubin", "-rawin", ...files]).status;
    };
    expect(verdict(body)).toBe(0);
    expect(verdict(body.replace("erased", "Erased"))).toBe(1);
  });

  it("leaves nothing personal in the open in its own rows", async () => {
    const { reference, id, hash } = await proposed(world, maker);
    await approvedBy(id, hash, first, second);
    await drain();
    await placeHold(maker, reference, {
      on: "person",
      reason: "walrus against Mina Okafor",
      until: "2099-01-01",
    });
    const texts: string[] = [];
    for (const table of [
      "erasure",
      "erasure_system",
      "erasure_chunk",
      "erasure_receipt",
      "retained",
      "legal_hold",
      "audit_event",
      "system_run",
    ]) {
      const rows = await world.query<{ text: string }>(`select t::text as text from "${table}" t`);
      texts.push(...rows.map((row) => row.text));
    }
    const dump = texts.join("\n").toLowerCase();
    expect(dump.length).toBeGreaterThan(5_000);
    for (const canary of ["mina", "okafor", "c-1001", "walrus", "lane"]) {
      expect(dump).not.toContain(canary);
      expect(dump).not.toContain(Buffer.from(canary).toString("hex"));
    }
    const [hold] = await readHolds(maker, reference);
    await liftHold(second, reference, hold?.id ?? "");
  });
});

describe("two people", () => {
  it("approve exactly one plan: not one person twice, not another hash, not who may not, not the command line", async () => {
    const { id, hash } = await proposed(world, maker);
    await expect(approveErasure(maker, id, { hash })).rejects.toMatchObject({ code: "forbidden" });
    await expect(approveErasure(operator, id, { hash })).rejects.toMatchObject({ code: "forbidden" });
    await expect(approveErasure(first, id, { hash: "00".repeat(32) })).rejects.toMatchObject({
      code: "conflict",
    });
    await approveErasure(first, id, { hash });
    await expect(approveErasure(first, id, { hash })).rejects.toMatchObject({ code: "conflict" });
    await drain();
    expect(await count("select count(*) from people where id = 1")).toBe(1);
    const won = await Promise.allSettled([
      approveErasure(second, id, { hash }),
      approveErasure(second, id, { hash }),
    ]);
    expect(won.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });

  it("are asked for by the database as well, whatever the code does", async () => {
    const { id } = await proposed(world, maker);
    const name = `staff/${first.staffId}`;
    const refused = (set: string) =>
      expect(world.query(`update erasure set ${set} where id = $1`, [id])).rejects.toThrow();
    await refused(`first_by = '${name}', second_by = '${name}'`);
    await refused(`second_by = '${name}'`);
    await refused("state = 'approved'");
    await refused("state = 'acting', started_at = now()");
    await refused(`first_by = 'operator', second_by = '${name}'`);
    await refused("hash = sha256('other')");
    await refused("totals = null");
    await expect(
      world.query("update erasure_system set steps = '[]' where erasure_id = $1", [id]),
    ).rejects.toThrow();
    await expect(
      world.query("update erasure_system set state = 'settled', outcome = 'erased' where erasure_id = $1", [
        id,
      ]),
    ).rejects.toThrow();
    await expect(world.query("delete from erasure_system where erasure_id = $1", [id])).rejects.toThrow();
  });

  it("count only while they may approve: one who was disabled in between stops it before it begins", async () => {
    const { id, hash, reference } = await proposed(world, maker);
    const third = await world.staff("Tom", "approver");
    await approvedBy(id, hash, first, third);
    await world.query("update staff set disabled = true where id = $1", [third.staffId]);
    await drain();
    expect(await view(reference)).toMatchObject({ state: "stopped", stoppedWhy: "approver_revoked" });
    await expect(resumeErasure(first, id)).rejects.toMatchObject({ code: "conflict" });
    expect(await count("select count(*) from addresses where person_id = 1")).toBe(300);
  });

  it("type the number of records where it is far more than usual", async () => {
    await world.refill(10_500);
    const { id, hash } = await proposed(world, maker);
    await expect(approveErasure(first, id, { hash })).rejects.toMatchObject({ code: "conflict" });
    await approveErasure(first, id, { hash, typed: 10_503 });
    await dropErasure(maker, id);
  });
});
