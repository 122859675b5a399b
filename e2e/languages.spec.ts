import { expect, type Page, test } from "@playwright/test";
import { person } from "#demo/people.ts";
import { answerIn, directionOf } from "#lib/core/languages.ts";
import { answerPage, fileAs } from "./stand/anyone.ts";
import { at, prove } from "./stand/person.ts";
import { leftInEnglish, pageIn, textsOf } from "./stand/words-of.ts";

/** Pages that anybody can open. */
const open = [
  "/",
  "/about",
  "/about/figures",
  "/agents",
  "/accessibility",
  "/check-file",
  "/find",
  "/language",
  "/me",
  "/nothing-here",
  "/trouble",
  ...["access", "rectification", "opt_out", "objection", "complaint"].map((right) => `/ask/${right}`),
];

async function compare(path: string, cookies = ""): Promise<string[]> {
  const { html: english } = await pageIn(path, "en", cookies);
  const left: string[] = [];
  for (const language of answerIn.slice(1)) {
    const { html } = await pageIn(path, language, cookies);
    const root = /<html[^>]*>/.exec(html)?.[0] ?? "";
    expect(root, `${path} in ${language}`).toContain(`lang="${language}"`);
    expect(root, `${path} in ${language}`).toContain(`dir="${directionOf(language)}"`);
    left.push(
      ...leftInEnglish(textsOf(english), textsOf(html)).map((text) => `${path} in ${language}: ${text}`),
    );
  }
  return left;
}

test("every page that anybody can open is in every language, and says which", async () => {
  const left: string[] = [];
  for (const path of open) left.push(...(await compare(path)));
  expect(left).toEqual([]);
});

test("the pages of a request and of a person are in every language", async ({ browser }) => {
  const page = await (await browser.newContext({ locale: "en-GB" })).newPage();
  const who = person("lucja");
  const { reference } = await fileAs(page, "access", {
    who: "self",
    place: who.place,
    name: who.name,
    email: who.email,
    scope: "everything",
  });
  await prove(page, who.email, reference);
  const cookies = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const left: string[] = [];
  for (const path of ["", "/messages", "/cancel", "/download", "/choices", "/complain"])
    left.push(...(await compare(`/r/${reference}${path}`, cookies)));
  expect(left).toEqual([]);
  await page.context().close();
});

/** Makes every text of a page as long and as strange as a translation may be, without another word in the product. */
async function disguise(page: Page, mirrored: boolean): Promise<void> {
  await page.evaluate((right) => {
    const strange: Record<string, string> = {
      a: "á",
      e: "ë",
      i: "ï",
      o: "ø",
      u: "ü",
      c: "ç",
      n: "ñ",
      s: "š",
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const text = node.textContent ?? "";
      if (text.trim() === "" || node.parentElement?.closest("svg, style, script, [dir=ltr], bdi")) continue;
      const longer = text.replace(
        /\p{L}{4,}/gu,
        (word) => word + word.slice(0, Math.ceil(word.length * 0.4)),
      );
      node.textContent = longer.replace(/[aeioucns]/g, (letter) => strange[letter] ?? letter);
    }
    if (right) document.documentElement.dir = "rtl";
  }, mirrored);
}

test("words that are half as long again, and a mirrored page, fit on a small phone and with large letters", async ({
  page,
}) => {
  const fits = async (name: string) => {
    const wide = await page.evaluate(() => ({
      page: document.documentElement.scrollWidth,
      past: [...document.querySelectorAll("body *")]
        .filter((one) => {
          const { left, right, width } = one.getBoundingClientRect();
          return width > 1 && (right > innerWidth + 1 || left < -1);
        })
        .slice(0, 4)
        .map((one) => `${one.tagName.toLowerCase()}.${one.className}`),
    }));
    expect(wide.page, `${name}: ${wide.past.join(" ")}`).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  };
  await page.goto(at("/ask/rectification"));
  await answerPage(page, { who: "self" });
  await answerPage(page, { place: "IE" });
  await answerPage(page, { name: "Ann Other", email: "ann.long@example.com" });
  await answerPage(page, { wrong: "My street", correct: "Mill Lane" });
  for (const path of ["/", "/about", "/agents", "/find", "/check-file", "/me", "/ask/what", "/ask/check"]) {
    for (const mirrored of [false, true]) {
      await page.setViewportSize({ width: 320, height: 720 });
      await page.goto(at(path));
      await disguise(page, mirrored);
      await fits(`${path}${mirrored ? ", mirrored" : ""}`);
    }
    // WCAG 1.4.4: letters of twice the size.
    await page.setViewportSize({ width: 640, height: 900 });
    await page.goto(at(path));
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
    });
    await fits(`${path} at 200 %`);
  }
});
