import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright";
import { person } from "#demo/people.ts";
import { openRequest, signIn } from "../e2e/stand/desk.ts";
import { facts } from "../e2e/stand/facts.ts";
import { hanksMails, nextLink } from "../e2e/stand/owner.ts";
import { askForCopy, at, prove, reloadUntil } from "../e2e/stand/person.ts";
import startWorld from "../e2e/start.ts";
import { chooseBrowser } from "./browser.ts";

/**
 * `npm run screenshots`: starts the demo company in a private folder, walks one request through it and takes the
 * pictures of the README. What they show is the product at work, never a drawing.
 */
const folder = join(import.meta.dirname, "../docs/images");
const desktop = { width: 1280, height: 860 };
const phone = { width: 390, height: 844 };

async function take(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled", caret: "hide" });
  console.log(`docs/images/${name}.png`);
}

/** The same page, as somebody with a dark screen or a phone sees it. */
async function takeElsewhere(browser: Browser, path: string, name: string): Promise<void> {
  for (const [suffix, options] of [
    ["dark", { viewport: desktop, colorScheme: "dark" }],
    ["phone", { viewport: phone, colorScheme: "light" }],
  ] as const) {
    const page = await browser.newPage({ ...options, javaScriptEnabled: false });
    await page.goto(at(path));
    await take(page, `${name}-${suffix}`);
    await page.close();
  }
}

async function takeAll(browser: Browser): Promise<void> {
  const mina = person("mina");
  const page = await browser.newPage({ viewport: desktop, javaScriptEnabled: false });
  await page.goto(at("/"));
  await take(page, "home");
  await takeElsewhere(browser, "/", "home");

  const before = await hanksMails();
  const reference = await askForCopy(page, mina);
  await take(page, "prove");
  await prove(page, mina.email, reference);
  const link = await nextLink(before);
  await reloadUntil(page, "5 of our 6 systems have answered");
  await take(page, "request");

  const owner = await browser.newPage({ viewport: desktop });
  await owner.goto(link);
  await take(owner, "owner-task");

  const alba = await signIn(browser, "Alba");
  await alba.setViewportSize(desktop);
  await alba.reload();
  await take(alba, "desk-queue");
  await openRequest(alba, reference);
  await take(alba, "desk-request");

  await page.goto(facts().urls.stage);
  await take(page, "stage");
}

mkdirSync(folder, { recursive: true });
const stopWorld = await startWorld();
try {
  const { executablePath, args } = await chooseBrowser();
  const browser = await chromium.launch({ executablePath, args });
  try {
    await takeAll(browser);
  } finally {
    await browser.close();
  }
} finally {
  await stopWorld();
}
