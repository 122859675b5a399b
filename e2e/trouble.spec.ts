import { expect, type Page, test } from "@playwright/test";
import { person } from "#demo/people.ts";
import { hank } from "#demo/staff/members.ts";
import { openRequest, release, signIn, systemRow } from "./stand/desk.ts";
import { facts, mail } from "./stand/facts.ts";
import { answerAsHank, hanksMails, linkIn, nextLink } from "./stand/owner.ts";
import { askForCopy, at, press, prove } from "./stand/person.ts";
import { breakIt, putRight, type Trouble } from "./stand/trouble.ts";
import { expectManifest, expectTheTruth } from "./stand/truth.ts";
import { unzip } from "./stand/zip.ts";

let alba: Page;
const titles = {
  shop: "Shop and orders",
  ledger: "Payments",
  support: "Support desk",
  newsletter: "Newsletter",
  visits: "Website visits",
};

test.beforeAll(async ({ browser }) => {
  alba = await signIn(browser, "Alba");
});
test.afterEach(putRight);
test.afterAll(async () => {
  await alba.context().close();
});

/** Reloads the desk's page until a system's row says something. */
async function systemSays(reference: string, title: string, words: RegExp, seconds = 30): Promise<void> {
  await expect(async () => {
    await openRequest(alba, reference);
    await expect(systemRow(alba, title)).toContainText(words, { timeout: 50 });
  }).toPass({ timeout: seconds * 1000, intervals: [250] });
}

test("one system is down: the rest goes out on time, and its part follows", async ({
  page,
  browser,
}, info) => {
  const who = person("dana");
  const before = await hanksMails();
  await breakIt("support/stopped");
  const reference = await askForCopy(page, who);
  await prove(page, who.email, reference);
  expect(await answerAsHank(browser, await nextLink(before))).toBe("file");

  await systemSays(reference, titles.support, /Trouble/);
  const missing = systemRow(alba, titles.support);
  await expect(missing).toContainText(/does not answer|cannot be reached|not reached|refused/i);
  await expect(missing).toContainText(/\d+ tr(y|ies) so far/);
  await expect(missing).toContainText(/Next try: .*\d\d:\d\d/);
  for (const title of [titles.shop, titles.ledger, titles.visits, "Store loyalty cards"])
    await systemSays(reference, title, /Found/);
  await expect(alba.getByRole("region", { name: "Answer" })).toContainText("Support desk has not answered");

  await page.reload();
  await expect(page.locator("dl.systems > div").filter({ hasText: titles.support })).toContainText(
    "No answer yet, we try again",
  );
  await expect(page.locator("dl.systems > div").filter({ hasText: titles.shop })).toContainText(
    /\d+ records/,
  );

  await release(alba, reference, true);
  const first = await download(page, who.email, reference, 1, info.outputPath("first.zip"));
  await expectTheTruth(first, who, facts().systems, ["support"]);
  expect(first.get("about/what-is-not-here.html")?.toString()).toContain(titles.support);

  await putRight();
  const back = Date.now();
  await untilReviewed(reference);
  console.log(`support desk back: complete by itself after ${((Date.now() - back) / 1000).toFixed(1)} s`);
  await release(alba, reference);
  const whole = await download(page, who.email, reference, 2, info.outputPath("whole.zip"));
  await expectTheTruth(whole, who, facts().systems);
});

/** Reloads the desk's page until everything is there and the answer may go out. */
async function untilReviewed(reference: string): Promise<void> {
  await expect(async () => {
    await openRequest(alba, reference);
    await expect(alba.getByRole("button", { name: "Release the answer" })).toBeVisible({ timeout: 50 });
  }).toPass({ timeout: 30_000, intervals: [250] });
}

/** Waits for the mail of the n-th bundle and fetches it. */
async function download(page: Page, email: string, reference: string, number: number, file: string) {
  await expect
    .poll(
      async () =>
        (await mail().messagesTo(email)).filter((one) => one.text.includes(`/r/${reference}/download`))
          .length,
      { timeout: 60_000 },
    )
    .toBe(number);
  await page.goto(at(`/r/${reference}/download`));
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download your file" }).click();
  await (await coming).saveAs(file);
  const files = await unzip(file);
  expectManifest(files);
  return files;
}

const troubles: { trouble: Trouble; at: "support" | "shop"; says: RegExp; person: string }[] = [
  {
    trouble: "support/busy",
    at: "support",
    says: /Trouble.*asks to be called less often/is,
    person: "lucja",
  },
  {
    trouble: "support/garbage",
    at: "support",
    says: /Trouble.*(answer|understand|read|JSON)/is,
    person: "hanako",
  },
  { trouble: "support/slow", at: "support", says: /Asking|Trouble/, person: "noam" },
  { trouble: "shop-password", at: "shop", says: /Trouble.*(password|sign|account|refused)/is, person: "jun" },
];

for (const { trouble, at: where, says, person: key } of troubles) {
  test(`${trouble}: the others answer, and it completes by itself once put right`, async ({
    page,
    browser,
  }) => {
    const who = person(key);
    const before = await hanksMails();
    await breakIt(trouble);
    const reference = await askForCopy(page, who);
    await prove(page, who.email, reference);
    await systemSays(reference, titles[where], says);
    const row = ((await systemRow(alba, titles[where]).textContent()) ?? "").replaceAll(/\s+/g, " ");
    expect(row).not.toContain(who.email);
    if (trouble !== "support/slow") expect(row).toMatch(/Next try: .*\d\d:\d\d/);
    if (where === "support")
      for (const other of [titles.shop, titles.visits]) await systemSays(reference, other, /Found/);
    else await systemSays(reference, titles.support, /Found/);

    await putRight();
    const back = Date.now();
    await answerAll(browser, before, reference, page);
    console.log(
      `${trouble}: "${row}"; complete ${((Date.now() - back) / 1000).toFixed(1)} s after put right`,
    );
    await openRequest(alba, reference);
    for (const title of [titles.shop, titles.support, titles.visits])
      await expect(systemRow(alba, title)).toContainText("Found");
    await press(page, page.getByRole("link", { name: "Cancel this request" }));
    await press(page, page.getByRole("button", { name: "Cancel the request" }));
  });
}

/** Answers each question that the owner gets (a second one where a card came to light later) until all is there. */
async function answerAll(
  browser: Parameters<typeof answerAsHank>[0],
  before: Set<string>,
  reference: string,
  page: Page,
): Promise<void> {
  await expect(async () => {
    for (const message of await mail().messagesTo(hank.email)) {
      if (before.has(message.id)) continue;
      await answerAsHank(browser, linkIn(message));
      before.add(message.id);
    }
    await page.goto(at(`/r/${reference}`));
    await expect(page.locator("h1")).toHaveText("A person is checking your file", { timeout: 50 });
  }).toPass({ timeout: 45_000, intervals: [300] });
}
