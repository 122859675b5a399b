import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { database, inTransaction } from "#lib/db/database.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { audit } from "../append.ts";
import { verifyAudit } from "../verify.ts";
import { logKeys, makeCheckpoint, readCheckpoint } from "./checkpoint.ts";
import { type EventRow, entryOf, eventColumns } from "./entry.ts";
import { consistencyPath, inclusionPath, rootAt, sizeOfLog } from "./nodes.ts";
import { sequenceEvents } from "./sequence.ts";
import { logState } from "./state.ts";
import { leafHash, nodeHash, rootOf } from "./tree.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

const append = (chain: string, role = "x") =>
  inTransaction((tx) => audit(tx, chain, way.operator, { kind: "staff_signed_in", role }));

type Leaf = EventRow & { index: string; leaf: Buffer };

/** Every leaf with its event, in the order of the log. */
async function leaves(): Promise<Leaf[]> {
  const { rows } = await database().execute<Leaf>(
    sql`select l.index::text as index, l.leaf, ${eventColumns} from audit_leaf l
          join audit_event e on e.chain = l.chain and e.position = l.position order by l.index`,
  );
  return rows;
}

/** That every event has one leaf, in the order of its chain, over the right bytes, under the right root. */
async function isWhole(): Promise<number> {
  const all = await leaves();
  const [counted] = await house.query<{ n: string }>("select count(*)::text as n from audit_event");
  expect(all).toHaveLength(Number(counted?.n));
  expect(all.map(({ index }) => Number(index))).toEqual(all.map((_, n) => n));
  const ends = new Map<string, number>();
  for (const row of all) {
    expect(Number(row.position)).toBe((ends.get(row.chain) ?? 0) + 1);
    ends.set(row.chain, Number(row.position));
    expect(row.leaf.equals(leafHash(entryOf(row)))).toBe(true);
  }
  const hash = (from: number, to: number): Buffer => {
    const only = all[from];
    if (to - from === 1 && only) return only.leaf;
    const middle = from + 2 ** Math.floor(Math.log2(to - from - 1));
    return nodeHash(hash(from, middle), hash(middle, to));
  };
  const whole = all.length === 0 ? rootOf(0, () => expect.fail()) : hash(0, all.length);
  expect((await rootAt(database(), all.length)).equals(whole)).toBe(true);
  return all.length;
}

describe("the log over all chains (I7, TM-40)", () => {
  it("gives each event one place, with four writers and two who give places at once", async () => {
    const chains = Array.from({ length: 6 }, () => randomUUID());
    let writing = 4;
    const writer = async (n: number) => {
      for (let i = 0; i < 40; i++) await append(chains[(n + i) % chains.length] ?? "", `${n} ${i}`);
      writing--;
    };
    const sequencer = async () => {
      while (writing > 0) await sequenceEvents();
    };
    await Promise.all([0, 1, 2, 3].map(writer).concat(sequencer(), sequencer()));
    await sequenceEvents(true);
    expect(await isWhole()).toBeGreaterThanOrEqual(160);
    expect(await logState()).toMatchObject({ pending: 0, sequenced: await sizeNow() });
  });

  it("misses no event of a transaction that was open for longer than the look goes back", async () => {
    const late = new Client({ connectionString: house.url });
    await late.connect();
    await late.query("begin");
    await late.query(`select audit_append($1, 'closed', 'operator', '{}')`, [randomUUID()]);
    await append(randomUUID());
    await sequenceEvents(true);
    // As if that had been hours ago: what is looked at begins behind the event that is not committed yet.
    await house.query("update audit_keeper set sequenced_until = clock_timestamp(), compared_at = now()");
    await late.query("commit");
    await late.end();
    await append(randomUUID());
    expect(await sequenceEvents(true)).toBe(1);
    await house.query("update audit_keeper set compared_at = now() - interval '1 hour'");
    expect(await sequenceEvents(true)).toBe(1);
    await isWhole();
  });

  it("goes on after a crash between its steps as if nothing had been", async () => {
    await append(randomUUID());
    const before = await sizeNow();
    // Dies before its commit: neither leaf nor subtree nor mark of it stays.
    await house.query(`create function die() returns trigger language plpgsql as $$ begin
        if new.level = 1 then raise exception 'gone'; end if; return new; end $$`);
    await house.query("create trigger die before insert on audit_node for each row execute function die()");
    await append(randomUUID());
    await expect(sequenceEvents(true)).rejects.toThrow();
    expect(await sizeNow()).toBe(before);
    await house.query("drop trigger die on audit_node");
    await sequenceEvents(true);
    await isWhole();
    // Dies between the leaves and the checkpoint: the next one signs what is there.
    const checkpoint = await makeCheckpoint();
    expect(checkpoint?.size).toBe(await sizeNow());
    expect((await makeCheckpoint())?.at).toEqual(checkpoint?.at);
  });

  it("proves every leaf and every earlier size by what is stored", async () => {
    const size = await sizeNow();
    const all = await leaves();
    const root = await rootAt(database(), size);
    for (const index of [0, 1, size >> 1, size - 1]) {
      const path = await inclusionPath(database(), index, size);
      expect(climbed(all[index]?.leaf ?? Buffer.alloc(0), index, size, path).equals(root)).toBe(true);
    }
    for (const before of [1, 7, size - 1])
      expect((await consistencyPath(database(), before, size)).length).toBeGreaterThan(0);
  });

  it("is only added to: the database refuses to change or take away leaves, subtrees and checkpoints", async () => {
    for (const table of ["audit_leaf", "audit_node", "audit_checkpoint", "audit_event"]) {
      await expect(house.query(`delete from ${table}`)).rejects.toThrow(/append-only|permission/);
      await expect(house.query(`truncate ${table} cascade`)).rejects.toThrow(/append-only|permission/);
    }
    await expect(house.query("update audit_leaf set leaf = sha256('x')")).rejects.toThrow("append-only");
  });

  it("signs as C2SP wants it, and believes no other key and no changed text (FI-35)", async () => {
    const checkpoint = await makeCheckpoint();
    const note = checkpoint?.note ?? "";
    expect(note).toMatch(
      /^localhost:4000\/log\n\d+\n[A-Za-z0-9+/]{43}=\n\n— localhost:4000\/log [A-Za-z0-9+/=]{92}\n$/,
    );
    expect(readCheckpoint(note)).toMatchObject({ size: checkpoint?.size, restored: null });
    expect(readCheckpoint(note.replace(/\n\d+\n/, "\n9999\n"))).toBeNull();
    expect(readCheckpoint(note.replaceAll("localhost:4000", "localhost:4001"))).toBeNull();
    expect(logKeys()[0]).toMatch(/^localhost:4000\/log\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}$/);
  });
});

