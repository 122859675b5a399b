import { afterAll, beforeAll, test } from "vitest";
import {
  correctedMap,
  correctedRows,
  demandCorrections,
  lastingMap,
} from "#connectors/sql/fixture/corrected.ts";
import { findMariadb, noMariadb } from "#workshop/mariadb/find.ts";
import { type LaunchedMariadb, launchMariadb } from "#workshop/mariadb/launch.ts";
import { withMariadb } from "./fixture/erasing.ts";

let server: LaunchedMariadb;
beforeAll(async () => {
  if (findMariadb()) server = await launchMariadb();
});
afterAll(async () => {
  await server?.stop();
});

const tables = [
  "set sql_mode = 'ANSI_QUOTES'",
  `create table members (id int primary key, email varchar(100) unique, name varchar(10) not null, nick char(8), mood varchar(20),
     tags text, settings json, state enum('open', 'shut'), "inner" text, born date, joined date, doubled int as (id * 2) stored)`,
  "create table shelves (id int primary key)",
  `create table posts (id int primary key, author_id int, editor_id int, title text, body text, shelf int,
     foreign key (author_id) references members (id), foreign key (editor_id) references members (id), foreign key (shelf) references shelves (id))`,
  "create table comments (post_id int, no int, words text, primary key (post_id, no), foreign key (post_id) references posts (id))",
  "create table edits (id int primary key, member_id int, remark text, foreign key (member_id) references members (id))",
  "create table remarks (id int primary key, member_id int, words text) engine = MyISAM",
  "create view shown as select id, name from members",
  "create trigger rewrite before update on members for each row if new.name = 'Rewrite' then set new.name = 'Rewritten'; end if",
  correctedRows,
];

test("MariaDB: what can be corrected, whose it is, and what the database makes of it", async (t) => {
  if (!findMariadb()) return t.skip(noMariadb);
  await withMariadb(server, tables, (rigFor) =>
    demandCorrections(rigFor([...correctedMap, lastingMap]), "mariadb"),
  );
});
