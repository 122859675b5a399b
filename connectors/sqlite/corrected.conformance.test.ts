import { test } from "vitest";
import { correctedMap, correctedRows, demandCorrections } from "#connectors/sql/fixture/corrected.ts";
import { withFile } from "./fixture/erasing.ts";

const tables = `
  create table members (id integer primary key, email text unique, name varchar(10) not null, nick char(8), mood text collate nocase,
    tags text, settings text, state text check (state in ('open', 'shut')), "inner" text, born date, joined date,
    doubled int generated always as (id * 2) stored);
  create table shelves (id integer primary key);
  create table posts (id integer primary key, author_id int references members, editor_id int references members, title text,
    body text, shelf int references shelves);
  create table comments (post_id int references posts, no int, words text, primary key (post_id, no));
  create table edits (id integer primary key, member_id int references members, remark text);
  create view shown as select id, name from members;
  create trigger rewrite after update on members when new.name = 'Rewrite'
    begin update members set name = 'Rewritten' where id = new.id; end;`;

test("SQLite: what can be corrected, whose it is, and what the database makes of it", () =>
  withFile(tables + correctedRows, (rigFor) => demandCorrections(rigFor(correctedMap), "sqlite")));