describe("a log that cannot be written (FI-34)", () => {
  it("lets no act happen, and nothing of it stays", async () => {
    await house.query(`create function full_disk() returns trigger language plpgsql as $$ begin
        raise exception 'no space' using errcode = 'disk_full'; end $$`);
    await house.query(
      "create trigger full_disk before insert on audit_event for each row execute function full_disk()",
    );
    const count = async () => (await house.query("select id from request")).length;
    const before = await count();
    await expect(way.file({ right: "opt_out" })).rejects.toThrow();
    expect(await count()).toBe(before);
    await house.query("drop trigger full_disk on audit_event");
    await way.file({ right: "opt_out" });
    expect(await count()).toBe(before + 1);
  });
});

describe("a forger who owns the database and makes a chain whole again (FI-35, TM-40)", () => {
  const forge = async (...statements: string[]) => {
    await house.query("set session_replication_role = replica");
    for (const one of statements) await house.query(one);
    await house.query("set session_replication_role = origin");
    return verifyAudit(database());
  };

  it("is found by the places of its events, by the checkpoint, and by events that are gone", async () => {
    const chain = randomUUID();
    for (const role of ["one", "two", "three"]) await append(chain, role);
    await sequenceEvents(true);
    await makeCheckpoint();
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
    const ofChain = `where chain = '${chain}'`;
    const again = (role: string) =>
      `select audit_append('${chain}', 'staff_signed_in', 'operator', '{"role":"${role}"}')`;
    const gone = [`delete from audit_event ${ofChain}`, `delete from audit_chain ${ofChain}`];

    const rewritten = await forge(...gone, again("one"), again("other"), again("three"));
    expect(rewritten).toMatchObject({
      chain,
      position: 1,
      fault: expect.stringContaining("another content"),
    });

    // The leaves as well: then the signed root is another.
    const rows = await database().execute<EventRow>(
      sql`select ${eventColumns} from audit_event e where chain = ${chain} order by e.position`,
    );
    const leaf = (row: EventRow) =>
      `update audit_leaf set leaf = '\\x${leafHash(entryOf(row)).toString("hex")}' ${ofChain} and position = ${row.position}`;
    const signed = await forge(...rows.rows.map(leaf));
    expect(signed).toMatchObject({ fault: expect.stringContaining("not those of the checkpoint") });

    // A whole chain, with its head.
    expect(await forge(...gone)).toMatchObject({ whole: false });
    const [size] = await house.query<{ size: string }>(
      "select max(size)::text as size from audit_checkpoint",
    );
    await forge(`delete from audit_leaf ${ofChain}`, `delete from audit_node where level >= 0`);
    expect(await verifyAudit(database())).toMatchObject({
      whole: false,
      fault: expect.stringContaining("gone"),
    });
    expect(Number(size?.size)).toBeGreaterThan(await sizeNow());
  });
});

async function sizeNow(): Promise<number> {
  return sizeOfLog(database());
}

/** The root that a path leads to, by the algorithm of RFC 9162, 2.1.3.2. */
function climbed(leaf: Buffer, index: number, size: number, path: readonly Buffer[]): Buffer {
  let [fn, sn, r] = [index, size - 1, leaf];
  for (const step of path) {
    if (fn % 2 === 1 || fn === sn) {
      r = nodeHash(step, r);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [fn >> 1, sn >> 1];
    } else r = nodeHash(r, step);
    [fn, sn] = [fn >> 1, sn >> 1];
  }
  return r;
}
