import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { expect, type Page, test } from "@playwright/test";
import { person } from "#demo/people.ts";
import { builtInViews } from "#lib/queue/views.ts";
import { ask } from "./stand/database.ts";
import { openRequest, release, signIn } from "./stand/desk.ts";
import { mail } from "./stand/facts.ts";
import { expectLinksLead, inspect, note } from "./stand/look.ts";
import { answer, answerAsHank, hanksMails, nextLink } from "./stand/owner.ts";
import { answerAboutSelf, askForCopy, at, goOn, press, prove, reloadUntil } from "./stand/person.ts";

/** Presses an empty "Continue" first: the page with its errors is a page too. */
async function goOnWrongly(page: Page): Promise<void> {
  await goOn(page);
  await expect(page.getByRole("heading", { name: "There is something to put right" })).toBeVisible();
  await expect(page).toHaveTitle(/^Error: /);
}

test("the portal's quiet pages and its questions", async ({ page }) => {
  const notes = note(page);
  for (const path of [
    "/",
    "/about",
    "/agents",
    "/accessibility",
    "/check-file",
    "/find",
    "/find?said=email",
    "/find?said=sent",
  ]) {
    await page.goto(at(path));
    await inspect(page, path, notes);
  }
  await page.goto(at("/ask/rectification"));
  await inspect(page, "who", notes);
  await goOnWrongly(page);
  await inspect(page, "who, with errors", notes);
  await page.getByLabel("For me", { exact: true }).check();
  await goOn(page);
  await inspect(page, "where", notes);
  await page.getByLabel("Country, or state of the United States").selectOption("IE");
  await goOn(page);
  await inspect(page, "you", notes);
  await goOnWrongly(page);
  await inspect(page, "you, with errors", notes);
  await page.getByLabel("Full name").fill("ليلى حداد");
  await page.getByLabel("Email address", { exact: true }).fill("layla@example.com");
  await goOn(page);
  await inspect(page, "what, correction", notes);
  await page.getByLabel("What is wrong?").fill("My name");
  await page.getByLabel("What should it say?").fill("Haddad");
  await goOn(page);
  await inspect(page, "check", notes);
  await page.goto(at("/ask/access"));
  await answerAboutSelf(page, { name: "Ann Other", email: "ann@example.com", place: "US-CA" });
  await inspect(page, "what, copy", notes);
  expect(await expectLinksLead(page, notes)).toBeGreaterThan(20);
  expect(notes.complaints).toEqual([]);
  expect(notes.scripts).toEqual([]);
});

test("the pages of one request, from the code to the end", async ({ page, browser }) => {
  const notes = note(page);
  const before = await hanksMails();
  const who = person("aoife");
  const reference = await askForCopy(page, who);
  await inspect(page, "code page after filing", notes);
  await page.getByLabel("Code", { exact: true }).fill("00000000");
  await goOn(page);
  await inspect(page, "code page, wrong code", notes);
  await page.goto(at(`/r/${reference}`));
  await inspect(page, "unproven request", notes);
  await page.goto(at("/ask/check"));
  await expect(page.getByRole("heading", { name: "You already sent this" })).toBeVisible();
  await inspect(page, "sent already", notes);
  await page.goto(at(`/r/${reference}/prove`));
  await prove(page, who.email, reference);
  await inspect(page, "request at work", notes);
  await page.goto(at(`/r/${reference}/cancel`));
  await inspect(page, "cancel", notes);
  await page.goto(at(`/r/${reference}/download`));
  await inspect(page, "no file yet", notes);

  const link = await nextLink(before);
  const owner = await (await browser.newContext()).newPage();
  const ownersNotes = note(owner);
  await owner.goto(link);
  await inspect(owner, "the owner's question", ownersNotes);
  await answer(owner, "nonsense\r\n1\r\n");
  await expect(owner.getByRole("alert")).toContainText("Nothing was sent");
  await inspect(owner, "the owner's question, bad file", ownersNotes);
  await answerAsHank(browser, link);
  await owner.goto(link);
  await inspect(owner, "the owner's question, answered", ownersNotes);
  await owner.goto(at(`/task/${"x".repeat(43)}`));
  await inspect(owner, "no such question");
  await expectLinksLead(owner, ownersNotes);
  expect(ownersNotes.complaints.filter((line) => !line.includes("404"))).toEqual([]);
  expect(ownersNotes.scripts).toEqual([]);
  await owner.context().close();

  await page.goto(at(`/r/${reference}`));
  await reloadUntil(page, "A person is checking your file");
  await inspect(page, "request under review", notes);
  const alba = await signIn(browser, "Alba");
  await release(alba, reference);
  await mail().waitFor(who.email, (one) => one.subject === `Your data is ready, request ${reference}`, 60);
  await page.goto(at(`/r/${reference}`));
  await inspect(page, "request ready", notes);
  await press(page, page.getByRole("link", { name: "Go to your file" }));
  await inspect(page, "download", notes);
  await page.goto(at(`/r/${reference}/facts`));
  await expect(page).toHaveURL(at(`/r/${reference}/facts`));
  await inspect(page, "what the systems say", notes);
  await page.goto(at(`/r/${reference}/download`));
  await ask(
    "update bundle set expires_at = now() - interval '1 minute' where request_id = (select id from request where reference = $1)",
    [reference],
  );
  await page.reload();
  await inspect(page, "download whose time is over", notes);
  await press(page, page.getByRole("button", { name: "Ask for it again" }));
  await expect(page.getByRole("heading", { name: "Your file is ready" })).toBeVisible();
  await page.goto(at(`/r/${reference}/cancel`));
  await inspect(page, "cancel, too late", notes);

  const stranger = await (await browser.newContext()).newPage();
  await stranger.goto(at(`/r/${reference}`));
  await inspect(stranger, "code page for a stranger");
  await stranger.context().close();

  await expectLinksLead(page, notes);
  expect(notes.complaints).toEqual([]);
  expect(notes.scripts).toEqual([]);
  await alba.context().close();
});

