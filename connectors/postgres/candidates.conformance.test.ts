import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { described, fieldsOf } from "#connectors/conformance/world.ts";
import type { Session } from "#connectors/contract.ts";
import { connectorOf } from "#connectors/registry.ts";
import { freshEmptyDatabase, type TestDatabase } from "#workshop/database.ts";

const collections = [
  described({
    name: "people",
    subject_key: "id",
    where: { tenant: 1 },
    fields: fieldsOf("id"),
    likeness: { given_name: "given", family_name: "family", birth_date: "born", email: "mail" },
  }),
  described({
    name: "addresses",
    belongs: [{ to: "people", on: { person: "id" } }],
    fields: fieldsOf("person"),
    likeness: { street: "street", postal_code: "postal", phone: "phone" },
  }),
];

describe("somebody who is looked for by likeness", () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let session: Session;
  beforeAll(async () => {
    database = await freshEmptyDatabase();
    owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
    await owner.query(`
      create table people (id int primary key, tenant int, given text, family text, born date, mail varchar(90));
      create table addresses (person int, street text, postal text, phone text);
      insert into people values (1, 1, 'Ada', 'Ryan', '1990-05-04', 'Ada.Ryan@example.com'), (2, 1, 'ADA', 'ryan', null, null),
        (3, 2, 'Ada', 'Ryan', '1990-05-04', null), (4, 1, 'Bo', 'Ryan', '1990-12-31', 'bo@example.com'), (5, 1, 'Él', 'Núñez', '1991-01-01', null);
      insert into addresses values (1, '1 Heron Walk', 'D08 XY45', '+353 87 123 4567'), (1, '2 Heron Walk', 'D08', null), (4, '1 Heron Walk', 'd08 xy45', null);
      insert into people select n, 1, 'John', 'Smith' || n, '1970-01-01', null from generate_series(1000, 201000) n;
      create index on people (lower(family)); create index on people (born); create index on people (lower(given));
      create index on people (left(lower(family), 4)); create index on addresses (person); create index on addresses (lower(postal));
      create index on people (lower(split_part(mail, '@', 1)));
      create index on addresses (right(regexp_replace(phone, '[^0-9]', '', 'g'), 8));
      analyze`);
    const connector = await connectorOf("postgres");
    session = await connector.open({
      settings: connector.settings.parse({ url: database.url }),
      collections,
      signal: new AbortController().signal,
      internalHosts: [],
    });
  });
  afterAll(async () => {
    await session?.close();
    await owner?.end();
    await database?.drop();
  });

  const ask = async (...blocks: Parameters<NonNullable<Session["candidates"]>>[0]) => {
    const answer = await session.candidates?.(blocks, {});
    return answer?.people.map((one) => one.key).sort();
  };

  test("is found by any block, all of whose conditions hold, in the root or below it", async () => {
    const given = { field: "given_name", how: "folded", value: "aDa" } as const;
    const family = { field: "family_name", how: "folded", value: "Ryan" } as const;
    expect(await ask([given, family])).toEqual(["1", "2"]);
    expect(await ask([{ field: "birth_date", how: "equal", value: "1990-05-04" }])).toEqual(["1"]);
    expect(await ask([{ field: "birth_date", how: "starts", value: "1990" }, family])).toEqual(["1", "4"]);
    expect(await ask([{ field: "birth_date", how: "equal", value: "1990-02-31" }])).toEqual([]);
    expect(await ask([family, { field: "postal_code", how: "folded", value: "d08 xy45" }])).toEqual([
      "1",
      "4",
    ]);
    expect(await ask([{ field: "phone", how: "digits", value: "71234567" }])).toEqual(["1"]);
    expect(await ask([{ field: "email", how: "starts", value: "ada.ryan@" }])).toEqual(["1"]);
    expect(await ask([{ field: "family_name", how: "starts", value: "NÚÑ" }])).toEqual(["5"]);
    expect(await ask([{ field: "given_name", how: "folded", value: "'; drop table people; --" }])).toEqual(
      [],
    );
    expect(await ask([{ field: "city", how: "folded", value: "Dublin" }])).toEqual([]);
    expect(await ask([given, family], [{ field: "phone", how: "digits", value: "71234567" }])).toEqual([
      "1",
      "2",
    ]);
  });

  test("comes with what the system holds of them, and how common their names are", async () => {
    const answer = await session.candidates?.([[{ field: "family_name", how: "folded", value: "ryan" }]], {
      given_name: "john",
      family_name: "Ryan",
    });
    const ada = answer?.people.find((one) => one.key === "1");
    expect(ada?.facts).toHaveLength(2);
    expect(ada?.facts).toContainEqual({
      given_name: "Ada",
      family_name: "Ryan",
      birth_date: "1990-05-04",
      email: "Ada.Ryan@example.com",
      street: "1 Heron Walk",
      postal_code: "D08 XY45",
      phone: "+353 87 123 4567",
    });
    const counts = answer?.frequencies.map(({ field, count, total }) => [
      field,
      count,
      Math.round(total / 1000),
    ]);
    expect(counts).toEqual([
      ["given_name", 200_001, 200],
      ["family_name", 3, 200],
    ]);
  });

  test("is looked for in a statement that can be shown", async () => {
    const steps = await session.explain();
    const text = steps.find((one) => one.purpose === "candidates")?.text ?? "";
    expect(text).toContain('lower(c."family") = lower(:fact)');
    const filled = text.replace(/(?<!:):(?:fact|day)/g, "'1990-01-01'").replaceAll(":constant", "'1'");
    await owner.query(`explain ${filled}`);
  });

  test("is nobody where too many fit, and is found among two hundred thousand within a second", async () => {
    const many = await session.candidates?.([[{ field: "given_name", how: "folded", value: "John" }]], {});
    expect(many).toEqual({ people: [], more: true, frequencies: [] });
    const began = performance.now();
    expect(await ask([{ field: "family_name", how: "folded", value: "smith77777" }])).toEqual(["77777"]);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
