import { type Browser, expect, type Page, test } from "@playwright/test";
import { person } from "#demo/people.ts";
import { ask } from "./stand/database.ts";
import { signIn } from "./stand/desk.ts";
import { mail } from "./stand/facts.ts";
import { inspect, type Notes, note } from "./stand/look.ts";
import { askForCopy, at, prove } from "./stand/person.ts";

const question = "Which of our shops did you last buy from?";

/** The same browser with scripts, to look at a page as closely as only scripts can. */
async function inspectAs(browser: Browser, page: Page, name: string): Promise<void> {
  const context = await browser.newContext({ storageState: await page.context().storageState() });
  const eyes = await context.newPage();
  const notes = note(eyes);
  await eyes.goto(page.url());
  await inspect(eyes, name, notes);
  expect(notes.complaints).toEqual([]);
  await context.close();
}

/** A person without scripts, with a request of theirs that is proven. */
async function asking(browser: Browser, place: string): Promise<{ page: Page; reference: string }> {
  const { name, email } = person("mina");
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const reference = await askForCopy(page, { name, email, place });
  await prove(page, email, reference);
  return { page, reference };
}

/** The part of the clock page that asks about something, with its form open. */
async function openForm(page: Page, section: string, summary: string) {
  const part = page.getByRole("region", { name: section, exact: true });
  await part.getByText(summary, { exact: true }).click();
  return part;
}

const clockOf = (reference: string) => at(`/desk/requests/${reference}/clock`);
const headed = (page: Page, name: string) =>
  expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();

const stateOf = async (reference: string) =>
  (
    await ask<{ clock_state: string; safe_due: string }>(
      "select clock_state, safe_due::text from request where reference = $1",
      [reference],
    )
  )[0];

