import { type Browser, expect, type Page, test } from "@playwright/test";
import { person } from "#demo/people.ts";
import { expectNoViolation } from "./stand/axe.ts";
import { ask } from "./stand/database.ts";
import { signIn } from "./stand/desk.ts";
import { inspect, note } from "./stand/look.ts";
import { askForCopy, at, press } from "./stand/person.ts";

const rows = (page: Page) => page.locator("tr[data-reference]");
const current = (page: Page) => page.locator("tr[data-current]");
const chosen = (page: Page) => page.locator('tr[aria-selected="true"]');
const bar = (page: Page) => page.getByRole("form", { name: "Selected requests" });
const reference = (row: ReturnType<typeof rows>) => row.getAttribute("data-reference");

/** Opens a list and waits until its keys are listened to. */
async function open(page: Page, query = ""): Promise<void> {
  await page.goto(at(query === "" ? "/desk" : `/desk?q=${encodeURIComponent(query)}`));
  await expect(page.locator("html[data-script]")).toBeAttached();
  await expect(page.getByRole("grid", { name: "Requests" })).toBeVisible();
}

/** Three requests that wait for their proof. */
async function fill(browser: Browser): Promise<void> {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  for (const who of ["mina", "ruth", "tomas"] as const) await askForCopy(page, person(who));
  await page.context().close();
}

async function owners(references: (string | null)[]): Promise<(string | null)[]> {
  const found = await ask<{ name: string | null }>(
    "select s.name from request r left join staff s on s.id = r.owner_id where r.reference = any($1) order by 1",
    [references],
  );
  return found.map(({ name }) => name);
}

test("by keys only: filter, choose a range, assign, take it back, open, and back at the same row", async ({
  browser,
}) => {
  await fill(browser);
  const idris = await signIn(browser, "Idris");
  const notes = note(idris);
  await open(idris);
  await idris.keyboard.press("f");
  const field = idris.getByRole("combobox", { name: /^Filter/ });
  await expect(field).toBeFocused();
  await idris.keyboard.type(" stage:rec");
  await expect(idris.getByRole("option", { name: /received/ })).toBeVisible();
  await idris.keyboard.press("ArrowDown");
  await idris.keyboard.press("Enter");
  await expect(field).toHaveValue("is:open -is:snoozed stage:received");
  await idris.keyboard.press("Enter");
  await idris.waitForURL(/stage:received/);
  await expect(idris.getByRole("link", { name: "Stage: Waiting on person" })).toBeVisible();
  await expect(idris.getByRole("grid", { name: "Requests" })).toBeVisible();

  for (const key of ["j", "x", "j", "j", "X"]) await idris.keyboard.press(key);
  await expect(chosen(idris)).toHaveCount(3);
  await expect(bar(idris)).toContainText("3 selected");
  const picked = await Promise.all([0, 1, 2].map((index) => reference(rows(idris).nth(index))));
  const before = await owners(picked);
  const here = idris.url();
  await expectNoViolation(idris, "the queue with three chosen");
  await idris.keyboard.press("i");
  await expect(idris.getByRole("main")).toContainText("3 requests given away");
  expect(await owners(picked)).toEqual(Array(3).fill(expect.stringMatching(/^Idris /)));
  expect(idris.url()).toBe(here);
  // What an act was done with is not chosen any more; the row that one was at still is the current one.
  await expect(chosen(idris)).toHaveCount(0);
  expect(await reference(current(idris))).toBe(picked[2]);
  await idris.keyboard.press("u");
  await expect.poll(() => owners(picked)).toEqual(before);

  await open(idris, "stage:received");
  await idris.keyboard.press("j");
  await idris.keyboard.press("j");
  const at2 = await reference(current(idris));
  await idris.keyboard.press("o");
  await idris.waitForURL(new RegExp(`/desk/requests/${at2}`));
  await idris.goBack();
  await expect(current(idris)).toHaveAttribute("data-reference", at2 ?? "");
  await expect(current(idris).getByRole("link")).toBeFocused();
  expect(notes.complaints).toEqual([]);
  await idris.context().close();
});

