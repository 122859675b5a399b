import { described, fieldsOf } from "#connectors/conformance/world.ts";
import type { MapCase } from "./map-case.ts";

/** Keys of several fields, several roots, and rows that do or do not count. */
export const keys: MapCase[] = [
  {
    title: "a person's key and identifier of several fields",
    sql: `
      create table members (club varchar(9), no int, card varchar(9), year int, name varchar(90), primary key (club, no));
      create table visits (club varchar(9), no int, day varchar(10), kind varchar(9));
      insert into members values ('a', 1, 'x', 20, 'Ada'), ('a', 2, 'x', 21, 'Bo'), ('b', 1, 'y', 20, 'Cy');
      insert into visits values ('a', 1, 'mon', 'gym'), ('b', 1, 'tue', 'gym'), ('a', 2, 'wed', 'gym'), ('a', 1, 'thu', 'pool'), ('a', null, 'fri', 'gym');`,
    collections: [
      described({
        name: "members",
        key: ["club", "no"],
        subject_key: ["club", "no"],
        match: { card: { fields: ["card", "year"] }, name: "name" },
        yields: { card: { fields: ["card", "year"] } },
        fields: fieldsOf("name"),
      }),
      described({
        name: "visits",
        belongs: [{ to: "members", on: { club: "club", no: "no" } }],
        fields: fieldsOf("day"),
        where: { kind: "gym" },
      }),
    ],
    finds: [
      {
        by: { card: '["x","20"]' },
        rows: { members: ['["a","1"]: Ada'], visits: ['["a","1"]: mon'] },
        yields: [],
        shared: [],
      },
      {
        by: { name: "Cy" },
        rows: { members: ['["b","1"]: Cy'], visits: ['["b","1"]: tue'] },
        yields: ['card ["y","20"]'],
      },
      { by: { card: "x" }, rows: {} },
      { by: { card: '["x"]' }, rows: {} },
    ],
  },
  {
    title: "two roots in one system, with rows of either",
    sql: `
      create table accounts (id int primary key, email varchar(90));
      create table leads (code varchar(9) primary key, email varchar(90));
      create table calls (id int primary key, account int, lead varchar(9));
      insert into accounts values (1, 'ada@example.com'), (2, 'bo@example.com');
      insert into leads values ('l1', 'ada@example.com'), ('1', 'cy@example.com');
      insert into calls values (1, 1, null), (2, null, 'l1'), (3, 1, 'l1'), (4, 2, '1'), (5, null, '1');`,
    collections: [
      described({
        name: "accounts",
        key: ["id"],
        subject_key: "id",
        match: { email: "email" },
        fields: fieldsOf("id"),
      }),
      described({
        name: "leads",
        key: ["code"],
        subject_key: "code",
        match: { email: "email" },
        fields: fieldsOf("code"),
      }),
      described({
        name: "calls",
        key: ["id"],
        belongs: [
          { to: "accounts", on: { account: "id" } },
          { to: "leads", on: { lead: "code" } },
        ],
        fields: fieldsOf("id"),
      }),
    ],
    finds: [
      {
        by: { email: "ada@example.com" },
        rows: {
          accounts: ["1: 1"],
          leads: ["l1: l1"],
          calls: ["1: 1", "1: 3", "l1: 2", "l1: 3"],
        },
        shared: [],
      },
      { by: { email: "cy@example.com" }, rows: { leads: ["1: 1"], calls: ["1: 4", "1: 5"] } },
    ],
  },
  {
    title: "one tenant's rows only, those marked as deleted among them, and the history",
    sql: `
      create table users (id int primary key, tenant int, email varchar(90), deleted_at varchar(20));
      create table users_history (id int, email varchar(90), until varchar(20));
      create table orders (id int primary key, tenant int, user_id int, state varchar(9));
      insert into users values (1, 7, 'ada@example.com', '2026-01-01'), (2, 8, 'ada@example.com', null), (3, 7, 'bo@example.com', null);
      insert into users_history values (1, 'old@example.com', '2025'), (1, 'older@example.com', '2024'), (2, 'tenant8@example.com', '2025');
      insert into orders values (1, 7, 1, 'new'), (2, 8, 1, 'new'), (3, 7, 1, 'draft'), (4, 7, 1, null), (5, 7, 3, 'new');`,
    collections: [
      described({
        name: "users",
        key: ["id"],
        subject_key: "id",
        match: { email: "email" },
        where: { tenant: 7 },
        fields: fieldsOf("id", "deleted_at"),
      }),
      described({
        name: "users_history",
        match: { email: "email" },
        yields: { email: "email" },
        belongs: [{ to: "users", on: { id: "id" } }],
        fields: fieldsOf("email"),
      }),
      described({
        name: "orders",
        key: ["id"],
        where: { tenant: 7, state: { not: "draft" } },
        belongs: [{ to: "users", on: { user_id: "id" } }],
        fields: fieldsOf("id"),
      }),
    ],
    finds: [
      {
        by: { email: "ada@example.com" },
        rows: {
          users: ["1: 1 | 2026-01-01"],
          users_history: ["1: old@example.com", "1: older@example.com"],
          orders: ["1: 1", "1: 4"],
        },
        yields: ["email old@example.com", "email older@example.com"],
        shared: [],
      },
      {
        by: { email: "older@example.com" },
        rows: {
          users: ["1: 1 | 2026-01-01"],
          users_history: ["1: old@example.com", "1: older@example.com"],
          orders: ["1: 1", "1: 4"],
        },
      },
      { by: { email: "tenant8@example.com" }, rows: {} },
    ],
  },
  {
    title: "a view as a collection, and one that is tied to a view",
    sql: `
      create table raw_people (id int primary key, email varchar(90), hidden int);
      create view people as select id, email from raw_people where hidden = 0;
      create table letters (id int primary key, person int, other int);
      create view all_letters as select id, person, other from letters;
      insert into raw_people values (1, 'ada@example.com', 0), (2, 'bo@example.com', 1);
      insert into letters values (1, 1, 1), (2, 1, null), (3, 2, 1), (4, 2, 2);`,
    collections: [
      described({
        name: "people",
        key: ["id"],
        subject_key: "id",
        match: { email: "email" },
        fields: fieldsOf("id"),
      }),
      described({
        name: "all_letters",
        key: ["id"],
        belongs: [
          { to: "people", on: { person: "id" } },
          { to: "people", on: { other: "id" } },
        ],
        fields: fieldsOf("id"),
      }),
    ],
    finds: [
      { by: { email: "ada@example.com" }, rows: { people: ["1: 1"], all_letters: ["1: 1", "1: 2", "1: 3"] } },
      { by: { email: "bo@example.com" }, rows: {} },
    ],
  },
  {
    title: "identifiers and keys stop at what is only about somebody",
    sql: `
      create table people (id int primary key, email varchar(90));
      create table mentions (id int primary key, person int, writer int, email varchar(90));
      create table mine (id int primary key, person int, phone varchar(20));
      insert into people values (1, 'ada@example.com'), (2, 'bo@example.com');
      insert into mentions values (1, 1, 2, 'm1@example.com'), (2, 2, 1, 'm2@example.com');
      insert into mine values (1, 1, 'a-1'), (2, 2, 'a-2'), (3, 1, 'a-3'), (4, 2, 'a-3');`,
    collections: [
      described({
        name: "people",
        key: ["id"],
        subject_key: "id",
        match: { email: "email" },
        fields: fieldsOf("id"),
      }),
      described({
        name: "mentions",
        key: ["id"],
        match: { email: "email" },
        yields: { email: "email" },
        belongs: [
          { to: "people", on: { person: "id" }, as: "about" },
          { to: "people", on: { writer: "id" }, as: "authored" },
        ],
        fields: fieldsOf("id"),
      }),
      described({
        name: "mine",
        key: ["id"],
        match: { device: "phone" },
        yields: { device: "phone" },
        belongs: [{ to: "people", on: { person: "id" } }],
        fields: fieldsOf("id"),
      }),
    ],
    finds: [
      {
        by: { email: "ada@example.com" },
        rows: { people: ["1: 1"], mentions: ["1: 1", "1: 2"], mine: ["1: 1", "1: 3"] },
        yields: ["device a-1"],
        shared: ["device a-3"],
      },
      { by: { email: "m1@example.com" }, rows: {}, shared: [] },
      { by: { device: "a-3" }, rows: {}, shared: ["device a-3"] },
    ],
  },
];
