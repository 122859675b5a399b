import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { person, type StoryPerson } from "#demo/people.ts";
import { ask } from "./stand/database.ts";
import { openRequest, send, signIn } from "./stand/desk.ts";
import { company, expectErased } from "./stand/erased-company.ts";
import { mail } from "./stand/facts.ts";
import { inspect, note } from "./stand/look.ts";
import { answerAboutSelf, at, goOn, press, prove, referenceOf, reloadUntil } from "./stand/person.ts";
import { courierAnswers, staffSeeRecipients } from "./stand/told.ts";

async function askToBeErased(page: Page, who: StoryPerson): Promise<string> {
  await page.goto(at("/ask/erasure"));
  await answerAboutSelf(page, who);
  await page.getByLabel("Everything").check();
  await goOn(page);
  await page.getByRole("button", { name: "Send my request" }).click();
  await expect(page).toHaveURL(/\/r\//);
  return referenceOf(page);
}

/** The erasure page once it says something. */
async function erasureSays(page: Page, reference: string, words: string | RegExp): Promise<void> {
  await page.goto(at(`/desk/requests/${reference}/erase`));
  await reloadUntil(page, words, 60);
}

test("a person is erased: planned, looked at, approved by two, done, proved, told", async ({ browser }) => {
  test.setTimeout(240_000);
  const who = person("priya");
  const context = await browser.newContext();
  const page = await context.newPage();
  const seen = note(page);
  const before = await company();
  expect(JSON.stringify([...before.shop.values()])).toContain(who.email);

  const reference = await askToBeErased(page, who);
  await prove(page, who.email, reference);
  await page.goto(at(`/r/${reference}/deletion`));
  await expect(page.locator("main")).toContainText("There is nothing to show yet.");

  const alba = await signIn(browser, "Alba");
  const notes = note(alba);
  // Located, and nothing of it copied.
  await expect(async () => {
    await alba.goto(at(`/desk/requests/${reference}/erase`));
    await expect(alba.getByRole("button", { name: "Plan the erasure" })).toBeVisible({ timeout: 100 });
  }).toPass({ timeout: 60_000, intervals: [500] });
  await inspect(alba, "an erasure that is not planned", notes);
  const [copied] = await ask<{ count: string }>(
    `select count(*) from finding f join task t on t.id = f.task_id join request r on r.id = t.request_id
      where r.reference = $1`,
    [reference],
  );
  expect(Number(copied?.count)).toBe(0);
  await send(alba, "Plan the erasure", "Being planned");
  await erasureSays(alba, reference, "The plan waits for two people");
  await expect(alba.locator("main")).toContainText("section 886");
  await expect(alba.locator("main")).not.toContainText(who.email);
  await inspect(alba, "a plan of an erasure", notes);
  await press(alba, alba.getByRole("link", { name: "Show samples, before and after" }));
  await alba.getByText(/^Your account: \d+ of/).click();
  await expect(alba.locator("main")).toContainText(who.email);
  await inspect(alba, "a plan with its samples", notes);
  expect(await company(), "a plan changes nothing").toEqual(before);

  // The person sees it in plain words, and could stop it.
  await page.goto(at(`/r/${reference}`));
  await page.getByRole("link", { name: "See what we delete and what we keep" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "What we would delete, and what we would keep",
  );
  await expect(page.locator("main")).toContainText("Because: Seven years of books");
  await expect(page.getByRole("link", { name: "Stop it and keep my data" })).toBeVisible();
  await inspect(page, "what would be deleted", seen);

  // A hold forbids it, and is lifted.
  await alba.goto(at(`/desk/requests/${reference}/erase`));
  await alba.getByText("Set a hold").click();
  await alba.getByLabel("Why it must not be erased").fill("A court asks for the orders of March.");
  await alba.getByLabel("Last day").fill(`${new Date().getFullYear() + 1}-12-31`);
  await send(alba, "Set the hold", "The hold is set");
  await press(alba, alba.getByRole("button", { name: "Approve this plan" }));
  await expect(alba.locator(".desk-notice")).toContainText("A legal hold forbids");
  await inspect(alba, "a hold", notes);
  await send(alba, "Lift the hold", "The hold is lifted");

  await approve(alba);
  await expect(alba.getByText("You have approved it.")).toBeVisible();
  await expect(alba.getByRole("button", { name: "Approve this plan" })).toHaveCount(0);
  expect(await company(), "one approval changes nothing").toEqual(before);
  const rosa = await signIn(browser, "Rosa");
  await rosa.goto(at(`/desk/approvals?at=erasure:${reference}`));
  const item = rosa.getByRole("region", { name: `Erasure: ${reference}` });
  await expect(item).toContainText("Approved by Alba");
  await inspect(rosa, "approvals with an erasure");
  await press(rosa, item.getByRole("link", { name: "Look at the plan" }));
  await approve(rosa);

  await erasureSays(alba, reference, "It is done.");
  await inspect(alba, "an erasure that is done", notes);
  await expectErased(who, before);

  await tellHer(alba, rosa, reference);
  const letter = await mail().waitFor(
    who.email,
    (one) => one.subject.includes(reference) && one.text.includes("books"),
  );
  expect(letter.text).toContain("We deleted");
  await page.goto(at(`/r/${reference}/deletion`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("We deleted your data");
  await courierAnswers(browser, who);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Who else we told" })).toBeVisible();
  await expect(page.locator("main")).toContainText("They say that it is done");
  await inspect(page, "what was deleted", seen);
  await staffSeeRecipients(alba, reference);
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download your proof" }).click();
  expectCertificate(readFileSync(await (await coming).path(), "utf8"), reference);
  expect(seen.scripts).toEqual([]);
  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(at(`/r/${reference}/deletion`));
  await expect(stranger).toHaveURL(at(`/r/${reference}/prove`));
  const answer = await stranger.request.get(at(`/r/${reference}/deletion/certificate`), { maxRedirects: 0 });
  expect(answer.status()).toBe(303);
  expect(notes.complaints).toEqual([]);
  for (const one of [alba, rosa, page, stranger]) await one.context().close();
});

/** Types the number where the plan changes unusually much, and approves. */
async function approve(page: Page): Promise<void> {
  const typed = page.getByLabel("Number of records that change");
  if ((await typed.count()) > 0) {
    const words = await page.getByText(/^This is more than usual/).textContent();
    await typed.fill(/([\d,]+) records/.exec(words ?? "")?.[1]?.replaceAll(",", "") ?? "");
  }
  await send(page, "Approve this plan", "Approved");
}

/** What a machine cannot do there: Hank in his sheet. Then the decision with its ground by two people where it wants two, and the release. */
async function tellHer(alba: Page, rosa: Page, reference: string): Promise<void> {
  await openRequest(alba, reference);
  const tasks = alba.getByRole("region", { name: "Tasks for people" });
  const form = tasks.locator("form").first();
  if (!(await form.isVisible())) await tasks.getByText("Record what came of it").first().click();
  await form.getByLabel("Done", { exact: true }).check();
  await form.getByLabel("What you did, or why not").fill("Cut her lines out of the card sheet.");
  await send(alba, "Record", "Recorded");
  const blocked = alba.getByRole("region", { name: "Answer" });
  await expect(blocked).toContainText("Something stays after the erasure.");
  await alba.getByRole("link", { name: "Decide", exact: true }).click();
  await alba.getByRole("radio", { name: /^(Partly|In part|Granted in part)/i }).check();
  for (const ground of ["Exception to deletion", "A reason to keep the data"]) {
    const folded = alba
      .getByRole("group")
      .filter({ has: alba.getByText(ground) })
      .last();
    if ((await folded.count()) === 0) continue;
    await folded.locator("summary").click();
    for (const box of await folded.getByRole("checkbox").all()) await box.check();
  }
  await alba.getByLabel(/^What speaks for it/).fill("Section 886 of the Taxes Consolidation Act 1997.");
  await alba.getByRole("combobox", { name: "Which data" }).first().fill("Orders, invoices and payments");
  await alba
    .getByRole("textbox", { name: "Why", exact: true })
    .first()
    .fill("Tax law makes us keep our books for seven years. They say what was sold and paid.");
  await alba.getByLabel(/^What was given or done/).fill("We deleted everything else, in all of our systems.");
  await press(alba, alba.getByRole("button", { name: "Save and look" }));
  // What the law asks for besides, now that the ground is chosen.
  for (const more of await alba.locator('textarea[name^="also-"]').all())
    await more.fill("The seven years of tax law, for the books alone.");
  await press(alba, alba.getByRole("button", { name: "Propose it" }));
  await expect(alba.getByRole("button", { name: "Propose it" })).toHaveCount(0);
  await rosa.goto(at(`/desk/approvals?at=decision:${reference}`));
  const item = rosa.getByRole("region", { name: `Decision: ${reference}` });
  if ((await item.count()) > 0) {
    await press(rosa, item.getByRole("button", { name: /^Agree/ }));
    await expect(rosa.locator(".desk-notice-title")).toHaveText("Agreed");
  }
  await openRequest(alba, reference);
  await press(alba, alba.getByRole("button", { name: "Release the answer" }));
}

function expectCertificate(text: string, reference: string): void {
  const file = JSON.parse(text) as { body: string; signature: string; public_key: string };
  const key = createPublicKey(file.public_key);
  const holds = (one: { body: string; signature: string }) =>
    verify(null, Buffer.from(one.body), key, Buffer.from(one.signature, "base64"));
  expect(holds(file)).toBe(true);
  const body = JSON.parse(file.body) as {
    reference: string;
    receipts: { body: string; signature: string }[];
  };
  expect(body.reference).toBe(reference);
  expect(body.receipts.length).toBeGreaterThan(3);
  for (const receipt of body.receipts) expect(holds(receipt)).toBe(true);
  expect(holds({ ...file, body: file.body.replace(reference, "LK-AAA-AAA") })).toBe(false);
}
