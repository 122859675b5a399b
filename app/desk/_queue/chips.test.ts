import { describe, expect, it } from "vitest";
import { parseQuery } from "#lib/queue/language.ts";
import { chipsOf, type Names } from "./chips.ts";

const names: Names = (key, value) => (key === "system" && value === "shop" ? "Shop database" : null);
const said = (text: string) => chipsOf(parseQuery(text), names).map(({ words }) => words);

describe("the chips under the query", () => {
  it("say every kind of term in words", () => {
    expect(
      said("is:open,new -is:snoozed right:delete -system:shop agent:yes -agent:yes sort:-received"),
    ).toEqual([
      "Open or New",
      "Not: Snoozed",
      "Right: Delete",
      "System: not Shop database",
      "Asked by an agent",
      "Asked by themselves",
      "Newest first",
    ]);
  });

  it("say days in the direction they count in", () => {
    expect(said("due:<14d due:>2026-12-01 received:<1w received:>=2026-01-01 due:today due:-3d")).toEqual([
      "Due in less than 14 days",
      "Due after 2026-12-01",
      "Received less than 1 week ago",
      "Received from 2026-01-01",
      "Due today",
      "Due 3 days ago",
    ]);
    expect(said("received:2026-01-01..2026-02-01 due:..2026-02-01")).toEqual([
      "Received from 2026-01-01 to 2026-02-01",
      "Due to 2026-02-01",
    ]);
  });

  it("lead to the query without themselves, and to nothing else", () => {
    expect(chipsOf(parseQuery("is:open LK-7K4 law:ccpa"), names)).toEqual([
      { start: 0, words: "Open", without: "LK-7K4 law:ccpa" },
      { start: 8, words: "Has “LK-7K4”", without: "is:open law:ccpa" },
      { start: 15, words: "Law: ccpa", without: "is:open LK-7K4" },
    ]);
  });
});
