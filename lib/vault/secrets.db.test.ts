import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { releaseRequest } from "#lib/bundle/release.ts";
import { answerHumanTask } from "#lib/fanout/answer-human-task.ts";
import { decideShared } from "#lib/fanout/decide-shared.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { recordAct } from "#lib/fanout/record-act.ts";
import { cancelRequest } from "#lib/request/cancel.ts";
import { answerStep, startDraft } from "#lib/request/draft.ts";
import { mailMyReferences } from "#lib/request/find.ts";
import { tryCode } from "#lib/request/prove.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { family } from "#lib/worker/fixture/systems.ts";
import * as way from "#lib/worker/fixture/ways.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["shop", "newsletter", "loyalty"], { HABEAS_RETRY_CEILING_SECONDS: "60" });
});
afterAll(() => house.close());

/** Everything that is anybody's: typed, found, answered or noted. */
const canaries = [
  "Zebulon",
  "Quistgaard",
  "zebulon.q@example.com",
  "zebulon.two@example.com",
  "+353 86 5550142",
  "tortoiseshell",
  "C-7777",
  "canary-zebulon",
  "walrus-note",
];
const who = {
  name: "Zebulon Quistgaard",
  email: "zebulon.q@example.com",
  otherEmails: "zebulon.two@example.com",
  phone: "+353 86 5550142",
  details: "my tortoiseshell glasses",
};

/** Every row of every table of the database, as text; bytes as hex. */
async function everything(): Promise<string> {
  const tables = await house.query<{ schema: string; name: string }>(
    "select table_schema as schema, table_name as name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'",
  );
  expect(tables.map((table) => table.name)).toEqual(
    expect.arrayContaining(["request", "audit_event", "notice", "draft", "job"]),
  );
  const texts: string[] = [];
  for (const { schema, name } of tables) {
    const rows = await house.query<{ text: string }>(`select t::text as text from "${schema}"."${name}" t`);
    texts.push(...rows.map((row) => `${name}: ${row.text}`));
  }
  return texts.join("\n");
}

/** The ways in which a value could lie in the open: as it is, in other cases, in hex, in base64 at any offset. */
function formsOf(value: string): string[] {
  const inner = [0, 1, 2].map((shift) => {
    const text = Buffer.from("x".repeat(shift) + value).toString("base64");
    return text.slice(Math.ceil((shift * 4) / 3), Math.floor(((shift + value.length) * 4) / 3) - 1);
  });
  return [
    value,
    value.toLowerCase(),
    Buffer.from(value).toString("hex"),
    ...inner.filter((form) => form.length > 6),
  ];
}

async function fullLife(): Promise<void> {
  const shop = new Client({ connectionString: house.shopUrl });
  await shop.connect();
  await shop.query(
    "insert into customers values (9, 'C-7777', 'Zebulon Quistgaard', 'zebulon.q@example.com', 'ck-zeb', 'x')",
  );
  await shop.query("insert into orders values (900, 9, 'canary-zebulon')");
  await shop.end();
  const visitor = way.newVisitor();
  await startDraft(visitor, "access");
  await answerStep(visitor, "you", {
    name: who.name,
    email: who.email,
    otherEmails: who.otherEmails,
    phone: who.phone,
  });
  const waiting = await way.file(who);
  await tryCode(waiting.visitor, waiting.reference, "12345678");
  const one = await way.fileAndProve(who);
  await drain();
  await answerHumanTask(await way.ownerToken(one.requestId), {
    kind: "file",
    bytes: way.upload("card_no,what", "C-7777,canary-zebulon"),
  });
  const { version } = await readRequestFile(way.operator, one.reference);
  await releaseRequest(way.operator, one.reference, { version, partly: false });
  await drain();
  expect(JSON.stringify(way.recordsOf(await way.openedBundle(one.person, one.reference, 1)))).toContain(
    "canary-zebulon",
  );
  const shared = await way.fileAndProve({ ...who, email: family.email });
  await drain();
  const [question] = (await readRequestFile(way.operator, shared.reference)).sharedIdentifiers;
  await decideShared(way.operator, {
    sharedId: question?.id ?? "",
    keys: ["C-1003"],
    reason: "walrus-note one",
  });
  await drain();
  await answerHumanTask(await way.ownerToken(shared.requestId), {
    kind: "not_mine",
    note: "walrus-note two",
  });
  const act = await way.fileAndProve({ ...who, right: "erasure" });
  const [first] = (await readRequestFile(way.operator, act.reference)).humanTasks;
  await recordAct(way.operator, first?.id ?? "", { outcome: "done", note: "walrus-note three" });
  await cancelRequest(act.person, act.reference);
  await mailMyReferences(visitor, who.email);
  await drain();
}

