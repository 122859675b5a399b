import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chooseBrowser } from "#workshop/browser.ts";
import { expectNoViolation } from "../../../e2e/stand/axe.ts";
import { type Unpacked, unpacked } from "./fixture/opened.ts";
import { personFacts } from "./fixture/person.ts";
import { type Watched, watchedPage } from "./fixture/watched.ts";

let browser: Browser;
let english: Unpacked;
let arabic: Unpacked;
let small: Unpacked;

beforeAll(async () => {
  const { executablePath, args } = await chooseBrowser();
  browser = await chromium.launch({ executablePath, args });
  [english, arabic, small] = await Promise.all([
    unpacked(personFacts()),
    unpacked(personFacts({ language: "ar", orders: 6 })),
    unpacked(personFacts({ orders: 6 })),
  ]);
});
afterAll(async () => {
  await browser?.close();
  english?.remove();
  arabic?.remove();
  small?.remove();
});

const cards = (page: Page) => page.locator("article.card");
const said = (page: Page) => page.locator("#view [role=status]");

async function searched(page: Page, query: string): Promise<void> {
  await page.getByRole("searchbox").first().fill(query);
  await page.keyboard.press("Enter");
}

/** Nothing left the folder, and nothing was refused or went wrong. */
function expectQuiet({ requests, complaints }: Watched, { url }: Unpacked): void {
  const folder = url.slice(0, url.lastIndexOf("/") + 1);
  expect(requests.filter((one) => !one.startsWith(folder))).toEqual([]);
  expect(complaints).toEqual([]);
}

