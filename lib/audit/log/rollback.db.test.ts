import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { callSignedAt } from "#connectors/http/signed-message.ts";
import { inTransaction } from "#lib/db/database.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { startWorker } from "#lib/worker/worker.ts";
import { audit } from "../append.ts";
import { logName, readCheckpoint } from "./checkpoint.ts";
import { acceptRestore, keepCheckpoint, mustStand, RolledBack } from "./keeper.ts";
import { mustNotBeRolledBack, rolledBack } from "./stand.ts";
import { logState } from "./state.ts";

let house: House;
let file: string;
let folder: string;

beforeAll(async () => {
  const { mkdtempSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  folder = mkdtempSync(join(tmpdir(), "habeas-witness-"));
  file = join(folder, "log.txt");
  house = await openHouse(["newsletter"], { HABEAS_WITNESS: `file:${file}` });
});
afterAll(() => house.close());

const append = () =>
  inTransaction((tx) => audit(tx, null, way.operator, { kind: "staff_signed_in", role: "x" }));
const lines = () => readFileSync(file, "utf8").trimEnd().split("\n");
const sizes = () =>
  lines().flatMap((line) => (line.endsWith('"') ? (readCheckpoint(JSON.parse(line))?.size ?? []) : []));

const tables = [
  "audit_event",
  "audit_chain",
  "audit_leaf",
  "audit_node",
  "audit_checkpoint",
  "audit_witnessed",
];

/** Puts the log aside as a backup would have it, and puts that back: a database that is whole in itself, and old. */
const backup = async () => {
  for (const one of tables) await house.query(`create table if not exists old_${one} as table ${one}`);
};
const restore = async () => {
  await house.query("set session_replication_role = replica");
  for (const one of [...tables].reverse()) await house.query(`delete from ${one}`);
  for (const one of tables) await house.query(`insert into ${one} select * from old_${one}`);
  for (const one of tables) await house.query(`drop table old_${one}`);
  await house.query("set session_replication_role = origin");
  await house.query("update audit_keeper set sequenced_until = null, compared_at = null");
};

describe("a witness in a file", () => {
  it("gets each new checkpoint as a line, and is seen to agree", async () => {
    await append();
    const first = await keepCheckpoint();
    expect(lines()).toEqual([JSON.stringify(first?.note)]);
    expect((await keepCheckpoint())?.size).toBe(first?.size);
    expect(lines()).toHaveLength(1);
    await append();
    const second = await keepCheckpoint();
    expect(sizes()).toEqual([first?.size, second?.size]);
    expect((await logState()).witness).toMatchObject({ state: "agrees", trouble: null });
  });

  it("gets again what it has not taken, and whole what broke off", async () => {
    const kept = readFileSync(file);
    const last = lines().at(-1) ?? "";
    // Dies while it writes the line, before it has said so.
    writeFileSync(file, kept.subarray(0, kept.length - 30));
    await house.query("set session_replication_role = replica");
    await house.query("delete from audit_witnessed where size = (select max(size) from audit_witnessed)");
    await house.query("set session_replication_role = origin");
    await keepCheckpoint();
    expect(lines().at(-1)).toBe(last);
    await keepCheckpoint();
    expect((await logState()).witness).toMatchObject({ state: "agrees", trouble: null });
  });

  it.skipIf(process.platform !== "linux")(
    "whose disk is full takes nothing, and says so (FI-34)",
    async () => {
      const { fileWitness } = await import("./witness/file.ts");
      await expect(fileWitness("/dev/full").take("a note\n", 0, [])).rejects.toMatchObject({
        code: "ENOSPC",
      });
    },
  );

  it("that cannot be reached stops nothing, is said, and gets the newest once it is there", async () => {
    const { renameSync } = await import("node:fs");
    renameSync(folder, `${folder}-away`);
    await append();
    const checkpoint = await keepCheckpoint();
    expect((await logState()).witness).toMatchObject({ state: "silent", trouble: expect.any(String) });
    expect(await rolledBack()).toBe(false);
    renameSync(`${folder}-away`, folder);
    await keepCheckpoint();
    expect(sizes().at(-1)).toBe(checkpoint?.size);
    expect((await logState()).witness).toMatchObject({ state: "agrees", trouble: null });
  });
});

describe("a database that was put back (FI-09)", () => {
  it("is refused by workers, by the portal and by every intake, until somebody accepts it", async () => {
    await backup();
    for (let i = 0; i < 3; i++) {
      await append();
      await keepCheckpoint();
    }
    const seen = sizes().at(-1) ?? 0;
    await restore();
    await expect(mustStand()).rejects.toThrow(/older than its witness.*accept-restore/);
    await expect(startWorker()).rejects.toBeInstanceOf(RolledBack);
    await expect(keepCheckpoint()).rejects.toBeInstanceOf(RolledBack);
    expect((await logState()).witness).toMatchObject({
      state: "ahead",
      trouble: expect.stringContaining(String(seen)),
    });
    await expect.poll(rolledBack, { timeout: 8_000 }).toBe(true);
    await expect(mustNotBeRolledBack()).rejects.toMatchObject({ code: "unavailable" });
    await expect(way.file({ right: "opt_out" })).rejects.toMatchObject({ code: "unavailable" });
    // It is not enough that as many events come again.
    for (let i = 0; i < 4; i++) await append();
    const { sequenceEvents } = await import("./sequence.ts");
    await sequenceEvents(true);
    await expect(mustStand()).rejects.toThrow("another root");

    const { from, checkpoint } = await acceptRestore("the disk was lost");
    expect(from).toBe(seen);
    expect(readCheckpoint(checkpoint.note)?.restored?.size).toBe(seen);
    expect(checkpoint.note).toContain(`\nrestored ${seen} `);
    await mustStand();
    await expect.poll(rolledBack, { timeout: 8_000 }).toBe(false);
    await append();
    await keepCheckpoint();
    expect((await logState()).witness).toMatchObject({ state: "agrees", trouble: null });
    const [event] = await house.query<{ data: object }>(
      "select data from audit_event where kind = 'restore_accepted'",
    );
    expect(event?.data).toMatchObject({ size: seen, reason: "the disk was lost" });
    await expect(acceptRestore("once more")).rejects.toMatchObject({ code: "conflict" });
  }, 60_000);
});

describe("a witness that somebody changed (FI-35)", () => {
  let kept: Buffer;
  beforeEach(async () => {
    await append();
    await keepCheckpoint();
    await append();
    await keepCheckpoint();
    kept = readFileSync(file);
    expect((await mustStand()).trouble).toBeNull();
  });
  const trouble = async () => {
    const { trouble } = await mustStand();
    writeFileSync(file, kept);
    return trouble;
  };

  it("by cutting its end", async () => {
    writeFileSync(file, `${lines().slice(0, -2).join("\n")}\n`);
    expect(await trouble()).toContain("no longer has 2");
  });

  it("by taking a line out, or emptying it", async () => {
    writeFileSync(file, `${lines().toSpliced(-2, 1).join("\n")}\n`);
    expect(await trouble()).toContain("no longer has 1");
    writeFileSync(file, "");
    expect(await trouble()).toContain("no longer has");
  });

  it("by changing a line, or adding one that the house did not sign: forged checkpoints stop nothing", async () => {
    const changed = lines().map((line, n, all) =>
      n === all.length - 1 ? line.replace(/\\n\d+\\n/, "\\n99999\\n") : line,
    );
    writeFileSync(file, `${changed.join("\n")}\n`);
    expect(await trouble()).toContain("did not sign");
    const forged = `${logName()}\n99999\n${Buffer.alloc(32).toString("base64")}\n\n— ${logName()} ${Buffer.alloc(68).toString("base64")}\n`;
    appendFileSync(file, `${JSON.stringify(forged)}\n`);
    expect(await trouble()).toContain("did not sign");
  });

  it("by adding an old acceptance once more: it accepts nothing that came after it", async () => {
    const old = lines().find((line) => line.includes("\\nrestored "));
    expect(old).toBeDefined();
    await backup();
    await append();
    await keepCheckpoint();
    await restore();
    const newest = readFileSync(file);
    appendFileSync(file, `${old}\n`);
    await expect(mustStand()).rejects.toBeInstanceOf(RolledBack);
    writeFileSync(file, newest);
    await acceptRestore("a rehearsal");
    expect((await mustStand()).trouble).toBeNull();
  });

  it("and it can be accepted, which begins anew", async () => {
    writeFileSync(file, `${lines().at(-1)}\n`);
    expect((await mustStand()).trouble).toContain("no longer has");
    await acceptRestore("the share was moved");
    expect((await mustStand()).trouble).toBeNull();
  });
});

describe("a forger who owns the database (TM-40)", () => {
  it("and writes leaves and subtrees anew is found by what the witness has", async () => {
    await house.query("set session_replication_role = replica");
    const [leaf] = await house.query<{ leaf: Buffer }>("select leaf from audit_leaf where index = 1");
    await house.query("update audit_leaf set leaf = sha256('forged') where index = 1");
    // A tree that is whole again, over the forged leaf.
    const nodes = await house.query("select level, index::int as index, hash from audit_node");
    await house.query("delete from audit_node");
    const all = await house.query<{ leaf: Buffer }>("select leaf from audit_leaf order by index");
    const { grow } = await import("./tree.ts");
    const none = () => expect.fail();
    for (const { level, index, hash } of grow(
      0,
      none,
      all.map((one) => one.leaf),
    ))
      await house.query("insert into audit_node values ($1, $2, $3)", [level, index, hash]);
    await expect(mustStand()).rejects.toThrow("another root");
    await house.query("update audit_leaf set leaf = $1 where index = 1", [leaf?.leaf]);
    await house.query("delete from audit_node");
    await expect(mustStand()).rejects.toThrow(RolledBack);
    for (const { level, index, hash } of nodes as { level: number; index: number; hash: Buffer }[])
      await house.query("insert into audit_node values ($1, $2, $3)", [level, index, hash]);
    await house.query("set session_replication_role = origin");
    await mustStand();
  });
});

describe("a witness on the web", () => {
  it("is handed each checkpoint signed, with the proof that it goes on, and is asked what it has", async () => {
    const secret = "whsec_YSBzZWNyZXQgb2YgdGhlIHdpdG5lc3MsIGxvbmc=";
    const taken: { note: string; before: number; consistency: string[] }[] = [];
    let broken = false;
    const server: Server = createServer((call, answer) => {
      let body = "";
      call.on("data", (some) => {
        body += some;
      });
      call.on("end", () => {
        const headers = call.headers as Record<string, string>;
        const signed = callSignedAt([secret], { headers, body: Buffer.from(body) } as never);
        if (broken || !signed) return answer.writeHead(503).end();
        if (call.method === "POST") taken.push(JSON.parse(body).data);
        const newest = taken.at(-1);
        answer.end(call.method === "GET" && newest ? `${JSON.stringify(newest.note)}\n` : "");
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { webWitness } = await import("./witness/web.ts");
    process.env.HABEAS_INTERNAL_HOSTS = host;
    const witness = webWitness(`http://${host}/log`, [secret]);
    await witness.take("a\n", 3, [Buffer.from("ab", "hex")]);
    await witness.take("b\n", 4, []);
    expect(taken[0]).toEqual({ note: "a\n", before: 3, consistency: ["ab"] });
    expect(await witness.held()).toEqual({ lines: [JSON.stringify("b\n")], whole: false });
    await expect(
      webWitness(`http://${host}/log`, ["another secret of the witness"]).take("c", 0, []),
    ).rejects.toThrow();
    broken = true;
    await expect(witness.held()).rejects.toThrow();
    server.close();
  });
});
