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
const postsSql = `${twoPeople}
  create table posts (id int primary key, author int, words varchar(20), born varchar(10));
  insert into posts values (1, 1, 'hello', '1990-05-04'), (2, 2, 'of bo', '1991-01-01');`;
const rows = { people: ["1: 1"], posts: ["1: 1 | hello"] };

/** The disguises of Edna (Tsai et al., SOSP 2023), each as a map. */
export const edna: AnnotatedCase[] = [
  {
    title: "Edna Remove: the rows go, and what the database cascades is foreseen",
    sql: postsSql,
    collections: [
      people,
      described({
        name: "posts",
        key: ["id"],
        belongs: [
          {
            to: "people",
            on: { author: "id" },
            as: "authored",
            erasure: { act: "delete" },
            system_cascade: "cascade",
          },
        ],
        fields: fieldsOf("id", "words"),
      }),
    ],
    finds: [{ by: ada, rows }],
    outline: ["posts by people: delete, system: cascade", "people itself: delete, assumed"],
  },
  {
    title: "Edna Modify: fields are overwritten, the author among them, so that the author can go",
    sql: postsSql,
    collections: [
      people,
      described({
        name: "posts",
        key: ["id"],
        belongs: [{ to: "people", on: { author: "id" }, system_cascade: "restrict" }],
        erasure: {
          act: "anonymise",
          fields: { author: "null", words: { constant: "[removed]" }, born: { generalise: "year" } },
        },
        fields: fieldsOf("id", "words"),
      }),
    ],
    finds: [{ by: ada, rows }],
    outline: ["posts by people: anonymise", "people itself: delete, assumed"],
  },
  {
    title: "Edna Modify that forgets the author cannot be done",
    sql: postsSql,
    collections: [
      people,
      described({
        name: "posts",
        key: ["id"],
        belongs: [{ to: "people", on: { author: "id" }, system_cascade: "restrict" }],
        erasure: { act: "anonymise", fields: { words: { constant: "[removed]" } } },
        fields: fieldsOf("id", "words"),
      }),
    ],
    finds: [{ by: ada, rows }],
    outline: ["posts by people: anonymise", "people itself: delete, assumed"],
    contradictions: [
      "posts by people: people cannot be deleted while posts, which is to stay, refers to it.",
    ],
  },
  {
    title: "Edna Decorrelate: each row gets an invented author of its own",
    sql: `${postsSql}
      create table votes (person int, post int, up int, primary key (person, post));
      insert into votes values (1, 2, 1), (2, 1, 0);`,
    collections: [
      people,
      described({
        name: "posts",
        key: ["id"],
        belongs: [
          {
            to: "people",
            on: { author: "id" },
            as: "authored",
            erasure: { act: "decorrelate" },
            system_cascade: "restrict",
          },
        ],
        fields: fieldsOf("id", "words"),
      }),
      described({
        name: "votes",
        key: ["person", "post"],
        belongs: [{ to: "people", on: { person: "id" }, as: "authored" }],
        fields: fieldsOf("up"),
      }),
    ],
    finds: [{ by: ada, rows: { ...rows, votes: ["1: 1"] } }],
    outline: [
      "posts by people: decorrelate",
      "votes by people: decorrelate, assumed",
      "people itself: delete, assumed",
    ],
  },
];
