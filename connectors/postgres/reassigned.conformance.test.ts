import pg from "pg";
import { describe, test } from "vitest";
import {
  type Change,
  demandLeftToOthers,
  demandNobodysGo,
  demandRace,
  reassignedMap,
  reassignedSql,
} from "#connectors/sql/fixture/reassigned.ts";
import { freshEmptyDatabase } from "#workshop/database.ts";
import { rigOn } from "./fixture/erasing.ts";

async function withRows(
  work: (rig: ReturnType<typeof rigOn>, change: Change) => Promise<void>,
): Promise<void> {
  const database = await freshEmptyDatabase();
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  try {
    await owner.query(reassignedSql.join(";"));
    await work(
      rigOn(owner, database.url, reassignedMap),
      async (sql) => (await owner.query(sql)).rowCount ?? 0,
    );
  } finally {
    await owner.end();
    await database.drop();
  }
}

describe("rows that become another person's between the comparison and the act", () => {
  test("are left to them, byte for byte, and told", () => withRows(demandLeftToOthers));
  test("go where they are nobody's", () => withRows(demandNobodysGo));
  test.each([1, 2, 3, 4])("while somebody gives them away all the time (seed %i)", (seed) =>
    withRows((rig, change) => demandRace(rig, change, seed)),
  );
});
