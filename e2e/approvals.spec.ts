import { type Browser, expect, type Page, test } from "@playwright/test";
import { signIn } from "./stand/desk.ts";
import { inspect, note } from "./stand/look.ts";
import { type Asking, askForCopy, at, press, prove } from "./stand/person.ts";

const notice = (page: Page) => page.locator(".desk-notice");

async function asked(browser: Browser, asking: Asking, proves: boolean): Promise<string> {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const reference = await askForCopy(page, asking);
  if (proves) await prove(page, asking.email, reference);
  await page.context().close();
  return reference;
}

/** Refuses the whole as manifestly unfounded, up to where a second person decides. */
async function refuse(page: Page, reference: string): Promise<void> {
  await page.goto(at(`/desk/requests/${reference}/decide`));
  await page.getByRole("radio", { name: /^Refused/ }).check();
  const ground = page
    .getByRole("group")
    .filter({ has: page.getByText(/^Manifestly unfounded/) })
    .last();
  await ground.locator("summary").click();
  for (const box of await ground.getByRole("checkbox").all()) await box.check();
  await page
    .getByLabel(/^What speaks for it/)
    .fill("A letter of 3 November says that the aim is to cost us.");
  await page.getByRole("combobox", { name: "Which data" }).first().fill("Everything");
  await page
    .getByRole("textbox", { name: "Why", exact: true })
    .first()
    .fill("You wrote to us that you only want to make us pay. That is not what the right is for.");
  await press(page, page.getByRole("button", { name: "Propose it" }));
  await expect(notice(page)).toContainText("Proposed");
}

async function spam(page: Page, reference: string): Promise<void> {
  await page.goto(at(`/desk/requests/${reference}`));
  await page.getByText("Close as spam", { exact: true }).click();
  await page.getByLabel("What kind of spam").selectOption("machine");
  await press(page, page.getByRole("button", { name: "Propose", exact: true }));
  await expect(notice(page)).toContainText("Proposed as spam");
}

async function byKey(page: Page, key: string): Promise<void> {
  const loaded = page.waitForEvent("load");
  await page.keyboard.press(key);
  await loaded;
}

test("an approver on a phone reads the briefs, sends one back and agrees to another, by key; their author cannot", async ({
  browser,
}) => {
  const stamp = Date.now();
  const refused = await asked(
    browser,
    { name: "Nell Carrow", email: `nell-${stamp}@example.com`, place: "DE" },
    true,
  );
  const machine = await asked(
    browser,
    { name: "Oona Prill", email: `oona-${stamp}@example.com`, place: "IE" },
    false,
  );
  const alba = await signIn(browser, "Alba");
  await refuse(alba, refused);
  await spam(alba, machine);
  await alba.goto(at(`/desk/approvals?at=spam:${machine}`));
  const own = alba.getByRole("region", { name: `Spam: ${machine}` });
  await expect(own).toContainText("You proposed this yourself");
  await expect(own.getByRole("button")).toHaveCount(0);

  const rosa = await signIn(browser, "Rosa");
  const notes = note(rosa);
  await rosa.setViewportSize({ width: 390, height: 844 });
  await rosa.goto(at(`/desk/approvals?at=decision:${refused}`));
  const brief = rosa.getByRole("region", { name: `Decision: ${refused}` });
  await expect(brief).toContainText("A letter of 3 November");
  await expect(brief).toContainText("No data is given");
  await expect(brief.getByRole("region", { name: "The notice, as the person reads it" })).toContainText(
    "you only want to make us pay",
  );
  await inspect(rosa, "a decision that waits, on a phone", notes);
  await expect(rosa.locator("html[data-script]")).toBeAttached();
  await rosa.keyboard.press("b");
  await rosa.keyboard.type("Name the letter in the reason.");
  await rosa.keyboard.press("Tab");
  await byKey(rosa, "Enter");
  await expect(notice(rosa)).toContainText("Sent back");
  await expect(rosa.getByRole("navigation", { name: "What waits" })).not.toContainText(refused);

  await rosa.goto(at(`/desk/approvals?at=spam:${machine}`));
  const other = rosa.getByRole("region", { name: `Spam: ${machine}` });
  await expect(other).toContainText("The mail, as the sender reads it");
  await inspect(rosa, "spam that waits, on a phone", notes);
  await expect(rosa.locator("html[data-script]")).toBeAttached();
  await byKey(rosa, "p");
  await expect(notice(rosa)).toContainText("Closed as spam");

  await alba.goto(at(`/desk/requests/${refused}/decide`));
  await expect(alba.getByRole("region", { name: "Sent back" })).toContainText(
    "Name the letter in the reason.",
  );
  expect(notes.complaints).toEqual([]);
});
