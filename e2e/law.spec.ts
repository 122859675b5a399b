import { expect, type Page, test } from "@playwright/test";
import { person } from "#demo/people.ts";
import { openRequest, signIn } from "./stand/desk.ts";
import { expectLinksLead, inspect, note } from "./stand/look.ts";
import { askForCopy, at, prove } from "./stand/person.ts";

async function heading(page: Page, name: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
}

/** Opens the desk's law without a mouse, from the queue. */
async function goToTheLaw(page: Page): Promise<void> {
  await page.keyboard.press("g");
  await page.keyboard.press("l");
  await heading(page, "The law");
}

test("the law stands open to everybody at the desk: by keys, by place, with its sources", async ({
  browser,
}) => {
  const rosa = await signIn(browser, "Rosa");
  const notes = note(rosa);
  await goToTheLaw(rosa);
  await expect(rosa).toHaveTitle(/^The law, /);
  const changes = rosa.getByRole("region", { name: "What changes when" });
  // What is to come stands first, the nearest of it on top.
  const days = await changes
    .locator("table")
    .first()
    .locator("time")
    .evaluateAll((all) => all.map((one) => one.getAttribute("datetime") ?? ""));
  expect(days.length).toBeGreaterThan(5);
  expect(days).toEqual(days.toSorted());
  expect((days[0] ?? "") > new Date().toISOString().slice(0, 10)).toBe(true);
  await expect(changes.getByRole("row").filter({ hasText: "30 days instead of 45" }).first()).toBeVisible();
  await expect(rosa.getByRole("rowheader", { name: /^In force, \d+$/ })).toBeVisible();
  await inspect(rosa, "the law", notes);

  await rosa.keyboard.press("/");
  await rosa.keyboard.type("California");
  await rosa.keyboard.press("Enter");
  await expect(rosa).toHaveURL(at("/desk/law?place=California"));
  await expect(rosa.getByRole("status")).toContainText("Laws that protect people in California.");
  await expect(rosa.getByRole("region", { name: "Laws" }).getByRole("link")).toHaveText([
    "CCPA",
    "Delete Act",
  ]);
  await inspect(rosa, "the law of California", notes);

  await rosa.keyboard.press("j");
  await rosa.keyboard.press("o");
  await heading(rosa, "CCPA");
  const optOut = rosa.getByRole("row", { name: /^Opt out/ });
  await expect(optOut).toContainText("15 working days");
  await expect(optOut).toContainText("no proof may be asked");
  await expect(rosa.getByRole("row", { name: /^Confirm receipt/ })).toContainText("section 7021(a)");
  await inspect(rosa, "one law", notes);
  await rosa.keyboard.press("Escape");
  await heading(rosa, "The law");

  await rosa.goto(at("/desk/law/UK_GDPR"));
  await expect(rosa.locator("main").getByRole("heading", { level: 2 })).toHaveText([
    "Rights",
    "Version 2, in force",
    "Version 1, replaced",
    "What changes when",
  ]);
  await inspect(rosa, "a law of two versions", notes);
  await rosa.goto(at("/desk/law/holidays"));
  await rosa.getByText("Ireland, 2018 to 2030", { exact: true }).click();
  await expect(rosa.getByRole("listitem").filter({ hasText: /^Ireland/ })).toContainText("17 March");
  await inspect(rosa, "public holidays", notes);
  await rosa.goto(at("/desk/law?place=New+York"));
  await expect(rosa.getByRole("status")).toContainText("We know of no law that protects people in New York.");
  await inspect(rosa, "a place without a law", notes);
  await rosa.goto(at("/desk/law?place=%3Cscript%3E"));
  await expect(rosa.getByRole("status")).toContainText("No place and no law is called “<script>”.");
  await rosa.goto(at("/desk/law/NO_SUCH_LAW"));
  await heading(rosa, "There is nothing here, or it is not yours to see");
  await expectLinksLead(rosa, notes);
  expect(notes.complaints).toEqual([]);
  await rosa.context().close();
});

test("nobody reads it who is not signed in", async ({ page }) => {
  for (const path of ["/desk/law", "/desk/law/EU_GDPR", "/desk/law/holidays"]) {
    await page.goto(at(path));
    await expect(page).toHaveURL(at("/desk/sign-in"));
  }
});

test("why this date: for the person without a script, and on the desk", async ({ browser }) => {
  const who = person("aoife");
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  const reference = await askForCopy(page, who);
  await prove(page, who.email, reference);
  const why = page.locator("details").filter({ hasText: "Why this date?" });
  await expect(why.getByRole("listitem").first()).toBeHidden();
  await why.getByText("Why this date?").click();
  await expect(why).toContainText("The date comes from this law: GDPR (Regulation (EU) 2016/679).");
  await expect(why.getByRole("listitem").first()).toContainText("We received this on");
  await expect(why.getByRole("listitem").last()).toContainText("for people who live in Ireland");
  await context.close();

  const alba = await signIn(browser, "Alba");
  const notes = note(alba);
  await openRequest(alba, reference);
  const clock = alba.getByRole("region", { name: "Clock" });
  await clock.getByText("Why this date?").click();
  await expect(clock.getByRole("listitem").first()).toContainText("We received this on");
  await inspect(alba, "the clock, open");
  await clock.getByRole("link", { name: "GDPR" }).click();
  await heading(alba, "GDPR");
  expect(notes.complaints).toEqual([]);
  await alba.context().close();
});
