import { type Browser, expect, type Page, test } from "@playwright/test";
import { openRequest, signIn } from "./stand/desk.ts";
import { inspect, note } from "./stand/look.ts";
import { type Asking, askForCopy, at, press, prove } from "./stand/person.ts";

const notice = (page: Page) => page.locator(".desk-notice");

async function asked(browser: Browser, asking: Asking): Promise<string> {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const reference = await askForCopy(page, asking);
  await prove(page, asking.email, reference);
  return reference;
}

async function sort(page: Page, reference: string): Promise<void> {
  await page.goto(at(`/desk/triage?at=${reference}`));
  await expect(page.locator(".triage-list [aria-current]")).toContainText(reference);
}

async function pressKey(page: Page, key: string): Promise<void> {
  await expect(page.locator("html[data-script]")).toBeAttached();
  const loaded = page.waitForEvent("load");
  await page.keyboard.press(key);
  await loaded;
}

test("what is new is sorted by keys, by two at once, without scripts, and many at once", async ({
  browser,
}) => {
  const twice = { name: "Petra Vance", email: `petra-${Date.now()}@example.com`, place: "IE" };
  const other = { name: "Quill Marsh", email: `quill-${Date.now()}@example.com`, place: "DE" };
  const first = await asked(browser, twice);
  const second = await asked(browser, twice);
  const third = await asked(browser, other);
  const idris = await signIn(browser, "Idris");
  const notes = note(idris);

  await test.step("merge by its key, the next one opens, and it is taken back", async () => {
    await sort(idris, second);
    await expect(idris.locator(".triage-hints")).toContainText("the same right, and it came first");
    await inspect(idris, "triage", notes);
    await pressKey(idris, "2");
    await expect(notice(idris)).toContainText(`marked as the same as ${first}`);
    await expect(idris.locator(".triage-list [aria-current]")).not.toContainText(second);
    await pressKey(idris, "u");
    await expect(notice(idris)).toContainText("The link is taken back");
    await expect(idris.locator(".triage-list [aria-current]")).toContainText(second);
  });

  const alba = await signIn(browser, "Alba");
  await test.step("of two the first has it, and the second learns who", async () => {
    await sort(alba, first);
    await sort(idris, first);
    await pressKey(idris, "1");
    await expect(notice(idris)).toContainText(`${first} is yours`);
    await expect(idris.locator(".triage-list")).not.toContainText(first);
    await press(alba, alba.getByRole("button", { name: /^Accept/ }));
    await expect(notice(alba)).toContainText("Idris Bello took it up a moment ago.");
  });

  await test.step("without scripts, with the way back in the notice", async () => {
    const plain = await (
      await browser.newContext({
        javaScriptEnabled: false,
        storageState: await alba.context().storageState(),
      })
    ).newPage();
    await sort(plain, third);
    await press(plain, plain.getByRole("button", { name: /^Accept/ }));
    await expect(notice(plain)).toContainText(`${third} is yours`);
    await press(plain, notice(plain).getByRole("button", { name: /^Undo/ }));
    await expect(notice(plain)).toContainText(`${third} is new again`);
  });

  await test.step("tags, a note and a day aside on the page of the request", async () => {
    await openRequest(idris, first);
    const acts = idris.getByRole("region", { name: "In our house" });
    await acts.getByLabel("Add tags").fill("press");
    await press(idris, acts.getByRole("button", { name: "Tag", exact: true }));
    await expect(acts.getByText("press", { exact: true })).toBeVisible();
    const notesPart = idris.getByRole("region", { name: "Notes" });
    await notesPart.getByLabel("A note for your colleagues").fill("She called about the loyalty card.");
    await press(idris, notesPart.getByRole("button", { name: "Write the note" }));
    await expect(notesPart).toContainText("She called about the loyalty card.");
    await press(idris, acts.getByRole("button", { name: /^Snooze/ }));
    await expect(notice(idris)).toContainText("Put aside until");
    await press(idris, notice(idris).getByRole("button", { name: /^Undo/ }));
    await expect(notice(idris)).toContainText("It is back in sight");
  });

  // A list of their own: on a full day two of many may stand on different pages.
  for (const reference of [second, third]) {
    await openRequest(idris, reference);
    const acts = idris.getByRole("region", { name: "In our house" });
    await acts.getByLabel("Add tags").fill("pair");
    await press(idris, acts.getByRole("button", { name: "Tag", exact: true }));
  }
  const choose = async (references: readonly string[]) => {
    await alba.goto(at("/desk?q=is:open+tag:pair"));
    for (const reference of references) await alba.getByLabel(`Select ${reference}`).check();
  };
  await test.step("given to somebody, many at once, and taken back", async () => {
    await choose([second, third]);
    await press(alba, alba.getByRole("button", { name: /^To me/ }));
    await expect(notice(alba)).toContainText("2 requests given away");
    await press(alba, notice(alba).getByRole("button", { name: /^Undo/ }));
    await expect(notice(alba)).toContainText("Taken back for 2 requests");
  });

  await test.step("more time: new days first, then a sheet that hides no failure", async () => {
    await choose([second]);
    await press(alba, alba.getByRole("button", { name: /^Extend/ }));
    await alba.getByLabel("Reason under GDPR").selectOption({ index: 1 });
    await alba.getByLabel("Why it takes longer").fill("Many people asked us in these weeks.");
    await press(alba, alba.getByRole("button", { name: "Show the new days" }));
    await expect(alba.getByRole("row", { name: second })).toContainText("→");
    await inspect(alba, "more time for many", note(alba));
    await press(alba, alba.getByRole("button", { name: /^Tell 1 person/ }));
    await expect(notice(alba)).toContainText("1 request done");
    await choose([second, third]);
    await press(alba, alba.getByRole("button", { name: /^Extend/ }));
    await expect(alba.getByRole("row", { name: second })).toContainText("Cannot");
    await alba.getByLabel("Reason under GDPR").selectOption({ index: 1 });
    await alba.getByLabel("Why it takes longer").fill("Many people asked us in these weeks.");
    await press(alba, alba.getByRole("button", { name: "Show the new days" }));
    await press(alba, alba.getByRole("button", { name: /^Tell 1 person/ }));
    await expect(notice(alba)).toContainText("1 request done, 1 not");
    await expect(alba.getByRole("row").nth(1)).toContainText("Not done");
    await inspect(alba, "what came of it", note(alba));
  });
  expect(notes.complaints).toEqual([]);
});
