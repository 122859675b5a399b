import { afterAll, beforeAll, expect, it } from "vitest";
import { regimes } from "#lib/law/regimes/all.ts";
import { readQueue } from "#lib/queue/read.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { track } from "../track.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

it("a request that its law no longer fits shows the days that were kept, and closes no page", async () => {
  const { requestId, reference } = await way.file();
  const before = (await track(way.operator, reference)).deadline;
  expect(before.clocks.length).toBeGreaterThan(0);
  // As if the rule had been changed in its own version: this law begins years later.
  const law = regimes.find((one) => one.from > "2027-12-31") ?? regimes[0];
  await house.query("update request_law set law = $2, rule_version = $3 where request_id = $1", [
    requestId,
    law?.id,
    `${law?.id}@${law?.version}`,
  ]);
  const after = (await track(way.operator, reference)).deadline;
  expect(after).toMatchObject({ legalDue: before.legalDue, safeDue: before.safeDue, clocks: [] });
  const { rows } = await readQueue(way.operator, { query: "is:open" });
  expect(rows.map((row) => row.reference)).toContain(reference);
});
