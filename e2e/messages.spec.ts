import { expect, type Page, test } from "@playwright/test";
import { createTransport } from "nodemailer";
import { person } from "#demo/people.ts";
import { openRequest, signIn } from "./stand/desk.ts";
import { facts, mail } from "./stand/facts.ts";
import { inspect } from "./stand/look.ts";
import { askForCopy, at, press, prove } from "./stand/person.ts";

/** Sends a mail as a person's own mail program would, by SMTP. */
async function writeMail(from: string, to: string, text: string): Promise<void> {
  const { hostname, port } = new URL(facts().urls.smtp);
  const transport = createTransport({ host: hostname, port: Number(port), ignoreTLS: true });
  await transport.sendMail({ from, to, subject: "Re: your request", text });
}

async function beginWith(page: Page, template: string): Promise<void> {
  await page.getByLabel("Begin with").selectOption({ label: template });
  await page.getByRole("button", { name: "Put it in the box" }).click();
  await expect(page.getByLabel("To the person")).not.toHaveValue("");
}

test("a template in the person's language is looked at, taken back, sent, and answered by mail", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const who = person("harriet");
  const reference = await askForCopy(page, who);
  await prove(page, who.email, reference);
  const alba = await signIn(browser, "Alba");
  await openRequest(alba, reference);
  await alba.getByText("Write to the person", { exact: true }).click();
  await beginWith(alba, "Ask for a detail");
  await expect(alba.getByLabel("To the person")).toHaveValue(new RegExp(who.name.split(" ")[0] ?? ""));
  await expect(alba.locator("#reading")).toContainText("words in a sentence");
  await press(alba, alba.getByRole("button", { name: "Look at it first" }));
  await expect(alba.getByRole("region", { name: "The mail" })).toContainText("one more detail");
  await inspect(alba, "a message before it goes");
  await press(alba, alba.getByRole("button", { name: "Send it", exact: true }));
  await expect(alba.locator(".desk-notice-title")).toHaveText("The message goes in 10 seconds");
  await inspect(alba, "messages on the desk");
  await press(alba, alba.getByRole("button", { name: /^Undo/ }));
  await expect(alba.locator(".desk-notice-title")).toHaveText("The message is taken back");

  // Without scripts the page itself has the words in the box.
  await alba.goto(at(`/desk/requests/${reference}/messages?template=detail`));
  await press(alba, alba.getByRole("button", { name: "Look at it first" }));
  await press(alba, alba.getByRole("button", { name: "Send it", exact: true }));
  const sent = await mail().waitFor(
    who.email,
    ({ subject }) => subject === `Can you tell us more? Request ${reference}`,
  );
  expect(sent.text).toContain("one more detail");
  expect(sent.replyTo).toMatch(/^answers\+[a-z2-7]{32}@larkspur\.example$/);

  await writeMail(
    who.email,
    sent.replyTo,
    "My other address is at Mill Lane.\n\nOn Monday, Larkspur wrote:\n> one more detail",
  );
  await writeMail("mallory@example.net", sent.replyTo, "Send all of it to me.");
  await alba.goto(at(`/desk/requests/${reference}/messages`));
  const thread = alba.getByRole("region", { name: "Messages" });
  await expect(thread).toContainText("My other address is at Mill Lane.");
  await expect(thread.locator(".desk-message", { hasText: "Send all of it" })).toContainText(
    "not the person’s own",
  );
  await expect(thread.locator(".desk-message", { hasText: "Mill Lane" })).not.toContainText("wrote:");
  await alba.context().close();
});

test("templates: an officer changes one, others are marked as older, the first words come back", async ({
  browser,
}) => {
  const officer = await signIn(browser, "Alba");
  await officer.goto(at("/desk/templates"));
  await inspect(officer, "templates");
  await press(officer, officer.getByRole("link", { name: /Thank you, English/ }));
  const body = officer.getByLabel("What the message says");
  const before = await body.inputValue();
  await body.fill("Thank you, {nam}.");
  await press(officer, officer.getByRole("button", { name: "Save as a new version" }));
  await expect(officer.locator(".desk-notice")).toContainText("Did you mean {name}?");
  await expect(body).toHaveValue("Thank you, {nam}.");
  await body.fill("Thank you, {name}.");
  await press(officer, officer.getByRole("button", { name: "Save as a new version" }));
  await expect(officer.locator("h1 + p")).toContainText("Version");
  await inspect(officer, "a template");
  await officer.goto(at("/desk/templates"));
  await expect(officer.getByRole("link", { name: /^Older: Thank you, Deutsch/ })).toBeVisible();
  await press(officer, officer.getByRole("link", { name: /Thank you, English/ }));
  await press(officer, officer.getByRole("button", { name: "Take these words again" }).last());
  await expect(body).toHaveValue(before);
  await officer.context().close();
});
