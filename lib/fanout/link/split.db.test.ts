import { DatabaseSync } from "node:sqlite";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { collectAgain } from "#lib/fanout/collect-again.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { mostIdentifiers } from "#lib/fanout/limits.ts";
import { retryNow } from "#lib/fanout/retry.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { decideLimit } from "./decide.ts";
import { splitIdentifier, splitKey } from "./split.ts";
import { undoDecision } from "./undo.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["shop", "newsletter", "visits"]);
});
afterAll(() => house.close());

const systemOf = async (reference: string, id: string) =>
  (await readRequestFile(way.operator, reference)).systems.find((one) => one.systemId === id);
const keysOf = (requestId: string, systemId: string) =>
  house.query<{ id: string; origin: string }>(
    "select k.id, k.origin from found_key k join task t on t.id = k.task_id where request_id = $1 and system_id = $2",
    [requestId, systemId],
  );
const decisionsOf = (requestId: string) =>
  house.query<{ id: string; verdict: string }>(
    "select id, verdict from link_decision where request_id = $1 and undone_at is null order by decided_at",
    [requestId],
  );
const originsOf = async (requestId: string, kind: string) =>
  (
    await house.query<{ origin: string }>(
      "select origin from identifier where request_id = $1 and kind = $2 order by id",
      [requestId, kind],
    )
  ).map((row) => row.origin);

async function mina() {
  const filed = await way.fileAndProve();
  await drain();
  return filed;
}

/** As if nothing had been decided in the requests before. */
const forgetDecisions = () => house.query("update link_decision set person_tokens = '{}'");

describe("a key that is taken off a person", () => {
  it("takes with it what came by it, stays off, is remembered, and comes back when that is undone", async () => {
    const { requestId, reference } = await mina();
    expect(await systemOf(reference, "shop")).toMatchObject({ state: "found", records: 301 });
    expect(await systemOf(reference, "visits")).toMatchObject({ state: "found", records: 2 });
    const [key] = await keysOf(requestId, "shop");
    await expect(splitKey(way.operator, key?.id ?? "", " ")).rejects.toMatchObject({ code: "invalid" });
    await splitKey(way.operator, key?.id ?? "", "That account is her daughter's.");
    await drain();
    expect(await systemOf(reference, "shop")).toMatchObject({ state: "nothing_held", records: 0 });
    // Only the shop's rows held the cookie.
    expect(await systemOf(reference, "visits")).toMatchObject({ state: "nothing_held", records: 0 });
    expect(await systemOf(reference, "newsletter")).toMatchObject({ state: "found", records: 1 });
    expect(await originsOf(requestId, "cookie")).toEqual(["tainted"]);
    expect((await readRequestFile(way.operator, reference)).status).toBe("reviewing");
    const later = await mina();
    expect(await systemOf(later.reference, "shop")).toMatchObject({ state: "nothing_held" });
    const [remembered] = await decisionsOf(later.requestId);
    expect(remembered?.verdict).toBe("split");
    await undoDecision(way.operator, remembered?.id ?? "", "It is hers after all.");
    await drain();
    expect(await systemOf(later.reference, "shop")).toMatchObject({ state: "found", records: 301 });
    expect(await systemOf(later.reference, "visits")).toMatchObject({ state: "found", records: 2 });
    expect(await systemOf((await mina()).reference, "shop")).toMatchObject({ state: "found" });
    // The first request stands as it was decided there.
    expect(await systemOf(reference, "shop")).toMatchObject({ state: "nothing_held" });
  });

  it("is not taken off by a person, nor by somebody without the right to", async () => {
    await forgetDecisions();
    const { requestId, person } = await mina();
    const [key] = await keysOf(requestId, "shop");
    await expect(splitKey(person, key?.id ?? "", "x")).rejects.toMatchObject({ code: "not_found" });
    const auditor = {
      ...atDesk,
      kind: "staff",
      staffId: "00000000-0000-4000-8000-000000000009",
      name: "A",
      initials: "A",
      role: "auditor",
    } as const;
    await expect(splitKey(auditor, key?.id ?? "", "x")).rejects.toMatchObject({ code: "forbidden" });
    expect(await keysOf(requestId, "shop")).toHaveLength(1);
  });
});

