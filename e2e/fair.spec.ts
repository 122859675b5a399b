import { expect, test } from "@playwright/test";
import { rights } from "#lib/law/rights.ts";
import { fileAs, type Seen } from "./stand/anyone.ts";
import { at } from "./stand/person.ts";

/** Fair design, measured: 11 CCR § 7004 (symmetry, plain language, nothing between) and EDPB guidelines 03/2022. */
const said = {
  who: "self",
  place: "US-CA",
  name: "Ann Other",
  email: "ann.other@example.com",
  scope: "everything",
  wrong: "My street",
  correct: "Mill Lane",
};

const totals = (way: readonly Seen[]) => ({
  pages: way.length,
  acts: way.reduce((sum, { acts }) => sum + acts, 0),
  fields: way.reduce((sum, { fields }) => sum + fields, 0),
  words: way.reduce((sum, { words }) => sum + words, 0),
});

const ways = new Map<string, Seen[]>();

test.describe
  .serial("doors are alike", () => {
    for (const door of ["access", "portability", "rectification", "erasure", "opt_out", "limit_sensitive"]) {
      test(`${door}, counted`, async ({ browser }) => {
        const page = await (
          await browser.newContext({ javaScriptEnabled: false, locale: "en-GB" })
        ).newPage();
        ways.set(door, (await fileAs(page, door, said)).way);
        await page.context().close();
      });
    }

    test("pages, presses, fields and words of the four doors are within a quarter of each other", () => {
      const counted = ["access", "portability", "rectification", "erasure"].map((door) => ({
        door,
        ...totals(ways.get(door) ?? []),
      }));
      for (const measure of ["pages", "acts", "words"] as const) {
        const all = counted.map((one) => one[measure]);
        expect(
          Math.max(...all) / Math.min(...all),
          `${measure}: ${JSON.stringify(counted)}`,
        ).toBeLessThanOrEqual(1.25);
      }
      const copy = totals(ways.get("access") ?? []).pages;
      expect(totals(ways.get("erasure") ?? []).pages).toBeLessThanOrEqual(copy + 1);
    });

    test("opting out asks for no more than asking for a copy, and for no proof", () => {
      const copy = totals(ways.get("access") ?? []);
      for (const door of ["opt_out", "limit_sensitive"]) {
        const out = totals(ways.get(door) ?? []);
        expect(out.pages).toBeLessThanOrEqual(copy.pages);
        expect(out.acts).toBeLessThanOrEqual(copy.acts);
        expect((ways.get(door) ?? []).filter(({ path }) => path.includes("prove"))).toEqual([]);
      }
    });

    test("the button that leads on is the same, in the same place, on every page of every door", () => {
      for (const [door, way] of ways)
        for (const { path, buttons } of way.slice(0, -1))
          expect(buttons[0], `${door} ${path}`).toBe(way[0]?.buttons[0]);
    });

    test("nobody chose for the person", () => {
      for (const [door, way] of ways)
        for (const { path, chosen } of way) expect(chosen, `${door} ${path}`).toBe(0);
    });

    test("nothing stands between the door and the form", () => {
      for (const [door, way] of ways) expect(way[0]?.path, door).toBe(`/ask/${door}`);
    });
  });

test("no choice is made beforehand, nothing is a switch, and the four doors look alike", async ({ page }) => {
  for (const right of rights) {
    await page.goto(at(`/ask/${right}`));
    expect(await page.locator("input:checked").count(), `${right}: chosen beforehand`).toBe(0);
    expect(await page.locator("[role=switch]").count()).toBe(0);
    expect(await page.locator("dialog, [role=dialog], [aria-modal]").count()).toBe(0);
  }
  await page.goto(at("/"));
  const looks = await page.locator(".doors a").evaluateAll((doors) =>
    doors.map((door) => {
      const { color, backgroundColor, borderColor, fontSize } = getComputedStyle(door);
      const { width, height } = door.getBoundingClientRect();
      return JSON.stringify({ color, backgroundColor, borderColor, fontSize, width, height });
    }),
  );
  expect(looks).toHaveLength(4);
  expect(new Set(looks).size).toBe(1);
});