test("a question stops the clock, the answer lets it go on, and more time is told; the person sees all of it", async ({
  browser,
}) => {
  const { page, reference } = await asking(browser, "IE");
  const alba = await signIn(browser, "Alba");
  const notes: Notes = note(alba);
  await alba.goto(at(`/desk/requests/${reference}`));
  await alba.getByRole("link", { name: "Clock, questions, more time" }).click();
  await headed(alba, `The clock of ${reference}`);
  await inspect(alba, "the clock of a request", notes);

  // What a question does is told before it is sent; a mistake loses nothing of what was typed.
  const who = alba.getByRole("region", { name: "Ask who they are" });
  await expect(who.getByRole("list", { name: "What it does to the clocks" })).toContainText(
    /GDPR The clock waits\. If they answer today, the last day is/,
  );
  await openForm(alba, "Ask who they are", "Write the question");
  await who.getByLabel("What you want to know").fill(question);
  await who.getByLabel("Why you need to know it").fill("Two people use this address.");
  await who.getByRole("button", { name: "Send the question" }).click();
  await expect(who.getByRole("alert")).toContainText("Choose what you ask for as proof.");
  await expect(who.getByLabel("What you want to know")).toHaveValue(question);
  await inspect(alba, "a question that is not sent yet", notes);
  await who.getByLabel("What you ask for as proof").selectOption("matched_data_points");
  await who.getByRole("button", { name: "Send the question" }).click();
  await expect(alba.getByRole("status")).toContainText("The clock waits under GDPR.");
  await expect(who).toContainText("A question for this reason is open.");
  expect((await stateOf(reference))?.clock_state).toBe("paused");

  // The mail says what is asked, and the page of the request leads to the answer.
  const { email } = person("mina");
  await mail().waitFor(email, (one) => one.text.includes(question) && one.text.includes(reference));
  await page.goto(at(`/r/${reference}`));
  const box = page.getByRole("region", { name: "We need to know something from you" });
  await expect(box).toContainText("Our time to answer stands still until you reply.");
  await inspectAs(browser, page, "a request that waits for the person");
  await box.getByRole("link", { name: "Answer the question" }).click();
  await headed(page, "Answer our question");
  await expect(page.locator("main")).toContainText(question);
  await expect(page.locator('input[type="file"]')).toHaveCount(0);
  await inspectAs(browser, page, "a question to the person");
  await page.getByRole("button", { name: "Send the answer" }).click();
  await expect(page.getByRole("alert")).toContainText("Write your answer.");
  await inspectAs(browser, page, "an answer that is missing");
  await page.getByLabel("Your answer", { exact: true }).fill("The one in Cork.\nI bought a lamp.");
  await page.getByRole("button", { name: "Send the answer" }).click();
  await headed(page, "Thank you");
  await expect(page.getByRole("status")).toContainText("Our clock runs again: we answer by");
  await inspectAs(browser, page, "thanks for an answer");
  expect((await stateOf(reference))?.clock_state).toBe("running");

  // Staff read the answer and judge it.
  await alba.goto(clockOf(reference));
  await expect(alba.getByRole("region", { name: "Questions to the person" })).toContainText(
    "I bought a lamp.",
  );
  await inspect(alba, "an answer to be judged", notes);
  await alba.getByRole("button", { name: "It suffices" }).click();
  await expect(alba.getByRole("status")).toContainText("Judged");
  await expect(who).toContainText("The proof that is there was found sufficient.");

  // More time: the new day stands there before it is told.
  const longer = alba.getByRole("region", { name: "More time" });
  await expect(longer.getByRole("list", { name: "What it does to the days" }).first()).toContainText(
    /GDPR New last day/,
  );
  const before = await stateOf(reference);
  await openForm(alba, "More time", "Tell the person that it takes longer");
  await longer.getByLabel("The reason that the law accepts").selectOption("complexity");
  await longer.getByLabel("Why it takes longer").fill("Your data lie in eleven systems.");
  await longer.getByRole("button", { name: "Tell the person" }).click();
  await expect(alba.getByRole("status")).toContainText("The person is told that it takes longer");
  await expect(longer).toContainText("It was extended already, and only once is allowed.");
  await inspect(alba, "a request that was extended", notes);
  const after = await stateOf(reference);
  expect((after?.safe_due ?? "") > (before?.safe_due ?? "")).toBe(true);
  await mail().waitFor(email, (one) => one.text.includes("Your data lie in eleven systems."));
  await page.goto(at(`/r/${reference}`));
  await expect(page.locator("main")).toContainText("We asked you a question");
  await expect(page.locator("main")).toContainText("We got your answer");
  await expect(page.locator("main")).toContainText("We told you that we need more time");
  await expect(page.locator("figure.ruler figcaption")).toContainText("Extended by 2 months");
  await inspectAs(browser, page, "a request that takes longer");
  expect(notes.complaints).toEqual([]);
});

