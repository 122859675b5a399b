import { type Browser, expect, type Page } from "@playwright/test";
import type { TrayMessage } from "#demo/mail/tray.ts";
import { hank } from "#demo/staff/members.ts";
import { facts, mail } from "./facts.ts";
import { cutFrom } from "./sheet.ts";

/** The magic link in a mail to Hank. */
export function linkIn(message: TrayMessage): string {
  const link = message.text.match(/http\S+\/task\/\S+/)?.[0];
  if (link === undefined) throw new Error("the mail to Hank holds no link");
  return link;
}

/** Hank's next mail that was not there before. */
export async function nextLink(before: ReadonlySet<string>, seconds = 30): Promise<string> {
  return linkIn(await mail().waitFor(hank.email, (one) => !before.has(one.id), seconds));
}

/** The mails that Hank has already. */
export async function hanksMails(): Promise<Set<string>> {
  return new Set((await mail().messagesTo(hank.email)).map((one) => one.id));
}

/** Opens Hank's link, looks up what the page names, and answers with the lines found or with "nothing". */
export async function answerAsHank(browser: Browser, link: string): Promise<"file" | "nothing"> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    await page.goto(link);
    const known = await page.locator("dl dd").allTextContents();
    expect(known.length, "the page names whom to look for").toBeGreaterThan(0);
    const lines = cutFrom(
      facts().folder,
      known.map((one) => one.trim()),
    );
    await answer(page, lines);
    await expect(page.getByRole("heading", { name: "Thank you, your answer is kept" })).toBeVisible();
    return lines === null ? "nothing" : "file";
  } finally {
    await context.close();
  }
}

/** Fills in Hank's form: the lines as a file, or "Nothing found". */
export async function answer(page: Page, lines: string | Buffer | null): Promise<void> {
  if (lines === null) await page.getByLabel("Nothing found").check();
  else {
    await page.getByLabel("Found", { exact: true }).check();
    await page
      .getByLabel(/The rows as a CSV file/)
      .setInputFiles({ name: "cards.csv", mimeType: "text/csv", buffer: Buffer.from(lines) });
  }
  await page.getByRole("button", { name: "Send the answer" }).click();
}
