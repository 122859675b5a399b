import pg from "pg";
import { compare } from "../harness/pairs.ts";
import { openYard } from "../harness/yard.ts";
import type { Bench } from "../run.ts";

const tables = ["orders", "visits", "messages"];
const each = 3;

/** Twice as many people as are listed, each with three rows in three tables and one below each order. */
const fill = (people: number) => async (client: pg.Client) => {
  const last = people * 2 - 1;
  await client.query(`create table people (id int primary key, email text not null unique);
    insert into people select n, 'p' || n || '@example.com' from generate_series(0, ${last}) n;`);
  for (const table of tables)
    await client.query(`
      create table ${table} (id bigint primary key, person int not null references people, at timestamptz not null, note text not null);
      insert into ${table} select n, n % ${people * 2}, timestamptz '2024-01-01' + n * interval '37 seconds', 'Row ' || md5(n::text)
        from generate_series(0, ${people * 2 * each - 1}) n;
      create index on ${table} (person);`);
  await client.query(`
    create table lines (id bigint primary key, of bigint not null references orders, words text not null);
    insert into lines select id, id, 'Words ' || md5(id::text) from orders;
    create index on lines (of);`);
};

const words = {
  category: "commercial",
  purpose: "bench",
  legal_basis: "contract",
  source: "you",
  retention: "a year",
  key: ["id"],
  erasure: { act: "delete" },
};
const fields = (...names: string[]) => ({
  fields: Object.fromEntries(["id", ...names].map((name) => [name, { label: name }])),
});
const map = [
  {
    ...words,
    name: "people",
    label: "People",
    subject_key: "id",
    match: { email: "email" },
    ...fields("email"),
  },
  ...tables.map((name) => ({
    ...words,
    name,
    label: name,
    belongs: [{ to: "people", on: { person: "id" } }],
    ...fields("person"),
  })),
  { ...words, name: "lines", label: "Lines", belongs: [{ to: "orders", on: { of: "id" } }], ...fields("of") },
];

/** Set-based, by hand: everybody of the list in five statements of one transaction. */
async function byHand(url: string, emails: readonly string[]): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query("begin");
  await client.query("create temp table listed (id int primary key) on commit drop");
  await client.query("insert into listed select id from people where email = any($1::text[])", [emails]);
  await client.query("analyze listed");
  let rows = 0;
  for (const sql of [
    "delete from lines using orders, listed where lines.of = orders.id and orders.person = listed.id",
    ...tables.map((table) => `delete from ${table} using listed where person = listed.id`),
    "delete from people using listed where people.id = listed.id",
  ])
    rows += (await client.query(sql)).rowCount ?? 0;
  await client.query("commit");
  await client.end();
  return rows;
}

export const bench: Bench = {
  title:
    "many people by a list, a signed receipt each: against set-based DELETEs (B3a, pass 2.00; people per second: B3c) and against one by one (B3b, pass 0.067)",
  run: async (full) => {
    const people = full ? 10_000 : 2_000;
    const sample = 20;
    const yard = await openYard(fill(people), map);
    try {
      // Every second person is listed, so that theirs stand between others' rows.
      const emails = Array.from({ length: people }, (_, no) => `p${no * 2}@example.com`);
      const batch = yard.side(() => yard.eraseMany(emails));
      const hand = yard.side(async () => ({ rows: await byHand(yard.url, emails) }));
      const some = emails.slice(0, sample);
      const oneByOne = yard.side(async () => {
        const references = await yard.uncounted(async () => {
          const asked: string[] = [];
          for (const email of some) asked.push(await yard.asks(email));
          return asked;
        });
        for (const reference of references) await yard.eraseOne(reference);
        return { rows: 0 };
      });
      const perPerson =
        (side: typeof batch, count: number): typeof batch =>
        async () => {
          const { ms, note } = await side();
          return { ms: ms / count, made: "per person", ...(note ? { note } : {}) };
        };
      const size = `${people.toLocaleString("en-GB")} people`;
      return {
        [`B3a ${size}`]: await compare(batch, hand, full ? 5 : 3),
        [`B3b ${size}, per person`]: await compare(perPerson(batch, people), perPerson(oneByOne, sample), 3),
      };
    } finally {
      await yard.end();
    }
  },
};