test("a document is asked for only as the last resort, sent, looked at and deleted", async ({ browser }) => {
  const { page, reference } = await asking(browser, "IE");
  const alba = await signIn(browser, "Alba");
  await alba.goto(clockOf(reference));
  const who = await openForm(alba, "Ask who they are", "Write the question");
  await who.getByLabel("What you ask for as proof").selectOption("identity_document");
  await who.getByLabel("What you want to know").fill("Please send us a document that shows your name.");
  await who.getByLabel("Why you need to know it").fill("Somebody else asked in your name before.");
  await who.getByRole("button", { name: "Send the question" }).click();
  await expect(who.getByRole("alert")).toContainText("why nothing less suffices");
  await who.getByLabel(/why nothing less suffices/).fill("There was an attempt with a false name.");
  await who.getByLabel(/why you asked for nothing less/).fill("They have no account to ask about.");
  await who.getByRole("button", { name: "Send the question" }).click();
  await expect(alba.getByRole("status")).toContainText("The question is on its way");

  await page.goto(at(`/r/${reference}`));
  await page.getByRole("link", { name: "Answer the question" }).click();
  await inspectAs(browser, page, "a question for a document");
  const send = async (name: string, buffer: Buffer) => {
    await page.getByLabel("Your document").setInputFiles({ name, mimeType: "application/pdf", buffer });
    await page.getByRole("button", { name: "Send the answer" }).click();
  };
  await page.getByLabel("Your answer", { exact: true }).fill("Here it is.");
  await send("passport.pdf", Buffer.from("<script>not a document</script>"));
  await expect(page.getByRole("alert")).toContainText("The file must be a PDF");
  await expect(page.getByLabel("Your answer", { exact: true })).toHaveValue("Here it is.");
  await send("passport.pdf", Buffer.concat([Buffer.from("%PDF-1.7\n"), Buffer.alloc(11 * 1024 * 1024)]));
  await expect(page.getByRole("alert")).toContainText("The file is larger than 10 MB.");
  await expect(page.getByLabel("Your answer", { exact: true })).toHaveValue("Here it is.");
  const passport = Buffer.from("%PDF-1.7\ncanary of a passport");
  await send("passport.pdf", passport);
  await headed(page, "Thank you");

  // To others the document does not exist; who looks is written down; the verdict deletes it.
  await alba.goto(clockOf(reference));
  const link = alba.getByRole("link", { name: "Look at the document" });
  const href = new URL((await link.getAttribute("href")) ?? "", alba.url()).href;
  const rosa = await signIn(browser, "Rosa");
  const refused = await rosa.request.get(href);
  expect(refused.url()).toBe(clockOf(reference));
  expect(await refused.text()).toContain("Your role does not allow this.");
  const got = await alba.request.get(href);
  expect(got.headers()).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": `attachment; filename="proof-${reference}.pdf"`,
    "x-content-type-options": "nosniff",
  });
  expect((await got.body()).equals(passport)).toBe(true);
  await alba.getByRole("button", { name: "It suffices" }).click();
  await expect(alba.locator("main")).toContainText("The document was deleted.");
  const gone = await alba.request.get(href);
  expect(await gone.text()).toContain("The document was deleted, as it has served.");
  const kinds = await ask<{ kind: string }>(
    "select a.kind from audit_event a join request r on r.id::text = a.chain where r.reference = $1 and a.kind like 'document%' order by position",
    [reference],
  );
  expect(kinds.map(({ kind }) => kind)).toEqual(["document_viewed", "document_deleted"]);
});

test("where the law lets no clock wait staff are told so before they ask; a fee is told before it is charged", async ({
  browser,
}) => {
  const { page, reference } = await asking(browser, "CH");
  const alba = await signIn(browser, "Alba");
  const notes = note(alba);
  await alba.goto(clockOf(reference));
  const what = alba.getByRole("region", { name: "Ask what exactly they want" });
  await expect(what.getByRole("list", { name: "What it does to the clocks" })).toContainText(
    /This law does not let a question like this stop the clock/,
  );
  const fee = await openForm(alba, "Fee", "Propose a fee");
  await fee.getByLabel("Amount").fill("three hundred");
  await fee.getByLabel("Why, as the person reads it").fill("It takes a week to read eleven old archives.");
  await fee.getByLabel("By what it can be shown").fill("Eleven archives, forty hours.");
  await fee.getByRole("button", { name: "Propose the fee" }).click();
  await expect(fee.getByRole("alert")).toContainText("Write the amount like 25 or 25.00.");
  await fee.getByLabel("Amount").fill("250.00");
  await fee.getByRole("button", { name: "Propose the fee" }).click();
  await expect(alba.getByRole("status")).toContainText("The person is told of the fee");
  await inspect(alba, "a fee that was told", notes);

  await page.goto(at(`/r/${reference}`));
  await inspectAs(browser, page, "a request that waits for a fee");
  await page.getByRole("link", { name: "See why, and what you can do" }).click();
  await headed(page, "What this would cost");
  await expect(page.locator("main")).toContainText("We ask for CHF 250.00.");
  await inspectAs(browser, page, "a fee");
  await page.getByRole("button", { name: "Take my request back" }).click();
  await headed(page, "You cancelled this request");
  const [state] = await ask<{ state: string }>(
    "select f.state from fee f join request r on r.id = f.request_id where r.reference = $1",
    [reference],
  );
  expect(state?.state).toBe("withdrawn");
  await alba.goto(clockOf(reference));
  await inspect(alba, "the clock of a request that is over", notes);
  expect(notes.complaints).toEqual([]);
});

