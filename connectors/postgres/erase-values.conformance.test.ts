import pg from "pg";
import { test } from "vitest";
import { demandMentions, mentionsSql } from "#connectors/sql/fixture/mentioned.ts";
import {
  billsMap,
  demandEnds,
  demandStrategies,
  papersMap,
  strategiesSql,
} from "#connectors/sql/fixture/strategies.ts";
import { freshEmptyDatabase } from "#workshop/database.ts";
import { rigOn } from "./fixture/erasing.ts";

async function withDatabase(
  sql: string,
  work: (owner: pg.Client, url: string) => Promise<void>,
): Promise<void> {
  const database = await freshEmptyDatabase();
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  try {
    await owner.query(sql);
    await work(owner, database.url);
  } finally {
    await owner.end();
    await database.drop();
  }
}

test.each(["timestamp", "timestamptz"])(
  "values are made to say nothing, in every way (%s)",
  async (moment) => {
    await withDatabase(`set timezone = 'UTC'; ${strategiesSql(moment)}`, async (owner, url) => {
      await demandStrategies(rigOn(owner, url, papersMap));
    });
  },
);

test("kept rows say until when", async () => {
  await withDatabase(`set timezone = 'UTC'; ${strategiesSql("timestamptz")}`, async (owner, url) => {
    await demandEnds((from, after) => rigOn(owner, url, billsMap(from, after)));
  });
});

test.each(["json", "jsonb", "text"])("a value is found wherever it stands as a word (%s)", async (json) => {
  await withDatabase(mentionsSql(json), async (owner, url) => {
    await demandMentions(rigOn(owner, url, papersMap.slice(0, 1)));
  });
});
