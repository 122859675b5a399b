import { describe, expect, it } from "vitest";
import type { InspectedCollection } from "#connectors/contract.ts";
import { lineOf } from "../reading/mistake.ts";
import { isWrong, readMapText } from "../reading/read-map.ts";
import { readSource } from "../reading/source.ts";
import { compareWithLive } from "./compare.ts";
import { coverageOf } from "./coverage.ts";
import { familyOf, neverEqual } from "./types.ts";
import { erasureInWords, walkInWords } from "./words.ts";

const text = `systems:
  - id: forum
    title: Forum
    connector: postgres
    owner: { name: Ravi, email: ravi@example.com }
    country: IE
    settings: { url: "env:FORUM_URL" }
    ignored:
      - { table: migrations, why: Only names of our own files }
      - { table: posts, columns: [rank], why: Says nothing of anybody }
    collections:
      - name: members
        label: Your account
        category: identifiers
        purpose: To serve you
        legal_basis: contract
        source: You
        retention: Two years
        key: [id]
        subject_key: id
        match: { email: email }
        yields: { email: email }
        fields:
          id: { label: Id }
          email: { label: E-mail }
          password: { label: Scrambled password, disclose: never }
        erasure: { act: delete }
      - name: posts
        label: Your posts
        category: communications
        purpose: To serve you
        legal_basis: contract
        source: You
        retention: Two years
        key: [id]
        belongs:
          - to: members
            on: { author_id: id }
            as: authored
            role: author
            when: { deleted: false }
            erasure: { act: decorrelate }
        fields:
          id: { label: Id }
          author_id: { label: Author }
          deleted: { label: Deleted }
          text: { label: Text, roles: [author] }
`;

const column = (name: string, type = "integer") => ({ name, type, nullable: true });
const table = (
  name: string,
  columns: InspectedCollection["columns"],
  change: Partial<InspectedCollection> = {},
) => ({
  name,
  kind: "table" as const,
  columns,
  keys: [["id"]],
  references: [],
  rows: 10,
  ...change,
});
const members = table("members", [column("id"), column("email", "text"), column("password", "text")]);
const postColumns = [
  column("id"),
  column("author_id"),
  column("deleted", "boolean"),
  column("text", "text"),
  column("rank"),
];
const posts = table("posts", postColumns);
const migrations = table("migrations", [column("name", "text")]);

function forum(written = text) {
  const { systems, findings } = readMapText(written, "forum.yaml", "systems");
  expect(isWrong(findings)).toBe(false);
  const [one] = systems;
  if (!one) throw new Error("the test's own map is wrong");
  return one.system;
}

function told(live: InspectedCollection[], written = text): string[] {
  const source = readSource(written, "forum.yaml");
  if ("mistakes" in source) throw new Error("the test's own map is wrong");
  return compareWithLive(forum(written), live, ["systems", 0]).map(source.place).map(lineOf);
}