describe("what is personal", () => {
  beforeAll(fullLife, 60_000);

  it("lies in the open in no row of any table, the queue's included", async () => {
    const dump = (await everything()).toLowerCase();
    expect(dump.length).toBeGreaterThan(20_000);
    for (const canary of [...canaries, "okafor", family.email]) {
      for (const form of formsOf(canary)) {
        const at = dump.indexOf(form.toLowerCase());
        expect(at === -1 ? "" : dump.slice(Math.max(0, at - 80), at + 80)).toBe("");
      }
    }
  });

  it("lies in the open in no file of the store", () => {
    const root = join(house.folder, "store");
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      const path = join(file.parentPath, file.name);
      const bytes = readFileSync(path);
      for (const canary of canaries) {
        expect(path).not.toContain(canary);
        expect(bytes.includes(canary)).toBe(false);
      }
      // Sealed bytes do not repeat themselves: they do not compress.
      expect(file.name).toMatch(/^([0-9-]+|[0-9a-f]{64})\.sealed$/);
    }
  });

  it("opens in its own row only: a value moved to another request or another place is refused", async () => {
    const [one, other] = [
      await way.fileAndProve(who),
      await way.fileAndProve({ email: "noor.haddad@example.net" }),
    ];
    await house.query(
      "update request set sealed = (select sealed from request where id = $2) where id = $1",
      [one.requestId, other.requestId],
    );
    await expect(readRequestFile(way.operator, one.reference)).rejects.toThrow();
    await house.query(
      "update request_key set wrapped = (select wrapped from request_key where request_id = $2) where request_id = $1",
      [one.requestId, other.requestId],
    );
    await expect(readRequestFile(way.operator, one.reference)).rejects.toThrow();
    await house.query(
      "update request set sealed = (select sealed from identifier where request_id = $1 limit 1) where id = $1",
      [other.requestId],
    );
    await expect(readRequestFile(way.operator, other.reference)).rejects.toThrow();
  });

  it("is gone for good when its key is destroyed, in every place at once", async () => {
    const { person, reference, requestId } = await way.fileAndProve(who);
    await drain();
    await house.query("update request_key set wrapped = null, destroyed_at = now() where request_id = $1", [
      requestId,
    ]);
    // To the desk it is as unknown as what never was.
    await expect(readRequestFile(way.operator, reference)).rejects.toMatchObject({ code: "not_found" });
    await expect(cancelRequest(person, reference)).rejects.toMatchObject({ code: "gone" });
    await house.query("update notice set not_before = now() where request_id = $1", [requestId]);
    await drain();
    const mails = "select distinct state from notice where request_id = $1";
    expect(await house.query(mails, [requestId])).toEqual([{ state: "failed" }]);
  });

  it("of which a key does not fit is left for later, and the work of others goes on", async () => {
    const { requestId } = await way.fileAndProve(who);
    const other = await way.fileAndProve({ email: "noor.haddad@example.net" });
    await house.query(
      "update request_key set wrapped = (select wrapped from request_key where request_id = $2) where request_id = $1",
      [requestId, other.requestId],
    );
    await drain();
    const rows = await house.query<{ state: string; attempts: number }>(
      "select state, attempts from task where request_id = $1 and answered_by = 'machine'",
      [requestId],
    );
    for (const row of rows) {
      expect(row.state).toBe("ready");
      expect(row.attempts).toBeGreaterThan(0);
    }
    expect((await readRequestFile(way.operator, other.reference)).systems[0]?.state).toBe("found");
  });
});
