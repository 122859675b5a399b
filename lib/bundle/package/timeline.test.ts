import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import { Timeline } from "./timeline.ts";

const orders = { system: "Shop", kind: "Your orders", file: "data/01-shop/orders.csv" };
const visits = { system: "Visits", kind: "=Visits", file: "data/02-visits/visits.csv" };
const at = (iso: string) => Date.parse(iso) / 1000;

async function linesOf(timeline: Timeline): Promise<string[]> {
  return (await text(timeline.csv())).replace("\uFEFF", "").trimEnd().split("\r\n");
}

describe("the timeline", () => {
  it("merges the moments of all systems, oldest first, also before 1970 and after 2038", async () => {
    const timeline = new Timeline();
    const order = timeline.source(orders, 3);
    order(at("2024-05-01T10:00:07Z"), 1);
    order(at("2041-01-01T00:00:00Z"), 3);
    const visit = timeline.source(visits, 2);
    visit(at("1958-02-03T04:05:06Z"), 1);
    visit(at("2024-05-01T10:00:06Z"), 2);
    expect(timeline.events).toBe(4);
    expect(await linesOf(timeline)).toEqual([
      '"when","system","kind","file","row"',
      `"1958-02-03T04:05:06Z","Visits","'=Visits","data/02-visits/visits.csv","1"`,
      `"2024-05-01T10:00:06Z","Visits","'=Visits","data/02-visits/visits.csv","2"`,
      '"2024-05-01T10:00:07Z","Shop","Your orders","data/01-shop/orders.csv","1"',
      '"2041-01-01","Shop","Your orders","data/01-shop/orders.csv","3"',
    ]);
  });

  it("keeps the newest where there are too many, and counts the rest", async () => {
    const timeline = new Timeline(1000);
    const order = timeline.source(orders, 300_000);
    for (let row = 1; row <= 300_000; row += 1) order(((row * 7919) % 300_000) + 1, row);
    const lines = await linesOf(timeline);
    expect([timeline.events, timeline.leftOut, lines.length]).toEqual([1000, 299_000, 1001]);
    const seconds = lines.slice(1).map((line) => Date.parse(line.slice(1, line.indexOf('"', 1))) / 1000);
    expect(seconds).toEqual(Array.from({ length: 1000 }, (_, i) => 299_001 + i));
  });

  it("leaves out a moment that no calendar has, and says so", () => {
    const timeline = new Timeline();
    const order = timeline.source(orders, 2);
    order(Number.NaN, 1);
    order(1e15, 2);
    expect([timeline.events, timeline.leftOut]).toEqual([0, 2]);
  });
});
