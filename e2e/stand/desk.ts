import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { at, press } from "./person.ts";

/** A member of staff in a browser of their own, signed in through the company's OpenID provider. */
export async function signIn(browser: Browser, name: "Alba" | "Idris" | "Rosa" | "Ravi"): Promise<Page> {
  const context: BrowserContext = await browser.newContext();
  const page = await context.newPage();
  await page.goto(at("/desk"));
  await expect(page).toHaveURL(at("/desk/sign-in"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: `Sign in as ${name}` }).click();
  await expect(page).toHaveURL(at("/desk"));
  await expect(page.getByRole("heading", { level: 1, name: "Due soonest" })).toBeVisible();
  return page;
}

/** The desk's page of one request. */
export async function openRequest(page: Page, reference: string): Promise<void> {
  await page.goto(at(`/desk/requests/${reference}`));
  await expect(page.locator("main")).toContainText(reference);
}

/** Presses release, or part release, and sees that it was accepted. */
export async function release(page: Page, reference: string, partly = false): Promise<void> {
  await openRequest(page, reference);
  await page.getByRole("button", { name: partly ? "Release what is here" : "Release the answer" }).click();
  await expect(page.getByText("The bundle is being put together.")).toBeVisible();
}

/** The row of one system on the request page. */
export function systemRow(page: Page, title: string) {
  return page
    .getByRole("region", { name: "Systems" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: title, exact: true }) });
}

/** Presses a button that sends a form of the desk, and sees what came of it. */
export async function send(page: Page, button: string, came: string): Promise<void> {
  await press(page, page.getByRole("button", { name: new RegExp(`^${button}(?: \\S)?$`) }));
  await expect(page.locator(".desk-notice-title")).toHaveText(came);
}
