import { described, fieldsOf } from "#connectors/conformance/world.ts";
import type { MapCase } from "./map-case.ts";

const people = described({
  name: "people",
  key: ["id"],
  subject_key: "id",
  match: { email: "email" },
  fields: fieldsOf("id"),
});
const peopleSql = `
  create table people (id int primary key, email varchar(90));
  insert into people values (1, 'ada@example.com'), (2, 'bo@example.com');`;

/** Collections that belong to themselves and to each other in circles. */
export const circles: MapCase[] = [
  {
    title: "a thread of replies below one's own post",
    sql: `${peopleSql}
      create table posts (id int primary key, author int, parent int, words varchar(90));
      insert into posts values (1, 1, null, 'first'), (2, 2, 1, 'reply'), (3, 1, 2, 'reply to reply'), (4, 2, 3, 'deep'),
        (5, 2, null, 'other'), (6, 2, 5, 'other reply'), (7, 7, 7, 'alone in a ring'), (8, 1, 6, 'in the thread of bo');`,
    collections: [
      people,
      described({
        name: "posts",
        key: ["id"],
        belongs: [
          { to: "people", on: { author: "id" }, role: "author" },
          { to: "posts", on: { parent: "id" }, as: "shared" },
        ],
        fields: { ...fieldsOf("id"), words: { label: "Words", disclose: "yes", roles: ["author"] } },
      }),
    ],
    finds: [
      {
        by: { email: "ada@example.com" },
        rows: {
          people: ["1: 1"],
          posts: [
            "1: 1 | first",
            "1: 2 | -",
            "1: 3 | reply to reply",
            "1: 4 | -",
            "1: 8 | in the thread of bo",
          ],
        },
      },
    ],
  },
  {
    title: "a circle of two: folders hold files, files open folders",
    sql: `${peopleSql}
      create table folders (id int primary key, owner int, from_file int);
      create table files (id int primary key, folder int, name varchar(90));
      insert into folders values (1, 1, null), (2, null, 11), (3, null, 12), (4, 2, null), (5, null, 15);
      insert into files values (11, 1, 'a'), (12, 2, 'b'), (13, 3, 'c'), (14, 4, 'd'), (15, 5, 'ring without owner');`,
    collections: [
      people,
      described({
        name: "folders",
        key: ["id"],
        belongs: [
          { to: "people", on: { owner: "id" } },
          { to: "files", on: { from_file: "id" } },
        ],
        fields: fieldsOf("id"),
      }),
      described({
        name: "files",
        key: ["id"],
        belongs: [{ to: "folders", on: { folder: "id" } }],
        fields: fieldsOf("id", "name"),
      }),
      described({
        name: "folder_notes",
        table: "folders",
        belongs: [{ to: "files", on: { from_file: "id" } }],
        fields: fieldsOf("id"),
      }),
    ],
    finds: [
      {
        by: { email: "ada@example.com" },
        rows: {
          people: ["1: 1"],
          folders: ["1: 1", "1: 2", "1: 3"],
          files: ["1: 11 | a", "1: 12 | b", "1: 13 | c"],
          folder_notes: ["1: 2", "1: 3"],
        },
      },
      {
        by: { email: ["ada@example.com", "bo@example.com"] },
        rows: {
          people: ["1: 1", "2: 2"],
          folders: ["1: 1", "1: 2", "1: 3", "2: 4"],
          files: ["1: 11 | a", "1: 12 | b", "1: 13 | c", "2: 14 | d"],
          folder_notes: ["1: 2", "1: 3"],
        },
      },
    ],
  },
  {
    title: "a circle of three, entered in the middle",
    sql: `${peopleSql}
      create table teams (id int primary key, plan_code varchar(20));
      create table projects (id int primary key, lead int, team_id varchar(20));
      create table plans (code varchar(20) primary key, project_id int);
      insert into projects values (1, 1, '21'), (2, null, '22'), (3, 2, '23');
      insert into teams values (21, 'p1'), (22, 'p2'), (23, 'p3'), (24, 'p1');
      insert into plans values ('p1', 1), ('p2', 2), ('p3', 3);`,
    collections: [
      people,
      described({
        name: "projects",
        key: ["id"],
        belongs: [
          { to: "people", on: { lead: "id" } },
          { to: "teams", on: { team_id: "id" } },
        ],
        fields: fieldsOf("id"),
      }),
      described({
        name: "teams",
        key: ["id"],
        belongs: [{ to: "plans", on: { plan_code: "code" } }],
        fields: fieldsOf("id"),
      }),
      described({
        name: "plans",
        key: ["code"],
        belongs: [{ to: "projects", on: { project_id: "id" } }],
        fields: fieldsOf("code"),
      }),
    ],
    finds: [
      {
        by: { email: "ada@example.com" },
        rows: { people: ["1: 1"], projects: ["1: 1"], teams: ["1: 21", "1: 24"], plans: ["1: p1"] },
      },
    ],
  },
];
