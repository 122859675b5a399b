import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { database } from "#lib/db/database.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { cancelRequest } from "#lib/request/cancel.ts";
import { readLedger } from "#lib/vault/ledger.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { destroyEnded } from "./destroy.ts";
import { drain } from "./drain.ts";
import { type House, openHouse } from "./fixture/house.ts";
import * as way from "./fixture/ways.ts";
import { replayLedger } from "./restored.ts";

const ledger = join(tmpdir(), `habeas-ledger-${process.pid}`);
let house: House;
beforeAll(async () => {
  house = await openHouse(["shop", "newsletter"], { HABEAS_LEDGER: ledger });
});
afterAll(async () => {
  await house.close();
  rmSync(ledger, { force: true });
});

/** Every row of every table, as text: all that a backup of the database would hold. */
async function everything(): Promise<string> {
  const tables = await house.query<{ name: string }>(
    "select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'",
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await house.query<{ text: string }>(`select t::text as text from ${name} t`);
    texts.push(...rows.map((row) => row.text));
  }
  return texts.join("\n").toLowerCase();
}

/** The database as it stands, put aside; `restore` puts it back in its place. */
async function backup(): Promise<{ restore(): Promise<void> }> {
  const own = new URL(house.url);
  const name = own.pathname.slice(1);
  const copy = `${name}_backup`;
  const onServer = async (...statements: string[]) => {
    const client = new Client({ connectionString: new URL("/postgres", own).href });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  };
  await house.whileClosed(() => onServer(`create database ${copy} template ${name}`));
  return {
    restore: () =>
      house.whileClosed(() =>
        onServer(`drop database ${name} with (force)`, `alter database ${copy} rename to ${name}`),
      ),
  };
}

const wrappedOf = async (requestId: string) =>
  (
    await house.query<{ wrapped: Buffer | null }>("select wrapped from request_key where request_id = $1", [
      requestId,
    ])
  )[0]?.wrapped ?? null;

/** A request that was taken back so long ago that it is destroyed now. */
async function destroyed(one: {
  person: Parameters<typeof cancelRequest>[0];
  reference: string;
  requestId: string;
}) {
  await cancelRequest(one.person, one.reference);
  await house.query("update request set ended_at = now() - interval '61 days' where id = $1", [
    one.requestId,
  ]);
  expect(await destroyEnded()).toBe(1);
}

describe("a key that is destroyed on schedule", () => {
  it("leaves its hash in the log and its number in the ledger, and no other copy of it is in the database", async () => {
    const one = await way.fileAndProve({ name: "Ines Duarte", email: "ines.duarte@example.com" });
    await drain();
    const key = await keyOf(database(), one.requestId);
    const wrapped = (await wrappedOf(one.requestId)) ?? Buffer.alloc(0);
    expect(await everything()).toContain(wrapped.toString("hex"));
    await destroyed(one);
    await expect(keyOf(database(), one.requestId)).rejects.toMatchObject({ code: "gone" });
    await expect(readRequestFile(way.operator, one.reference)).rejects.toMatchObject({ code: "not_found" });
    const dump = await everything();
    for (const secret of [wrapped, key])
      for (const form of [secret.toString("hex"), secret.toString("base64"), secret.toString("base64url")])
        expect(dump).not.toContain(form.toLowerCase());
    const [event] = await house.query<{ data: { commitment: string; key: string } }>(
      "select data from audit_event where chain = $1 and kind = 'data_destroyed'",
      [one.requestId],
    );
    expect(event?.data.commitment).toBe(createHash("sha256").update(wrapped).digest("hex"));
    const [root] = await house.query<{ id: string }>("select id from vault_root");
    expect(event?.data.key).toBe(root?.id);
    expect(existsSync(join(house.folder, "store", "spool", one.requestId))).toBe(false);
    expect(readLedger(readFileSync(ledger, "utf8")).rows).toEqual([{ what: "request", id: one.requestId }]);
  });

  it("is not destroyed while the ledger cannot be written", async () => {
    const one = await way.fileAndProve({ email: "noor.haddad@example.net" });
    await cancelRequest(one.person, one.reference);
    await house.query("update request set ended_at = now() - interval '61 days' where id = $1", [
      one.requestId,
    ]);
    execFileSync("mv", [ledger, `${ledger}-aside`]);
    execFileSync("mkdir", [ledger]);
    await expect(destroyEnded()).rejects.toMatchObject({ code: "unavailable" });
    expect(await wrappedOf(one.requestId)).not.toBeNull();
    execFileSync("rmdir", [ledger]);
    execFileSync("mv", [`${ledger}-aside`, ledger]);
    expect(await destroyEnded()).toBe(1);
    expect(await wrappedOf(one.requestId)).toBeNull();
  });
});

