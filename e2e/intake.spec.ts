import { expect, type Page, test } from "@playwright/test";
import { ask } from "./stand/database.ts";
import { openRequest, signIn } from "./stand/desk.ts";
import { mail } from "./stand/facts.ts";
import { inspect, note } from "./stand/look.ts";
import { at, codeFor, press, reloadUntil } from "./stand/person.ts";

/** A civil day some days ago, as the demo company counts. */
function daysAgo(count: number): string {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/Dublin" }).format(new Date());
  return new Date(Date.parse(`${day}T00:00:00Z`) - count * 86_400_000).toISOString().slice(0, 10);
}

type Row = {
  reference: string;
  right_asked: string;
  received_day: string;
  legal_due: string;
  channel: string;
  status: string;
  dossier_id: string;
};

async function rows(...references: string[]): Promise<Row[]> {
  return ask<Row>(
    `select reference, right_asked, received_day::text, legal_due::text, channel, status, dossier_id
     from request where reference = any($1) order by right_asked`,
    [references],
  );
}

/** The same day of the next month, or its last. */
async function oneMonthAfter(day: string): Promise<string> {
  const [row] = await ask<{ due: string }>("select ($1::date + interval '1 month')::date::text as due", [
    day,
  ]);
  return row?.due ?? "";
}

async function mailAbout(email: string, words: RegExp): Promise<string> {
  return (await mail().waitFor(email, (one) => words.test(`${one.subject} ${one.text}`))).text;
}

/** Opens the part of a page that is folded. */
const unfold = (page: Page, words: string) => page.getByText(words, { exact: true }).click();

