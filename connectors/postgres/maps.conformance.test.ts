import pg from "pg";
import { describe, expect, test } from "vitest";
import { connectorOf } from "#connectors/registry.ts";
import { mapCases } from "#connectors/sql/maps/all.ts";
import { expected, findingOf, type MapCase } from "#connectors/sql/maps/map-case.ts";
import { freshEmptyDatabase } from "#workshop/database.ts";
import { ownMaps } from "./own-maps.ts";

describe.each([...mapCases, ...ownMaps])("$title", (one: MapCase) => {
  test("finds exactly what is worked out by hand", async () => {
    const database = await freshEmptyDatabase();
    const owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
    try {
      await owner.query(one.sql);
      const connector = await connectorOf("postgres");
      const session = await connector.open({
        settings: connector.settings.parse({ url: database.url }),
        collections: one.collections,
        signal: new AbortController().signal,
        internalHosts: [],
      });
      for (const finding of one.finds) {
        expect([finding.by, await findingOf(session, finding)]).toEqual([finding.by, expected(finding)]);
      }
      await session.close();
    } finally {
      await owner.end();
      await database.drop();
    }
  });
});
