import { type Browser, expect, type Page, test } from "@playwright/test";
import { people } from "#demo/people.ts";
import { directionOf } from "#lib/core/languages.ts";
import { needsProof, rights } from "#lib/law/rights.ts";
import { answerPage, follow, goThrough, type Hand, type Said } from "./stand/anyone.ts";
import { mail } from "./stand/facts.ts";
import { inspect } from "./stand/look.ts";
import { pairwise, type Row } from "./stand/pairwise.ts";
import { at, referenceOf } from "./stand/person.ts";

const choices = {
  right: rights,
  asker: ["self", "agent", "parent", "executor"],
  scripts: [true, false],
  language: ["en", "de", "ar"],
  width: [390, 1280],
  hand: ["pointer", "keyboard"],
} as const;
type Journey = Row<typeof choices>;

/** Every right, and every two of the other choices together; with HABEAS_FULL=1 every right with each of them too. */
const journeys = pairwise(choices, { seed: 7, apart: process.env.HABEAS_FULL === "1" ? [] : ["right"] });

/** How a browser shows pages for whoever needs it otherwise: one after the other through the journeys. */
const needs = [
  {},
  { forcedColors: "active" },
  { reducedMotion: "reduce" },
  { large: true },
  { colorScheme: "dark" },
] as const;

/** Where the person lives, so that the law of several places is met. */
const places = ["IE", "US-CA", "DE", "GB", "ES", "BR"] as const;

function saidIn({ asker }: Journey, index: number): Said {
  const asks = people[index % people.length];
  return {
    who: asker,
    place: places[index % places.length] ?? "IE",
    theirName: "Robin Other",
    theirEmail: `robin.${index}@example.org`,
    name: asker === "self" ? (asks?.name ?? "") : "Ann Asker",
    email: asker === "self" ? (asks?.email ?? "") : `ann.asker.${index}@example.com`,
    scope: "everything",
    wrong: "My street",
    correct: "Mill Lane",
    details: "In my own words.",
  };
}

async function opened(browser: Browser, { scripts, language, width }: Journey, index: number): Promise<Page> {
  const { large: _, ...media } = { large: false, ...needs[index % needs.length] };
  const context = await browser.newContext({
    javaScriptEnabled: scripts,
    locale: language,
    viewport: { width, height: width === 390 ? 844 : 800 },
    ...media,
  });
  return context.newPage();
}

/** What every page of a journey owes: the language it says, its direction, one heading, nothing past the edge. */
async function holds(page: Page, language: string, path: string): Promise<void> {
  const { width = 0 } = page.viewportSize() ?? {};
  const root = page.locator("html");
  await expect(root, path).toHaveAttribute("lang", language);
  await expect(root, path).toHaveAttribute("dir", directionOf(language));
  expect(await page.locator("h1").count(), `${path} has one main heading`).toBe(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), `${path} fits`).toBeLessThanOrEqual(
    width,
  );
}

/** The code in the newest mail about a request, whatever language it is in. */
async function codeIn(email: string, reference: string): Promise<string> {
  const has = /\b(\d{4})\s?(\d{4})\b/;
  const message = await mail().waitFor(
    email,
    ({ subject, text }) => subject.includes(reference) && has.test(text),
  );
  const [, first = "", second = ""] = has.exec(message.text) ?? [];
  return first + second;
}

const looked = new Set<string>();

for (const [index, journey] of journeys.entries()) {
  const { right, asker, scripts, language, hand } = journey;
  const need = needs[index % needs.length];
  const name = [
    `${right} for ${asker} in ${language}, ${journey.width} px, ${hand}`,
    scripts ? "" : "without scripts",
    Object.keys(need ?? {}).join(),
  ];
  test(name.filter(Boolean).join(", "), async ({ browser }) => {
    const page = await opened(browser, journey, index);
    const said = saidIn(journey, index);
    await page.goto(at("/"));
    await holds(page, language, "/");
    await follow(page, page.locator(`main a[href="/ask/${right}"]`).first(), hand);
    const look = async (path: string) => {
      if (need && "large" in need) await large(page);
      await holds(page, language, path);
      const seen = `${path.replace(/[A-Z]{2}-\w+-\w+/, "")} ${asker} ${language}`;
      if (scripts && !looked.has(seen)) await inspect(page, `${path} of ${name.join(" ")}`);
      looked.add(seen);
    };
    await goThrough(page, said, hand, look);
    const reference = referenceOf(page);
    await look(new URL(page.url()).pathname);
    if (asker === "self") await provenAs(page, journey, said, reference, hand);
    else await heldBack(page, browser, journey, said, reference);
    await page.context().close();
  });
}

/** Letters of twice the size, as a browser's own setting makes them. */
async function large(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
}

async function provenAs(
  page: Page,
  { right, language }: Journey,
  { email = "" }: Said,
  reference: string,
  hand: Hand,
): Promise<void> {
  if (needsProof(right)) {
    expect(new URL(page.url()).pathname).toBe(`/r/${reference}/prove`);
    await answerPage(page, { code: await codeIn(email, reference) }, hand);
  }
  await expect(page).toHaveURL(at(`/r/${reference}`));
  await holds(page, language, "the page of the request");
  await expect(page.locator("main")).toContainText(reference);
}

/** Nothing of the person is shown to whoever asks for them; of an agent the person is asked by mail. */
async function heldBack(
  page: Page,
  browser: Browser,
  journey: Journey,
  { theirEmail = "", email = "" }: Said,
  reference: string,
): Promise<void> {
  await expect(page).toHaveURL(at(`/for/${reference}`));
  await mail().waitFor(email, ({ text, subject }) => `${subject} ${text}`.includes(reference));
  if (journey.asker !== "agent") {
    if (!needsProof(journey.right)) return;
    await follow(page, page.locator(`main a[href="/r/${reference}/prove"]`).first(), journey.hand);
    await answerPage(page, { code: await codeIn(email, reference) }, journey.hand);
    await expect(page.locator("main")).toContainText(reference);
    return;
  }
  if ((await page.locator("main form[enctype]").count()) === 0) return;
  // Of who asks for what needs no proof, the person is asked nothing: a signed paper is enough (11 CCR 7026(j)).
  if (!needsProof(journey.right)) return;
  const asked = await mail().waitFor(theirEmail);
  expect(asked.text, "the mail to the person says nothing of the request's page").not.toContain(reference);
  const theirs = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await theirs.goto(/https?:\S+\/for\/say\/\S+/.exec(asked.text)?.[0] ?? "");
  await inspect(theirs, "the person is asked");
  await follow(theirs, theirs.locator("button[value=yes]"), "pointer");
  await expect(theirs.locator("main")).toContainText("You said yes");
  await page.reload();
  await expect(page.locator("main form[enctype]")).toHaveCount(0);
  await theirs.context().close();
}
