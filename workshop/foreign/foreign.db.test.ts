import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findMariadb, noMariadb } from "#workshop/mariadb/find.ts";
import { quoted } from "./load.ts";
import { type Loaded, openLoaded } from "./loaded.ts";
import { PackageUnavailable } from "./packages.ts";
import {
  type Dialect,
  type Filling,
  marksIn,
  type Product,
  type TrueCollection,
  type TruePerson,
} from "./product.ts";
import { products } from "./products.ts";

const crowd = 40;

/** A row in words that all databases spell alike: its table, its key, and the text of what the person gets of it. */
function seen(row: Record<string, unknown>, truth: TrueCollection, product: Product, dialect: Dialect) {
  const name = (column: string) => (dialect === "postgres" && product.folded ? column.toLowerCase() : column);
  const never = new Set(truth.never?.map(name));
  const columns = truth.only?.map(name) ?? Object.keys(row).filter((column) => !never.has(column));
  const absent = [...columns, ...truth.key.map(name), ...never].filter((column) => !(column in row));
  expect(absent, `columns that ${truth.table} does not have`).toEqual([]);
  return {
    key: JSON.stringify(truth.key.map((column) => String(row[name(column)]))),
    text: JSON.stringify(columns.map((column) => row[column])),
  };
}

/** Whether a table has a row that is marked for a person alone. */
const isOf = (name: string, filling: Filling): boolean =>
  filling.rows.some((row) => marksIn(JSON.stringify(row)).some((whose) => whose.join() === name)) &&
  filling.rows.some((row) => marksIn(JSON.stringify(row)).some((whose) => !whose.includes(name)));

for (const product of products)
  for (const dialect of product.dialects) {
    describe(`${product.title} on ${dialect}`, () => {
      let loaded: Loaded;
      let missing = dialect === "mariadb" && !findMariadb() ? noMariadb : "";
      beforeAll(async () => {
        if (missing !== "") return;
        try {
          loaded = await openLoaded(product, dialect, crowd);
        } catch (error) {
          if (!(error instanceof PackageUnavailable)) throw error;
          missing = error.message;
        }
      }, 300_000);
      afterAll(async () => {
        if (missing === "") await loaded.close();
      });
      beforeEach(({ skip }) => skip(missing !== "", missing));

      /** Where marks and truth disagree: rows that someone gets and should not, and rows that nobody's truth finds. */
      async function unfaithful(people: readonly TruePerson[]): Promise<string[]> {
        const declared = new Set<string>();
        const there = product.fillings(0).filter((filling) => filling.absentIn !== dialect);
        for (const table of new Set(there.map((filling) => filling.table)))
          for (const row of await loaded.read(`select * from ${quoted(table, product, dialect)}`))
            for (const whose of marksIn(JSON.stringify(row)))
              for (const name of whose)
                if (name !== "never") declared.add(`${name}: ${whose.join("+")} in ${table}`);
        const found = new Set<string>();
        for (const person of people)
          for (const truth of Object.values(person.collections))
            for (const row of await loaded.read(truth.sql))
              for (const whose of marksIn(seen(row, truth, product, dialect).text))
                found.add(`${person.name}: ${whose.join("+")} in ${truth.table}`);
        expect(declared.size).toBeGreaterThan(20);
        return [
          ...[...found].filter((line) => !declared.has(line)).map((line) => `not theirs, ${line}`),
          ...[...declared].filter((line) => !found.has(line)).map((line) => `not found, ${line}`),
        ];
      }

      test("the published schema is there", async () => {
        expect((await loaded.tables()).length).toBeGreaterThanOrEqual(15);
      });

      test("every mark of the seeds is found by the truth of exactly the people it names", async () => {
        expect(await unfaithful(product.people)).toEqual([]);
      });

      test("a truth that takes too much, or forgets, is caught", async () => {
        const [first] = product.people;
        const [name, marked] =
          Object.entries(first?.collections ?? {}).find(([, { table }]) =>
            product
              .fillings(0)
              .some((filling) => filling.table === table && isOf(first?.name ?? "", filling)),
          ) ?? [];
        if (!first || !name || !marked) throw new Error("nobody has anything");
        const everything = { ...marked, sql: `select t.* from ${quoted(marked.table, product, dialect)} t` };
        const nothing = { ...marked, sql: `${everything.sql} where 1 = 0` };
        const others = product.people.slice(1);
        for (const broken of [everything, nothing]) {
          const collections = { ...first.collections, [name]: broken };
          expect(await unfaithful([{ ...first, collections }, ...others])).not.toEqual([]);
        }
      });

      test("as many marked rows as were seeded for each person, none twice", async () => {
        for (const person of product.people) {
          const got: string[] = [];
          for (const truth of Object.values(person.collections)) {
            const rows = (await loaded.read(truth.sql)).map((row) => seen(row, truth, product, dialect));
            expect(new Set(rows.map((row) => row.key)).size, `${truth.table} twice`).toBe(rows.length);
            got.push(
              ...rows.filter((row) => marksIn(row.text).length > 0).map((row) => truth.table + row.key),
            );
          }
          const seeded = product
            .fillings(0)
            .flatMap((filling) => filling.rows)
            .filter((row) => marksIn(JSON.stringify(row)).some((people) => people.includes(person.name)));
          expect(new Set(got).size, person.name).toBe(seeded.length);
        }
      });

      test("the crowd is there and in nobody's answer", async () => {
        const few = product.fillings(0).reduce((sum, filling) => sum + filling.rows.length, 0);
        const many = product.fillings(crowd).reduce((sum, filling) => sum + filling.rows.length, 0);
        expect(many).toBeGreaterThan(few + crowd * 5);
        for (const person of product.people)
          for (const truth of Object.values(person.collections))
            expect((await loaded.read(truth.sql)).length, `${person.name} ${truth.table}`).toBeLessThan(
              crowd,
            );
      });
    });
  }
