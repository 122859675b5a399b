import { type Browser, expect, type Page, test } from "@playwright/test";
import { person, type StoryPerson } from "#demo/people.ts";
import { hank } from "#demo/staff/members.ts";
import { ask } from "./stand/database.ts";
import { openRequest, send, signIn } from "./stand/desk.ts";
import { company, difference } from "./stand/erased-company.ts";
import { mail } from "./stand/facts.ts";
import { inspect, note } from "./stand/look.ts";
import { answerAsHank, hanksMails, linkIn } from "./stand/owner.ts";
import { answerAboutSelf, at, goOn, press, prove, referenceOf, reloadUntil } from "./stand/person.ts";

const right = "Christopher Martin";

async function askToCorrect(page: Page, who: StoryPerson): Promise<string> {
  await page.goto(at("/ask/rectification"));
  await answerAboutSelf(page, who);
  await page.getByLabel("What is wrong?").fill("I am not Chris, that is my father too.");
  await page.getByLabel("What should it say?").fill(right);
  await goOn(page);
  await page.getByRole("button", { name: "Send my request" }).click();
  await expect(page).toHaveURL(/\/r\//);
  return referenceOf(page);
}

/** The desk's page about corrections once it says something. */
async function correctSays(page: Page, reference: string, words: string | RegExp): Promise<void> {
  await page.goto(at(`/desk/requests/${reference}/correct`));
  await reloadUntil(page, words, 60);
}

async function answeredByHank(reference: string): Promise<boolean> {
  const rows = await ask(
    `select 1 from task t join request r on r.id = t.request_id
      where r.reference = $1 and t.system_id = 'loyalty' and t.state = 'settled'`,
    [reference],
  );
  return rows.length === 1;
}

/** Hank's part: the link of his mail leads to exactly what he must change; he says that he did. */
async function correctAsHank(browser: Browser, before: ReadonlySet<string>): Promise<void> {
  const context = await browser.newContext();
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const known = new Set(before);
  await expect(async () => {
    const message = await mail().waitFor(hank.email, (one) => !known.has(one.id), 60);
    known.add(message.id);
    await page.goto(linkIn(message));
    await expect(page.locator("main")).toContainText(right, { timeout: 1_000 });
  }).toPass({ timeout: 90_000 });
  await inspect(page, "what an owner must correct");
  for (const group of await page.getByRole("group").all()) {
    await group.getByLabel("It is corrected").check();
    await group.getByLabel("What you did, or why not").fill("Written anew in the sheet.");
  }
  await press(page, page.getByRole("button", { name: "Send the answer" }));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Thank you, your answer is kept");
  await context.close();
}

test("one name is corrected in every system that holds it, and nobody else's", async ({ browser }) => {
  test.setTimeout(300_000);
  const who = person("chris_junior");
  const father = person("chris_senior");
  const context = await browser.newContext();
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const seen = note(page);
  const before = await company();
  const mails = await hanksMails();

  const reference = await askToCorrect(page, who);
  await prove(page, who.email, reference);
  // Other requests may have questions for Hank as well: he answers until this one's is answered.
  await expect(async () => {
    const message = await mail().waitFor(hank.email, (one) => !mails.has(one.id), 60);
    mails.add(message.id);
    await answerAsHank(browser, linkIn(message));
    expect(await answeredByHank(reference)).toBe(true);
  }).toPass({ timeout: 90_000 });
  const first = await hanksMails();

  // What every system says, with the way to say that it is wrong.
  await press(page, page.getByRole("link", { name: "See what we hold, and say what is wrong" }));
  await reloadUntil(page, "Chris Martin", 60);
  await inspect(page, "what the systems say", seen);
  await press(page, page.getByRole("link", { name: /^This is wrong ?: Name/ }));
  await inspect(page, "what is wrong", seen);
  await press(page, page.getByRole("button", { name: "Send this" }));
  await expect(page.getByRole("alert").first()).toContainText("Write what it should say");
  await page.getByLabel("It should say").fill(right);
  for (const box of await page.getByRole("checkbox").all()) await box.check();
  await press(page, page.getByRole("button", { name: "Send this" }));
  await expect(page.locator("main")).toContainText("A person is looking at this.");
  await inspect(page, "what was said to be wrong", seen);

  const alba = await signIn(browser, "Alba");
  const notes = note(alba);
  await openRequest(alba, reference);
  await press(alba, alba.getByRole("link", { name: /^Corrections(,|$)/ }));
  await inspect(alba, "corrections that nobody has decided", notes);
  await send(alba, "Grant it", "Granted");
  await send(alba, "Plan the corrections", "Being planned");
  await correctSays(alba, reference, "The plan waits for one person");
  await expect(alba.locator("main")).toContainText(right);
  await inspect(alba, "a plan of corrections", notes);
  expect(await company(), "a plan changes nothing").toEqual(before);
  await send(alba, "Approve this plan", "Approved");

  // What no machine can write, its owner does.
  await correctAsHank(browser, first);
  await correctSays(alba, reference, "It is done, and every value was read again.");
  await inspect(alba, "corrections that are done", notes);

  // Only his name is another one, everywhere; his father's rows are byte for byte what they were.
  const after = await company();
  let changed = 0;
  for (const name of Object.keys(before) as (keyof typeof before)[]) {
    const { gone, come } = difference(before[name], after[name]);
    expect(come.length, name).toBe(gone.length);
    changed += come.length;
    expect(
      come.sort().map((row) => row.replaceAll(right, "Chris Martin")),
      name,
    ).toEqual(gone.sort());
    for (const row of gone) expect(row).not.toContain(father.email);
  }
  expect(changed).toBeGreaterThanOrEqual(3);

  await openRequest(alba, reference);
  await send(alba, "Release the answer", "Released");
  await page.goto(at(`/r/${reference}/correct`));
  await expect(page.locator("main")).toContainText("What it says now");
  await expect(page.locator("main")).toContainText("We read it again, and it is right now.");
  await inspect(page, "before and after", seen);
  const letter = await mail().waitFor(who.email, (one) => one.text.includes(right));
  expect(letter.text).toContain("corrected");
});
