import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Staff } from "#lib/erasure/fixture/world.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { company } from "#lib/worker/fixture/systems.ts";
import { mariadbDatabase } from "#workshop/mariadb/database.ts";
import { findMariadb, noMariadb } from "#workshop/mariadb/find.ts";
import { type LaunchedMariadb, launchMariadb } from "#workshop/mariadb/launch.ts";
import { approvedBatch } from "./fixture/town.ts";
import { planBatch } from "./plan.ts";
import { readBatch } from "./read.ts";
import { batchReceipts, verifyBatchReceipt } from "./receipt-file.ts";

const about = {
  category: "identifiers",
  purpose: "To serve you",
  legal_basis: "contract",
  source: "You",
  retention: "Two years",
};
const fields = (...names: string[]) => Object.fromEntries(names.map((name) => [name, { label: name }]));

/** A club as a system of some kind: members, what they came to, and what they wrote. */
const club = (id: string, connector: string, settings: object) => ({
  id,
  title: id,
  connector,
  owner: { name: "Ravi Menon", email: "ravi@example.net" },
  country: "IE",
  settings,
  collections: [
    {
      ...about,
      name: "members",
      label: "Your membership",
      key: ["id"],
      subject_key: "id",
      match: { email: "email" },
      yields: { email: "email" },
      erasure: { act: "delete" },
      fields: fields("id", "email"),
    },
    {
      ...about,
      name: "evenings",
      label: "Your evenings",
      key: ["id"],
      belongs: [{ to: "members", on: { member: "id" } }],
      erasure: { act: "delete" },
      fields: fields("id", "member", "what"),
    },
    {
      ...about,
      name: "letters",
      label: "Your letters",
      key: ["id"],
      belongs: [{ to: "members", on: { member: "id" } }],
      erasure: { act: "anonymise", fields: { member: "null", signed: { constant: "removed" } } },
      fields: fields("id", "member", "signed"),
    },
  ],
});

const tables = [
  "create table members (id int primary key, email varchar(200))",
  "create table evenings (id int primary key, member int, what varchar(200))",
  "create table letters (id int primary key, member int, signed varchar(200))",
];
const people = 60;
/** Everybody has two evenings and a letter; two share an address. */
const rows = Array.from({ length: people }, (_, no) => [
  `insert into members values (${no}, 'm${no}@example.com')`,
  `insert into evenings values (${no * 2}, ${no}, 'chess'), (${no * 2 + 1}, ${no}, 'cards')`,
  `insert into letters values (${no}, ${no}, 'Member ${no}')`,
]).flat();
const shared = "insert into members values (900, 'two@example.com'), (901, 'two@example.com')";
const all = [...tables, ...rows, shared];

let house: House;
let server: LaunchedMariadb | undefined;
let maker: Staff;
let approvers: [Staff, Staff];
const looks: Record<string, (sql: string) => Promise<unknown[]>> = {};

beforeAll(async () => {
  house = await openHouse([]);
  const file = join(house.folder, "club-house.sqlite");
  const database = new DatabaseSync(file);
  for (const statement of all) database.exec(statement);
  looks.sqlite = async (sql) => database.prepare(sql).all();
  process.env.TEST_CLUB_HOUSE = file;
  const systems: object[] = [club("sqlite", "sqlite", { file: "env:TEST_CLUB_HOUSE" })];
  if (findMariadb()) {
    server = await launchMariadb();
    const grants = ["members", "evenings", "letters"].map((name) => `select, update, delete on ${name}`);
    const { owner, url } = await mariadbDatabase(server, tables, grants);
    for (const statement of [...rows, shared]) await owner.query(statement);
    looks.mariadb = async (sql) => ((await owner.query(sql)) as unknown[][])[0] ?? [];
    process.env.TEST_CLUB_URL = url();
    const { hostname, port } = new URL(url());
    process.env.HABEAS_INTERNAL_HOSTS = `${process.env.HABEAS_INTERNAL_HOSTS},${hostname}:${port}`;
    systems.push(club("mariadb", "mariadb", { url: "env:TEST_CLUB_URL", tls: "off" }));
  } else process.stdout.write(`SKIPPED for MariaDB: ${noMariadb}\n`);
  writeFileSync(join(house.folder, "map.yaml"), JSON.stringify({ company, systems }));
  const staff = async (name: string, role: Staff["role"]): Promise<Staff> => {
    const [row] = await house.query<{ id: string }>(
      "insert into staff (issuer, subject, name, email, role) values ('i', $1, $1, $2, $3) returning id",
      [name, `${name.toLowerCase()}@example.net`, role],
    );
    return { ...atDesk, kind: "staff", staffId: row?.id ?? "", name, initials: name.slice(0, 1), role };
  };
  maker = await staff("Walt", "analyst");
  approvers = [await staff("Ann", "approver"), await staff("Lea", "officer")];
}, 60_000);
afterAll(async () => {
  await house.close();
  await server?.stop();
});

it("a batch erases in SQLite and MariaDB as in Postgres, and nothing of anybody else", async () => {
  const names = Object.keys(looks);
  const others = async () =>
    JSON.stringify(
      await Promise.all(
        names.flatMap((name) =>
          ["members where id", "evenings where member", "letters where id"].map((of) =>
            looks[name]?.(`select * from ${of} >= 40 order by id`),
          ),
        ),
      ),
    );
  const before = await others();
  const emails = [
    ...Array.from({ length: 40 }, (_, no) => `M${no}@example.com`),
    "two@example.com",
    "none@example.com",
  ];
  const list = Readable.from([Buffer.from(`kind,value\n${emails.map((one) => `email,${one}\n`).join("")}`)]);
  const { id, number } = await planBatch(maker, { list, format: "csv", reason: "The club is closed." });
  await drain();
  const view = await readBatch(maker, number);
  expect(view).toMatchObject({ status: "proposed", people: 40, setAside: { shared: 1, unknown: 1 } });
  await approvedBatch({ id, hash: view?.hash ?? "", typed: view?.typedNumber ?? 0 }, ...approvers);
  await drain();
  const done = await readBatch(maker, number);
  expect(done?.systems.map((one) => [one.systemId, one.outcome, one.trouble])).toEqual(
    names.map((name) => [name, "erased", null]),
  );
  expect(done).toMatchObject({ status: "done" });
  expect(await others()).toBe(before);
  for (const name of names) {
    const left = await looks[name]?.(
      "select (select count(*) from members where id < 40) + (select count(*) from evenings where member < 40) + (select count(*) from letters where member < 40) as n",
    );
    expect(JSON.stringify(left)).toMatch(/^\[\{"n":"?0"?\}\]$/);
    expect(await looks[name]?.("select distinct signed from letters where id < 40")).toMatchObject([
      { signed: "removed" },
    ]);
  }
  for await (const { text } of batchReceipts(maker, id)) {
    expect(verifyBatchReceipt(text)).toMatchObject({ valid: true });
    const { records } = JSON.parse(JSON.parse(text).leaf);
    for (const name of names) expect(records[name]).toEqual({ delete: 3, anonymise: 1 });
  }
}, 60_000);
