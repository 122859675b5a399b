import { type Browser, expect, type Page, type Route, test } from "@playwright/test";
import { asker, fileAll, nothingFound } from "./stand/askers.ts";
import { ask } from "./stand/database.ts";
import { openRequest, signIn } from "./stand/desk.ts";
import { at, press } from "./stand/person.ts";

/**
 * A legal act is never shown as done before the server has it: the line is cut before the request, after the request
 * and before its answer, and the server answers with trouble. The page must not say done, and the next look shows the truth.
 */
const cuts = ["before the request", "trouble", "before the answer"] as const;
type Cut = (typeof cuts)[number];

const events = async (reference: string, kind: string, step?: string): Promise<number> => {
  const rows = await ask<{ n: string }>(
    `select count(*) as n from audit_event e join request r on e.chain = r.id::text
      where r.reference = $1 and e.kind = $2 and ($3::text is null or e.data->>'step' = $3)`,
    [reference, kind, step ?? null],
  );
  return Number(rows[0]?.n);
};

/** Does one act while the line is cut; the page may show trouble or nothing, never that it was done. */
async function cutWhile(page: Page, cut: Cut, act: () => Promise<void>, done: RegExp): Promise<void> {
  let met = 0;
  const stop = async (route: Route) => {
    if (route.request().method() !== "POST" || route.request().url().includes("/desk/live"))
      return route.fallback();
    if (cut === "trouble")
      await route.fulfill({ status: 500, contentType: "text/html", body: "<h1>Trouble</h1>" });
    else {
      if (cut === "before the answer") await route.fetch({ maxRedirects: 0 });
      await route.abort("connectionreset");
    }
    met += 1;
  };
  await page.route("**/desk/**", stop);
  await act();
  await expect.poll(() => met).toBeGreaterThan(0);
  // Time in which a hasty page would paint.
  await page.waitForTimeout(300);
  await page.unroute("**/desk/**", stop);
  const text = await page.evaluate(() => document.body?.innerText ?? "").catch(() => "");
  expect(text, `after a cut ${cut}`).not.toMatch(done);
}

type Act = {
  name: string;
  page: Page;
  path: string;
  /** Fills in what is needed and presses; must not wait for what comes. */
  press: () => Promise<void>;
  /** What only a page that believes it done would say. */
  done: RegExp;
  count: () => Promise<number>;
};

/** The three cuts one after the other: only the last one reaches the server, and it is there at the next look. */
async function expectHonest({ name, page, path, press, done, count }: Act): Promise<void> {
  for (const cut of cuts) {
    await test.step(`${name}, cut: ${cut}`, async () => {
      await page.goto(at(path));
      expect(await count()).toBe(0);
      await cutWhile(page, cut, press, done);
      await expect.poll(count).toBe(cut === "before the answer" ? 1 : 0);
    });
  }
  await page.goto(at(path));
  expect(await count(), `${name} once`).toBe(1);
}

let alba: Page;
let idris: Page;
let rosa: Page;

test.beforeAll(async ({ browser }: { browser: Browser }) => {
  [alba, idris, rosa] = [
    await signIn(browser, "Alba"),
    await signIn(browser, "Idris"),
    await signIn(browser, "Rosa"),
  ];
});
test.afterAll(async () => {
  for (const page of [alba, idris, rosa]) await page.context().close();
});

const agreeTo = (page: Page, reference: string) =>
  page
    .getByRole("region", { name: `Decision: ${reference}` })
    .getByRole("button", { name: /^Agree and send/ });

const notice = (page: Page) => page.locator(".desk-notice");

/** Writes a whole refusal; ends before it is proposed. */
async function writeRefusal(page: Page): Promise<void> {
  await page.getByRole("radio", { name: /^Refused/ }).check();
  const ground = page
    .getByRole("group")
    .filter({ has: page.getByText(/^Manifestly unfounded/) })
    .last();
  if ((await ground.getAttribute("open")) === null) await ground.locator("summary").click();
  for (const box of await ground.getByRole("checkbox").all()) await box.check();
  await page.getByLabel(/^What speaks for it/).fill("A letter says that the aim is to make us pay.");
  await page.getByRole("combobox", { name: "Which data" }).first().fill("Everything");
  await page
    .getByRole("textbox", { name: "Why", exact: true })
    .first()
    .fill("You wrote to us that you only want to make us pay. That is not what the right is for.");
}

