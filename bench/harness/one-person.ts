import type pg from "pg";

/** Person number nought, whose rows stand between those of a thousand others. */
export const her = "p0@example.com";
export const own = ["orders", "visits", "messages", "searches"];
const below = [
  ["lines", "orders"],
  ["answers", "messages"],
] as const;

/** Six tables: one person's `rows`, interleaved with as many of a thousand others. */
export const fillOne = (rows: number) => async (client: pg.Client) => {
  const each = Math.floor(rows / 6);
  await client.query(`create table people (id int primary key, email text not null unique);
    insert into people select n, 'p' || n || '@example.com' from generate_series(0, 1000) n;`);
  for (const table of own) {
    await client.query(`
      create table ${table} (id bigint primary key, person int not null references people, at timestamptz not null, amount numeric(12,2), note text not null);
      insert into ${table} select n, case when n % 2 = 0 then 0 else 1 + n % 1000 end, timestamptz '2024-01-01' + n * interval '37 seconds', n % 1000, 'Row ' || md5(n::text)
        from generate_series(0, ${each * 2 - 1}) n;
      create index on ${table} (person);`);
  }
  for (const [table, above] of below) {
    await client.query(`
      create table ${table} (id bigint primary key, of bigint not null references ${above}, words text not null);
      insert into ${table} select n, n, 'Words ' || md5(n::text) from generate_series(0, ${each * 2 - 1}) n;
      create index on ${table} (of);`);
  }
};

const words = {
  category: "commercial",
  purpose: "bench",
  legal_basis: "contract",
  source: "you",
  retention: "a year",
};
const fields = (...names: string[]) =>
  Object.fromEntries(["id", ...names].map((name) => [name, { label: name }]));

/** The map of it; `rule`: what becomes of the rows that are hers directly. */
export const mapOfOne = (rule: object = { act: "delete" }, ...shown: string[]) => [
  {
    ...words,
    name: "people",
    label: "People",
    key: ["id"],
    subject_key: "id",
    match: { email: "email" },
    fields: fields("email"),
    erasure: { act: "anonymise", fields: { email: "synthetic" } },
  },
  ...own.map((name) => ({
    ...words,
    name,
    label: name,
    key: ["id"],
    belongs: [{ to: "people", on: { person: "id" } }],
    erasure: rule,
    fields: fields("person", ...shown),
  })),
  ...below.map(([name, above]) => ({
    ...words,
    name,
    label: name,
    key: ["id"],
    belongs: [{ to: above, on: { of: "id" } }],
    fields: fields("of"),
  })),
];

/** The same by hand: six DELETEs in one transaction. */
export async function deletedByHand(client: pg.Client): Promise<number> {
  let rows = 0;
  await client.query("begin");
  for (const [table, above] of below)
    rows += count(
      await client.query(
        `delete from ${table} using ${above} where ${table}.of = ${above}.id and ${above}.person = 0`,
      ),
    );
  for (const table of own) rows += count(await client.query(`delete from ${table} where person = 0`));
  await client.query("commit");
  return rows;
}

const count = (done: pg.QueryResult): number => done.rowCount ?? 0;
