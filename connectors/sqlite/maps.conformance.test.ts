import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { connectorOf } from "#connectors/registry.ts";
import { mapCases } from "#connectors/sql/fixture/all.ts";
import { expected, findingOf, type MapCase } from "#connectors/sql/fixture/map-case.ts";

describe.each(mapCases)("$title", (one: MapCase) => {
  test("finds exactly what is worked out by hand", async () => {
    const folder = mkdtempSync(join(tmpdir(), "habeas-sqlite-"));
    const file = join(folder, "system.db");
    const owner = new DatabaseSync(file);
    owner.exec(one.sql);
    owner.close();
    const connector = await connectorOf("sqlite");
    const session = await connector.open({
      settings: connector.settings.parse({ file }),
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
      rmSync(folder, { recursive: true });
    }
  });
});
