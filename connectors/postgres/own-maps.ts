import { described, fieldsOf } from "#connectors/conformance/world.ts";
import type { MapCase } from "#connectors/sql/maps/map-case.ts";

const people = described({
  name: "people",
  key: ["id"],
  subject_key: "id",
  match: { email: "email" },
  fields: fieldsOf("id"),
});
const peopleSql = `
  create table people (id int primary key, email text);
  insert into people values (1, 'ada@example.com'), (2, 'bo@example.com');`;

/** Maps of what only Postgres has. */
export const ownMaps: MapCase[] = [
  {
    title: "native arrays: owners and identifiers",
    sql: `
      create table people (id bigint primary key, mails text[]);
      create table files (no uuid primary key, owners int[], tags text[]);
      insert into people values (1, '{ada@example.com,Ada2@example.com}'), (2, '{bo@example.com,null}'), (3, null);
      insert into files values ('00000000-0000-4000-8000-000000000001', '{1,2}', '{a,b}'), ('00000000-0000-4000-8000-000000000002', '{2,2}', '{}'),
        ('00000000-0000-4000-8000-000000000003', '{}', '{b}'), ('00000000-0000-4000-8000-000000000004', '{{1},{5}}', '{b}');`,
    collections: [
      described({
        name: "people",
        key: ["id"],
        subject_key: "id",
        match: { email: "mails[]" },
        yields: { email: "mails[]" },
        fields: fieldsOf("id"),
      }),
      described({
        name: "files",
        key: ["no"],
        where: { "tags[]": ["b", "c"] },
        belongs: [{ to: "people", on: { "owners[]": "id" } }],
        fields: fieldsOf("no"),
      }),
    ],
    finds: [
      {
        by: { email: "ada@example.com" },
        rows: {
          people: ["1: 1"],
          files: ["1: 00000000-0000-4000-8000-000000000001", "1: 00000000-0000-4000-8000-000000000004"],
        },
        yields: ["email Ada2@example.com"],
      },
      {
        by: { email: "ada2@example.com" },
        rows: {
          people: ["1: 1"],
          files: ["1: 00000000-0000-4000-8000-000000000001", "1: 00000000-0000-4000-8000-000000000004"],
        },
      },
    ],
  },
  {
    title: "a partitioned table whose rows belong in two ways, and an inherited one",
    sql: `${peopleSql}
      create table events (at date, person int, other int, words text) partition by range (at);
      create table events_2025 partition of events for values from ('2025-01-01') to ('2026-01-01');
      create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');
      insert into events values ('2025-05-05', 1, 2, 'a'), ('2026-05-05', 2, 2, 'b'), ('2026-06-06', 2, 1, 'c'), ('2026-06-07', null, 2, 'd');
      create table items (person int, other int, words text);
      create table special_items () inherits (items);
      insert into items values (1, 1, 'plain'), (2, 2, 'of bo');
      insert into special_items values (1, 2, 'special'), (2, 2, 'special of bo');`,
    collections: [
      people,
      described({
        name: "events",
        belongs: [
          { to: "people", on: { person: "id" } },
          { to: "people", on: { other: "id" } },
        ],
        fields: fieldsOf("words"),
      }),
      described({
        name: "items",
        belongs: [
          { to: "people", on: { person: "id" } },
          { to: "people", on: { other: "id" } },
        ],
        fields: fieldsOf("words"),
      }),
    ],
    finds: [
      {
        by: { email: "ada@example.com" },
        rows: { people: ["1: 1"], events: ["1: a", "1: c"], items: ["1: plain", "1: special"] },
      },
    ],
  },
  {
    title: "types that look alike: texts, numbers, uuids and enums are tied by what they say",
    sql: `
      create extension citext;
      create type kind as enum ('person', 'robot');
      create domain code as varchar(20);
      create table people (id bigint primary key, tag citext unique, uid uuid, name text collate "C");
      insert into people values (1, 'Ada', '00000000-0000-4000-8000-000000000001', 'ada'), (2, 'Bo', '00000000-0000-4000-8000-000000000002', 'bo');
      create table things (no int, owner code, tag text, uid text, kind kind, name text collate "de-x-icu", amount numeric(6, 2), ok boolean);
      insert into things values (1, '1', 'Ada', '00000000-0000-4000-8000-000000000001', 'person', 'ada', 7, true),
        (2, '01', 'ada', '00000000-0000-4000-8000-00000000000A', 'person', 'Ada', 7, true), (3, 'x', 'Bo', 'nonsense', 'robot', null, 7, null),
        (4, '99999999999999999999', null, '00000000-0000-4000-8000-000000000002', 'person', 'bo', 8, true), (5, '1', null, null, 'robot', 'ada', 7, false);`,
    collections: [
      described({
        name: "people",
        key: ["id"],
        subject_key: "id",
        match: { name: "name" },
        fields: fieldsOf("id"),
      }),
      ...[
        described({
          name: "by_owner",
          table: "things",
          belongs: [{ to: "people", on: { owner: "id" } }],
          fields: fieldsOf("no"),
        }),
        described({
          name: "by_tag",
          table: "things",
          belongs: [{ to: "people", on: { tag: "tag" } }],
          fields: fieldsOf("no"),
        }),
        described({
          name: "by_uid",
          table: "things",
          belongs: [{ to: "people", on: { uid: "uid" } }],
          fields: fieldsOf("no"),
        }),
        described({
          name: "by_name",
          table: "things",
          belongs: [{ to: "people", on: { name: "name" } }],
          where: { kind: "person", amount: 7, ok: true },
          fields: fieldsOf("no"),
        }),
        described({
          name: "by_owner_not",
          table: "things",
          belongs: [{ to: "people", on: { owner: "id" } }],
          where: { kind: { not: ["robot", null] }, amount: { not: "7.00" }, ok: { not: false } },
          fields: fieldsOf("no"),
        }),
      ],
    ],
    finds: [
      {
        by: { name: "ada" },
        rows: {
          people: ["1: 1"],
          by_owner: ["1: 1", "1: 5"],
          by_tag: ["1: 1"],
          by_uid: ["1: 1"],
          by_name: ["1: 1"],
        },
      },
      {
        by: { name: "bo" },
        rows: { people: ["2: 2"], by_tag: ["2: 3"], by_uid: ["2: 4"] },
      },
    ],
  },
];