test("a letter of last week: two requests, its receipt put right by two people, and a complaint", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const email = "greta.lindqvist@example.com";
  const lastWeek = daysAgo(7);
  const earlier = daysAgo(9);
  const alba = await signIn(browser, "Alba");
  const notes = note(alba);
  const place = alba.getByRole("navigation", { name: "Desk" }).getByRole("link", { name: "Log a request" });
  await expect(place).toHaveAttribute("data-key", "c");
  await place.click();
  await expect(alba.getByRole("heading", { level: 1 })).toHaveText("Log a request that came elsewhere");

  // Nothing that was typed is lost where something is missing.
  await alba.getByLabel("A copy of their data").check();
  await alba.getByLabel("Delete their data").check();
  await alba.getByLabel("Name", { exact: true }).fill("Greta Lindqvist");
  await alba.getByLabel("Their own words").fill("Please send me what you have, then delete it.");
  await alba.getByLabel("Day on which it was received").fill(lastWeek);
  await alba.getByRole("button", { name: "Look at it once more" }).click();
  const summary = alba.getByRole("alert", { name: "There is something to put right" });
  await expect(summary).toContainText("Choose how it came.");
  await expect(alba.getByLabel("Name", { exact: true })).toHaveValue("Greta Lindqvist");
  await expect(alba.getByLabel("Delete their data")).toBeChecked();
  await expect(alba.getByLabel("Day on which it was received")).toHaveValue(lastWeek);
  await alba.getByLabel("How it came").selectOption("post");
  await alba.getByRole("button", { name: "Look at it once more" }).click();
  await expect(summary).toContainText("what shows the day of receipt");
  await expect(summary).toContainText("name@example.com");
  await inspect(alba, "logging with errors", notes);
  await alba.getByLabel("What shows the day of receipt").fill("Stamp of the post room on the envelope.");
  await alba.getByLabel("Email", { exact: true }).fill(email);
  await alba.getByLabel("Where they live").selectOption("IE");
  await alba.getByRole("button", { name: "Look at it once more" }).click();
  await expect(
    alba.getByRole("heading", { name: /^This becomes 2 requests; the first must be answered by / }),
  ).toBeVisible();
  await inspect(alba, "the check before filing", notes);
  await alba.getByRole("button", { name: "Change something" }).click();
  await expect(alba.getByLabel("Email", { exact: true })).toHaveValue(email);
  await expect(alba.getByLabel("A copy of their data")).toBeChecked();
  await alba.getByRole("button", { name: "Look at it once more" }).click();
  await alba.getByRole("button", { name: "File 2 requests" }).click();
  await expect(alba.getByRole("status")).toContainText("2 requests are filed");
  await inspect(alba, "the receipt", notes);

  const reference = new URL(alba.url()).pathname.split("/").at(-2) ?? "";
  const together = alba.getByRole("region", { name: "Asked together" }).getByRole("link").first();
  const other = (await together.textContent()) ?? "";
  const due = await oneMonthAfter(lastWeek);
  const filed = await rows(reference, other);
  expect(filed).toMatchObject([
    { right_asked: "access", received_day: lastWeek, channel: "post", status: "received" },
    { right_asked: "erasure", received_day: lastWeek, channel: "post", status: "received" },
  ]);
  expect(new Set(filed.map((one) => one.dossier_id)).size).toBe(1);
  // The law's last day is the day of the next month, or the working day after it.
  for (const one of filed) expect(one.legal_due >= due).toBe(true);
  await expect(alba.getByRole("region", { name: "How it came" })).toContainText("Stamp of the post room");
  expect(await mailAbout(email, new RegExp(reference))).toContain("/r/");

  // Another day of receipt: asked by one, refused to the same, approved by another.
  await unfold(alba, "It came on another day, or another way");
  const correction = alba.getByRole("region", { name: "Corrections of the receipt" });
  await correction.getByLabel("How it came").selectOption("email");
  await correction.getByLabel("Day on which it was received").fill(daysAgo(-2));
  await correction.getByLabel("What shows the day of receipt").fill("The mail server's own log.");
  await correction.getByLabel("Why it was noted wrongly").fill("It lay in a colleague's folder.");
  await alba.getByRole("button", { name: "Ask for this correction" }).click();
  await expect(alba.getByText("The day of receipt has not come yet.")).toBeVisible();
  await expect(correction.getByLabel("Why it was noted wrongly")).toHaveValue(
    "It lay in a colleague's folder.",
  );
  await correction.getByLabel("Day on which it was received").fill(earlier);
  await alba.getByRole("button", { name: "Ask for this correction" }).click();
  await expect(alba.getByRole("status")).toContainText("The correction is asked for");
  await expect(alba.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await expect(alba.getByRole("button", { name: "Take it back" })).toBeVisible();
  expect((await rows(reference))[0]?.received_day).toBe(lastWeek);

  const rosa = await signIn(browser, "Rosa");
  await openRequest(rosa, reference);
  await rosa.getByRole("link", { name: "Receipt and laws" }).click();
  await rosa.getByRole("button", { name: "Approve" }).click();
  await expect(rosa.getByRole("status")).toContainText("The receipt is corrected");
  await expect(rosa.getByRole("region", { name: "Corrections of the receipt" })).toContainText(
    "Approved by Rosa",
  );
  expect(await rows(reference)).toMatchObject([{ received_day: earlier, channel: "email" }]);
  await inspect(rosa, "a corrected receipt");
  await mailAbout(email, /We have corrected something/);

  // Other laws: shown first, then saved.
  await alba.goto(at(`/desk/requests/${other}/receipt`));
  await unfold(alba, "They live elsewhere, or other laws count");
  await alba.getByLabel("Where the person lives").selectOption("GB");
  await alba.getByLabel("Something that they showed us says so").check();
  await alba
    .getByRole("region", { name: "The laws that count" })
    .getByLabel("Why", { exact: true })
    .fill("A bill shows an address in Leeds.");
  await alba.getByRole("button", { name: "Show what would change" }).click();
  await expect(alba.getByText("Nothing has changed yet")).toBeVisible();
  await inspect(alba, "what other laws would mean", notes);
  await alba.getByRole("button", { name: "Let this count" }).click();
  await expect(alba.getByRole("status")).toContainText("The laws are corrected");
  await expect(alba.getByRole("region", { name: "The laws that count" })).toContainText("United Kingdom");

  // The message asks for one thing more.
  await unfold(alba, "The message asks for more");
  await alba.getByLabel("No sale, no sharing, no marketing").check();
  await alba.getByRole("button", { name: "Make requests of it" }).click();
  await expect(alba.getByRole("status")).toContainText("each with a clock of its own");

  // The person, in a browser that filed nothing: one code proves what was asked together.
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(at(`/r/${reference}`));
  await expect(page).toHaveURL(at(`/r/${reference}/prove`));
  const asked = Date.now();
  await press(page, page.getByRole("button", { name: /^Send me a/ }));
  await page.getByLabel("Code", { exact: true }).fill(await codeFor(email, reference, asked));
  await press(page, page.getByRole("button", { name: "Continue", exact: true }));
  await expect(page).toHaveURL(at(`/r/${reference}`));
  await reloadUntil(page, "Belongs together");
  expect((await rows(other))[0]?.status).not.toBe("received");
  await inspect(page, "a page with sisters");
  // A sister's page asks for a code of its own.
  await page.getByRole("link", { name: new RegExp(other) }).click();
  await expect(page).toHaveURL(at(`/r/${other}/prove`));

  await page.goto(at(`/r/${reference}`));
  await page.locator("main").getByRole("link", { name: "How to complain" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Complain about this request");
  await inspect(page, "the complaint page");
  await press(page, page.getByRole("button", { name: "Send the complaint" }));
  await expect(page.getByRole("alert")).toContainText("Tell us in your own words");
  await page.getByLabel("What went wrong?").fill("Nobody answered my letter for a week.");
  await press(page, page.getByRole("button", { name: "Send the complaint" }));
  await expect(page.getByRole("status")).toContainText("We have your complaint");
  await inspect(page, "a complaint that was sent");
  const complaint = /[A-Z]{2}-[0-9A-Z]{3}-[0-9A-Z]{3}/.exec(
    (await page.getByRole("status").textContent()) ?? "",
  );
  expect(await rows(complaint?.[0] ?? "")).toMatchObject([{ right_asked: "complaint", status: "reviewing" }]);
  await page.goto(at(`/r/${reference}/appeal`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("You cannot ask us to look again here");
  await inspect(page, "no appeal here");

  // The desk sees both from both sides, with the person's own words.
  await rosa.goto(at(`/desk/requests/${reference}/receipt`));
  await rosa
    .getByRole("region", { name: "Appeals and complaints about it" })
    .getByRole("link", { name: complaint?.[0] ?? "" })
    .click();
  await rosa.getByRole("link", { name: "Receipt and laws" }).click();
  await expect(rosa.getByText("Nobody answered my letter for a week.")).toBeVisible();
  await expect(rosa.getByRole("region", { name: "What it is about" })).toContainText(reference);
  await inspect(rosa, "a complaint at the desk");
  expect(notes.complaints).toEqual([]);
  for (const one of [alba.context(), rosa.context(), context]) await one.close();
});

test("an auditor sees how a request came, not the words, and logs nothing", async ({ browser }) => {
  const ravi = await signIn(browser, "Ravi");
  await ravi.goto(at("/desk/new"));
  await expect(ravi.getByRole("heading", { level: 1 })).toHaveText(
    "There is nothing here, or it is not yours to see",
  );
  const [row] = await ask<{ reference: string }>(
    "select reference from request where channel = 'email' limit 1",
  );
  await ravi.goto(at(`/desk/requests/${row?.reference}/receipt`));
  await expect(ravi.getByRole("heading", { name: "How it came" })).toBeVisible();
  await expect(ravi.getByText("Stamp of the post room")).toHaveCount(0);
  await expect(ravi.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await expect(ravi.getByText("The message asks for more")).toHaveCount(0);
  await ravi.context().close();
});
