import { expect, type Page, test } from "@playwright/test";
import { person } from "#demo/people.ts";
import { openRequest, signIn } from "./stand/desk.ts";
import { inspect, note } from "./stand/look.ts";
import { answerAsHank, hanksMails, nextLink } from "./stand/owner.ts";
import { askForCopy, at, press, prove, reloadUntil } from "./stand/person.ts";

const findings = (page: Page) => page.locator("section[data-finding]");
const words = (page: Page) => page.locator("main");

/** Presses a key that sends a form, and waits until the page that answers it listens to keys. */
async function pressKey(page: Page, key: string): Promise<void> {
  const loaded = page.waitForEvent("load");
  await page.keyboard.press(key);
  await loaded;
  await listens(page);
}

const listens = (page: Page) => expect(page.locator("html[data-script]")).toBeAttached();

test("findings are decided by keys, a reader hides what no rule found, and a second person looks", async ({
  browser,
}) => {
  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const mina = person("mina");
  const reference = await askForCopy(plain, mina);
  const before = await hanksMails();
  await prove(plain, mina.email, reference);
  await answerAsHank(browser, await nextLink(before, 60));

  const alba = await signIn(browser, "Alba");
  const notes = note(alba);
  await openRequest(alba, reference);
  await alba.goto(at(`/desk/requests/${reference}/hidden`));
  await reloadUntil(alba, /will be hidden/, 90);
  await inspect(alba, "review", notes);

  await test.step("from one to the next, shown and hidden by a key each", async () => {
    await listens(alba);
    const open = await alba.getByRole("link", { name: /^Not decided/ }).innerText();
    await alba.keyboard.press("j");
    const first = findings(alba).first();
    await expect(first).toBeFocused();
    const id = (await first.getAttribute("id")) ?? "";
    await pressKey(alba, "s");
    await expect(alba.locator(`#${id}`)).toContainText("Decided by Alba");
    await expect(alba.locator(`#${id}`)).toContainText("Shown");
    await expect(alba.getByRole("link", { name: /^Not decided/ })).not.toHaveText(open);
    await alba.locator(`#${id}`).focus();
    await pressKey(alba, "h");
    await expect(alba.locator(`#${id}`)).toContainText("Hidden");
  });

  await test.step("what is marked in a record is hidden wherever it stands", async () => {
    await alba.locator(".hidden-rail").getByRole("link").last().click();
    await expect(alba.locator(".reader-record").first()).toBeVisible();
    await listens(alba);
    const text = await alba.evaluate(() => {
      for (const value of document.querySelectorAll("[data-field]")) {
        const [part] = [...value.childNodes].filter((one) => one.nodeType === Node.TEXT_NODE);
        if (!part?.textContent || part.textContent.trim().length < 6) continue;
        const range = document.createRange();
        range.setStart(part, 0);
        range.setEnd(part, 6);
        getSelection()?.removeAllRanges();
        getSelection()?.addRange(range);
        return range.toString();
      }
      return "";
    });
    expect(text).toHaveLength(6);
    await alba.keyboard.press("x");
    await expect(alba.getByLabel("The text, exactly as it stands there")).toHaveValue(text);
    await press(alba, alba.getByRole("button", { name: "Hide it", exact: true }));
    await expect(async () => {
      await alba.reload();
      await expect(words(alba).locator("mark.gap-hide", { hasText: text }).first()).toBeVisible({
        timeout: 1000,
      });
    }).toPass({ timeout: 30_000 });
    await inspect(alba, "records with gaps", notes);
  });

  await test.step("what the rules propose is taken for the rest, and before and after stand side by side", async () => {
    await alba.goto(at(`/desk/requests/${reference}/hidden`));
    const accept = alba.getByRole("button", { name: /^Take what the rules propose/ });
    if (await accept.isVisible()) await press(alba, accept);
    await alba.goto(at(`/desk/requests/${reference}/hidden/changes`));
    await inspect(alba, "before and after", notes);
  });

  await test.step("a second person looks, and then it can go out", async () => {
    const idris = await signIn(browser, "Idris");
    await idris.goto(at(`/desk/requests/${reference}/hidden`));
    await press(idris, idris.getByRole("button", { name: "I have looked at what is hidden" }));
    await expect(words(idris)).toContainText("Idris Bello looked at exactly this");
  });
  expect(notes.complaints).toEqual([]);
});
