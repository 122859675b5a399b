import pg from "pg";
import { describe, expect, test } from "vitest";
import { mapCases } from "#connectors/sql/fixture/all.ts";
import { demandErasure } from "#connectors/sql/fixture/erase-test.ts";
import { erased } from "#connectors/sql/fixture/erased.ts";
import type { MapCase } from "#connectors/sql/fixture/map-case.ts";
import { freshEmptyDatabase } from "#workshop/database.ts";
import { rigOn } from "./fixture/erasing.ts";
import { ownMaps } from "./fixture/own-maps.ts";

describe("a person is erased from every map, and nobody else", () => {
  const cases = [...mapCases, ...ownMaps].flatMap((one) =>
    one.finds.map((finding, no) => ({ title: one.title, one, finding, no })),
  );

  test.each(cases)(
    "$title ($no)",
    async ({ one, finding, no }: { one: MapCase; finding: MapCase["finds"][number]; no: number }) => {
      const database = await freshEmptyDatabase();
      const owner = new pg.Client({ connectionString: database.url });
      await owner.connect();
      try {
        await owner.query(one.sql);
        await demandErasure(rigOn(owner, database.url, one.collections), one, finding, 11 + no);
      } finally {
        await owner.end();
        await database.drop();
      }
    },
  );

  test("every end that is worked out by hand belongs to one of them", () => {
    const known = cases.map(
      ({ one, finding }) => `${one.title} ${Object.values(finding.by).flat().join(", ")}`,
    );
    expect(erased.map((each) => `${each.title} ${each.who}`).filter((each) => !known.includes(each))).toEqual(
      [],
    );
  });
});
