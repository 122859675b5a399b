import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshEmptyDatabase, type TestDatabase } from "#workshop/database.ts";
import { mariadbDatabase } from "#workshop/mariadb/database.ts";
import { findMariadb, noMariadb } from "#workshop/mariadb/find.ts";
import { type LaunchedMariadb, launchMariadb } from "#workshop/mariadb/launch.ts";
import { shop } from "../fixture/desk.ts";
import { readSystem } from "../reading/read-map.ts";
import type { System } from "../schema.ts";
import { openUnrecorded } from "../session.ts";
import { grantOf } from "./grant.ts";

const password = "a-long-random-password";
const filled = (text: string) => text.replaceAll("<'a long random password'>", `'${password}'`);

function systemOf(definition: Record<string, unknown>): System {
  const { system, findings } = readSystem(definition, "whole");
  if (!system) throw new Error(findings.map((one) => one.message).join());
  return system;
}

async function steps(system: System, url: string) {
  process.env.TEST_GRANT_URL = url;
  process.env.HABEAS_INTERNAL_HOSTS = new URL(url).host;
  const session = await openUnrecorded(system, AbortSignal.timeout(20_000));
  try {
    return (await session.check()).map((step) => `${step.name} ${step.ok ? "ok" : step.note}`);
  } finally {
    await session.close();
  }
}

const allWell = ["network ok", "sign_in ok", "read ok", "least_privilege ok"];

describe("the account that the script makes", () => {
  const id = "granted";
  const system = systemOf(shop(id, { settings: { url: "env:TEST_GRANT_URL" } }));
  let database: TestDatabase;

  beforeAll(async () => {
    database = await freshEmptyDatabase();
  });
  afterAll(() => database.drop());

  it("reads in Postgres what the map declares, and nothing else", async () => {
    const owner = new Client({ connectionString: database.url });
    await owner.connect();
    await owner.query(`
      create table customers (id int primary key, number text, name text, email text, cookie text, secret text);
      create table orders (id int primary key, customer_id int, note text);
      create table salaries (id int, amount int);
      revoke all on schema public from public;`);
    const { kind, text } = grantOf(system);
    expect(kind).toBe("sql");
    // As it stands it makes no account: nobody has one with a password that is printed in a manual.
    await expect(owner.query(text)).rejects.toThrow(/syntax error/);
    try {
      await owner.query(filled(text));
      const url = new URL(database.url);
      url.username = `habeas_${id}`;
      url.password = password;
      expect(await steps(system, url.toString())).toEqual(allWell);
      const account = new Client({ connectionString: url.toString() });
      await account.connect();
      await account.query("select id, number, name, email, cookie from customers");
      for (const statement of [
        "select secret from customers",
        "select * from salaries",
        "delete from orders",
        "create table mine (id int)",
      ]) {
        await expect(account.query(statement), statement).rejects.toThrow();
      }
      await account.end();
    } finally {
      await owner.query(`drop owned by "habeas_${id}"; drop role "habeas_${id}"`);
      await owner.end();
    }
  });

  it("reads in MariaDB what the map declares, and nothing else", async (context) => {
    if (!findMariadb()) return context.skip(noMariadb);
    const server: LaunchedMariadb = await launchMariadb();
    try {
      const one = await mariadbDatabase(server, [
        "create table customers (id int primary key, number varchar(20), name text, email varchar(200), cookie text, secret text)",
        "create table orders (id int primary key, customer_id int, note text)",
        "create table salaries (id int, amount int)",
      ]);
      const { text } = grantOf({ ...system, connector: "mariadb" });
      const ready = filled(text)
        .replace("<database>", one.name)
        .replaceAll("<host that Habeas connects from>", "%")
        // The server of the test speaks no TLS.
        .replace(" require ssl", "");
      await one.owner.query(ready);
      const url = one.url();
      const account = new URL(url);
      account.username = `habeas_${id}`;
      account.password = password;
      expect(await steps({ ...system, connector: "mariadb" }, account.toString())).toEqual(allWell);
      await one.drop();
    } finally {
      await server.stop();
    }
  });
});

describe("other kinds are told in words", () => {
  it.each(["sqlite", "files", "http", "ldap", "webhook", "human"])("%s", (connector) => {
    const system = systemOf(shop("spoken"));
    const grant = grantOf({ ...system, connector });
    expect(grant.kind).toBe("words");
    expect(grant.text).toMatch(/[.]$/);
  });
});
