import { expect, type Locator, type Page } from "@playwright/test";
import { facts, mail } from "./facts.ts";

/** Who asks: what they type. */
export type Asking = { name: string; email: string; place: string };

const referenceShape = /\/(?:r|for)\/([A-Z]{2,3}-[0-9A-Z]{3}-[0-9A-Z]{3})(?:\/|$)/;

/** An address of the portal. */
export function at(path: string): string {
  return facts().urls.portal + path;
}

/** The reference in the address of a page. */
export function referenceOf(page: Page): string {
  const reference = referenceShape.exec(new URL(page.url()).pathname)?.[1];
  if (reference === undefined) throw new Error(`no reference in ${new URL(page.url()).pathname}`);
  return reference;
}

/** Presses something that leads to another page, and waits until that page is there. */
export async function press(page: Page, what: Locator): Promise<void> {
  const loaded = page.waitForEvent("load");
  await what.click();
  await loaded;
}

/** Presses the one button of a question page. */
export async function goOn(page: Page): Promise<void> {
  await press(page, page.getByRole("button", { name: "Continue", exact: true }));
}

/** The questions of every door up to the name: for oneself, a place, name and address. */
export async function answerAboutSelf(page: Page, asking: Asking): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: "Who is this for?" })).toBeVisible();
  await page.getByLabel("For me", { exact: true }).check();
  await goOn(page);
  await page.getByLabel("Country, or state of the United States").selectOption(asking.place);
  await goOn(page);
  await page.getByLabel("Full name").fill(asking.name);
  await page.getByLabel("Email address", { exact: true }).fill(asking.email);
  await goOn(page);
}

/** Asks for a copy from the start page to "Send my request". Ends on the code page. */
export async function askForCopy(page: Page, asking: Asking): Promise<string> {
  await page.goto(at("/"));
  await page.getByRole("link", { name: "Get a copy of your data" }).click();
  await answerAboutSelf(page, asking);
  await page.getByLabel("Everything").check();
  await goOn(page);
  await expect(page.getByRole("heading", { name: "Check your answers" })).toBeVisible();
  await expect(page.locator("main")).toContainText(asking.email);
  await page.getByRole("button", { name: "Send my request" }).click();
  await expect(page.getByRole("heading", { name: "Enter the code we sent you" })).toBeVisible();
  return referenceOf(page);
}

/** The code in the newest mail about a request, sent after `since`. */
export async function codeFor(email: string, reference: string, since = 0): Promise<string> {
  const message = await mail().waitFor(
    email,
    (one) => one.subject === `Your code for request ${reference}` && Date.parse(one.receivedAt) >= since,
  );
  const code = /\b(\d{4})\s?(\d{4})\b/.exec(message.text);
  if (code === null) throw new Error("the mail holds no code of eight digits");
  return `${code[1]}${code[2]}`;
}

/** Types the code from the mail. Ends on the page of the request. */
export async function prove(page: Page, email: string, reference: string): Promise<void> {
  await page.getByLabel("Code", { exact: true }).fill(await codeFor(email, reference));
  await goOn(page);
  await expect(page).toHaveURL(at(`/r/${reference}`));
}

/** Loads a page again and again until it says something. */
export async function reloadUntil(page: Page, words: string | RegExp, seconds = 30): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.locator("main")).toContainText(words, { timeout: 50 });
  }).toPass({ timeout: seconds * 1000, intervals: [200] });
}
