import { expect, type Page, test } from "@playwright/test";
import { person } from "#demo/people.ts";
import { needsProof, type Right, rights } from "#lib/law/rights.ts";
import { openRequest, signIn } from "./stand/desk.ts";
import { mail } from "./stand/facts.ts";
import { inspect } from "./stand/look.ts";
import { answerAboutSelf, at, goOn, press, prove, referenceOf } from "./stand/person.ts";

test.describe("every door", () => {
  for (const right of rights) {
    test(`${right} can be filed to its end without scripts`, async ({ browser }) => {
      const context = await browser.newContext({ javaScriptEnabled: false });
      const page = await context.newPage();
      const steps: string[] = [];
      page.on("framenavigated", (frame) => steps.push(new URL(frame.url()).pathname));
      const who = person("dana");
      const reference = await fileFor(page, right, who);
      if (needsProof(right)) await prove(page, who.email, reference);
      else expect(steps.filter((path) => path.includes("prove"))).toEqual([]);
      await expect(page).toHaveURL(at(`/r/${reference}`));
      const received = await mail().waitFor(
        who.email,
        (one) =>
          one.subject === `We have your ${right === "complaint" ? "complaint" : "request"} ${reference}`,
      );
      expect(received.text).toContain(reference);
      if (!needsProof(right)) {
        const codes = (await mail().messagesTo(who.email)).filter((one) =>
          one.subject.includes(`request ${reference}`),
        );
        expect(codes.filter((one) => one.subject.includes("code"))).toEqual([]);
      }
      await context.close();
    });
  }
});

async function fileFor(
  page: Page,
  right: Right,
  who: { name: string; email: string; place: string },
): Promise<string> {
  await page.goto(at("/"));
  const door = page.locator(`a[href="/ask/${right}"]`).first();
  if ((await door.count()) > 0) await door.click();
  else await page.goto(at(`/ask/${right}`));
  await answerAboutSelf(page, who);
  await page.waitForURL(/\/ask\/(what|check)$/);
  if (!page.url().endsWith("/ask/check")) {
    const everything = page.getByLabel("Everything");
    if ((await everything.count()) > 0) await everything.check();
    const wrong = page.getByLabel("What is wrong?");
    if ((await wrong.count()) > 0) {
      await wrong.fill("My street");
      await page.getByLabel("What should it say?").fill("Mill Lane");
    }
    await page.getByLabel(/Is there anything we should know/).fill("In my own words.");
    await goOn(page);
  }
  await page.getByRole("button", { name: "Send my request" }).click();
  await expect(page).toHaveURL(/\/r\//);
  return referenceOf(page);
}

test("what a machine decided is looked at again by a person, who says what weighed", async ({
  page,
  browser,
}) => {
  const who = person("noam");
  const reference = await fileFor(page, "automated_decision_review", who);
  await prove(page, who.email, reference);
  const alba = await signIn(browser, "Alba");
  await openRequest(alba, reference);
  await press(alba, alba.getByRole("link", { name: /^Look again(,|$)/ }));
  await expect(alba.locator("main")).toContainText("In my own words.");
  await inspect(alba, "a decision that nobody has looked at");
  await alba.getByLabel("What you found").selectOption("changed");
  await alba.getByLabel("What you looked at").fill("His last five bills in the ledger, and what he wrote.");
  await alba
    .getByLabel("What weighed for this person")
    .fill("One bill counted as late that was paid in time.");
  await press(alba, alba.getByRole("button", { name: "Record it" }));
  await expect(alba.locator(".desk-notice-title")).toHaveText("Recorded");
  await openRequest(alba, reference);
  await press(alba, alba.getByRole("button", { name: "Release the answer" }));
  const letter = await mail().waitFor(
    who.email,
    (one) => one.subject === `Our answer to your request ${reference}`,
  );
  expect(letter.text).toMatch(/One bill counted as\s+late/);
  await page.goto(at(`/r/${reference}`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Our answer is ready");
  await inspect(page, "request that was answered by people");
  await press(page, page.getByRole("link", { name: "See what a person found" }));
  await expect(page.locator("main")).toContainText("We changed the decision.");
  await inspect(page, "what a person found");
  await alba.context().close();
});
