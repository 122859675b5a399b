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

/** The annotations of K9db (Albab et al., OSDI 2023), each as a map. */
export const k9db: AnnotatedCase[] = [
  {
    title: "K9db OWNED_BY: a row points to its owner and goes with them",
    sql: `${twoPeople}
      create table notes (id int primary key, person int);
      insert into notes values (1, 1), (2, 2), (3, null);`,
    collections: [
      people,
      described({
        name: "notes",
        key: ["id"],
        belongs: [{ to: "people", on: { person: "id" } }],
        fields: fieldsOf("id"),
      }),
    ],
    finds: [{ by: ada, rows: { people: ["1: 1"], notes: ["1: 1"] } }],
    outline: ["notes by people: delete, assumed", "people itself: delete, assumed"],
  },
  {
    title: "K9db OWNS: a row owns what it points to, a document several do",
    sql: `${twoPeople}
      create table memberships (person int, band int, primary key (person, band));
      create table bands (id int primary key, name varchar(20));
      insert into bands values (1, 'both'), (2, 'bo alone');
      insert into memberships values (1, 1), (2, 1), (2, 2);`,
    collections: [
      people,
      described({
        name: "memberships",
        key: ["person", "band"],
        belongs: [{ to: "people", on: { person: "id" } }],
        fields: fieldsOf("band"),
      }),
      described({
        name: "bands",
        key: ["id"],
        belongs: [{ to: "memberships", on: { id: "band" }, erasure: { act: "delete_with_last_owner" } }],
        fields: fieldsOf("name"),
      }),
    ],
    finds: [
      { by: ada, rows: { people: ["1: 1"], memberships: ["1: 1"], bands: ["1: both"] } },
      {
        by: bo,
        rows: { people: ["2: 2"], memberships: ["2: 1", "2: 2"], bands: ["2: both", "2: bo alone"] },
      },
    ],
    outline: [
      "memberships by people: delete, assumed",
      "people itself: delete, assumed",
      "bands by memberships: delete_with_last_owner",
    ],
  },
  {
    title: "K9db ACCESSED_BY: seen by somebody who does not own it, and not deleted with them",
    sql: `${twoPeople}
      create table files (id int primary key, owner int, reviewer int, secret varchar(20));
      insert into files values (1, 1, 2, 'of ada'), (2, 2, null, 'of bo');`,
    collections: [
      people,
      described({
        name: "files",
        key: ["id"],
        belongs: [
          { to: "people", on: { owner: "id" }, role: "owner" },
          { to: "people", on: { reviewer: "id" }, role: "reviewer", as: "shared" },
        ],
        fields: { ...fieldsOf("id"), secret: { label: "Secret", disclose: "yes", roles: ["owner"] } },
      }),
    ],
    finds: [{ by: bo, rows: { people: ["2: 2"], files: ["2: 1 | -", "2: 2 | of bo"] } }],
    outline: [
      "files by people as owner: delete, assumed",
      "files by people as reviewer: unlink, assumed",
      "people itself: delete, assumed",
    ],
  },
  {
    title: "K9db ACCESSES: a share gives access to what it points to",
    sql: `${twoPeople}
      create table shares (id int primary key, viewer int, file int);
      create table files (id int primary key, owner int);
      insert into files values (1, 1), (2, 1);
      insert into shares values (1, 2, 1);`,
    collections: [
      people,
      described({
        name: "shares",
        key: ["id"],
        belongs: [{ to: "people", on: { viewer: "id" } }],
        fields: fieldsOf("file"),
      }),
      described({
        name: "files",
        key: ["id"],
        belongs: [
          { to: "people", on: { owner: "id" } },
          { to: "shares", on: { id: "file" }, as: "shared" },
        ],
        fields: fieldsOf("id"),
      }),
    ],
    finds: [
      { by: ada, rows: { people: ["1: 1"], files: ["1: 1", "1: 2"] } },
      { by: bo, rows: { people: ["2: 2"], shares: ["2: 1"], files: ["2: 1"] } },
    ],
    outline: [
      "shares by people: delete, assumed",
      "files by people: delete, assumed",
      "files by shares: unlink, assumed",
      "people itself: delete, assumed",
    ],
  },
  {
    title: "K9db ANONYMIZE: read without the other's name, and kept without one's own",
    sql: `${twoPeople}
      create table reviews (id int primary key, author int, about int, words varchar(20));
      insert into reviews values (1, 1, 2, 'ada on bo'), (2, 2, 1, 'bo on ada');`,
    collections: [
      people,
      described({
        name: "reviews",
        key: ["id"],
        belongs: [
          {
            to: "people",
            on: { author: "id" },
            role: "author",
            as: "authored",
            erasure: { act: "anonymise", fields: { author: "null" } },
          },
          { to: "people", on: { about: "id" }, role: "reviewed", as: "about", erasure: { act: "delete" } },
        ],
        fields: {
          ...fieldsOf("id", "words"),
          author: { label: "Author", disclose: "yes", roles: ["author"] },
        },
      }),
    ],
    finds: [
      { by: ada, rows: { people: ["1: 1"], reviews: ["1: 1 | ada on bo | 1", "1: 2 | bo on ada | -"] } },
    ],
    outline: [
      "reviews by people as author: anonymise",
      "reviews by people as reviewed: delete",
      "people itself: delete, assumed",
    ],
  },
];
