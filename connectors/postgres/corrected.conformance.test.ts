import { expect, test } from "vitest";
import { correctedMap, correctedRows, demandCorrections } from "#connectors/sql/fixture/corrected.ts";
import { rigOn } from "./fixture/erasing.ts";
import { databaseWith, password, urlFor } from "./fixture/harness.ts";
import { usualServer } from "./fixture/server.ts";

const tables = `
  create type state as enum ('open', 'shut');
  create table members (id int primary key, email text unique, name varchar(10) not null, nick char(8), mood text,
    tags text[], settings jsonb, state state, "inner" text, born date, joined date, doubled int generated always as (id * 2) stored);
  create table shelves (id int primary key);
  create table posts (id int primary key, author_id int references members, editor_id int references members, title text,
    body text, shelf int references shelves deferrable initially deferred);
  create table comments (post_id int references posts, no int, words text, primary key (post_id, no));
  create table edits (id int primary key, member_id int references members, remark text);
  create view shown as select id, name from members;
  create function rewrite() returns trigger language plpgsql as $$ begin
    if new.name = 'Rewrite' then new.name := 'Rewritten'; end if; return new; end $$;
  create trigger rewrite before update on members for each row execute function rewrite();`;

async function withTables(
  grants: (reader: string) => string,
  work: (rig: ReturnType<typeof rigOn>) => Promise<void>,
): Promise<void> {
  const { database, owner, reader } = await databaseWith(await usualServer(), tables + correctedRows);
  try {
    await owner.query(grants(reader));
    await work(rigOn(owner, urlFor(database, reader, password), correctedMap));
  } finally {
    await owner.query(`drop owned by ${reader}; drop role ${reader}`);
    await owner.end();
    await database.drop();
  }
}

test("Postgres: what can be corrected, whose it is, and what the database makes of it", () =>
  withTables(
    (reader) => `grant select, update on all tables in schema public to ${reader}`,
    (rig) => demandCorrections(rig, "postgres"),
  ));

test("Postgres: a column that the account may not change is left to a person", () =>
  withTables(
    (reader) =>
      `grant select on all tables in schema public to ${reader}; grant update (name) on members to ${reader}`,
    async (rig) => {
      const session = await rig.open();
      const fields = (await session.corrector?.fields()) ?? [];
      await session.close();
      const found = Object.fromEntries(
        fields.filter((one) => one.collection === "members").map((one) => [one.field, one.why]),
      );
      expect(found).toMatchObject({ name: null, mood: "The account may not change mood of members." });
      expect(found["settings->ads"]).toBe("The account may not change settings of members.");
    },
  ));
