import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { expect, type Page, test } from "@playwright/test";
import { people } from "#demo/people.ts";
import { signIn } from "./stand/desk.ts";
import { company, difference } from "./stand/erased-company.ts";
import { facts } from "./stand/facts.ts";
import { inspect, note } from "./stand/look.ts";
import { at, press, reloadUntil } from "./stand/person.ts";

/** Readers of the newsletter without a story: no other journey knows them. */
function readers(count: number): string[] {
  const database = new DatabaseSync(facts().env.LARKSPUR_NEWSLETTER_FILE ?? "", { readOnly: true });
  try {
    const rows = database
      .prepare(
        "select email from subscribers where deleted_at is null group by email having count(*) = 1 order by email desc",
      )
      .all();
    const known = new Set(people.flatMap((one) => [one.email, ...one.knownAs.emails]));
    const emails = rows.map((row) => String(row.email)).filter((email) => !known.has(email));
    return emails.filter((email) => !email.startsWith("canary")).slice(0, count);
  } finally {
    database.close();
  }
}

/** Types the number that the page names, as somebody does who has read it. */
async function approve(page: Page): Promise<void> {
  const words = await page.getByText(/would change\. If that is right/).textContent();
  await page
    .getByLabel("Number of records that change")
    .fill(/^\s*([\d,]+) record/.exec(words ?? "")?.[1] ?? "");
  await press(page, page.getByRole("button", { name: "Approve this batch" }));
}

const title = (page: Page) => page.locator(".desk-notice-title");

test("a list of people is planned, looked at, approved by two, done, and everybody has a receipt", async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const [first = "", second = "", third = ""] = readers(3);
  const before = await company();

  const idris = await signIn(browser, "Idris");
  const notes = note(idris);
  await idris.goto(at("/desk/erasures"));
  await inspect(idris, "erasures of many", notes);
  await idris.getByLabel("Why these people are erased").fill("Unsubscribed for three years.");
  const list = idris.getByLabel(/^The list/);
  for (const box of await idris.getByRole("group", { name: "In these systems" }).getByRole("checkbox").all())
    await box.uncheck();
  await idris.getByLabel("Newsletter", { exact: true }).check();
  await list.fill(`email,${first}\nemail;${second}`);
  await press(idris, idris.getByRole("button", { name: "Plan the batch" }));
  await expect(idris.locator(".desk-notice")).toContainText("Line 2 is not right");
  await expect(idris.locator(".desk-notice")).not.toContainText(second);
  await idris.getByLabel("Why these people are erased").fill("Unsubscribed for three years.");
  for (const box of await idris.getByRole("group", { name: "In these systems" }).getByRole("checkbox").all())
    await box.uncheck();
  await idris.getByLabel("Newsletter", { exact: true }).check();
  await list.fill(`email,${first}\nemail,${second}\nemail,${third}\nemail,nobody.at.all@example.com`);
  await press(idris, idris.getByRole("button", { name: "Plan the batch" }));
  await expect(title(idris)).toHaveText("Being planned");
  await reloadUntil(idris, "The batch waits for two people", 60);
  const batch = new URL(idris.url()).pathname;
  await expect(idris.locator("main")).toContainText("Left out: 1 found nowhere");
  await expect(idris.locator("main")).not.toContainText(first);
  await inspect(idris, "the plan of a batch", notes);
  await press(idris, idris.getByRole("link", { name: "Show samples, before and after" }));
  await idris.locator("summary").first().click();
  await inspect(idris, "the plan of a batch with samples", notes);
  expect(await company(), "a plan changes nothing").toEqual(before);

  // Who made it cannot approve, and who only reads can do nothing at all.
  await expect(idris.getByText("Your role may look at the batch.")).toBeVisible();
  const number = /(\d+)$/.exec(batch)?.[1] ?? "";
  const refused = await idris.request.get(at("/desk/approvals"));
  expect(await refused.text()).not.toContain(`Batch ${number}`);
  const ravi = await signIn(browser, "Ravi");
  await ravi.goto(at(batch));
  await expect(ravi.getByRole("button", { name: /batch/ })).toHaveCount(0);
  await ravi.goto(at("/desk/erasures"));
  await expect(ravi.getByRole("button", { name: "Plan the batch" })).toHaveCount(0);

  const alba = await signIn(browser, "Alba");
  await alba.goto(at(`/desk/approvals?at=batch:${number}`));
  const item = alba.getByRole("region", { name: `Batch ${number}` });
  await expect(item).toContainText("Two approvals are missing.");
  await inspect(alba, "approvals with a batch", notes);
  await press(alba, item.getByRole("link", { name: "Look at the plan" }));
  await alba.getByLabel("Number of records that change").fill("1");
  await press(alba, alba.getByRole("button", { name: "Approve this batch" }));
  await expect(alba.locator(".desk-notice")).toContainText("Type how many records");
  await approve(alba);
  await expect(title(alba)).toHaveText("Approved");
  await expect(alba.getByRole("button", { name: "Approve this batch" })).toHaveCount(0);
  expect(await company(), "one approval changes nothing").toEqual(before);

  const rosa = await signIn(browser, "Rosa");
  await rosa.goto(at(batch));
  await approve(rosa);
  await expect(title(rosa)).toHaveText("Approved");
  await reloadUntil(rosa, "everybody has a signed receipt", 60);
  await inspect(rosa, "a batch that is done", notes);

  const after = await company();
  const { gone, come } = difference(before.newsletter, after.newsletter);
  const left = JSON.stringify([...after.newsletter.values()]);
  for (const email of [first, second, third]) expect(left).not.toContain(email);
  expect(come).toEqual([]);
  expect(gone.filter((row) => /@/.test(row))).toHaveLength(3);
  expect({ ...after, newsletter: null }).toEqual({ ...before, newsletter: null });

  const coming = rosa.waitForEvent("download");
  await rosa.getByRole("link", { name: "Download the receipts, one for each person" }).click();
  const receipts = readFileSync(await (await coming).path(), "utf8")
    .trim()
    .split("\n");
  expect(receipts).toHaveLength(3);
  for (const text of receipts) {
    const { body, signature, public_key: key } = JSON.parse(text) as Record<string, string>;
    const holds = verify(
      null,
      Buffer.from(body ?? ""),
      createPublicKey(key ?? ""),
      Buffer.from(signature ?? "", "base64"),
    );
    expect(holds).toBe(true);
    expect(text).not.toContain("@");
  }
  expect(notes.complaints).toEqual([]);
  for (const one of [idris, ravi, alba, rosa]) await one.context().close();
});
