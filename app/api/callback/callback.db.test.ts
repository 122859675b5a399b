import { createHmac } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashOf } from "#lib/core/token.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { company } from "#lib/worker/fixture/systems.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { POST } from "./[token]/route.ts";

const secret = "the secret of the export system";
const token = "A".repeat(43);
const shared = {
  category: "identifiers",
  purpose: "To test",
  legal_basis: "consent",
  source: "Invented",
  retention: "None",
};
const system = {
  id: "exports",
  title: "Exports",
  connector: "http",
  owner: { name: "Ravi Menon", email: "ravi@example.com" },
  country: "IE",
  settings: { base_url: "https://exports.example.com", callback: { secrets: ["env:TEST_CALLBACK_SECRET"] } },
  collections: [
    {
      ...shared,
      name: "people",
      label: "People",
      subject_key: "id",
      match: { email: "email" },
      http: { path: "/people", query: { email: "{match}" }, items: "/items" },
      fields: { id: { label: "Id" }, email: { label: "E-mail" } },
    },
  ],
};

let house: House;
let taskId = "";
const folder = mkdtempSync(join(tmpdir(), "habeas-callback-"));

beforeAll(async () => {
  writeFileSync(join(folder, "map.yaml"), JSON.stringify({ company, systems: [system] }));
  house = await openHouse([], { HABEAS_MAP: join(folder, "map.yaml"), TEST_CALLBACK_SECRET: secret });
  const { requestId } = await way.fileAndProve();
  const [row] = await house.query<{ id: string }>("select id from task where request_id = $1", [requestId]);
  taskId = row?.id ?? "";
});
afterAll(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() =>
  house.query(
    `update task set state = 'ready', not_before = now() + interval '1 hour', called_back_at = null,
       callback_hash = $2 where id = $1`,
    [taskId, hashOf(token)],
  ),
);

type Change = { at?: number; body?: string; signed?: string; word?: string; token?: string };

function call({ at = Date.now() / 1000, body = "{}", signed = body, word = secret, ...more }: Change = {}) {
  const timestamp = String(Math.floor(at));
  const signature = createHmac("sha256", word).update(`msg_1.${timestamp}.${signed}`).digest("base64");
  const headers = {
    "webhook-id": "msg_1",
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,AAAA v1,${signature}`,
  };
  const request = new Request("http://localhost/", { method: "POST", headers, body });
  return POST(request, { params: Promise.resolve({ token: more.token ?? token }) });
}
async function isDue(): Promise<boolean> {
  const [row] = await house.query<{ due: boolean }>(
    "select not_before <= now() as due from task where id = $1",
    [taskId],
  );
  return row?.due ?? false;
}
async function shows(response: Response) {
  return { status: response.status, headers: [...response.headers], body: await response.text() };
}

describe("a call to a task's address", () => {
  it("makes the task due now and rings", async () => {
    await house.query("delete from pgboss.job");
    expect((await call()).status).toBe(202);
    expect(await isDue()).toBe(true);
    expect(await house.query("select data from pgboss.job where name = 'task.run'")).toEqual([
      { data: { v: 1, id: taskId } },
    ]);
  });

  it.each<[string, Change]>([
    ["is signed with another secret", { word: "the secret of somebody else" }],
    ["has a changed body", { body: '{"done": true}', signed: "{}" }],
    ["is five minutes old", { at: Date.now() / 1000 - 310 }],
    ["is of the future", { at: Date.now() / 1000 + 310 }],
    ["has a body larger than any call", { body: "x".repeat(70_000) }],
    ["names another task", { token: "B".repeat(43) }],
    ["names no task at all", { token: "../x" }],
  ])("changes nothing where it %s, and is answered alike", async (_name, change) => {
    const good = await shows(await call());
    await house.query("update task set not_before = now() + interval '1 hour', called_back_at = null");
    expect(await shows(await call(change))).toEqual(good);
    expect(await isDue()).toBe(false);
  });

  it("is heard once: the same again, and an older one, are not", async () => {
    const now = Date.now() / 1000;
    await call({ at: now - 10 });
    for (const at of [now - 10, now - 11]) {
      await house.query("update task set not_before = now() + interval '1 hour'");
      expect((await call({ at })).status).toBe(202);
      expect(await isDue()).toBe(false);
    }
    await call({ at: now });
    expect(await isDue()).toBe(true);
  });

  it("is heard for a system that was registered after this process had read the map", async () => {
    await house.query(
      "insert into system_version (system_id, number, definition, hash, author, reason) values ('later', 1, $1, '', 'test', 'test')",
      [JSON.stringify({ ...system, id: "later" })],
    );
    await house.query(
      "insert into system_state (system_id, version, state, reason, changed_by) values ('later', 1, 'enabled', '', 'test')",
    );
    const other = "C".repeat(43);
    // As if its plan had been made by another process: a plan that stands takes no further system.
    await house.query(
      `begin; set local session_replication_role = replica;
       insert into task (request_id, system_id, position, answered_by, state, not_before, callback_hash)
         select request_id, 'later', 99, 'machine', 'ready', now() + interval '1 hour', '\\x${hashOf(other).toString("hex")}'
           from task where id = '${taskId}';
       commit`,
    );
    expect((await call({ token: other })).status).toBe(202);
    expect(
      await house.query("select not_before <= now() as due from task where system_id = 'later'"),
    ).toEqual([{ due: true }]);
  });

  it("wakes no task that has ended", async () => {
    await house.query("update task set state = 'settled', outcome = 'nothing_held' where id = $1", [taskId]);
    expect((await call()).status).toBe(202);
    expect(await isDue()).toBe(false);
  });
});
