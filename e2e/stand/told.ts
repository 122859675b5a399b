import { type Browser, expect, type Page } from "@playwright/test";
import type { StoryPerson } from "#demo/people.ts";
import { mail } from "./facts.ts";
import { expectLinksLead, inspect, note } from "./look.ts";
import { at, press } from "./person.ts";

const courier = "privacy@swiftpost.example";

/** The courier who was given the person's data gets a mail that names nobody, looks behind its link and answers. */
export async function courierAnswers(browser: Browser, who: StoryPerson): Promise<void> {
  const letter = await mail().waitFor(courier, (one) => one.subject.startsWith("A notice from"));
  for (const word of [...who.knownAs.emails, who.name]) expect(letter.text).not.toContain(word);
  const link = /http\S+\/told\/[\w-]{43}/.exec(letter.text)?.[0] ?? "";
  const page = await (await browser.newContext()).newPage();
  const notes = note(page);
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("A notice for Swiftpost Couriers");
  await expect(page.locator("main")).not.toContainText(who.email);
  await inspect(page, "a notice that is not opened", notes);
  await press(page, page.getByRole("button", { name: "Show the notice" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Please delete this person's data");
  await expect(page.locator("main")).toContainText(who.email);
  await expect(page.locator("main")).toContainText("Your account");
  expect(page.url()).toBe(link);
  await inspect(page, "a notice that is open", notes);
  await page.getByRole("radio", { name: "It is impossible" }).check();
  await page.getByLabel(/^Why it is impossible/).fill("No.");
  await press(page, page.getByRole("button", { name: "Send the answer" }));
  await expect(page.getByRole("alert")).toContainText("The law asks for the facts");
  await inspect(page, "a notice answered without the facts", notes);
  await page.getByLabel("We have deleted it").check();
  await press(page, page.getByRole("button", { name: "Send the answer" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Thank you, your answer is kept");
  await expect(page.locator("main")).not.toContainText(who.email);
  await inspect(page, "a notice that is answered", notes);
  await expectLinksLead(page, notes);
  expect(notes.scripts).toEqual([]);
  expect(notes.complaints).toEqual([]);
  await page.goto(at(`/told/${"A".repeat(43)}`));
  await expect(page).toHaveURL(at("/nothing-here"));
  await page.context().close();
}

/** Staff see who was told, record what they did by hand, and what is still open over all requests. */
export async function staffSeeRecipients(page: Page, reference: string): Promise<void> {
  const notes = note(page);
  await page.goto(at(`/desk/requests/${reference}`));
  await page.getByRole("link", { name: /^Recipients told, \d+ without an answer$/ }).click();
  const entry = (name: string) => page.getByRole("region", { name, exact: true }).first();
  await expect(entry("Swiftpost Couriers")).toContainText("Done there");
  await expect(entry("Deskworks")).toContainText("Done there");
  await expect(entry("Paperbird Mailing")).toContainText("Told, no answer yet");
  const cloud = entry("Northcloud Hosting");
  await expect(cloud).toContainText("Not told yet");
  await inspect(page, "recipients of a request", notes);
  await cloud.getByText("Record what you learnt or did").click();
  await cloud.getByLabel("What came of it").selectOption("done");
  await cloud.getByLabel(/^Who, when and how/).fill("Done in their console today.");
  await press(page, cloud.getByRole("button", { name: "Record it" }));
  await expect(page.locator(".desk-notice-title")).toHaveText("Recorded");
  await expect(entry("Northcloud Hosting")).toContainText("Done in their console today.");
  await inspect(page, "recipients after an answer was recorded", notes);
  await page.getByRole("link", { name: "All recipients without an answer" }).click();
  await expect(page.locator("main")).toContainText("Paperbird Mailing");
  await inspect(page, "recipients without an answer", notes);
  expect(notes.complaints).toEqual([]);
}