test("without a script: filter, tick, tag, and a view kept, renamed and deleted", async ({ browser }) => {
  const idris = await signIn(browser, "Idris");
  const cookies = await idris.context().cookies();
  await idris.context().close();
  const context = await browser.newContext({ javaScriptEnabled: false });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.goto(at("/desk"));
  await page.getByRole("combobox", { name: /^Filter/ }).fill("stage:received sort:-received");
  await press(page, page.getByRole("button", { name: "Filter" }));
  await expect(page).toHaveURL(/q=stage:received\+sort:-received/);
  await expect(bar(page)).toBeHidden();
  const row = rows(page).first();
  const ref = (await reference(row)) ?? "";
  await row.getByRole("checkbox").check();
  await page.getByRole("button", { name: /^Tag/ }).first().click();
  await page.getByLabel("Tags to put on").fill("school");
  await press(page, page.getByRole("dialog", { name: "Tag" }).getByRole("button", { name: "Tag" }));
  await expect(page.getByRole("main")).toContainText("1 request tagged");
  await expect(page.locator(`tr[data-reference="${ref}"]`)).toContainText("school");

  await page.getByRole("button", { name: "Save view" }).click();
  await page.getByLabel("Its name").fill("Newest without proof");
  await press(page, page.getByRole("button", { name: "Save", exact: true }));
  await expect(page.getByRole("heading", { level: 1, name: "Newest without proof" })).toBeVisible();
  await page.goto(at("/desk/views"));
  await page.getByLabel("New name of Newest without proof").fill("Newest first");
  await press(page, page.getByRole("button", { name: "Rename" }));
  await press(page, page.getByRole("button", { name: "Delete Newest first" }));
  await expect(page.getByRole("main").getByRole("link", { name: "Newest first" })).toHaveCount(0);
  await context.close();
});

test("a name that is looked for is in no address, an unknown key is told, a list that is too narrow opens", async ({
  browser,
}) => {
  const idris = await signIn(browser, "Idris");
  const notes = note(idris);
  const addresses: string[] = [];
  idris.on("request", (request) => addresses.push(request.url()));
  await open(idris);
  const { name, email } = person("mina");
  const field = idris.getByRole("combobox", { name: /^Filter/ });
  for (const typed of [name, `who:"${name}"`, email, `${name}:`]) {
    await field.fill(typed);
    await expect.poll(() => addresses.some((one) => one.endsWith("/suggest"))).toBe(true);
    await press(idris, idris.getByRole("button", { name: "Filter" }));
    if (typed === name) await expect(rows(idris).filter({ hasText: name }).first()).toBeVisible();
  }
  const words = [...name.split(" "), email.split("@")[0] ?? ""].map((one) => one.toLowerCase());
  for (const one of addresses) for (const word of words) expect(one.toLowerCase()).not.toContain(word);

  await idris.goto(at("/desk?q=is:open+lawx:ccpa"));
  await expect(idris.locator(".query-problems")).toContainText("There is no key “lawx”.");
  await press(idris, idris.getByRole("link", { name: "Use law:ccpa" }));
  await expect(idris).toHaveURL(/q=is:open\+law:ccpa$/);
  await idris.goto(at("/desk?q=is:open+tag:no-such-tag"));
  await inspect(idris, "a list that is too narrow", notes);
  await press(idris, idris.getByRole("link", { name: "Take “Tag: no-such-tag” away" }));
  await expect(rows(idris).first()).toBeVisible();
  const download = idris.waitForEvent("download");
  await idris.getByRole("link", { name: "Download this list as CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^requests-.*\.csv$/);
  expect(notes.complaints).toEqual([]);
  await idris.context().close();
});

test("what a colleague changes is drawn where it stands, and nothing moves", async ({ browser }) => {
  const [rosa, idris] = [await signIn(browser, "Rosa"), await signIn(browser, "Idris")];
  await open(rosa, "is:open sort:-received");
  await rosa.keyboard.press("j");
  const before = await rows(rosa).evaluateAll((all) => all.map((row) => row.getAttribute("data-reference")));
  await open(idris, "is:open sort:-received");
  await idris.keyboard.press("j");
  await idris.keyboard.press("i");
  await expect(idris.getByRole("main")).toContainText("1 request given away");
  await rosa.mouse.move(400, 400);
  await expect(rows(rosa).first()).toHaveAttribute("data-fresh", "changed", { timeout: 15_000 });
  await expect(rows(rosa).first()).toContainText("Changed just now");
  expect(await rows(rosa).evaluateAll((all) => all.map((row) => row.getAttribute("data-reference")))).toEqual(
    before,
  );
  await inspect(rosa, "the queue with a changed row");
  await rosa.context().close();
  await idris.context().close();
});
