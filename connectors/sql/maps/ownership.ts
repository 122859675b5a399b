import { described, fieldsOf } from "#connectors/conformance/world.ts";
import type { MapCase } from "./map-case.ts";

const people = described({
  name: "people",
  key: ["id"],
  subject_key: "id",
  match: { email: "email" },
  fields: fieldsOf("id", "email"),
});
const peopleSql = `
  create table people (id int primary key, email varchar(90));
  insert into people values (1, 'ada@example.com'), (2, 'bo@example.com'), (3, 'cy@example.com');`;

/** In how many ways a row can be somebody's. */
export const ownership: MapCase[] = [
  {
    title: "an owner of one of several types",
    sql: `${peopleSql}
      create table shops (id int primary key, person_id int);
      create table comments (id int primary key, owner_type varchar(20), owner_id varchar(20), words varchar(90));
      insert into shops values (1, 2), (2, 1);
      insert into comments values (1, 'Person', '1', 'ada'), (2, 'Shop', '1', 'shop of bo'), (3, 'Person', '2', 'bo'),
        (4, 'Robot', '1', 'nobody'), (5, null, '1', 'nobody'), (6, 'Shop', '2', 'shop of ada'), (7, 'Person', '01', 'nobody');`,
    collections: [
      people,
      described({
        name: "shops",
        key: ["id"],
        belongs: [{ to: "people", on: { person_id: "id" } }],
        fields: fieldsOf("id"),
      }),
      described({
        name: "comments",
        key: ["id"],
        belongs: [
          { to: "people", on: { owner_id: "id" }, when: { owner_type: "Person" } },
          { to: "shops", on: { owner_id: "id" }, when: { owner_type: ["Shop"] } },
        ],
        fields: fieldsOf("id", "words"),
      }),
    ],
    finds: [
      {
        by: { email: "ada@example.com" },
        rows: {
          people: ["1: 1 | ada@example.com"],
          shops: ["1: 2"],
          comments: ["1: 1 | ada", "1: 6 | shop of ada"],
        },
      },
      {
        by: { email: "bo@example.com" },
        rows: {
          people: ["2: 2 | bo@example.com"],
          shops: ["2: 1"],
          comments: ["2: 2 | shop of bo", "2: 3 | bo"],
        },
      },
    ],
  },
  {
    title: "buyer and seller, each without the other's side",
    sql: `${peopleSql}
      create table sales (id int primary key, buyer int, seller int, street varchar(90), payout varchar(90));
      insert into sales values (1, 1, 2, 'street of ada', 'account of bo'), (2, 2, 1, 'street of bo', 'account of ada'),
        (3, 1, 1, 'both', 'both'), (4, 3, 2, 'street of cy', 'account of bo');`,
    collections: [
      people,
      described({
        name: "sales",
        key: ["id"],
        belongs: [
          { to: "people", on: { buyer: "id" }, role: "buyer", as: "shared" },
          { to: "people", on: { seller: "id" }, role: "seller", as: "shared" },
        ],
        fields: {
          ...fieldsOf("id"),
          street: { label: "Street", disclose: "yes", roles: ["buyer"] },
          payout: { label: "Account", disclose: "yes", roles: ["seller"] },
        },
      }),
    ],
    finds: [
      {
        by: { email: "ada@example.com" },
        rows: {
          people: ["1: 1 | ada@example.com"],
          sales: ["1: 1 | street of ada | -", "1: 2 | - | account of ada", "1: 3 | both | both"],
        },
      },
      {
        by: { email: "cy@example.com" },
        rows: { people: ["3: 3 | cy@example.com"], sales: ["3: 4 | street of cy | -"] },
      },
    ],
  },
  {
    title: "sender and recipients, and one side alone",
    sql: `${peopleSql}
      create table letters (id int primary key, sender int, words varchar(90), note varchar(90));
      create table recipients (letter_id int, person_id int, primary key (letter_id, person_id));
      insert into letters values (1, 1, 'to bo and cy', 'n1'), (2, 2, 'to ada', 'n2'), (3, 3, 'to bo', 'n3'), (4, 1, 'to herself', 'n4');
      insert into recipients values (1, 2), (1, 3), (2, 1), (3, 2), (4, 1);`,
    collections: [
      people,
      described({
        name: "recipients",
        key: ["letter_id", "person_id"],
        belongs: [{ to: "people", on: { person_id: "id" } }],
        fields: fieldsOf("letter_id"),
      }),
      described({
        name: "letters",
        key: ["id"],
        belongs: [
          { to: "people", on: { sender: "id" }, role: "sender" },
          { to: "recipients", on: { id: "letter_id" }, role: "recipient", as: "shared" },
        ],
        fields: { ...fieldsOf("id", "words"), note: { label: "Note", disclose: "yes", roles: ["sender"] } },
      }),
    ],
    finds: [
      {
        by: { email: "ada@example.com" },
        rows: {
          people: ["1: 1 | ada@example.com"],
          recipients: ["1: 2", "1: 4"],
          letters: ["1: 1 | to bo and cy | n1", "1: 2 | to ada | -", "1: 4 | to herself | n4"],
        },
      },
      {
        by: { email: "bo@example.com" },
        rows: {
          people: ["2: 2 | bo@example.com"],
          recipients: ["2: 1", "2: 3"],
          letters: ["2: 1 | to bo and cy | -", "2: 2 | to ada | n2", "2: 3 | to bo | -"],
        },
      },
    ],
  },
  {
    title: "many to many: a document of several owners, once for each",
    sql: `${peopleSql}
      create table owners (document_id int, person_id int);
      create table documents (id int primary key, title varchar(90));
      insert into owners values (1, 1), (1, 2), (2, 1), (2, 1), (3, 3);
      insert into documents values (1, 'of two'), (2, 'twice hers'), (3, 'of cy');`,
    collections: [
      people,
      described({
        name: "owners",
        belongs: [{ to: "people", on: { person_id: "id" } }],
        fields: fieldsOf("document_id"),
      }),
      described({
        name: "documents",
        key: ["id"],
        belongs: [{ to: "owners", on: { id: "document_id" } }],
        fields: fieldsOf("id", "title"),
      }),
    ],
    finds: [
      {
        by: { email: ["ada@example.com", "bo@example.com"] },
        rows: {
          people: ["1: 1 | ada@example.com", "2: 2 | bo@example.com"],
          owners: ["1: 1", "1: 2", "1: 2", "2: 1"],
          documents: ["1: 1 | of two", "1: 2 | twice hers", "2: 1 | of two"],
        },
      },
    ],
  },
  {
    title: "owner and mentioned in one row: the row once, in both roles",
    sql: `${peopleSql}
      create table complaints (id int primary key, author int, about int, words varchar(90), verdict varchar(90));
      insert into complaints values (1, 1, 2, 'on bo', 'v1'), (2, 1, 1, 'on herself', 'v2'), (3, 2, 1, 'on ada', 'v3');`,
    collections: [
      people,
      described({
        name: "complaints",
        key: ["id"],
        belongs: [
          { to: "people", on: { author: "id" }, role: "author", as: "authored" },
          { to: "people", on: { about: "id" }, role: "subject", as: "about" },
        ],
        fields: {
          ...fieldsOf("id"),
          words: { label: "Words", disclose: "yes", roles: ["author", "subject"] },
          author: { label: "Author", disclose: "yes", roles: ["author"] },
          verdict: { label: "Verdict", disclose: "yes", roles: ["subject"] },
        },
      }),
    ],
    finds: [
      {
        by: { email: "ada@example.com" },
        rows: {
          people: ["1: 1 | ada@example.com"],
          complaints: ["1: 1 | on bo | 1 | -", "1: 2 | on herself | 1 | v2", "1: 3 | on ada | - | v3"],
        },
      },
    ],
  },
];