describe("a map against what is really there", () => {
  it("says nothing where all is as it says", () => {
    expect(told([members, posts, migrations])).toEqual([]);
    expect(told([{ ...members, name: "public.members" }, posts])).toEqual([]);
  });

  it("says where an age would be counted from what is no date, with line and mend", () => {
    const ends = (from: string) =>
      text.replace(
        "        purpose: To serve you\n",
        `        ends: { after: P2Y, from: ${from} }\n        purpose: To serve you\n`,
      );
    const [first, ...more] = told([members, posts, migrations], ends("id"));
    expect(first).toMatch(
      /^forum\.yaml:15:\d+ systems\.forum\.collections\.members\.ends\.from: id is integer, and an age is counted from a date/,
    );
    expect([more, told([members, posts, migrations], ends("email"))]).toEqual([[], []]);
  });

  it("says that rows which come in two ways need a unique key in MariaDB", () => {
    const twice = text.replace(
      "            erasure: { act: decorrelate }\n",
      "            erasure: { act: decorrelate }\n          - { to: members, on: { id: id }, as: about }\n",
    );
    const live = [members, { ...posts, keys: [] }];
    expect(told(live, twice)).toEqual([]);
    expect(told(live, twice.replace("connector: postgres", "connector: mariadb"))).toEqual([
      expect.stringMatching(
        /posts\.belongs: its rows belong to people in several ways and cannot be told apart/,
      ),
    ]);
  });

  it.each<[string, InspectedCollection[], string[]]>([
    [
      "a table that is not there",
      [members, { ...posts, name: "post" }],
      ["forum.yaml:28:15 systems.forum.collections.posts.name: there is no table posts; did you mean post?"],
    ],
    [
      "a column that is not there",
      [members, table("posts", [...postColumns.slice(0, 3), column("txt", "text")])],
      [
        "forum.yaml:47:11 systems.forum.collections.posts.fields.text: there is no column in posts text; did you mean txt?",
      ],
    ],
    [
      "a column that is gone and was never shown",
      [table("members", members.columns.slice(0, 2)), posts],
      [
        "forum.yaml:26:11 systems.forum.collections.members.fields.password: perhaps: there is no column in members password; there are: id, email, or remove it here",
      ],
    ],
    [
      "values that are never equal",
      [members, table("posts", postColumns.with(1, column("author_id", "timestamp with time zone")))],
      [
        "forum.yaml:38:19 systems.forum.collections.posts.belongs[0].on.author_id: author_id is timestamp with time zone and members.id is integer: they are never equal",
      ],
    ],
    [
      "a key that does not tell rows apart",
      [members, { ...posts, keys: [["id", "rank"]] }],
      [
        "forum.yaml:35:9 systems.forum.collections.posts.key: these fields do not tell rows apart; the live table is unique by [id, rank]",
      ],
    ],
    [
      "a person's key of several rows",
      [{ ...members, keys: [["email"]] }, posts],
      [
        "forum.yaml:19:9 systems.forum.collections.members.key: these fields do not tell rows apart; the live table is unique by [email]",
        "forum.yaml:20:22 systems.forum.collections.members.subject_key: perhaps: several rows may have one value of it, and are then one person's; the live table is unique by [email]",
      ],
    ],
    [
      "an identifier that cannot stand there",
      [table("members", members.columns.with(1, column("email", "boolean"))), posts],
      [
        "forum.yaml:21:25 systems.forum.collections.members.match.email: email is boolean: no email stands in that",
        "forum.yaml:22:26 systems.forum.collections.members.yields.email: email is boolean: no email stands in that",
      ],
    ],
    [
      "a table without rows",
      [members, { ...posts, rows: 0 }],
      [
        "forum.yaml:28:15 systems.forum.collections.posts.name: perhaps: the live table is empty, so nothing shows that this is right",
      ],
    ],
    [
      "a cascade of the system's own",
      [
        members,
        {
          ...posts,
          references: [{ columns: ["author_id"], to: "members", toColumns: ["id"], onDelete: "cascade" }],
        },
      ],
      [
        "forum.yaml:37:13 systems.forum.collections.posts.belongs[0].system_cascade: perhaps: the system itself deletes rows of posts with those of members: write cascade",
      ],
    ],
  ])("tells of %s", (_what, live, expected) => {
    expect(told(live)).toEqual(expected);
  });
});

describe("coverage", () => {
  it("knows what is explained, what is left out with a reason, and lists the rest", () => {
    const fresh = table("badges", [column("id"), column("member_id")]);
    const grown = table("posts", [...postColumns, column("ip_address", "inet")]);
    const { tables, stale } = coverageOf(forum(), [members, grown, migrations, fresh]);
    expect(stale).toEqual([]);
    expect(tables).toEqual([
      { table: "members", columns: 3, explained: 3, ignored: 0, unexplained: [], unmapped: false },
      { table: "posts", columns: 6, explained: 4, ignored: 1, unexplained: ["ip_address"], unmapped: false },
      { table: "migrations", columns: 1, explained: 0, ignored: 1, unexplained: [], unmapped: true },
      {
        table: "badges",
        columns: 2,
        explained: 0,
        ignored: 0,
        unexplained: ["id", "member_id"],
        unmapped: true,
      },
    ]);
  });

  it("tells what the map leaves out and is not there", () => {
    const { stale } = coverageOf(forum(), [members, table("posts", postColumns.slice(0, 4))]);
    expect(stale).toEqual(["migrations", "posts.rank"]);
  });
});

it("the walk and the erasure in words", () => {
  expect(walkInWords(forum(), ["email"])).toEqual([
    "members: people have the key id",
    "  found by email in email (as email)",
    "  makes known email in email (as email)",
    "  never shown: password",
    "posts: belongs to people by way of members",
    "  written by them, as author: author_id = members.id when deleted is false",
    "  shown only to some: text (author)",
  ]);
  expect(walkInWords(forum(), ["phone"])).toContain("  not found by these kinds");
  expect(erasureInWords(forum())).toEqual({
    steps: ["posts by members, as author: kept, and given to an invented person", "members: deleted"],
    contradictions: [],
  });
  const kept = text.replace("{ act: decorrelate }", "{ act: keep, ground: The law }");
  expect(erasureInWords(forum(kept))).toEqual({
    steps: ["posts by members, as author: kept: The law", "members: deleted"],
    contradictions: ["posts is to stay and would refer to rows of members that are gone."],
  });
});

describe("types", () => {
  it.each([
    ["integer", "bigint", false],
    ["int(11)", "int unsigned", false],
    ["uuid", "character varying(36)", false],
    ["varchar(20)", "integer", false],
    ["numeric(10,2)", "bigint", false],
    ["uuid", "integer", true],
    ["timestamp without time zone", "integer", true],
    ["boolean", "text", true],
    ["bytea", "text", true],
    ["geometry", "integer", false],
    ["interval", "text", false],
  ])("%s and %s", (one, other, never) => {
    expect(neverEqual(familyOf(one), familyOf(other))).toBe(never);
    expect(neverEqual(familyOf(other), familyOf(one))).toBe(never);
  });
});
