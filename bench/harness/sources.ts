import pg from "pg";

export const schemas = ["crm", "billing", "support", "marketing", "analytics", "loyalty"];
export const harriet = "harriet@example.com";

/**
 * Six schemas, each with people and what they did; `hers` rows are Harriet's, interleaved with as many of 1,000
 * others. The same numbers give the same rows. Their notes hold nothing that is hidden from a copy, by chance neither:
 * letters, so that no run of digits is somebody's number.
 */
export async function fillSources(url: string, hers: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const each = Math.floor(hers / schemas.length);
  for (const schema of schemas) {
    await client.query(`
      create schema ${schema};
      create table ${schema}.people (number text primary key, email text not null, name text not null);
      create index on ${schema}.people (email);
      insert into ${schema}.people select 'P' || n, case n when 0 then '${harriet}' else 'p' || n || '@example.com' end,
        'Person ' || n from generate_series(0, 1000) n;
      create table ${schema}.events (id bigint primary key, person text not null, at timestamptz not null,
        kind text not null, amount numeric(12,2) not null, note text not null);
      insert into ${schema}.events
        select n, case when n % 2 = 0 then 'P0' else 'P' || (1 + n % 1000) end,
          timestamptz '2024-01-01' + n * interval '37 seconds', (array['view','order','return','click'])[1 + n % 4],
          (n % 100000) / 100.0, 'Row ' || n || ' "quoted", comma; ' || translate(md5(n::text), '0123456789', 'ghijklmnop')
        from generate_series(0, ${each * 2 - 1}) n;
      create index on ${schema}.events (person);
      analyze ${schema}.people; analyze ${schema}.events;`);
  }
  await client.query("checkpoint");
  await client.end();
}

const words = {
  category: "commercial",
  purpose: "bench",
  legal_basis: "contract",
  source: "you",
  retention: "a year",
};

/** The same six schemas as systems of a data map. */
export function systemsOver(url: string): unknown[] {
  return schemas.map((schema) => ({
    id: schema,
    title: schema,
    connector: "postgres",
    owner: { name: "Bench", email: "bench@example.com" },
    country: "IE",
    settings: { url, schema },
    collections: [
      {
        ...words,
        name: "people",
        label: "People",
        key: ["number"],
        match: { email: "email" },
        subject_key: "number",
        fields: { number: { label: "Number" }, email: { label: "E-mail" }, name: { label: "Name" } },
      },
      {
        ...words,
        name: "events",
        label: "Events",
        key: ["id"],
        belongs: [{ to: "people", on: { person: "number" } }],
        fields: Object.fromEntries(
          ["id", "person", "at", "kind", "amount", "note"].map((name) => [name, { label: name }]),
        ),
      },
    ],
  }));
}
