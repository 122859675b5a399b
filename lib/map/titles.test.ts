import { expect, it, vi } from "vitest";

vi.mock("./current.ts", () => ({
  currentMap: () => ({ systems: [{ id: "shop", words_in: { ar: { title: "المتجر" } } }, { id: "ledger" }] }),
}));

it("says a system's title in the language where the map has it, and as it was where it has not", async () => {
  const { titledIn } = await import("./titles.ts");
  const of = ["shop", "ledger", "gone"].map((systemId) => ({ systemId, title: systemId.toUpperCase() }));
  expect(titledIn(of, "ar").map(({ title }) => title)).toEqual(["المتجر", "LEDGER", "GONE"]);
  expect(titledIn(of, "de")).toEqual(of);
});
