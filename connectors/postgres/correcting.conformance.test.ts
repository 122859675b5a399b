import { conformCorrecting } from "#connectors/conformance/correcting.ts";
import { type CorrectingRig, correctable } from "#connectors/conformance/correcting-rig.ts";
import { wireTo } from "#connectors/conformance/proxy.ts";
import type { Person } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import { lyingIn } from "#connectors/sql/fixture/conforming.ts";
import { correctedNames, correctedPeople, typedOf } from "#connectors/sql/fixture/correcting.ts";
import { dumpOf } from "./fixture/erasing.ts";
import { databaseWith, password, urlFor } from "./fixture/harness.ts";
import { usualServer } from "./fixture/server.ts";

async function start(people: readonly Person[]): Promise<CorrectingRig> {
  const { database, owner, reader } = await databaseWith(
    await usualServer(),
    `create table people (id text primary key, email text unique, phone varchar(40), name text, secret text,
       age integer default 41, member boolean default true, born date default '1984-02-29', points numeric(6, 2) default 12.30,
       seen timestamptz default '2026-03-03 08:00:00.5+00', state text default 'open' check (state in ('open', 'shut')));
     create table notes (no bigint generated always as identity primary key, person text references people, text text);`,
  );
  await owner.query(
    `grant select (id, email, phone, name, age, member, born, points, seen, state) on people to ${reader};
     grant select on notes to ${reader};
     grant update (email, phone, name, age, member, born, points, seen, state) on people to ${reader}; grant update on notes to ${reader}`,
  );
  for (const one of people) {
    await owner.query("insert into people (id, email, phone, name, secret) values ($1, $2, $3, $4, $5)", [
      one.id,
      one.email,
      one.phone,
      one.name,
      one.secret,
    ]);
    for (const text of one.notes)
      await owner.query("insert into notes (person, text) values ($1, $2)", [one.id, text]);
  }
  const at = new URL(database.url);
  const wire = await wireTo(at.hostname, Number(at.port || 5432));
  const trigger = async (body: string) => {
    await owner.query(
      `create function trouble() returns trigger language plpgsql as $$ begin ${body}; return new; end $$;
       create trigger trouble before update on people for each row execute function trouble()`,
    );
    return async () => {
      await owner.query("drop trigger trouble on people");
    };
  };
  return {
    settings: { url: urlFor(database, reader, password, wire.port) },
    collections: correctable(
      correctedPeople(),
      correctedNames,
      typedOf("postgres").map((one) => one.field),
    ),
    names: correctedNames,
    internalHosts: [],
    secrets: [password, reader],
    lying: async () => lyingIn(await dumpOf(owner)),
    write: async (person, field, value) => {
      await owner.query(`update people set ${field} = $2 where id = $1`, [person.id, value]);
    },
    give: async (person, other) => {
      await owner.query(
        "update notes set person = $2 where no = (select min(no) from notes where person = $1)",
        [person.id, other.id],
      );
    },
    remove: async (person) => {
      await owner.query("delete from notes where no = (select min(no) from notes where person = $1)", [
        person.id,
      ]);
    },
    refused: { field: "email", value: "jun@example.com" },
    typed: typedOf("postgres"),
    forbid: async () => {
      await owner.query(
        `revoke update on people, notes from ${reader}; revoke update (email, phone, name, age, member, born, points, seen, state) on people from ${reader}`,
      );
    },
    troubles: {
      busy: async () => {
        await owner.query("begin; select 1 from people for update");
        return async () => {
          await owner.query("rollback");
        };
      },
      broken: () => trigger("raise exception 'no room for %', old.name using errcode = 'disk_full'"),
      cut: async () => {
        const right = await trigger("perform pg_sleep(0.3)");
        const cutting = setInterval(() => void wire.cut(), 100);
        return async () => {
          clearInterval(cutting);
          await right();
        };
      },
      slow: async () => wire.slow(),
      lost: async () => wire.lose(/\bcommit\0?$/),
    },
    stop: async () => {
      await wire.close();
      await owner.query(`drop owned by ${reader}; drop role ${reader}`);
      await owner.end();
      await database.drop();
    },
  };
}

conformCorrecting("postgres", { connector: () => connectorOf("postgres"), start, without: {} });