test("a fee for an excessive request waits for a second person, and then for the person", async ({
  browser,
}) => {
  const { page, reference } = await asking(browser, "IE");
  const alba = await signIn(browser, "Alba");
  await alba.goto(clockOf(reference));
  const fee = await openForm(alba, "Fee", "Propose a fee");
  await fee.getByLabel("Why it should cost something").selectOption("excessive");
  await fee.getByLabel("Amount").fill("25.00");
  await fee.getByLabel("Why, as the person reads it").fill("You have asked for the same every week.");
  await fee.getByLabel("By what it can be shown").fill("Nine requests since March.");
  await fee.getByRole("button", { name: "Propose the fee" }).click();
  await expect(alba.getByRole("status")).toContainText("Somebody else must agree before the person is told.");
  await expect(fee).toContainText("Somebody else must agree to it: you proposed it.");
  await expect(fee.getByRole("button", { name: "Agree, and tell the person" })).toHaveCount(0);
  await page.goto(at(`/r/${reference}/fee`));
  await headed(page, "There is nothing to pay");
  const rosa = await signIn(browser, "Rosa");
  const notes = note(rosa);
  await rosa.goto(clockOf(reference));
  await inspect(rosa, "a fee that waits for a second person", notes);
  await rosa.getByRole("button", { name: "Agree, and tell the person" }).click();
  await expect(rosa.getByRole("status")).toContainText("The person is told of the fee");
  await page.goto(at(`/r/${reference}`));
  await expect(page.getByRole("region", { name: "This would cost EUR 25.00" })).toBeVisible();
  await alba.goto(clockOf(reference));
  await alba.getByRole("button", { name: "Record the payment" }).click();
  await expect(alba.getByRole("status")).toContainText("The payment is recorded");
  await page.goto(at(`/r/${reference}/fee`));
  await headed(page, "You have paid EUR 25.00");
  expect(notes.complaints).toEqual([]);
});

test("a question is nobody else's: a stranger is led to prove who they are", async ({ browser, page }) => {
  const mine = await asking(browser, "IE");
  const alba = await signIn(browser, "Alba");
  await alba.goto(clockOf(mine.reference));
  const what = await openForm(alba, "Ask what exactly they want", "Write the question");
  await what.getByLabel("What you want to know").fill("Do you want the letters of 2019 too?");
  await what.getByLabel("Why you need to know it").fill("There are very many of them.");
  await what.getByRole("button", { name: "Send the question" }).click();
  await expect(alba.getByRole("status")).toContainText("The question is on its way");
  const [row] = await ask<{ id: string }>(
    "select q.id from question q join request r on r.id = q.request_id where r.reference = $1",
    [mine.reference],
  );
  const address = at(`/r/${mine.reference}/question/${row?.id}`);
  await page.goto(address);
  await expect(page).toHaveURL(at(`/r/${mine.reference}/prove`));
  const other = await asking(browser, "IE");
  await other.page.goto(address);
  await expect(other.page).toHaveURL(at(`/r/${mine.reference}/prove`));
  await other.page.goto(at(`/r/${other.reference}/question/${row?.id}`));
  await headed(other.page, "There is nothing to answer");
  const posted = await other.page.request.post(`${address}/send`, {
    form: { text: "It is mine." },
    headers: { Origin: at("").replace(/\/$/, ""), "Sec-Fetch-Site": "same-origin" },
    maxRedirects: 0,
  });
  expect(posted.status()).toBe(303);
  expect(await ask("select 1 from question where id = $1 and answered_day is null", [row?.id])).toHaveLength(
    1,
  );
});
