import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { person } from "#demo/people.ts";
import { openRequest, signIn } from "./stand/desk.ts";
import { mail } from "./stand/facts.ts";
import { inspect, note } from "./stand/look.ts";
import { askForCopy, at, press, prove } from "./stand/person.ts";

const letter = Buffer.from(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);

/** What a link gives, once somebody has pressed it. */
async function fetched(page: Page, name: string): Promise<Buffer> {
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name }).click();
  return readFileSync(await (await coming).path());
}

/** A code of eight digits in a mail that came after a moment. */
async function codeSince(email: string, since: number): Promise<string> {
  const has = /\b(\d{4})\s?(\d{4})\b/;
  const message = await mail().waitFor(
    email,
    ({ text, receivedAt }) => has.test(text) && Date.parse(receivedAt) >= since,
  );
  const [, first = "", second = ""] = has.exec(message.text) ?? [];
  return first + second;
}

test("messages go both ways, each with a file, and a mail says only that there is one", async ({
  page,
  browser,
}) => {
  const notes = note(page);
  const who = person("harriet");
  const reference = await askForCopy(page, who);
  await prove(page, who.email, reference);
  await page.goto(at(`/r/${reference}/messages`));
  await page.getByLabel("Your message", { exact: true }).fill("I lived at 4 Mill Lane until May.");
  await page.locator("input[type=file]").setInputFiles({
    name: "lease.exe",
    mimeType: "application/pdf",
    buffer: Buffer.from([0x4d, 0x5a, 0x90, 0x00, 0x03]),
  });
  await press(page, page.getByRole("button", { name: "Send the message" }));
  await expect(page.locator(".error-summary")).toContainText("Choose a PDF, a picture or a plain text file");
  await expect(page.getByLabel("Your message", { exact: true })).toHaveValue(
    "I lived at 4 Mill Lane until May.",
  );
  await inspect(page, "a file that is not taken");
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "lease.pdf", mimeType: "application/pdf", buffer: letter });
  await press(page, page.getByRole("button", { name: "Send the message" }));
  await expect(page.locator("main")).toContainText("We have your message");
  expect(await fetched(page, "lease.pdf")).toEqual(letter);

  const alba = await signIn(browser, "Alba");
  await openRequest(alba, reference);
  await expect(alba.getByRole("region", { name: "Messages" })).toContainText("4 Mill Lane");
  expect(await fetched(alba, "lease.pdf")).toEqual(letter);
  const region = alba.getByRole("region", { name: "Messages" });
  await region.getByLabel("Subject").fill("What we found");
  await region.getByLabel("To the person").fill("Thank you. Here is what we found there.");
  await region
    .locator("input[type=file]")
    .setInputFiles({ name: "found.txt", mimeType: "text/plain", buffer: Buffer.from("Two orders.\n") });
  await press(alba, region.getByRole("button", { name: "Look at it first" }));
  await press(alba, alba.getByRole("button", { name: "Send it", exact: true }));
  await expect(alba.locator(".desk-notice-title")).toHaveText("The message goes in 10 seconds");
  const told = await mail().waitFor(who.email, ({ text }) => text.includes(`/r/${reference}/messages`));
  expect(told.text).not.toContain("what we found there");

  await page.goto(at(`/r/${reference}`));
  await press(page, page.getByRole("link", { name: "You have a new message from us" }));
  await expect(page.locator(".thread-theirs")).toContainText("Here is what we found there.");
  expect((await fetched(page, "found.txt")).toString()).toBe("Two orders.\n");
  await inspect(page, "messages", notes);
  expect(notes.complaints).toEqual([]);
  expect(notes.scripts).toEqual([]);

  // Nobody else gets the file, whoever they are.
  const file = (await page.getByRole("link", { name: "lease.pdf" }).getAttribute("href")) ?? "";
  const stranger = await (await browser.newContext()).newPage();
  expect((await stranger.request.get(at(file), { maxRedirects: 0 })).status()).not.toBe(200);
  for (const one of [alba, stranger]) await one.context().close();
});

test("a person sees all that is theirs by a code, changes the language, finds a lost number, and leaves", async ({
  page,
}) => {
  // An address of this run: the mail with the numbers is sent only so often to one.
  const who = { name: "Wanda Lost", email: `wanda.${Date.now()}@example.org`, place: "PL" };
  const reference = await askForCopy(page, who);
  await page.context().clearCookies();
  await page.goto(at("/find"));
  const asked = Date.now();
  await page.getByLabel("Email address").fill(who.email);
  await press(page, page.locator('form[action="/find/send"] button'));
  const numbers = await mail().waitFor(
    who.email,
    ({ text, receivedAt }) => text.includes(reference) && Date.parse(receivedAt) >= asked,
  );
  expect(numbers.text).not.toContain(who.name);

  await page.goto(at("/me"));
  await press(page, page.getByRole("link", { name: "Show that it is you" }));
  await inspect(page, "the ways in");
  const wanted = Date.now();
  await page.getByLabel("Email address").fill(who.email);
  await press(page, page.getByRole("button", { name: "Send me a code" }));
  await inspect(page, "the code for signing in");
  await page.getByLabel("Code", { exact: true }).fill(await codeSince(who.email, wanted));
  await press(page, page.locator('form[action="/sign-in/code/send"] button'));
  await expect(page).toHaveURL(at("/me"));
  await inspect(page, "everything that is theirs");
  for (const path of ["/me/data", "/me/choices", "/me/history", "/me/feed", "/me/devices"]) {
    await page.goto(at(path));
    await inspect(page, path);
  }
  await page.goto(at("/me/history"));
  await expect(page.locator("main")).toContainText(reference);

  await page.goto(at("/language"));
  await press(page, page.locator("button[value=pl]"));
  await page.goto(at("/me"));
  await expect(page.locator("html")).toHaveAttribute("lang", "pl");
  await press(page, page.locator('form[action="/me/leave"] button'));
  await page.goto(at("/me/history"));
  await expect(page.locator("main")).not.toContainText(reference);
});
