import { afterAll, beforeAll, test } from "vitest";
import { conform } from "#connectors/conformance/kit.ts";
import { wireTo } from "#connectors/conformance/proxy.ts";
import {
  type Harness,
  notOfDatabases,
  type Person,
  type Rig,
  twoCollections,
} from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import { mariadbDatabase } from "#workshop/mariadb/database.ts";
import { findMariadb, noMariadb } from "#workshop/mariadb/find.ts";
import { type LaunchedMariadb, launchMariadb } from "#workshop/mariadb/launch.ts";

let server: LaunchedMariadb;
beforeAll(async () => {
  if (findMariadb()) server = await launchMariadb();
});
afterAll(async () => {
  await server?.stop();
});

async function start(people: readonly Person[]): Promise<Rig> {
  const database = await mariadbDatabase(
    server,
    [
      "create table people (id varchar(100) primary key, email varchar(200) not null, phone varchar(40), name text, secret text, key (email), key (phone))",
      "create table notes (no bigint auto_increment primary key, person varchar(100), text longtext, foreign key (person) references people (id))",
    ],
    // Column by column: the secret is not even readable.
    ["select (id, email, phone, name) on people", "select on notes"],
  );
  const { owner } = database;
  for (const one of people) {
    await owner.query("insert into people values (?, ?, ?, ?, ?)", [
      one.id,
      one.email,
      one.phone,
      one.name,
      one.secret,
    ]);
    for (const text of one.notes)
      await owner.query("insert into notes (person, text) values (?, ?)", [one.id, text]);
  }
  const wire = await wireTo("127.0.0.1", server.port);
  return {
    settings: { url: database.url({ port: wire.port }) },
    collections: twoCollections(),
    internalHosts: [],
    secrets: [database.reader.password, database.reader.name, database.name, "wrong-word"],
    troubles: {
      stall: async () => wire.stall(),
      slow: async () => wire.slow(),
      mayWrite: async () => {
        const account = `'${database.reader.name}'@'%'`;
        await owner.query(`grant insert on ${database.name}.notes to ${account}`);
        return async () => {
          await owner.query(`revoke insert on ${database.name}.notes from ${account}`);
        };
      },
      cut: () => wire.cut(),
      wrongCredentials: { url: database.url({ port: wire.port, password: "wrong-word" }) },
      unreachable: { url: database.url({ port: 1 }) },
    },
    dropField: async () => {
      await owner.query("alter table notes drop column text");
    },
    addNotes: async (person, count) => {
      await owner.query(
        `insert into notes (person, text) select ?, concat('line ', seq, repeat(' x', 40)) from seq_1_to_${count}`,
        [person.id],
      );
    },
    stop: async () => {
      await wire.close();
      await database.drop();
    },
  };
}

const harness: Harness = {
  connector: () => connectorOf("mariadb"),
  start,
  holds: (text) => text.isWellFormed(),
  without: notOfDatabases,
  manyRows: 200_000,
};

if (findMariadb()) conform("mariadb", harness);
else test("mariadb conforms", (t) => t.skip(noMariadb));
