import { type Browser, expect, type Page, test } from "@playwright/test";
import { ask } from "./stand/database.ts";
import { openRequest, signIn } from "./stand/desk.ts";
import { askForCopy, at } from "./stand/person.ts";

test.describe.configure({ mode: "serial" });

/** One of Larkspur's staff whose part comes by a group, signed in, where their role begins. */
async function enter(browser: Browser, name: string, home: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(at("/desk/sign-in"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: `Sign in as ${name}` }).click();
  await expect(page).toHaveURL(at(home));
  return page;
}

const notHere = "There is nothing here, or it is not yours to see";
const main = (page: Page) => page.locator("main");

async function mustNotSee(page: Page, reference: string): Promise<void> {
  await page.goto(at(`/desk/requests/${reference}`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(notHere);
  await expect(main(page)).not.toContainText("Quillfeather");
}

test("each sees what is theirs; a closed request opens by the glass, with a fresh sign-in; the log has it all", async ({
  browser,
  page,
}) => {
  const reference = await askForCopy(page, {
    name: "Tessa Quillfeather",
    email: "tessa.quillfeather@example.net",
    place: "Ireland",
  });
  const [alba, idris, nadia, lena, hank] = [
    await signIn(browser, "Alba"),
    await signIn(browser, "Idris"),
    await enter(browser, "Nadia", "/desk/team"),
    await enter(browser, "Lena", "/desk"),
    await enter(browser, "Hank", "/desk/tasks"),
  ];
  for (const other of [nadia, lena, hank]) await mustNotSee(other, reference);
  await openRequest(idris, reference);

  await alba.goto(at(`/desk/requests/${reference}/closed`));
  await alba.getByRole("button", { name: "Close it to all but people named" }).click();
  await expect(main(alba)).toContainText("Only the people named here see it from now on.");
  await openRequest(alba, reference);
  await mustNotSee(idris, reference);

  // Idris signed in two hours ago: what he fills in is kept while he shows again who he is.
  await ask(
    "update staff_session set stepped_up_at = now() - interval '2 hours' where staff_id in (select id from staff where subject = 'idris')",
  );
  await idris.goto(at("/desk/team/glass"));
  await idris.getByLabel("Reference of the request").fill(reference);
  await idris
    .getByLabel("Why must you see it now?")
    .fill("The person waits on the telephone, and Alba is away.");
  await idris.getByRole("button", { name: "Open it, and tell the officers" }).click();
  await expect(idris.getByRole("heading", { level: 1 })).toHaveText("Sign in again to do this");
  await idris.getByRole("button", { name: "Sign in again" }).click();
  await idris.getByRole("button", { name: "Sign in as Idris" }).click();
  await expect(idris.getByRole("heading", { level: 1 })).toHaveText("You are signed in. Go on?");
  await idris.getByRole("button", { name: "Send it now" }).click();
  await expect(idris).toHaveURL(at(`/desk/requests/${reference}`));
  await expect(main(idris)).toContainText(`${reference} is open for you`);

  await alba.goto(at("/desk/team/glass"));
  const broken = alba.getByRole("listitem").filter({ hasText: reference });
  await expect(broken).toContainText("The person waits on the telephone");
  await broken.getByRole("button", { name: "I have read it" }).click();
  await expect(broken).toContainText("Read by Alba Reyes");

  await alba.goto(at(`/desk/audit?ref=${reference}`));
  await expect(main(alba)).toContainText(
    "Opened by somebody whom it is not for, for 15 minutes, with a reason.",
  );
  await expect(main(alba)).not.toContainText("Quillfeather");
  await alba.getByRole("button", { name: "Check that it is whole" }).click();
  await expect(main(alba)).toContainText("Nothing was changed, moved or left out.");
});

test("an administrator ends a session and takes access away; from the next request on it is gone", async ({
  browser,
}) => {
  const nadia = await enter(browser, "Nadia", "/desk/team");
  const lena = await enter(browser, "Lena", "/desk");
  const row = nadia
    .getByRole("listitem")
    .filter({ has: nadia.getByRole("heading", { name: "Lena Brandt" }) });
  await nadia.reload();
  await expect(row).toContainText("All brands · AT, CH, DE");
  await row.getByRole("button", { name: "Take access away" }).click();
  await expect(main(nadia)).toContainText("They are signed out everywhere");
  await lena.goto(at("/desk"));
  await expect(lena).toHaveURL(at("/desk/sign-in"));
  await lena.getByRole("button", { name: "Sign in" }).click();
  await lena.getByRole("button", { name: "Sign in as Lena" }).click();
  await expect(main(lena)).toContainText("Your access to the desk has been ended.");
  await row.getByRole("button", { name: "Give access back" }).click();
  await expect(main(nadia)).toContainText("They can sign in with the role of their group.");
});
