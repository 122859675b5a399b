import { expect, type Page, test } from "@playwright/test";
import { person } from "#demo/people.ts";
import { ask } from "./stand/database.ts";
import { openRequest, send, signIn } from "./stand/desk.ts";
import { mail } from "./stand/facts.ts";
import { expectLinksLead, inspect, note } from "./stand/look.ts";
import { askForCopy, at, press, prove } from "./stand/person.ts";

/** Opens a folded ground and affirms everything that the law wants affirmed. */
async function affirm(page: Page, ground: RegExp): Promise<void> {
  const folded = page
    .getByRole("group")
    .filter({ has: page.getByText(ground) })
    .last();
  await folded.locator("summary").click();
  for (const box of await folded.getByRole("checkbox").all()) await box.check();
}

/** Goes to a place of the desk by its keys, again where the page was not listening yet. */
async function goBy(page: Page, key: string, place: string): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("g");
    await page.keyboard.press(key);
    await expect(page.getByRole("heading", { level: 1, name: place })).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
}

test("a refusal as manifestly unfounded: one proposes, another agrees, the person reads why and what they can do", async ({
  browser,
}) => {
  const who = person("aoife");
  const context = await browser.newContext();
  const page = await context.newPage();
  const reference = await askForCopy(page, who);
  await prove(page, who.email, reference);

  const idris = await signIn(browser, "Idris");
  const notes = note(idris);
  await openRequest(idris, reference);
  await idris.getByRole("link", { name: "Decide", exact: true }).click();
  await expect(idris.getByRole("heading", { level: 1, name: "Decide: Copy" })).toBeVisible();
  await inspect(idris, "nothing decided yet", notes);

  // What is not whole is kept as typed, and everything that is missing is named.
  await idris.getByRole("radio", { name: /^Refused/ }).check();
  await idris.getByRole("combobox", { name: "Which data" }).first().fill("Everything");
  await idris.getByRole("textbox", { name: "Why", exact: true }).first().fill("Too much.");
  await press(idris, idris.getByRole("button", { name: "Propose it" }));
  const lacks = idris.getByRole("region", { name: "Still missing before it can be proposed" });
  await expect(lacks).toContainText("Choose a ground under GDPR.");
  await expect(lacks).toContainText("Say more exactly why, for “Everything”.");
  await expect(idris.getByRole("textbox", { name: "Why", exact: true }).first()).toHaveValue("Too much.");
  await inspect(idris, "a decision that lacks much", notes);

  await affirm(idris, /^Manifestly unfounded/);
  await idris
    .getByLabel(/^What speaks for it/)
    .fill("A letter of 3 November says that the aim is to make us pay.");
  await idris
    .getByRole("textbox", { name: "Why", exact: true })
    .first()
    .fill("You wrote to us that you only want to make us pay. That is not what the right is for.");
  await send(idris, "Save and look", "Saved");
  await expect(idris.getByRole("region", { name: "What the law wants it to say" })).not.toContainText(
    "Missing",
  );
  await inspect(idris, "a decision that is whole", notes);
  await send(idris, "Propose it", "Proposed");
  await expect(idris.getByRole("heading", { name: "Waits for a second person" })).toBeVisible();
  await expect(idris.getByRole("button", { name: "Send the refusal" })).toHaveCount(0);
  await inspect(idris, "a decision that waits", notes);

  // A person who may not agree finds no such place.
  await idris.goto(at("/desk/approvals"));
  await expect(idris.getByRole("heading", { level: 1 })).toHaveText(
    "There is nothing here, or it is not yours to see",
  );

  const rosa = await signIn(browser, "Rosa");
  const herNotes = note(rosa);
  await goBy(rosa, "p", "Approvals");
  await rosa.goto(at(`/desk/approvals?at=decision:${reference}`));
  const item = rosa.getByRole("region", { name: `Decision: ${reference}` });
  await expect(item).toContainText("Proposed by Idris Bello");
  await expect(item).toContainText("A letter of 3 November");
  await expect(item.getByRole("region", { name: "The notice, as the person reads it" })).toContainText(
    "make us pay",
  );
  await inspect(rosa, "approvals", herNotes);
  // Sent back without a word is not sent back.
  await press(rosa, item.getByRole("button", { name: /^Send back/ }));
  await expect(rosa.locator(".desk-notice")).toContainText("Say what should be different.");
  await press(rosa, item.getByRole("button", { name: /^Agree and send/ }));
  await expect(rosa.locator(".desk-notice-title")).toHaveText("Agreed and sent");
  await expect(item).toHaveCount(0);
  await inspect(rosa, "no approvals", herNotes);
  await rosa.goto(at(`/desk/requests/${reference}/decide`));
  await expect(rosa.getByRole("heading", { name: /^Told to the person on/ })).toBeVisible();
  await expect(rosa.locator("main")).toContainText("Decided by Idris Bello, agreed to by Rosa Lindt.");
  await inspect(rosa, "a decision that was told", herNotes);

  // The person: the mail, and their page. Reasons, authority, court; never who decided.
  const message = await mail().waitFor(
    who.email,
    (one) => one.subject.includes(reference) && one.text.includes("make us pay"),
  );
  expect(message.text).toContain("Data Protection Commission");
  expect(message.text).toMatch(/court/i);
  expect(message.text).toContain("12(5)");
  expect(message.text).not.toMatch(/Idris|Rosa/);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("We said no, and wrote to you why");
  await expect(page.locator("main")).not.toContainText(/Idris|Rosa/);
  await press(page, page.getByRole("link", { name: /^We cannot do what you asked/ }));
  await expect(page.locator("article")).toContainText("you only want to make us pay");
  await expect(page.locator("article")).toContainText("Data Protection Commission");
  await expect(page.locator("article")).toContainText(/court/i);
  await expect(page.locator("article")).not.toContainText(/Idris|Rosa|letter of 3 November/);
  const [row] = await ask<{ status: string; response: string; on_time: boolean }>(
    "select r.status, q.response, q.on_time from request r join request_record q on q.request_id = r.id where r.reference = $1",
    [reference],
  );
  expect(row).toEqual({ status: "refused", response: "denied", on_time: true });

  await expectLinksLead(rosa, herNotes);
  expect([...notes.complaints, ...herNotes.complaints]).toEqual([]);
  for (const one of [idris, rosa, page]) await one.context().close();
});

