import { expect, type Page, test } from "@playwright/test";
import { person } from "#demo/people.ts";
import { expectNoViolation } from "./stand/axe.ts";
import { ask } from "./stand/database.ts";
import { openRequest, signIn } from "./stand/desk.ts";
import { inspect, note } from "./stand/look.ts";
import { askForCopy, at, press, prove } from "./stand/person.ts";

const heading = (page: Page, name: string) =>
  expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();

/** Opens a page of the desk and waits until its keys are listened to. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(at(path));
  await expect(page.locator("html[data-script]")).toBeAttached();
}

async function saveKey(page: Page, does: string, key: string): Promise<void> {
  await page.getByLabel(does, { exact: true }).fill(key);
  await press(page, page.getByRole("button", { name: "Save the keys" }));
}

test("keys: shown by ?, moved, switched off; each member of staff has their own", async ({ browser }) => {
  const rosa = await signIn(browser, "Rosa");
  const notes = note(rosa);
  await open(rosa, "/desk");
  const help = rosa.getByRole("dialog", { name: "Keys" });
  await rosa.keyboard.press("?");
  await expect(help).toBeVisible();
  await expectNoViolation(rosa, "the keys");
  await rosa.keyboard.press("Escape");
  await expect(help).toBeHidden();

  await rosa.keyboard.press("g");
  await rosa.keyboard.press(",");
  await heading(rosa, "Settings");
  await inspect(rosa, "settings", notes);
  await saveKey(rosa, "alerts", "g q");
  await expect(rosa.getByRole("main").getByRole("alert")).toContainText("stands for two things");
  await saveKey(rosa, "alerts", "g z");
  await expect(rosa.getByRole("main").getByRole("status")).toContainText("Your keys work from now on.");
  await expect(rosa.locator("html[data-script]")).toBeAttached();
  // What was moved is listened to; what it was moved from means nothing.
  await rosa.keyboard.press("g");
  await rosa.keyboard.press("a");
  await rosa.keyboard.press("g");
  await rosa.keyboard.press("z");
  await expect(rosa).toHaveURL(at("/desk/alerts"));

  const idris = await signIn(browser, "Idris");
  await open(idris, "/desk");
  await idris.keyboard.press("g");
  await idris.keyboard.press("a");
  await expect(idris).toHaveURL(at("/desk/alerts"));

  await open(rosa, "/desk/settings");
  await rosa.getByLabel("Single keys work").uncheck();
  await press(rosa, rosa.getByRole("button", { name: "Save the keys" }));
  await expect(rosa.locator("html[data-script]")).toBeAttached();
  await rosa.keyboard.press("?");
  await expect(help).toBeHidden();
  await press(rosa, rosa.getByRole("button", { name: "All keys as they were" }));
  await expect(rosa.locator("html[data-script]")).toBeAttached();
  await rosa.keyboard.press("?");
  await expect(help).toBeVisible();
  expect(notes.complaints).toEqual([]);
});

test("light or dark and the height of rows are as chosen, in the first paint and without a script", async ({
  browser,
}) => {
  const rosa = await signIn(browser, "Rosa");
  const paper = () => rosa.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await rosa.emulateMedia({ colorScheme: "light" });
  await open(rosa, "/desk/settings");
  const light = await paper();
  await rosa.getByLabel("Dark", { exact: true }).check();
  await rosa.getByLabel("Compact").check();
  await press(rosa, rosa.getByRole("button", { name: "Save how it looks" }));
  expect(await paper()).not.toBe(light);
  await expectNoViolation(rosa, "settings, dark by choice");
  const source = await (await rosa.request.get(at("/desk/alerts"))).text();
  expect(source).toMatch(/<html[^>]* data-theme="dark" data-density="compact"/);
  await rosa.emulateMedia({ colorScheme: "dark" });
  await rosa.getByLabel("Light", { exact: true }).check();
  await rosa.getByLabel("Roomy").check();
  await press(rosa, rosa.getByRole("button", { name: "Save how it looks" }));
  expect(await paper()).toBe(light);
  await rosa.getByLabel("As the system has them").check();
  await press(rosa, rosa.getByRole("button", { name: "Save how it looks" }));
  expect(await paper()).not.toBe(light);
});

test("two at one request see each other, a change is told to who looks on, the menu finds it by name", async ({
  browser,
}) => {
  const asker = await (await browser.newContext()).newPage();
  const { name, email } = person("jun");
  const reference = await askForCopy(asker, { name, email, place: "US-CA" });
  await prove(asker, email, reference);

  const alba = await signIn(browser, "Alba");
  const idris = await signIn(browser, "Idris");
  await open(alba, "/desk");
  await alba.keyboard.press("ControlOrMeta+k");
  const menu = alba.getByRole("dialog", { name: "Commands" });
  await expect(menu).toBeVisible();
  await expect(menu.getByRole("option", { name: "Settings" })).toBeVisible();
  await expectNoViolation(alba, "the command menu");
  await alba.keyboard.type(reference.toLowerCase());
  await expect(menu.getByRole("option", { name: new RegExp(reference) })).toBeVisible();
  await expect(menu.getByRole("option", { name: new RegExp(reference) })).toContainText(name);
  await alba.keyboard.press("Enter");
  await expect(alba).toHaveURL(at(`/desk/requests/${reference}`));
  expect(alba.url()).not.toContain(encodeURIComponent(name));

  // A page that looks on elsewhere is told that something changed: the reference and initials, nothing else.
  const onlooker = await signIn(browser, "Rosa");
  const told = onlooker.evaluate(
    (wanted) =>
      new Promise<string>((tell) => {
        new EventSource("/desk/live").onmessage = ({ data }) => {
          if (String(data).includes(wanted)) tell(String(data));
        };
      }),
    reference,
  );
  await openRequest(idris, reference);
  await expect(alba.getByText("Idris looks at this")).toBeVisible({ timeout: 15_000 });
  await expect(idris.getByText("Alba looks at this")).toBeVisible({ timeout: 15_000 });
  await press(idris, idris.getByRole("button", { name: /^Assign to me/ }));
  expect(JSON.parse(await told)).toMatchObject({ kind: "changed", reference });
  expect(Object.keys(JSON.parse(await told))).toEqual(["kind", "reference", "by"]);

  await expect(idris.locator("html[data-script]")).toBeAttached();
  const field = (page: Page) => page.locator("main form textarea[name]").first();
  for (const page of [alba, idris])
    await field(page).evaluate((one) => {
      for (let at = one.parentElement; at; at = at.parentElement)
        at.toggleAttribute("open", at.matches("details"));
    });
  await field(idris).pressSequentially("Dear");
  await expect(alba.getByText("Idris is typing")).toBeVisible({ timeout: 15_000 });
  await expect(field(alba)).toHaveJSProperty("readOnly", true);
  await alba.getByRole("button", { name: "Take over" }).click();
  await expect(field(alba)).toHaveJSProperty("readOnly", false);
  await expect(idris.getByText("Alba is typing")).toBeVisible();
  // What Idris has begun stays his.
  await expect(field(idris)).toHaveValue("Dear");
  await expect(field(idris)).toHaveJSProperty("readOnly", false);
});

test("without the network one reads on and nothing is sent; before the session ends one press keeps it", async ({
  browser,
}) => {
  const rosa = await signIn(browser, "Rosa");
  await open(rosa, "/desk/settings");
  await rosa.context().setOffline(true);
  await expect(rosa.getByText("You are offline.")).toBeVisible();
  await rosa.getByLabel("Dark", { exact: true }).check();
  await rosa.getByRole("button", { name: "Save how it looks" }).click();
  await expect(rosa.getByText("Nothing was sent: the network is away.")).toBeVisible();
  await expect(rosa.getByLabel("Dark", { exact: true })).toBeChecked();
  await rosa.context().setOffline(false);
  await expect(rosa.getByText("You are offline.")).toBeHidden();
  await rosa.getByLabel("As the system has them").check();

  // Told by the next beat of the stream, and to listen to it has not lengthened the session.
  await ask(
    `update staff_session set seen_at = now() - interval '13 minutes 15 seconds'
       where id = (select s.id from staff_session s join staff on staff.id = s.staff_id
         where staff.name like 'Rosa %' order by s.created_at desc limit 1)`,
  );
  const warning = rosa.getByRole("dialog", { name: /^You will be signed out/ });
  await expect(warning).toBeVisible({ timeout: 40_000 });
  await expectNoViolation(rosa, "the end of the session");
  await warning.getByRole("button", { name: "Stay signed in" }).click();
  await expect(warning).toBeHidden();
  await press(rosa, rosa.getByRole("button", { name: "Save how it looks" }));
  await expect(rosa.getByRole("main").getByRole("status")).toContainText("The desk looks as you want it.");
});
