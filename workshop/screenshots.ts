import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright";
import { person } from "#demo/people.ts";
import { openRequest, release, signIn } from "../e2e/stand/desk.ts";
import { mail } from "../e2e/stand/facts.ts";
import { answerAsHank, hanksMails, nextLink } from "../e2e/stand/owner.ts";
import { askForCopy, at, prove, reloadUntil } from "../e2e/stand/person.ts";
import { breakIt, putRight } from "../e2e/stand/trouble.ts";
import { unzip } from "../e2e/stand/zip.ts";
import startWorld from "../e2e/start.ts";
import { chooseBrowser } from "./browser.ts";

/**
 * `npm run screenshots`: starts the demo company in a private folder, walks requests through it and takes the pictures
 * of the README. What they show is the product at work, never a drawing.
 */
const folder = join(import.meta.dirname, "../docs/pictures");
const desktop = { width: 1280, height: 860 };
const tall = { width: 1280, height: 1060 };
const low = { width: 1280, height: 560 };
const phone = { width: 390, height: 844 };

async function take(page: Page, name: string): Promise<void> {
  // A face that comes too late is not used on a first visit, so that nothing moves: pictures show the second.
  if (name.startsWith("home")) await page.reload();
  await page.screenshot({
    path: join(folder, `${name}.png`),
    animations: "disabled",
    caret: "hide",
  });
  console.log(`docs/pictures/${name}.png`);
}

async function open(browser: Browser, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
  return (await browser.newContext({ viewport: desktop, ...options })).newPage();
}

/** A few others who asked before, so that the desk has something to do. */
async function others(browser: Browser): Promise<void> {
  const page = await open(browser, { javaScriptEnabled: false });
  const before = await hanksMails();
  const jun = await askForCopy(page, person("jun"));
  await prove(page, person("jun").email, jun);
  await answerAsHank(browser, await nextLink(before));
  for (const key of ["leila", "oskar"]) {
    const seen = await hanksMails();
    const reference = await askForCopy(page, person(key));
    await prove(page, person(key).email, reference);
    await nextLink(seen);
  }
  await askForCopy(page, person("aoife"));
  await page.context().close();
}

/** The start page of a bundle, opened from the disk. */
async function takeBundle(browser: Browser, zip: string): Promise<void> {
  const unpacked = mkdtempSync(join(tmpdir(), "habeas-bundle-"));
  try {
    for (const [path, bytes] of await unzip(zip)) {
      mkdirSync(dirname(join(unpacked, path)), { recursive: true });
      writeFileSync(join(unpacked, path), bytes);
    }
    const page = await open(browser, { offline: true });
    await page.goto(pathToFileURL(join(unpacked, "START-HERE.html")).href);
    await take(page, "bundle");
  } finally {
    rmSync(unpacked, { recursive: true });
  }
}

/** The desk's list while one system does not answer. */
async function takeQueue(browser: Browser, alba: Page, reference: string): Promise<void> {
  await openRequest(alba, reference);
  await alba.getByRole("button", { name: "Assign to me" }).click();
  await breakIt("support/stopped");
  try {
    const late = await open(browser, { javaScriptEnabled: false });
    const chris = person("chris_senior");
    const troubled = await askForCopy(late, chris);
    await prove(late, chris.email, troubled);
    await reloadUntil(late, "No answer yet, we try again");
    await late.context().close();
    await alba.setViewportSize(low);
    await alba.goto(at("/desk"));
    await take(alba, "queue");
    await alba.setViewportSize(desktop);
  } finally {
    await putRight();
  }
}

async function takeAll(browser: Browser): Promise<void> {
  const mina = person("mina");
  for (const [name, options] of [
    ["home", { viewport: tall }],
    ["home-dark", { viewport: tall, colorScheme: "dark" }],
    ["home-phone", { viewport: phone }],
  ] as const) {
    const page = await open(browser, options);
    await page.goto(at("/"));
    await take(page, name);
  }
  await others(browser);

  const page = await open(browser);
  const before = await hanksMails();
  const reference = await askForCopy(page, mina);
  await prove(page, mina.email, reference);
  const link = await nextLink(before);
  await reloadUntil(page, "5 of our 6 systems have answered");
  await page.setViewportSize(tall);
  await take(page, "tracking");

  const owner = await open(browser);
  await owner.goto(link);
  await take(owner, "owner");
  const alba = await signIn(browser, "Alba");
  await takeQueue(browser, alba, reference);
  await answerAsHank(browser, link);
  await reloadUntil(page, "A person is checking your file");
  await openRequest(alba, reference);
  await take(alba, "request");
  await alba.setViewportSize(low);
  await alba.goto(at("/desk/systems"));
  await take(alba, "systems");
  await alba.setViewportSize(desktop);

  await release(alba, reference);
  await mail().waitFor(mina.email, (one) => one.subject === `Your data is ready, request ${reference}`, 60);
  await page.goto(at(`/r/${reference}/download`));
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download your file" }).click();
  await takeBundle(browser, await (await coming).path());
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
