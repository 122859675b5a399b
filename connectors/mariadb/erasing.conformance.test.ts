import { afterAll, beforeAll, test } from "vitest";
import { conformErasing, type ErasingRig } from "#connectors/conformance/erasing.ts";
import { wireTo } from "#connectors/conformance/proxy.ts";
import type { Person } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import { conformingMaps, lyingIn } from "#connectors/sql/fixture/conforming.ts";
import { mariadbDatabase } from "#workshop/mariadb/database.ts";
import { findMariadb, noMariadb } from "#workshop/mariadb/find.ts";
import { type LaunchedMariadb, launchMariadb } from "#workshop/mariadb/launch.ts";
import { dumpOf } from "./fixture/erasing.ts";

let server: LaunchedMariadb;
beforeAll(async () => {
  if (findMariadb()) server = await launchMariadb();
});
afterAll(async () => {
  await server?.stop();
});

async function start(people: readonly Person[]): Promise<ErasingRig> {
  const database = await mariadbDatabase(
    server,
    [
      "create table people (id varchar(100) primary key, email varchar(200), phone varchar(40), name text, secret text)",
      "create table notes (no bigint auto_increment primary key, person varchar(100), text longtext, foreign key (person) references people (id))",
      "create table letters (no int, words text)",
    ],
    [
      // Column by column: the secret is not even readable.
      "select (id, email, phone, name), update, delete on people",
      "select, update, delete on notes",
      "select on letters",
    ],
  );
  const { owner } = database;
  const account = `'${database.reader.name}'@'%'`;
  const put = (one: Person) =>
    owner.query("insert into people values (?, ?, ?, ?, ?)", [
      one.id,
      one.email,
      one.phone,
      one.name,
      one.secret,
    ]);
  for (const one of people) {
    await put(one);
    for (const text of one.notes)
      await owner.query("insert into notes (person, text) values (?, ?)", [one.id, text]);
  }
  const wire = await wireTo("127.0.0.1", server.port);
  const trigger = async (body: string) => {
    await owner.query(`create trigger trouble before delete on notes for each row ${body}`);
    return async () => {
      await owner.query("drop trigger trouble");
    };
  };
  return {
    settings: { url: database.url({ port: wire.port }) },
    ...conformingMaps(),
    internalHosts: [],
    secrets: [database.reader.password, database.reader.name, database.name],
    lying: async () => lyingIn(await dumpOf(owner)),
    putBack: async (person) => {
      await put(person);
    },
    plant: async (text) => {
      await owner.query("insert into letters values (1, ?)", [text]);
      return { table: "letters", column: "words" };
    },
    forbid: async () => {
      for (const table of ["people", "notes"])
        await owner.query(`revoke update, delete on ${database.name}.${table} from ${account}`);
    },
    troubles: {
      busy: async () => {
        await owner.query(
          "start transaction; select 1 from people for update; select 1 from notes for update",
        );
        return async () => {
          await owner.query("rollback");
        };
      },
      broken: () => trigger("signal sqlstate 'HY000' set mysql_errno = 1021, message_text = 'no room'"),
      cut: async () => {
        const right = await trigger("begin declare late int; select sleep(0.3) into late; end");
        const cutting = setInterval(() => void wire.cut(), 100);
        return async () => {
          clearInterval(cutting);
          await right();
        };
      },
      slow: async () => wire.slow(),
    },
    stop: async () => {
      await wire.close();
      await database.drop();
    },
  };
}

if (findMariadb()) conformErasing("mariadb", { connector: () => connectorOf("mariadb"), start, without: {} });
else test("mariadb erases", (t) => t.skip(noMariadb));
