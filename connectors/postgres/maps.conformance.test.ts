import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectorOf } from "#connectors/registry.ts";
import { mapCases } from "#connectors/sql/fixture/all.ts";
import { expected, findingOf, type MapCase } from "#connectors/sql/fixture/map-case.ts";
import { ownMaps } from "./fixture/own-maps.ts";
import { launchedServer, noOlder, olderBinaries, type TestServer, usualServer } from "./fixture/server.ts";

function walkMaps(name: string, launch: () => Promise<TestServer>): void {
  describe(name, () => {
    let server: TestServer;
    beforeAll(async () => {
      server = await launch();
    });
    afterAll(async () => {
      await server?.stop();
    });

    test.each([...mapCases, ...ownMaps])("$title", async ({ sql, collections, finds }: MapCase) => {
      const database = await server.fresh();
      const owner = new pg.Client({ connectionString: database.url });
      await owner.connect();
      try {
        await owner.query(sql);
        const connector = await connectorOf("postgres");
        const session = await connector.open({
          settings: connector.settings.parse({ url: database.url }),
          collections,
          signal: new AbortController().signal,
          internalHosts: [],
        });
        for (const finding of finds) {
          expect([finding.by, await findingOf(session, finding)]).toEqual([finding.by, expected(finding)]);
        }
        await session.close();
      } finally {
        await owner.end();
        await database.drop();
      }
    });
  });
}

walkMaps("maps on postgres", usualServer);

const older = olderBinaries();
if (older === null) test("maps on an older postgres", (t) => t.skip(noOlder));
else walkMaps(`maps on postgres ${older.version}`, () => launchedServer(older));
