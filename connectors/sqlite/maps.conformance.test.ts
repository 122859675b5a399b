import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, test } from "vitest";
import { connectorOf } from "#connectors/registry.ts";
import { mapCases } from "#connectors/sql/fixture/all.ts";
import { likeKeys, likenessCases, likenessMap, likenessSql } from "#connectors/sql/fixture/likeness.ts";
import { expected, findingOf, type MapCase } from "#connectors/sql/fixture/map-case.ts";

test("people are found by likeness, with what the system holds of them", async () => {
  const folder = mkdtempSync(join(tmpdir(), "habeas-sqlite-"));
  const file = join(folder, "system.db");
  const owner = new DatabaseSync(file);
  owner.exec(likenessSql);
  owner.close();
  const connector = await connectorOf("sqlite");
  const session = await connector.open({
    settings: connector.settings.parse({ file }),
    collections: likenessMap,
    signal: new AbortController().signal,
    internalHosts: [],
  });
  for (const { blocks, keys } of likenessCases) {
    expect([blocks, await likeKeys(session, blocks)]).toEqual([blocks, keys]);
  }
  const answer = await session.candidates?.([[{ field: "birth_date", how: "equal", value: "1990-05-04" }]], {
    family_name: "RYAN",
  });
  expect(answer?.people[0]?.facts[0]).toMatchObject({ given_name: "Ada", birth_date: "1990-05-04" });
  expect(answer?.people[0]?.facts).toHaveLength(2);
  expect(answer?.frequencies).toEqual([{ field: "family_name", value: "RYAN", count: 3, total: 7 }]);
  await session.close();
  rmSync(folder, { recursive: true });
});

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