test("no legal act is shown as done before the server has it", async () => {
  test.setTimeout(90_000);
  const [[answer = ""], [longer = "", refused = ""]] = [
    await nothingFound([asker("cut", 0)]),
    await fileAll([asker("cut", 1), asker("cut", 2)], { proven: true }),
  ];
  await expectHonest({
    name: "release",
    page: alba,
    path: `/desk/requests/${answer}`,
    press: () => alba.getByRole("button", { name: "Release the answer" }).click({ noWaitAfter: true }),
    done: /Released|bundle is being put together/,
    count: () => events(answer, "released"),
  });
  await expect(alba.locator("main")).not.toContainText("Release the answer");

  await expectHonest({
    name: "extend",
    page: alba,
    path: `/desk/requests/${longer}/clock`,
    press: async () => {
      const part = alba.getByRole("region", { name: "More time" });
      await alba.locator("html[data-script]").waitFor({ state: "attached" });
      await part.getByText("Tell the person that it takes longer").click();
      await part.getByLabel("The reason that the law accepts").selectOption("complexity");
      await part.getByLabel("Why it takes longer").fill("Your data lie in eleven systems.");
      await part.getByRole("button", { name: "Tell the person" }).click({ noWaitAfter: true });
    },
    done: /The person is told that it takes longer|It was extended already/,
    count: () => events(longer, "extended"),
  });
  await expect(alba.getByRole("region", { name: "More time" })).toContainText("It was extended already");

  await expectHonest({
    name: "refuse",
    page: idris,
    path: `/desk/requests/${refused}/decide`,
    press: async () => {
      await writeRefusal(idris);
      await idris.getByRole("button", { name: "Propose it" }).click({ noWaitAfter: true });
    },
    done: /Proposed|Waits for a second person/,
    count: () => events(refused, "decision", "proposed"),
  });
  await expect(idris.getByRole("heading", { name: "Waits for a second person" })).toBeVisible();

  const agree = (page: Page) => agreeTo(page, refused);
  await expectHonest({
    name: "approve",
    page: rosa,
    path: `/desk/approvals?at=decision:${refused}`,
    press: () => agree(rosa).click({ noWaitAfter: true }),
    done: /Agreed and sent/,
    count: () => events(refused, "decision", "sent"),
  });
  await expect(agree(rosa)).toHaveCount(0);
});

test("two presses send once; of two the second learns it; a stale page does nothing", async () => {
  const [[twice = "", both = ""], [stale = ""]] = [
    await nothingFound([asker("two", 0), asker("two", 1)]),
    await fileAll([asker("two", 2)], { proven: true }),
  ];
  await test.step("a double press", async () => {
    await openRequest(alba, twice);
    await alba.getByRole("button", { name: "Release the answer" }).dblclick({ noWaitAfter: true });
    await expect(alba.locator(".desk-notice-title")).toBeVisible();
    expect(await events(twice, "released")).toBe(1);
    await expect(alba.getByRole("button", { name: "Release the answer" })).toHaveCount(0);
  });

  await test.step("two at one request", async () => {
    for (const page of [alba, rosa]) await openRequest(page, both);
    await press(rosa, rosa.getByRole("button", { name: "Release the answer" }));
    await expect(notice(rosa)).toContainText("Released");
    await press(alba, alba.getByRole("button", { name: "Release the answer" }));
    await expect(notice(alba)).toContainText("Nothing was done: the request is no longer as you saw it");
    await expect(notice(alba)).not.toContainText("Released");
    expect(await events(both, "released")).toBe(1);
  });

  await test.step("a tab that was left open while a colleague worked", async () => {
    await idris.goto(at(`/desk/requests/${stale}/decide`));
    await writeRefusal(idris);
    await press(idris, idris.getByRole("button", { name: "Propose it" }));
    await rosa.goto(at(`/desk/approvals?at=decision:${stale}`));
    await expect(agreeTo(rosa, stale)).toBeVisible();
    await alba.goto(at(`/desk/approvals?at=decision:${stale}`));
    const item = alba.getByRole("region", { name: `Decision: ${stale}` });
    await item.getByRole("textbox").fill("Please look at the ground again.");
    await press(alba, item.getByRole("button", { name: /^Send back/ }));
    await expect(notice(alba)).toContainText("Sent back");
    await press(rosa, agreeTo(rosa, stale));
    await expect(notice(rosa)).toContainText("Nothing was done");
    await expect(notice(rosa)).not.toContainText("Agreed");
    expect(await events(stale, "decision", "sent")).toBe(0);
  });
});

test("giving a request to somebody, cut off: no row shows the new owner, and nothing was given", async () => {
  const [reference = ""] = await fileAll([asker("own", 0)], { proven: false });
  const owner = async () =>
    (
      await ask<{ name: string | null }>(
        "select s.name from request r left join staff s on s.id = r.owner_id where r.reference = $1",
        [reference],
      )
    )[0]?.name ?? null;
  for (const cut of ["before the request", "trouble"] as const) {
    await idris.goto(at("/desk?q=is:open+sort:-received"));
    await idris.getByLabel(`Select ${reference}`).check();
    await cutWhile(
      idris,
      cut,
      () => idris.getByRole("button", { name: /^To me/ }).click({ noWaitAfter: true }),
      /1 request given away/,
    );
    expect(await owner()).toBeNull();
    await idris.goto(at("/desk?q=is:open+sort:-received"));
    const row = idris.locator(`tr[data-reference="${reference}"]`);
    await expect(row).toBeVisible();
    await expect(row.locator('[data-cell="owner"]')).not.toContainText(/IB|Idris/);
  }
});
