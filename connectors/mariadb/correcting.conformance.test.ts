import { afterAll, beforeAll, test } from "vitest";
import { conformCorrecting } from "#connectors/conformance/correcting.ts";
import { type CorrectingRig, correctable } from "#connectors/conformance/correcting-rig.ts";
import { wireTo } from "#connectors/conformance/proxy.ts";
import type { Person } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import { lyingIn } from "#connectors/sql/fixture/conforming.ts";
import { correctedNames, correctedPeople, typedOf } from "#connectors/sql/fixture/correcting.ts";
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

const open = "email, phone, name, age, member, born, points, seen, state";

async function start(people: readonly Person[]): Promise<CorrectingRig> {
  const database = await mariadbDatabase(
    server,
    [
      `create table people (id varchar(100) primary key, email varchar(200) unique, phone varchar(40), name text, secret text,
         age int default 41, member tinyint(1) default 1, born date default '1984-02-29', points decimal(6, 2) default 12.30,
         seen datetime default '2026-03-03 08:00:00', state enum('open', 'shut') default 'open')`,
      "create table notes (no bigint auto_increment primary key, person varchar(100), text longtext, foreign key (person) references people (id))",
    ],
    [`select (id, ${open}), update (${open}) on people`, "select, update on notes"],
  );
  const { owner } = database;
  const account = `'${database.reader.name}'@'%'`;
  for (const one of people) {
    await owner.query("insert into people (id, email, phone, name, secret) values (?, ?, ?, ?, ?)", [
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
  const trigger = async (body: string) => {
    await owner.query(`create trigger trouble before update on people for each row ${body}`);
    return async () => {
      await owner.query("drop trigger trouble");
    };
  };
  return {
    settings: { url: database.url({ port: wire.port }) },
    collections: correctable(
      correctedPeople(),
      correctedNames,
      typedOf("mariadb").map((one) => one.field),
    ),
    names: correctedNames,
    internalHosts: [],
    secrets: [database.reader.password, database.reader.name, database.name],
    lying: async () => lyingIn(await dumpOf(owner)),
    write: async (person, field, value) => {
      await owner.query(`update people set ${field} = ? where id = ?`, [value, person.id]);
    },
    give: async (person, other) => {
      await owner.query("update notes set person = ? where person = ? order by no limit 1", [
        other.id,
        person.id,
      ]);
    },
    remove: async (person) => {
      await owner.query("delete from notes where person = ? order by no limit 1", [person.id]);
    },
    refused: { field: "email", value: "jun@example.com" },
    typed: typedOf("mariadb"),
    forbid: async () => {
      await owner.query(`revoke update (${open}) on ${database.name}.people from ${account}`);
      await owner.query(`revoke update on ${database.name}.notes from ${account}`);
    },
    troubles: {
      busy: async () => {
        await owner.query("start transaction; select 1 from people for update");
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
      lost: async () => wire.lose(/\bcommit$/),
    },
    stop: async () => {
      await wire.close();
      await database.drop();
    },
  };
}

if (findMariadb())
  conformCorrecting("mariadb", { connector: () => connectorOf("mariadb"), start, without: {} });
else test("mariadb corrects", (t) => t.skip(noMariadb));