describe("a backup that is put back (FI-39, TM-59)", () => {
  it("brings nothing back that was destroyed since, and the rest opens and is whole", async () => {
    const ended = await way.fileAndProve({ email: "ended@example.net" });
    const open = await way.fileAndProve({ email: "open@example.net" });
    const stays = await way.fileAndProve({ email: "stays@example.net" });
    await drain();
    await cancelRequest(ended.person, ended.reference);
    await house.query("update request set ended_at = now() - interval '61 days' where id = $1", [
      ended.requestId,
    ]);
    const { restore } = await backup();
    expect(await destroyEnded()).toBe(1);
    await destroyed(open);
    const younger = await way.fileAndProve({ email: "younger@example.net" });
    await destroyed(younger);

    await restore();
    expect(await wrappedOf(ended.requestId)).not.toBeNull();
    await readRequestFile(way.operator, open.reference);
    const { rows, unreadable } = readLedger(`${readFileSync(ledger, "utf8")}\n{"what":"request","id":"cut`);
    expect(unreadable).toBe(1);
    const first = await replayLedger(way.operator, rows);
    expect(first).toEqual({ destroyed: 2, already: 2, unknown: 1 });

    for (const one of [ended, open]) {
      await expect(keyOf(database(), one.requestId)).rejects.toMatchObject({ code: "gone" });
      await expect(readRequestFile(way.operator, one.reference)).rejects.toMatchObject({ code: "not_found" });
    }
    expect(
      await house.query("select status from request where id = any($1) group by 1", [
        [ended.requestId, open.requestId],
      ]),
    ).toEqual([{ status: "cancelled" }]);
    expect((await readRequestFile(way.operator, stays.reference)).reference).toBe(stays.reference);
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
    expect(await replayLedger(way.operator, rows)).toEqual({ destroyed: 0, already: 4, unknown: 1 });
    await expect(replayLedger(stays.person, rows)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("by pg_dump and pg_restore has the same", async (context) => {
    const [server] = await house.query<{ major: number }>(
      "select current_setting('server_version_num')::int / 10000 as major",
    );
    const tool = spawnSync("pg_dump", ["--version"], { encoding: "utf8" });
    const major = Number(/(\d+)[.]/.exec(tool.stdout ?? "")?.[1] ?? 0);
    if (major < (server?.major ?? 0))
      return context.skip(`pg_dump here is of version ${major}, the server of ${server?.major}`);
    const stays = await way.fileAndProve({ email: "kept@example.net" });
    await drain();
    const dump = join(house.folder, "habeas.dump");
    const wrapped = await wrappedOf(stays.requestId);
    await house.whileClosed(async () => {
      execFileSync("pg_dump", ["--format=custom", `--file=${dump}`, house.url], { stdio: "pipe" });
      const client = new Client({ connectionString: house.url });
      await client.connect();
      await client.query("drop schema public cascade; drop schema if exists pgboss cascade");
      await client.query("drop schema if exists drizzle cascade; create schema public");
      await client.end();
      execFileSync(
        "pg_restore",
        ["--clean", "--if-exists", "--exit-on-error", `--dbname=${house.url}`, dump],
        {
          stdio: "pipe",
        },
      );
    });
    expect((await wrappedOf(stays.requestId))?.equals(wrapped ?? Buffer.alloc(0))).toBe(true);
    expect((await readRequestFile(way.operator, stays.reference)).reference).toBe(stays.reference);
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
  });
});