test("the figures of a year: shown, downloaded, published by a lead, read by everybody, withdrawn", async ({
  browser,
}) => {
  const year = new Date().getFullYear() - 1;
  // A year of requests that this company never had: records hold nothing of anybody.
  await ask(
    `insert into request_record (request_id, law, right_asked, received_day, manner, responded_day, response, basis, days, on_time, keep_until)
       select gen_random_uuid(), 'US_CA_CCPA', case when n <= 4 then 'rectification' else 'erasure' end, ($1 || '-03-01')::date, 'portal',
         ($1 || '-03-11')::date, case when n % 5 = 0 then 'denied' else 'complied' end,
         case when n % 5 = 0 then '["ca_delete_exception"]' else '[]' end::jsonb, 10, n <> 7, ($1::int + 3 || '-03-11')::date
       from generate_series(1, 44) n where not exists (select 1 from request_record where received_day = ($1 || '-03-01')::date)`,
    [`${year}`],
  );
  const alba = await signIn(browser, "Alba");
  const notes = note(alba);
  await goBy(alba, "f", "Figures of a year");
  await inspect(alba, "figures of all laws", notes);
  await alba.getByLabel("Received in").selectOption(`${year}`);
  await alba.getByLabel("Under").selectOption("CCPA");
  await press(alba, alba.getByRole("button", { name: "Show" }));
  const erasure = alba.getByRole("row", { name: /^Delete/ });
  await expect(erasure).toContainText("40");
  await expect(erasure).toContainText("8 exempt by law");
  await expect(erasure).toContainText("97.5 %");
  await expect(alba.getByRole("region", { name: "Publishing" })).toContainText(`1 July ${year + 1}`);
  await inspect(alba, "figures of a law", notes);
  const coming = alba.waitForEvent("download");
  await alba.getByRole("link", { name: "Download as a table (CSV)" }).click();
  const stream = await (await coming).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).toString()).toContain(
    '"Delete","40","32","8","0","0","0","10","10","97.5 %","0","0","8","0"',
  );

  const everybody = await (await browser.newContext()).newPage();
  await everybody.goto(at("/about/figures"));
  await expect(everybody.locator("main")).toContainText("We have not published any figures yet.");
  await inspect(everybody, "no public figures");
  await send(alba, "Publish", "Published");
  await everybody.reload();
  const row = everybody.getByRole("row", { name: /^Deleting your data/ });
  await expect(row).toContainText("40");
  await expect(row).toContainText("The law has an exception: 8");
  await expect(everybody.getByRole("row", { name: /^Correcting something/ })).toContainText("Fewer than 10");
  await expect(everybody.locator("main")).toContainText("Otherwise somebody could find out");
  const seen = note(everybody);
  await everybody.reload();
  await inspect(everybody, "public figures", seen);
  expect(seen.scripts).toEqual([]);
  await send(alba, "Withdraw", "Withdrawn");
  await everybody.reload();
  await expect(everybody.locator("main")).toContainText("We have not published any figures yet.");

  // Others of the team read them; only a lead publishes.
  const ravi = await signIn(browser, "Ravi");
  await ravi.goto(at(`/desk/figures?year=${year}&law=US_CA_CCPA`));
  await expect(ravi.getByRole("row", { name: /^Delete/ })).toContainText("40");
  await expect(ravi.getByRole("button", { name: "Publish" })).toHaveCount(0);
  expect(notes.complaints).toEqual([]);
  for (const one of [alba, ravi, everybody]) await one.context().close();
});

test("nobody decides or looks who is not signed in", async ({ page }) => {
  for (const path of [
    "/desk/approvals",
    "/desk/figures",
    "/desk/requests/LK-7K4-2QD/decide",
    "/desk/figures/csv",
  ]) {
    await page.goto(at(path));
    await expect(page).toHaveURL(at("/desk/sign-in"));
  }
});
