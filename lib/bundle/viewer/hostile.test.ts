import { type Browser, chromium } from "playwright";
import { afterAll, beforeAll, expect, it } from "vitest";
import { chooseBrowser } from "#workshop/browser.ts";
import { unpacked } from "./fixture/opened.ts";
import { personFacts } from "./fixture/person.ts";
import { watchedPage } from "./fixture/watched.ts";

let browser: Browser;
beforeAll(async () => {
  const { executablePath, args } = await chooseBrowser();
  browser = await chromium.launch({ executablePath, args });
});
afterAll(() => browser?.close());

const ran = "globalThis.__ran=1";
const hostile = [
  `</script><script>${ran}</script><img src=x onerror="${ran}"><svg onload="${ran}">`,
  `"></bdi></td></dl><iframe src="https://outside.example.com/"></iframe><style>@import "//outside.example.com"</style>`,
  `javascript:${ran} data:text/html,<script>${ran}</script> \${${ran}} {{${ran}}} ]]> --> *//*`,
  "\u202Egnp.exe\u202C \u2066x\u2069 \u0000 \u0007 \u001b[31m \u2028 \u2029 \uFEFF \ud800 \ufdd0",
  "=HYPERLINK(1) ../../etc/passwd CON [hidden: other_name] __proto__ constructor",
  "ليلى حداد 東京 עברית Łódź 👩‍👩‍👧",
].join("\n");

it("shows what somebody put into every field as letters: nothing runs, nothing is asked for", async () => {
  const facts = personFacts({ orders: 3, text: hostile, large: "x".repeat(10_000_000) });
  const bundle = await unpacked(facts);
  const { page, requests, complaints } = await watchedPage(browser);
  for (const view of ["", "#records", "#records-0", "#records-1", "#records-2", "#timeline"]) {
    await page.goto("about:blank");
    await page.goto(bundle.url + view);
    if (view !== "") await page.locator("article.card").first().waitFor();
    if (view === "#records") {
      await page.getByLabel("Every field").check();
      expect(await page.locator("article.card").count()).toBe(7);
      for (const more of await page.locator("article.card button", { hasText: "Show all" }).all())
        await more.click();
      await page.getByRole("searchbox").fill(`<script>${ran}`);
      await page.keyboard.press("Enter");
      await page.locator("#view [role=status]").getByText("7 records found").waitFor();
    }
    expect(await page.evaluate(marksOfHarm)).toEqual({ ran: false, strange: [], polluted: false });
  }
  expect(requests.filter((one) => !one.startsWith(bundle.url.replace("START-HERE.html", "")))).toEqual([
    // Between two views: a page that asks for nothing.
    ...requests.filter((one) => one === "about:blank"),
  ]);
  expect(complaints).toEqual([]);
  await page.context().close();
  bundle.remove();
});

/** Runs in the page: whether anything ran, and elements or attributes that the viewer never makes. */
function marksOfHarm() {
  const strange = document.querySelectorAll(
    "img, iframe, object, embed, video, audio, base, [style], [onerror], [onload], a[href^='javascript:'], style ~ style",
  );
  return {
    ran: "__ran" in globalThis,
    strange: [...strange].map((one) => one.outerHTML.slice(0, 80)),
    polluted: "polluted" in {} || "polluted" in [],
  };
}
