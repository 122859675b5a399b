import { conformErasing, type ErasingRig } from "#connectors/conformance/erasing.ts";
import { wireTo } from "#connectors/conformance/proxy.ts";
import type { Person } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import { conformingMaps, lyingIn } from "#connectors/sql/fixture/conforming.ts";
import { dumpOf } from "./fixture/erasing.ts";
import { databaseWith, password, urlFor } from "./fixture/harness.ts";
import { usualServer } from "./fixture/server.ts";

async function start(people: readonly Person[]): Promise<ErasingRig> {
  const { database, owner, reader } = await databaseWith(
    await usualServer(),
    `create table people (id text primary key, email text, phone text, name text, secret text);
     create table notes (no bigint generated always as identity primary key, person text references people, text text);
     create table letters (no int, words text);`,
  );
  await owner.query(
    `grant select (id, email, phone, name) on people to ${reader}; grant select on notes, letters to ${reader};
     grant update, delete on people, notes to ${reader}`,
  );
  const put = (one: Person) =>
    owner.query("insert into people values ($1, $2, $3, $4, $5)", [
      one.id,
      one.email,
      one.phone,
      one.name,
      one.secret,
    ]);
  for (const one of people) {
    await put(one);
    for (const text of one.notes)
      await owner.query("insert into notes (person, text) values ($1, $2)", [one.id, text]);
  }
  const at = new URL(database.url);
  const wire = await wireTo(at.hostname, Number(at.port || 5432));
  return {
    settings: { url: urlFor(database, reader, password, wire.port) },
    ...conformingMaps(),
    internalHosts: [],
    secrets: [password, reader],
    lying: async () => lyingIn(await dumpOf(owner)),
    putBack: async (person) => {
      await put(person);
    },
    plant: async (text) => {
      await owner.query("insert into letters values (1, $1)", [text]);
      return { table: "letters", column: "words" };
    },
    forbid: async () => {
      await owner.query(`revoke update, delete on people, notes from ${reader}`);
    },
    troubles: {
      busy: async () => {
        await owner.query("begin; select 1 from people for update; select 1 from notes for update");
        return async () => {
          await owner.query("rollback");
        };
      },
      broken: async () => {
        await owner.query(`create function full_disk() returns trigger language plpgsql as $$
          begin raise exception 'no room for %', old.text using errcode = 'disk_full'; end $$;
          create trigger full_disk before delete on notes for each row execute function full_disk()`);
        return async () => {
          await owner.query("drop trigger full_disk on notes");
        };
      },
      cut: async () => {
        await owner.query(
          "create function late() returns trigger language plpgsql as $$ begin perform pg_sleep(0.3); return null; end $$",
        );
        await owner.query(
          "create trigger late after delete on notes for each statement execute function late()",
        );
        const cutting = setInterval(() => void wire.cut(), 100);
        return async () => {
          clearInterval(cutting);
          await owner.query("drop trigger late on notes");
        };
      },
      slow: async () => wire.slow(),
    },
    stop: async () => {
      await wire.close();
      await owner.query(`drop owned by ${reader}; drop role ${reader}`);
      await owner.end();
      await database.drop();
    },
  };
}

conformErasing("postgres", { connector: () => connectorOf("postgres"), start, without: {} });
