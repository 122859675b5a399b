import { described, fieldsOf } from "#connectors/conformance/world.ts";
import { type AnnotatedCase, twoPeople } from "./annotated.ts";

const people = described({
  name: "people",
  key: ["id"],
  subject_key: "id",
  match: { email: "email" },
  fields: fieldsOf("id"),
});
const ada = { email: "ada@example.com" };
const bo = { email: "bo@example.com" };
const albumSql = `${twoPeople}
  create table albums (id int primary key, person int);
  create table photos (id int primary key, album int, camera int);
  create table cameras (id int primary key, model varchar(20));
  insert into albums values (1, 1), (2, 2);
  insert into cameras values (1, 'shared');
  insert into photos values (1, 1, 1), (2, 2, 1);`;
const albums = described({
  name: "albums",
  key: ["id"],
  belongs: [{ to: "people", on: { person: "id" } }],
  fields: fieldsOf("id"),
});
const sharedSql = `${twoPeople}
  create table rights (person int, list int, primary key (person, list));
  create table lists (id int primary key, name varchar(20));
  insert into lists values (1, 'both'), (2, 'ada alone');
  insert into rights values (1, 1), (2, 1), (1, 2);`;
const rights = described({
  name: "rights",
  key: ["person", "list"],
  belongs: [{ to: "people", on: { person: "id" }, system_cascade: "cascade" }],
  fields: fieldsOf("list"),
});
const sharedRows = { people: ["1: 1"], rights: ["1: 1", "1: 2"], lists: ["1: ada alone", "1: both"] };

/** The deletion edges of DELF (Cohn-Gordon et al., USENIX Security 2020), each as a map. */
export const delf: AnnotatedCase[] = [
  {
    title: "DELF deep: deleting the album deletes its photos",
    sql: albumSql,
    collections: [
      people,
      albums,
      described({
        name: "photos",
        key: ["id"],
        belongs: [{ to: "albums", on: { album: "id" }, erasure: { act: "delete" } }],
        fields: fieldsOf("id"),
      }),
    ],
    finds: [{ by: ada, rows: { people: ["1: 1"], albums: ["1: 1"], photos: ["1: 1"] } }],
    outline: [
      "photos by albums: delete",
      "albums by people: delete, assumed",
      "people itself: delete, assumed",
    ],
  },
  {
    title: "DELF shallow: deleting the photo leaves the camera that it names",
    sql: albumSql,
    collections: [
      people,
      albums,
      described({
        name: "photos",
        key: ["id"],
        belongs: [{ to: "albums", on: { album: "id" } }],
        fields: fieldsOf("id"),
      }),
      described({
        name: "cameras",
        key: ["id"],
        belongs: [{ to: "photos", on: { id: "camera" }, as: "shared", erasure: { act: "unlink" } }],
        fields: fieldsOf("model"),
      }),
    ],
    finds: [
      { by: ada, rows: { people: ["1: 1"], albums: ["1: 1"], photos: ["1: 1"], cameras: ["1: shared"] } },
    ],
    outline: [
      "photos by albums: delete, assumed",
      "albums by people: delete, assumed",
      "people itself: delete, assumed",
      "cameras by photos: unlink",
    ],
  },
  {
    title: "DELF reference-counted: a list goes with the last who may use it",
    sql: sharedSql,
    collections: [
      people,
      rights,
      described({
        name: "lists",
        key: ["id"],
        belongs: [{ to: "rights", on: { id: "list" }, erasure: { act: "delete_with_last_owner" } }],
        fields: fieldsOf("name"),
      }),
    ],
    finds: [{ by: ada, rows: sharedRows }],
    outline: [
      "rights by people: delete, assumed, system: cascade",
      "people itself: delete, assumed",
      "lists by rights: delete_with_last_owner",
    ],
  },
  {
    title: "DELF by any: a message goes when either side goes",
    sql: `${twoPeople}
      create table messages (id int primary key, sender int, recipient int);
      insert into messages values (1, 1, 2), (2, 2, 2);`,
    collections: [
      people,
      described({
        name: "messages",
        key: ["id"],
        belongs: [
          { to: "people", on: { sender: "id" }, role: "sender" },
          { to: "people", on: { recipient: "id" }, role: "recipient", as: "shared" },
        ],
        erasure: { act: "delete" },
        fields: fieldsOf("id"),
      }),
    ],
    finds: [
      { by: ada, rows: { people: ["1: 1"], messages: ["1: 1"] } },
      { by: bo, rows: { people: ["2: 2"], messages: ["2: 1", "2: 2"] } },
    ],
    outline: [
      "messages by people as sender: delete",
      "messages by people as recipient: delete",
      "people itself: delete, assumed",
    ],
  },
  {
    title: "DELF directed: a follower's edge is theirs, and what is followed does not lead back",
    sql: `${twoPeople}
      create table follows (id int primary key, follower int, followed int);
      insert into follows values (1, 1, 2), (2, 2, 1);`,
    collections: [
      people,
      described({
        name: "follows",
        key: ["id"],
        belongs: [{ to: "people", on: { follower: "id" } }],
        fields: fieldsOf("followed"),
      }),
    ],
    finds: [{ by: ada, rows: { people: ["1: 1"], follows: ["1: 2"] } }],
    outline: ["follows by people: delete, assumed", "people itself: delete, assumed"],
  },
  {
    title: "DELF custom: a person does what no rule can say",
    sql: `${twoPeople}
      create table tapes (id int primary key, person int);
      insert into tapes values (1, 1);`,
    collections: [
      people,
      described({
        name: "tapes",
        key: ["id"],
        belongs: [
          {
            to: "people",
            on: { person: "id" },
            erasure: { act: "by_hand", note: "Cut the person out of the recording." },
          },
        ],
        fields: fieldsOf("id"),
      }),
    ],
    finds: [{ by: ada, rows: { people: ["1: 1"], tapes: ["1: 1"] } }],
    outline: ["tapes by people: by_hand", "people itself: delete, assumed"],
    contradictions: ["tapes by people: tapes is to stay and would refer to rows of people that are gone."],
  },
  {
    title:
      "DELF retention: an invoice stays for its years, its lines with it, and a cascade would break that",
    sql: `${twoPeople}
      create table invoices (id int primary key, person int, issued varchar(10), phone varchar(20));
      create table invoice_lines (id int primary key, invoice int);
      insert into invoices values (1, 1, '2026-01-01', 'x');
      insert into invoice_lines values (1, 1);`,
    collections: [
      people,
      described({
        name: "invoices",
        key: ["id"],
        belongs: [{ to: "people", on: { person: "id" }, system_cascade: "cascade" }],
        erasure: {
          act: "keep",
          ground: "Section 147 AO, tax records",
          until: { after: "P10Y", from: "issued" },
          anonymise: { phone: "null" },
        },
        fields: fieldsOf("id"),
      }),
      described({
        name: "lines",
        table: "invoice_lines",
        key: ["id"],
        belongs: [{ to: "invoices", on: { invoice: "id" }, system_cascade: "cascade" }],
        fields: fieldsOf("id"),
      }),
    ],
    finds: [{ by: ada, rows: { people: ["1: 1"], invoices: ["1: 1"], lines: ["1: 1"] } }],
    outline: [
      "lines by invoices: keep, assumed",
      "invoices by people: keep, system: cascade",
      "people itself: delete, assumed",
    ],
    contradictions: [
      "invoices by people: invoices is to stay, but the system deletes it together with people.",
    ],
  },
];
