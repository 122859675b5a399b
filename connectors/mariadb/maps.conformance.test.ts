import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectorOf } from "#connectors/registry.ts";
import { mapCases } from "#connectors/sql/fixture/all.ts";
import { expected, findingOf, type MapCase } from "#connectors/sql/fixture/map-case.ts";
import { mariadbDatabase } from "#workshop/mariadb/database.ts";
import { findMariadb, noMariadb } from "#workshop/mariadb/find.ts";
import { type LaunchedMariadb, launchMariadb } from "#workshop/mariadb/launch.ts";

let server: LaunchedMariadb;
beforeAll(async () => {
  if (findMariadb()) server = await launchMariadb();
});
afterAll(async () => {
  await server?.stop();
});

describe.each(mapCases)("$title", (one: MapCase) => {
  test("finds exactly what is worked out by hand", async (t) => {
    if (!findMariadb()) t.skip(noMariadb);
    const database = await mariadbDatabase(server, [one.sql]);
    const connector = await connectorOf("mariadb");
    const session = await connector.open({
      settings: connector.settings.parse({ url: database.url() }),
      collections: one.collections,
      signal: new AbortController().signal,
      internalHosts: [],
    });
    try {
      for (const finding of one.finds) {
        expect([finding.by, await findingOf(session, finding)]).toEqual([finding.by, expected(finding)]);
      }
    } finally {
      await session.close();
      await database.drop();
    }
  });
});