describe("START-HERE.html, opened from the disk", () => {
  it("is a whole index without a script", async () => {
    const watched = await watchedPage(browser, { javaScriptEnabled: false });
    await watched.page.goto(english.url);
    const text = await watched.page.locator("main").innerText();
    for (const words of [
      "Your orders",
      "You, when you ordered",
      "7 years",
      "Swiftpost",
      "If something is wrong",
    ]) {
      expect(text).toContain(words);
    }
    expect(text).toContain("3 parts of records are hidden");
    expect(await watched.page.getByRole("searchbox").count()).toBe(0);
    expectQuiet(watched, english);
    await watched.page.context().close();
  });

  it("searches everything, filters, and tells how many it found", async () => {
    const watched = await watchedPage(browser);
    const { page } = watched;
    await page.goto(english.url);
    await searched(page, "LODZ floor");
    await said(page).getByText("200 records found.").waitFor();
    expect(await cards(page).count()).toBe(100);
    await page.getByRole("button", { name: "Next page" }).click();
    await page.getByText("Records 101 to 200 of 200").waitFor();
    await page.getByLabel("Year").selectOption("2023");
    await expectSaid(page, /^\d+ records found\.$/);
    for (const when of await cards(page).locator("h3 time").allInnerTexts()) expect(when).toContain("2023");
    await page.getByRole("button", { name: "Clear" }).click();
    await expectSaid(page, "254 records found.");
    await page.getByLabel("System").selectOption("Customer support");
    await expectSaid(page, "3 records found.");
    await page.getByLabel("Kind of data").selectOption({ label: "What we think you like (1)" });
    await searched(page, "return items");
    // The system that was chosen before still holds, so nothing can match.
    await expectSaid(page, /No record found/);
    expectQuiet(watched, english);
    expect(page.url()).not.toMatch(/return|floor/);
    await page.context().close();
  });

  it("shows a record in two depths, its gaps with their reason, and ways to have it put right", async () => {
    const watched = await watchedPage(browser);
    const { page } = watched;
    await page.goto(`${english.url}#records-0`);
    const first = cards(page).first();
    await first.waitFor();
    expect(await first.innerText()).not.toContain("row_id");
    expect(await first.locator(".gap").count()).toBe(1);
    expect(await first.innerText()).not.toContain("[hidden");
    await page.getByLabel("Every field").check();
    await first.getByText("row_id").waitFor();
    await first.getByText("Where from, why").click();
    expect(await first.innerText()).toContain("Clearwater Payments (takes your payments, Netherlands)");
    const ways = await first
      .locator(".acts a")
      .evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    expect(ways).toEqual([
      "https://privacy.larkspur.example/ask/rectification?system=shop&collection=orders",
      "https://privacy.larkspur.example/ask/erasure?system=shop&collection=orders",
    ]);
    await page.goto(`${english.url}#records-1`);
    // What only looks like a mark, where that rule hid nothing, is the person's own text.
    await cards(page).getByText("This is not [hidden: anything], just brackets.").waitFor();
    await page.goto(`${english.url}#records-2`);
    await cards(page).getByText("It is a guess about you and may be wrong.").waitFor();
    expectQuiet(watched, english);
    await page.context().close();
  });

  it("puts a year in order over all systems", async () => {
    const { page } = await watchedPage(browser);
    await page.goto(`${english.url}#timeline-2023`);
    await expectSaid(page, /records found/);
    const times = await cards(page)
      .locator("h3 time")
      .evaluateAll((all) => all.map((one) => one.getAttribute("datetime") ?? ""));
    expect(times.length).toBeGreaterThan(10);
    expect(times).toEqual([...times].sort());
    const kinds = await cards(page).locator("h3").allInnerTexts();
    expect(kinds.some((one) => one.includes("Messages between you and us"))).toBe(true);
    await page.context().close();
  });

  it("checks the zip itself and names a file that was changed", async () => {
    const watched = await watchedPage(browser);
    const { page } = watched;
    await page.goto(english.url);
    await page.getByLabel("The zip file").setInputFiles(english.zip);
    await page.getByText("None was changed.").waitFor();
    await page.getByText("The list is signed").waitFor();
    const changed = readFileSync(english.zip);
    const at = changed.indexOf("data/01-shop/orders.csv") + 60;
    changed[at] = (changed[at] ?? 0) ^ 1;
    await page
      .getByLabel("The zip file")
      .setInputFiles({ name: "bundle.zip", mimeType: "application/zip", buffer: changed });
    await page.getByText("1 file is not as the list says.").waitFor();
    await page
      .locator("li", { hasText: "data/01-shop/orders.csv" })
      .getByText(/Changed|Cannot be read/)
      .waitFor();
    expectQuiet(watched, english);
    await page.context().close();
  });

  it("is used by keyboard alone", async () => {
    const { page } = await watchedPage(browser);
    await page.goto(english.url);
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Skip to the content");
    for (let i = 0; i < 3; i += 1) await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Timeline");
    await page.keyboard.press("Enter");
    await expectSaid(page, /records found/);
    expect(await focused(page)).toBe("Timeline");
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
    await page.context().close();
  });

  it("says which part cannot be read, and where its records lie", async () => {
    const broken = await unpacked(personFacts({ orders: 3 }));
    rmSync(join(broken.folder, "viewer/data/01-0001.js"));
    writeFileSync(join(broken.folder, "viewer/data/02-0001.js"), "__d(2,1,[[");
    const { page } = await watchedPage(browser);
    await page.goto(`${broken.url}#records`);
    const warning = page.getByText("2 parts of the data could not be opened here.");
    await warning.waitFor();
    expect(await warning.innerText()).toMatch(/data\/01-shop\/orders\.csv.*data\/02-support\/messages\.csv/);
    await page.context().close();
    broken.remove();
  });
});

describe("held against WCAG 2.2 AA", () => {
  const looks = [
    ["desktop", () => small, {}, [""]],
    ["dark", () => small, { colorScheme: "dark" }, ["#records-0"]],
    ["from right to left on a phone", () => arabic, { viewport: { width: 320, height: 640 } }, ["#timeline"]],
  ] as const;

  it.each(looks)("%s", async (name, bundle, options, views) => {
    const { page } = await watchedPage(browser, options);
    for (const view of views) {
      await page.goto("about:blank");
      await page.goto(bundle().url + view);
      if (view !== "") await cards(page).first().waitFor();
      await expectNoViolation(page, `${name} ${view}`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([view, wide]).toEqual([view, 0]);
    }
    await page.context().close();
  });
});

async function expectSaid(page: Page, words: string | RegExp): Promise<void> {
  await said(page).getByText(words).waitFor();
}

function focused(page: Page): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent ?? "");
}
