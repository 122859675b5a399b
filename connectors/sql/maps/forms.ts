import { described, fieldsOf } from "#connectors/conformance/world.ts";
import type { MapCase } from "./map-case.ts";

/** Identifiers in the ways in which systems write them. */
export const forms: MapCase[] = [
  {
    title: "telephone numbers in every usual way, and never another country's",
    sql: `
      create table irish (id int primary key, phone varchar(40));
      create table anywhere (id int primary key, phone varchar(40));
      insert into irish values (1, '087 123 4567'), (2, '+353 (0)87 123 4568'), (3, '00353-87-1234569'), (4, '353871234570'), (5, '871234571'),
        (6, '+44 87 123 4572');
      insert into anywhere values (11, '+353 87 123 4567'), (12, '0871234568'), (13, '(493) 012-3456 78'), (14, '0049 30 12345678');`,
    collections: [
      described({
        name: "irish",
        key: ["id"],
        subject_key: "id",
        match: { phone: { field: "phone", country: "IE" } },
        yields: { phone: "phone" },
        fields: fieldsOf("id"),
      }),
      described({
        name: "anywhere",
        key: ["id"],
        subject_key: "id",
        match: { phone: "phone" },
        fields: fieldsOf("id"),
      }),
    ],
    finds: [
      {
        by: { phone: "+353871234567" },
        rows: { irish: ["1: 1"], anywhere: ["11: 11"] },
        yields: ["phone 087 123 4567"],
      },
      { by: { phone: "+353871234568" }, rows: { irish: ["2: 2"] } },
      { by: { phone: "+353871234569" }, rows: { irish: ["3: 3"] } },
      { by: { phone: "+353871234570" }, rows: { irish: ["4: 4"] } },
      { by: { phone: "+353871234571" }, rows: { irish: ["5: 5"] } },
      { by: { phone: "+353871234572" }, rows: {} },
      { by: { phone: "+493012345678" }, rows: { anywhere: ["14: 14"] } },
    ],
  },
  {
    title: "e-mail in any case, digits among marks, a prefix, and conditions on where an identifier counts",
    sql: `
      create table holders (id int primary key, mail varchar(90), card varchar(40), ref varchar(40), kind varchar(9), contact varchar(90));
      insert into holders values
        (1, 'Ada@Example.COM', '12-34 56', 'user:17', 'mail', 'ada@example.org'),
        (2, 'bo@example.com', '1234567', 'USER:17', 'phone', 'bo@example.org'),
        (3, 'cy@example.com', 'x', '17', null, 'cy@example.org'),
        (4, 'dee@example.com', '0', 'user:', 'mail', 'user:18');`,
    collections: [
      described({
        name: "holders",
        key: ["id"],
        subject_key: "id",
        match: {
          email: ["mail", { field: "contact", when: { kind: "mail" } }],
          card: { field: "card", form: "digits" },
          user: { field: "ref", prefix: "user:" },
        },
        yields: { user: { field: "ref", prefix: "user:" } },
        fields: fieldsOf("id"),
      }),
    ],
    finds: [
      { by: { email: "aDa@example.com" }, rows: { holders: ["1: 1"] }, yields: ["user 17"] },
      { by: { email: "ada@example.org" }, rows: { holders: ["1: 1"] } },
      { by: { email: "bo@example.org" }, rows: {} },
      { by: { card: "123456" }, rows: { holders: ["1: 1"] } },
      { by: { card: "1234 567" }, rows: { holders: ["2: 2"] }, yields: [] },
      { by: { card: "" }, rows: {} },
      { by: { user: "17" }, rows: { holders: ["1: 1"] } },
      { by: { email: "dee@example.com" }, rows: { holders: ["4: 4"] }, yields: [] },
    ],
  },
  {
    title: "inside JSON: a scalar, an identifier, an array of owners, members of an array",
    sql: `
      create table persons (id int primary key, profile json);
      create table notes (id int primary key, meta json, words varchar(90));
      insert into persons values (1, '{"mail": "Ada@example.com", "ids": [{"k": "x-1"}, {"k": "x-2"}], "deep": {"a b": "q"}}'),
        (2, '{"mail": "bo@example.com", "ids": [{"k": "x-3"}, {"k": null}, {}]}'), (3, '{"ids": "x-1"}'), (4, null);
      insert into notes values (1, '{"owners": [1, 2], "by": {"id": "1"}}', 'both'), (2, '{"owners": ["2"], "by": {"id": 1}}', 'bo, by ada'),
        (3, '{"owners": [1, 1]}', 'ada'), (4, '{"owners": 1}', 'no list'), (5, '{}', 'nobody'), (6, '{"owners": []}', 'nobody'), (7, null, 'nobody');`,
    collections: [
      described({
        name: "persons",
        key: ["id"],
        subject_key: "id",
        match: { email: "profile->mail", handle: "profile->ids[]->k", deep: "profile->deep->a b" },
        yields: { handle: "profile->ids[]->k" },
        fields: fieldsOf("id"),
      }),
      described({
        name: "notes",
        key: ["id"],
        belongs: [{ to: "persons", on: { "meta->owners[]": "id" } }],
        fields: fieldsOf("id", "words"),
      }),
      described({
        name: "written",
        table: "notes",
        key: ["id"],
        belongs: [{ to: "persons", on: { "meta->by->id": "id" } }],
        fields: fieldsOf("id"),
      }),
    ],
    finds: [
      {
        by: { email: "ada@example.com" },
        rows: { persons: ["1: 1"], notes: ["1: 1 | both", "1: 3 | ada"], written: ["1: 1", "1: 2"] },
        yields: ["handle x-1", "handle x-2"],
      },
      {
        by: { handle: "x-3" },
        rows: { persons: ["2: 2"], notes: ["2: 1 | both", "2: 2 | bo, by ada"] },
        yields: [],
      },
      {
        by: { deep: "q" },
        rows: { persons: ["1: 1"], notes: ["1: 1 | both", "1: 3 | ada"], written: ["1: 1", "1: 2"] },
      },
    ],
  },
  {
    title: "a row that lists what belongs to it",
    sql: `
      create table persons (id int primary key, email varchar(90), devices json);
      create table devices (code varchar(9) primary key, name varchar(90), parts json);
      create table parts (no int primary key);
      insert into persons values (1, 'ada@example.com', '["d1", "d2", "d1"]'), (2, 'bo@example.com', '["d2"]'), (3, 'cy@example.com', '[]');
      insert into devices values ('d1', 'phone', '[1, 2]'), ('d2', 'watch', '[2]'), ('d3', 'nobody''s', '[3]');
      insert into parts values (1), (2), (3);`,
    collections: [
      described({
        name: "persons",
        key: ["id"],
        subject_key: "id",
        match: { email: "email" },
        fields: fieldsOf("id"),
      }),
      described({
        name: "devices",
        key: ["code"],
        match: { serial: "code" },
        belongs: [{ to: "persons", on: { code: "devices[]" } }],
        fields: fieldsOf("code"),
      }),
      described({
        name: "parts",
        key: ["no"],
        belongs: [{ to: "devices", on: { no: "parts[]" } }],
        fields: fieldsOf("no"),
      }),
    ],
    finds: [
      {
        by: { email: "ada@example.com" },
        rows: { persons: ["1: 1"], devices: ["1: d1", "1: d2"], parts: ["1: 1", "1: 2"] },
      },
      { by: { email: "cy@example.com" }, rows: { persons: ["3: 3"] } },
      {
        by: { serial: "d1" },
        rows: { persons: ["1: 1"], devices: ["1: d1", "1: d2"], parts: ["1: 1", "1: 2"] },
      },
      { by: { serial: "d2" }, rows: {}, shared: ["serial d2"] },
      { by: { serial: "d3" }, rows: {}, shared: [] },
    ],
  },
];