test("pages that say no", async ({ page }) => {
  const notes = note(page);
  for (const path of ["/nothing-here", "/ask/nonsense", "/r/nonsense", "/task", "/desk/nonsense"]) {
    const answer = await page.goto(at(path));
    expect(answer?.status(), path).toBe(404);
    await inspect(page, path);
  }
  await page.goto(at("/ask/you"));
  await expect(page.getByRole("heading", { name: "We could not find your answers" })).toBeVisible();
  await inspect(page, "no answers kept");
  await page.goto(at("/ask/access"));
  await page.route("**/ask/who/send", (route) =>
    route.continue({ headers: { ...route.request().headers(), "sec-fetch-site": "cross-site" } }),
  );
  await page.getByLabel("For me", { exact: true }).check();
  await goOn(page);
  await inspect(page, "a form from elsewhere");
  await page.goto(at("/trouble"));
  await inspect(page, "trouble");
  expect(notes.complaints.filter((line) => !/40[34]|503/.test(line))).toEqual([]);
});

test("the desk", async ({ page, browser }) => {
  const signedOut = note(page);
  for (const path of ["/desk/sign-in", "/desk/sign-in?out=1", "/desk/sign-in?error=AccessDenied"]) {
    await page.goto(at(path));
    await inspect(page, path, signedOut);
  }
  expect(signedOut.complaints).toEqual([]);

  const seeker = await (await browser.newContext()).newPage();
  const before = await hanksMails();
  const [tomas, una] = [person("tomas"), person("una")];
  const waiting = await askForCopy(seeker, tomas);
  const alba = await signIn(browser, "Alba");
  const notes = note(alba);
  await openRequest(alba, waiting);
  await inspect(alba, "request without proof", notes);
  await prove(seeker, tomas.email, waiting);
  const link = await nextLink(before);
  await openRequest(alba, waiting);
  await inspect(alba, "request that waits for its owner", notes);
  const shared = await askForCopy(seeker, una);
  await prove(seeker, una.email, shared);
  await expect(async () => {
    await openRequest(alba, shared);
    await expect(alba.getByRole("heading", { name: "Whose is it?" })).toBeVisible({ timeout: 100 });
  }).toPass({ timeout: 30_000, intervals: [300] });
  await inspect(alba, "request that needs a decision", notes);
  await press(alba, alba.getByRole("link", { name: "How the systems know them, and what they say" }));
  await expect(alba.getByRole("heading", { level: 1 })).toContainText("as the systems know them");
  await inspect(alba, "the person, while something is open", notes);
  for (const { view, query } of builtInViews) {
    await alba.goto(at(`/desk?q=${encodeURIComponent(query)}`));
    await inspect(alba, `queue, ${view}`, notes);
  }
  const field = alba.getByRole("combobox", { name: /^Filter/ });
  await field.fill("nobody of this name");
  await field.press("Enter");
  await alba.waitForURL(/q=who:/);
  expect(alba.url()).not.toContain("nobody");
  await inspect(alba, "queue, nothing found", notes);
  await alba.getByRole("button", { name: /keys/i }).first().click();
  await inspect(alba, "queue, help for keys");
  await answerAsHank(browser, link);
  await expect(async () => {
    await openRequest(alba, waiting);
    await expect(alba.getByRole("button", { name: "Release the answer" })).toBeVisible({ timeout: 100 });
  }).toPass({ timeout: 30_000, intervals: [300] });
  await inspect(alba, "request to review", notes);
  await press(alba, alba.getByRole("link", { name: "Your orders" }));
  await expect(alba.getByRole("heading", { level: 1 })).toContainText("Your orders");
  await inspect(alba, "findings", notes);
  await alba.goto(at(`/desk/requests/${waiting}/person`));
  await expect(alba.getByRole("heading", { level: 1 })).toContainText(tomas.name);
  await inspect(alba, "the person", notes);
  await openRequest(alba, waiting);
  await release(alba, waiting);
  await mail().waitFor(tomas.email, (one) => one.subject === `Your data is ready, request ${waiting}`, 60);
  await openRequest(alba, waiting);
  await inspect(alba, "request that is ready", notes);
  await alba.goto(at("/desk/requests/LK-222-222"));
  await inspect(alba, "no such request");
  await expectLinksLead(alba, notes);
  expect(notes.complaints).toEqual([]);
  await alba.context().close();
  await seeker.context().close();
});

test("consumer pages ship no client component of ours", () => {
  const app = join(process.env.NEXT_DIST_DIR ?? ".next", "server", "app");
  const manifests = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith("page_client-reference-manifest.js"),
  );
  const ours = new Map<string, string[]>();
  for (const path of manifests) {
    const world: { __RSC_MANIFEST: Record<string, { clientModules: object }> } = { __RSC_MANIFEST: {} };
    runInNewContext(readFileSync(join(app, path), "utf8"), { globalThis: world });
    for (const [page, { clientModules }] of Object.entries(world.__RSC_MANIFEST))
      ours.set(
        page,
        Object.keys(clientModules).filter((module) => /(^|\])\/?(app|lib)\//.test(module)),
      );
  }
  expect(existsSync(app) && ours.size).toBeGreaterThan(15);
  expect([...ours].filter(([page, modules]) => !page.startsWith("/desk") && modules.length > 0)).toEqual([]);
  // The desk has some, so the look above does see them.
  expect([...ours].filter(([page, modules]) => page.startsWith("/desk") && modules.length > 0)).not.toEqual(
    [],
  );
});