describe("an identifier that is taken off a person", () => {
  it("is walked no more, with all that came by it, and may come back", async () => {
    await forgetDecisions();
    const { requestId, reference } = await mina();
    const [cookie] = await house.query<{ id: string }>(
      "select id from identifier where request_id = $1 and kind = 'cookie'",
      [requestId],
    );
    await splitIdentifier(way.operator, reference, Number(cookie?.id), "A browser in a library.");
    await drain();
    expect(await originsOf(requestId, "cookie")).toEqual(["detached"]);
    expect(await systemOf(reference, "visits")).toMatchObject({ state: "nothing_held", records: 0 });
    expect(await systemOf(reference, "shop")).toMatchObject({ state: "found", records: 301 });
    const [decision] = await decisionsOf(requestId);
    await undoDecision(way.operator, decision?.id ?? "", "It is her own.");
    await drain();
    expect(await systemOf(reference, "visits")).toMatchObject({ state: "found", records: 2 });
  });

  it("is never the one that the person has proven", async () => {
    const { requestId, reference } = await mina();
    const [proven] = await house.query<{ id: string }>(
      "select id from identifier where request_id = $1 and origin = 'proven'",
      [requestId],
    );
    await expect(splitIdentifier(way.operator, reference, Number(proven?.id), "No.")).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await decisionsOf(requestId)).toEqual([]);
  });
});

describe("what a machine has answered", () => {
  it("is collected again when staff ask: the new answer stands in place of the old", async () => {
    const { requestId, reference } = await mina();
    const db = new DatabaseSync(process.env.TEST_NEWSLETTER_FILE ?? "");
    db.exec("update subscribers set topics = 'canary-mina mended' where id = 11");
    db.close();
    const taskId = (await systemOf(reference, "newsletter"))?.taskId ?? "";
    await collectAgain(way.operator, taskId);
    expect((await readRequestFile(way.operator, reference)).status).toBe("collecting");
    await drain();
    expect(await systemOf(reference, "newsletter")).toMatchObject({ state: "found", records: 1 });
    expect((await readRequestFile(way.operator, reference)).status).toBe("reviewing");
    const [stored] = await house.query<{ n: number }>(
      "select count(*)::int as n from finding f join task t on t.id = f.task_id where request_id = $1 and system_id = 'newsletter'",
      [requestId],
    );
    expect(stored?.n).toBe(1);
  });

  it("is not collected again while it is being asked, nor after the answer is out", async () => {
    const { reference, requestId } = await way.fileAndProve();
    const [row] = await house.query<{ id: string }>(
      "select id from task where request_id = $1 and system_id = 'shop'",
      [requestId],
    );
    await expect(collectAgain(way.operator, row?.id ?? "")).rejects.toMatchObject({ code: "conflict" });
    await drain();
    await house.query("update request set status = 'preparing' where reference = $1", [reference]);
    await expect(collectAgain(way.operator, row?.id ?? "")).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a system that knows too much of one person", () => {
  const crowd = mostIdentifiers.ofSystem + 1;
  const name = "mina.crowd@example.com";

  beforeAll(async () => {
    const shop = new Client({ connectionString: house.shopUrl });
    await shop.connect();
    await shop.query("alter table customers drop constraint if exists customers_number_key");
    await shop.query(
      `insert into customers select 1000 + n, 'C-9000', 'Mina', '${name}', 'ck-' || n, 'x' from generate_series(1, ${crowd}) n`,
    );
    await shop.end();
  });

  it.each([
    ["none", 0],
    ["all", crowd],
  ] as const)("stops and asks staff, who let %s be used", async (use, cookies) => {
    const { reference, requestId } = await way.fileAndProve({ email: name });
    await drain();
    const shop = await systemOf(reference, "shop");
    expect(shop).toMatchObject({ state: "needs_decision", records: 0 });
    expect(await originsOf(requestId, "cookie")).toEqual([]);
    await decideLimit(way.operator, { taskId: shop?.taskId ?? "", use, reason: "Looked at." });
    await drain();
    expect(await originsOf(requestId, "cookie")).toHaveLength(cookies);
    expect(await systemOf(reference, "shop")).toMatchObject({ state: "found", records: crowd });
    await expect(
      decideLimit(way.operator, { taskId: shop?.taskId ?? "", use, reason: "Twice." }),
    ).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("a task that ends our own process", () => {
  it("is left for staff after three times, is told, and goes on when they say so", async () => {
    const { reference, requestId } = await way.fileAndProve({ email: "noor.haddad@example.net" });
    await house.query(
      "update task set state = 'running', lost = 2, lease_until = now() - interval '1 second' where request_id = $1 and system_id = 'newsletter'",
      [requestId],
    );
    const { sweep } = await import("#lib/jobs/sweep.ts");
    await sweep();
    await drain();
    const stopped = await systemOf(reference, "newsletter");
    expect(stopped).toMatchObject({ state: "trouble", nextTryAt: null });
    expect(stopped?.cause).toContain("Our own process ended 3 times");
    // The others are not held up by it.
    expect(await systemOf(reference, "shop")).toMatchObject({ state: "found" });
    await retryNow(way.operator, stopped?.taskId ?? "");
    await drain();
    expect(await systemOf(reference, "newsletter")).toMatchObject({ state: "found" });
    expect((await readRequestFile(way.operator, reference)).status).toBe("reviewing");
  });
});
