import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wireTo } from "#connectors/conformance/proxy.ts";
import { drain, failureOfWork, located, readAll } from "#connectors/conformance/reading.ts";
import { described, fieldsOf } from "#connectors/conformance/world.ts";
import type { Session } from "#connectors/contract.ts";
import { connectorOf } from "#connectors/registry.ts";
import { type MariadbDatabase, mariadbDatabase } from "#workshop/mariadb/database.ts";
import { findMariadb, noMariadb } from "#workshop/mariadb/find.ts";
import { type LaunchedMariadb, launchMariadb } from "#workshop/mariadb/launch.ts";

const collections = [
  described({
    name: "people",
    key: ["id"],
    subject_key: "id",
    match: { email: "email" },
    fields: fieldsOf("id", "email"),
  }),
  described({
    name: "notes",
    key: ["no"],
    belongs: [{ to: "people", on: { person: "id" } }],
    fields: fieldsOf("no", "text"),
  }),
];
const ada = { kind: "email", value: "ada@example.com" };
const many = { kind: "email", value: "many@example.com" };

/** A certificate of a name, signed by itself. */
function certificate(folder: string, name: string): { cert: string; key: string } {
  const [cert, key] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
  const subject = ["-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`];
  execFileSync(
    "openssl",
    ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-out", cert, "-keyout", key, ...subject],
    { stdio: "pipe" },
  );
  return { cert, key };
}

const faults = () => {
  const folder = mkdtempSync(join(tmpdir(), "habeas-tls-"));
  let server: LaunchedMariadb;
  let database: MariadbDatabase;
  let cert = "";
  const openWith = async (settings: object, signal = new AbortController().signal): Promise<Session> => {
    const connector = await connectorOf("mariadb");
    return connector.open({
      settings: connector.settings.parse({ url: database.url(), ...settings }),
      collections,
      signal,
      internalHosts: [],
    });
  };
  beforeAll(async () => {
    const made = certificate(folder, "localhost");
    cert = made.cert;
    server = await launchMariadb({
      "ssl-cert": made.cert,
      "ssl-key": made.key,
      "max-allowed-packet": "256M",
    });
    database = await mariadbDatabase(server, [
      "create table people (id int primary key, email varchar(90), key (email))",
      "create table notes (no bigint auto_increment primary key, person int, text longtext, foreign key (person) references people (id) on delete cascade) comment 'what they wrote'",
      "create view short as select no, left(text, 9) as begins from notes",
      "insert into people values (1, 'ada@example.com'), (2, 'many@example.com')",
      "insert into notes (person, text) values (1, 'first')",
      "insert into notes (person, text) select 2, concat('line ', seq, repeat(' x', 100)) from seq_1_to_100000",
    ]);
  });
  afterAll(async () => {
    await database?.drop();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test("encryption is verified: who signed it, for which name, and that it is there at all", async () => {
    const trusted = await openWith({
      url: database.url({ host: "localhost" }),
      tls: "verify_full",
      ca: readFileSync(cert, "utf8"),
    });
    expect((await located(trusted, ada)).keys).toHaveLength(1);
    await trusted.close();
    const other = certificate(folder, "other.example.com");
    const elsewhere = await launchMariadb({ "ssl-cert": other.cert, "ssl-key": other.key });
    const named = new URL(elsewhere.url("mysql"));
    named.hostname = "localhost";
    const wrong = [
      { url: database.url({ host: "localhost" }), tls: "verify_full" },
      { url: named.toString(), tls: "verify_full", ca: readFileSync(other.cert, "utf8") },
      { tls: "verify_full", ca: readFileSync(cert, "utf8") },
    ];
    const said = [];
    for (const settings of wrong) {
      const session = await openWith(settings);
      said.push(await failureOfWork(() => session.locate([ada])));
      await session.close();
    }
    await elsewhere.stop();
    const untrusted = "The database did not offer an encrypted connection that can be trusted.";
    expect(said.map((one) => one.code)).toEqual(["misconfigured", "misconfigured", "misconfigured"]);
    expect(said.map((one) => one.message)).toEqual([
      untrusted,
      untrusted,
      expect.stringContaining("needs the name"),
    ]);
    const bare = await launchMariadb({ "skip-ssl": "1" });
    const url = bare.url("mysql");
    const session = await openWith({ url, tls: "verify_full" });
    expect((await failureOfWork(() => session.locate([ada]))).code).toBe("misconfigured");
    await session.close();
    await bare.stop();
  });

  test("a row of 50 MB passes, whole", async () => {
    const { owner } = database;
    await owner.query("insert into people values (3, 'huge@example.com')");
    await owner.query(
      "insert into notes (person, text) select 3, concat(repeat('0123456789abcde\\n', 3276800), 'end')",
    );
    const session = await openWith({});
    const { keys } = await located(session, { kind: "email", value: "huge@example.com" });
    const { rows } = await readAll(session, keys);
    const text = rows.find((row) => row.collection === "notes")?.record.text as string;
    expect([text.length, text.slice(-5)]).toEqual([16 * 3_276_800 + 3, "e\nend".slice(-5)]);
    await session.close();
    await owner.query("delete from people where id = 3");
  });

  test("a connection that hangs ends with the time that was given", async () => {
    const wire = await wireTo("127.0.0.1", server.port);
    const release = await wire.stall();
    const session = await openWith({ url: database.url({ port: wire.port }), connect_seconds: 0.3 });
    const began = performance.now();
    expect((await failureOfWork(() => session.locate([ada]))).code).toBe("timeout");
    expect(performance.now() - began).toBeLessThan(3000);
    await session.close();
    await release();
    await wire.close();
  });

  test("a table that stays locked, and a statement that takes too long, end with a sentence", async () => {
    const { owner } = database;
    await owner.query("lock tables notes write");
    const session = await openWith({ statement_seconds: 1, collect_seconds: 1 });
    const { keys } = await located(session, ada);
    expect((await failureOfWork(() => drain(session, keys))).code).toBe("timeout");
    await owner.query("unlock tables");
    await session.close();
  });

  test("a column that goes while its rows are read never gives a short answer", async () => {
    const { owner } = database;
    const session = await openWith({});
    const { keys } = await located(session, many);
    let lines = 0;
    let dropping: Promise<unknown> | undefined;
    const outcome = await (async () => {
      for await (const part of session.collect(keys)) {
        if (part.kind === "file") continue;
        dropping ??= owner.query("alter table notes drop column text");
        dropping.catch(() => {});
        if (part.collection === "people") await sleep(300);
        for await (const chunk of part.lines) for (const byte of chunk) if (byte === 10) lines += 1;
      }
      return "whole";
    })().catch((error: { code: string }) => error.code);
    await session.close();
    await dropping;
    await owner.query("alter table notes add column text longtext");
    expect(outcome === "schema_changed" || (outcome === "whole" && lines === 100_001)).toBe(true);
  });

  test("an abort ends the work on the server too", async () => {
    const { owner } = database;
    const abort = new AbortController();
    const session = await openWith({}, abort.signal);
    const { keys } = await located(session, many);
    const failure = await failureOfWork(async () => {
      for await (const part of session.collect(keys)) {
        if (part.kind === "file") continue;
        for await (const _ of part.lines) if (part.collection === "notes") abort.abort();
      }
    });
    expect(failure.code).toBe("timeout");
    await session.close();
    const left = async () => {
      const [rows] = await owner.query(
        `select id from information_schema.processlist where user = '${database.reader.name}'`,
      );
      return (rows as unknown[]).length;
    };
    let still = await left();
    for (let round = 0; round < 100 && still > 0; round += 1) {
      await sleep(20);
      still = await left();
    }
    expect(still).toBe(0);
  });

  test("what the live database has is told: tables, views, keys, references, estimates, samples", async () => {
    const session = await openWith({});
    const found = await session.inspect();
    expect(found.map((one) => [one.name, one.kind, one.keys])).toEqual([
      ["notes", "table", [["no"]]],
      ["people", "table", [["id"]]],
      ["short", "view", []],
    ]);
    const [notes] = found;
    expect(notes?.columns[0]).toEqual({ name: "no", type: "bigint(20)", nullable: false });
    expect(notes?.references).toEqual([
      { columns: ["person"], to: "people", toColumns: ["id"], onDelete: "cascade" },
    ]);
    expect(notes?.rows).toBeGreaterThan(10_000);
    expect(await session.sample?.("people", ["email", "id"], 1)).toEqual([["ada@example.com", "1"]]);
    const failure = await failureOfWork(async () => session.sample?.("people", ["nothing"], 1));
    expect(failure.code).toBe("schema_changed");
    await session.close();
  });
};

if (findMariadb()) describe("MariaDB in trouble", faults);
else test("MariaDB in trouble", (t) => t.skip(noMariadb));
