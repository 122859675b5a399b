import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, chownSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { failureOfWork, located, openOn } from "#connectors/conformance/reading.ts";
import { mina, type Rig } from "#connectors/conformance/world.ts";
import type { Session } from "#connectors/contract.ts";
import { connectorOf } from "#connectors/registry.ts";
import { findBinaries } from "#workshop/postgres/choose.ts";
import { databaseWith, harnessOn, password, urlFor } from "./fixture/harness.ts";
import { launchedServer, noOlder, olderBinaries, type TestServer, usualServer } from "./fixture/server.ts";

const known = { kind: "email", value: mina.email };
const openWith = async (rig: Rig, settings: object = {}): Promise<Session> =>
  openOn(await connectorOf("postgres"), rig, { settings: { ...(rig.settings as object), ...settings } });

function faults(name: string, launch: () => Promise<TestServer>): void {
  describe(name, () => {
    let rig: Rig;
    const locating = async (settings: object) => {
      const session = await openWith(rig, settings);
      const failure = await failureOfWork(() => session.locate([known]));
      await session.close();
      for (const secret of [...rig.secrets, mina.email]) expect(failure.message).not.toContain(secret);
      return failure;
    };
    beforeAll(async () => {
      rig = await harnessOn(launch).start([mina]);
    });
    afterAll(async () => {
      await rig?.stop();
    });

    test("a wrong password, a wrong host, a database that is not there", async () => {
      expect((await locating(rig.troubles.wrongCredentials as object)).code).toBe("refused_credentials");
      const { url } = rig.settings as { url: string };
      const elsewhere = new URL(url);
      elsewhere.hostname = "database.invalid";
      expect((await locating({ url: elsewhere.toString(), tls: "off" })).code).toBe("unreachable");
      const other = new URL(url);
      other.pathname = "/no_such_database";
      expect((await locating({ url: other.toString() })).code).toBe("misconfigured");
    });

    test("a server without encryption is refused where encryption is asked for", async () => {
      const failure = await locating({ tls: "verify_full" });
      expect([failure.code, failure.message]).toEqual([
        "misconfigured",
        "The database did not offer an encrypted connection that can be trusted.",
      ]);
    });

    test("a connection that hangs is given up, in a search and in the middle of reading", async () => {
      const session = await openWith(rig, { statement_seconds: 0.2, collect_seconds: 0.2 });
      await rig.addNotes(mina, 100_000);
      const { keys } = await located(session, known);
      const right = await rig.troubles.stall?.();
      const began = performance.now();
      expect((await failureOfWork(() => session.locate([known]))).code).toBe("timeout");
      expect(performance.now() - began).toBeLessThan(5000);
      await right?.();
      const failure = await failureOfWork(async () => {
        for await (const part of session.collect(keys)) {
          if (part.kind !== "records") continue;
          for await (const _ of part.lines) await rig.troubles.stall?.();
        }
      });
      expect(failure.code).toBe("timeout");
      await session.close();
    });
  });

  test(`${name}: a row of 50 MB passes, and a column that goes in the middle of the work is a changed schema`, async () => {
    const server = await launch();
    const { database, owner, reader } = await databaseWith(
      server,
      `create table people (id text primary key, email text not null, phone text, name text);
       create table notes (no bigint generated always as identity, person text, text text);
       insert into people values ('p-1', '${mina.email}', null, null);
       insert into notes (person, text) values ('p-1', repeat('0123456789', 5 * 1024 * 1024))`,
    );
    await owner.query(`grant select on all tables in schema public to ${reader}`);
    const rig = await harnessOn(usualServer).start([]);
    const session = await openWith(rig, { url: urlFor(database, reader, password) });
    const { keys } = await located(session, known);
    let bytes = 0;
    const before = process.memoryUsage().rss;
    let peak = 0;
    for await (const part of session.collect(keys)) {
      if (part.kind !== "records") continue;
      for await (const chunk of part.lines) {
        bytes += chunk.length;
        peak = Math.max(peak, process.memoryUsage().rss - before);
      }
    }
    expect(bytes).toBeGreaterThan(50 * 1024 * 1024);
    // The protocol sends a row as one message, so one row must fit; its copies must not.
    expect(peak).toBeLessThan(200 * 1024 * 1024);
    const failure = await failureOfWork(async () => {
      for await (const part of session.collect(keys)) {
        if (part.kind === "records") for await (const _ of part.lines);
        await owner.query("alter table notes drop column if exists text");
      }
    });
    expect(failure.code).toBe("schema_changed");
    await session.close();
    await rig.stop();
    await owner.query(`drop owned by ${reader}; drop role ${reader}`);
    await owner.end();
    await database.drop();
    await server.stop();
  });
}

faults("faults on postgres", usualServer);
const older = olderBinaries();
if (older === null) test("faults on an older postgres", (t) => t.skip(noOlder));
else faults(`faults on postgres ${older.version}`, () => launchedServer(older));

const noOpenssl = "the openssl program is not installed on this machine";
const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

function encryption(): void {
  let server: Awaited<ReturnType<typeof launchedServer>>;
  let rig: Rig;
  let certificate: string;
  beforeAll(async () => {
    server = await launchedServer(findBinaries());
    const [key, crt] = [join(server.data, "own.key"), join(server.data, "own.crt")];
    execFileSync(
      "openssl",
      [
        ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"],
        ...["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", crt],
      ],
      { stdio: "pipe" },
    );
    // The server may run as another user than this test.
    const { uid, gid } = statSync(server.data);
    chownSync(key, uid, gid);
    chmodSync(key, 0o600);
    certificate = readFileSync(crt, "utf8");
    const owner = new pg.Client({ connectionString: server.url("postgres") });
    await owner.connect();
    await owner.query("alter system set ssl_cert_file = 'own.crt'");
    await owner.query("alter system set ssl_key_file = 'own.key'");
    await owner.query("alter system set ssl = on");
    await owner.query("select pg_reload_conf()");
    for (let ssl = "off"; ssl !== "on"; ) {
      await sleep(50);
      ssl = (await owner.query<{ ssl: string }>("show ssl")).rows[0]?.ssl ?? "off";
    }
    await owner.end();
    rig = await harnessOn(async () => server).start([mina]);
  });
  afterAll(async () => {
    await rig?.stop();
  });
  const locating = async (settings: object) => {
    const session = await openWith(rig, { tls: "verify_full", ...settings });
    return session.locate([known]).finally(() => session.close());
  };

  test("a certificate that nobody vouches for is refused", async () => {
    const failure = await failureOfWork(() => locating({}));
    expect(failure.code).toBe("misconfigured");
  });

  test("one that the settings vouch for is good for its own host, and for no other", async () => {
    const ca = certificate;
    expect(await locating({ ca })).toMatchObject({ keys: [{ key: mina.id }] });
    const url = new URL((rig.settings as { url: string }).url);
    url.hostname = "localhost";
    const failure = await failureOfWork(() => locating({ ca, url: url.toString() }));
    expect(failure.code).toBe("misconfigured");
  });
}

if (hasOpenssl) describe("encryption", encryption);
else test("encryption", (t) => t.skip(noOpenssl));
