import { expect, type Page, test } from "@playwright/test";
import { person, type StoryPerson } from "#demo/people.ts";
import { ask } from "./stand/database.ts";
import { openRequest, signIn } from "./stand/desk.ts";
import { company, difference } from "./stand/erased-company.ts";
import { mail } from "./stand/facts.ts";
import { inspect, note } from "./stand/look.ts";
import { answerAboutSelf, at, press, prove, referenceOf, reloadUntil } from "./stand/person.ts";

async function askFor(page: Page, right: string, who: StoryPerson): Promise<string> {
  await page.goto(at(`/ask/${right}`));
  await answerAboutSelf(page, who);
  await expect(page.getByRole("heading", { level: 1, name: "Check your answers" })).toBeVisible();
  await page.getByRole("button", { name: "Send my request" }).click();
  await expect(page).toHaveURL(/\/r\//);
  return referenceOf(page);
}

/** The row of a table that holds a text, read past the product. */
async function rowsWith(system: "shop" | "newsletter", table: string, text: string): Promise<string[]> {
  return ((await company())[system].get(table) ?? []).filter((row) => row.includes(text));
}

test("an opt-out works without any proof, in every system that can hold it, and is confirmed", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const who = person("jun");
  const context = await browser.newContext();
  const page = await context.newPage();
  const seen = note(page);
  const before = await company();
  const [shopBefore] = await rowsWith("shop", "customers", who.email);
  expect(shopBefore).toContain('"no_sale": false');

  const reference = await askFor(page, "opt_out", who);
  // Nobody is asked for a code, and the page of the request says so.
  await expect(page.getByLabel("Code", { exact: true })).toHaveCount(0);
  await page.goto(at(`/r/${reference}/choices`));
  await reloadUntil(page, /This is stopped since/, 90);
  await expect(page.locator("main")).toContainText("Selling your data");
  // Where we know them is told to nobody who has not proven who they are.
  await expect(page.locator("main")).not.toContainText("Shop and orders");
  await expect(page.getByText("Allow something again")).toHaveCount(0);
  await inspect(page, "what was stopped", seen);

  const [shop] = await rowsWith("shop", "customers", who.email);
  expect(shop).toContain('"no_sale": true');
  const [reader] = await rowsWith("newsletter", "subscribers", who.email);
  expect(reader).toContain("left");
  const after = await company();
  for (const name of ["shop", "newsletter", "ledger"] as const) {
    const { gone, come } = difference(before[name], after[name]);
    expect(come.length, name).toBe(gone.length);
    for (const row of gone) expect(row, `only Jun's rows of ${name}`).toMatch(/jun\.tanaka|100633/);
  }
  await mail().waitFor(who.email, (one) => one.subject.includes(reference));
  const [proofs] = await ask<{ verified_at: Date | null }>(
    "select verified_at from request where reference = $1",
    [reference],
  );
  expect(proofs?.verified_at).toBeNull();

  const alba = await signIn(browser, "Alba");
  const notes = note(alba);
  await openRequest(alba, reference);
  await press(alba, alba.getByRole("link", { name: "Choices and restriction" }));
  await expect(alba.locator("main")).toContainText("Stopped everywhere");
  await inspect(alba, "an opt-out in effect", notes);
});

test("data is restricted on a ground, nothing else is done with it, and it ends only after notice", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const who = person("aoife");
  const context = await browser.newContext();
  const page = await context.newPage();
  const seen = note(page);
  await page.goto(at("/ask/restriction"));
  await answerAboutSelf(page, who);
  await press(page, page.getByRole("button", { name: "Continue", exact: true }));
  await page.getByRole("button", { name: "Send my request" }).click();
  await expect(page).toHaveURL(/\/r\//);
  const reference = referenceOf(page);
  await prove(page, who.email, reference);

  const alba = await signIn(browser, "Alba");
  const notes = note(alba);
  await alba.goto(at(`/desk/requests/${reference}/effects`));
  await inspect(alba, "a restriction that is not placed", notes);
  await alba.getByLabel("Ground").selectOption({ index: 1 });
  await alba.getByLabel("Why it holds").fill("She says that her date of birth is wrong.");
  await press(alba, alba.getByRole("button", { name: "Restrict: from now on the data is only kept" }));
  await expect(alba.locator(".desk-notice-title")).toHaveText("Restricted");
  await expect(async () => {
    const [row] = await rowsWith("shop", "customers", who.email);
    expect(row).toContain('"restricted": true');
  }).toPass({ timeout: 60_000 });
  await alba.reload();
  await expect(alba.locator("main")).toContainText("This person's data is restricted");
  await inspect(alba, "a restriction that stands", notes);
  await page.goto(at(`/r/${reference}/choices`));
  await expect(page.locator("main")).toContainText("We only keep your data and do not use it.");
  await inspect(page, "a restriction, for the person", seen);

  await press(alba, alba.getByRole("button", { name: "Tell the person that it will end" }));
  await expect(alba.locator(".desk-notice-title")).toHaveText("The person is told");
  await mail().waitFor(who.email, (one) => one.subject.includes(reference) && /again|end/.test(one.text));
  const [row] = await rowsWith("shop", "customers", who.email);
  expect(row, "telling lifts nothing").toContain('"restricted": true');
});
