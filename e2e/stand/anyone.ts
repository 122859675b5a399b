import { expect, type Locator, type Page } from "@playwright/test";
import { at, press, referenceOf } from "./person.ts";

/** What somebody answers, by the name of the field: the same in every language. */
export type Said = Readonly<Record<string, string>>;

/** How somebody moves through a form. */
export type Hand = "pointer" | "keyboard";

/** What one page of a way asked for: what fair design is measured by (11 CCR § 7004(a)(2)). */
export type Seen = {
  path: string;
  words: number;
  fields: number;
  acts: number;
  chosen: number;
  buttons: string[];
};

const typed =
  "input[type=text], input[type=email], input[type=tel], input[type=date], input:not([type]), textarea";

/** The form with the question of the page. */
const formOf = (page: Page) => page.locator("main form[method=post]").first();

/** The one button that leads on. */
const onward = (form: Locator) => form.locator("button:not(.button-second):not(.button-link)").first();

/** Goes by the Tab key until something has the focus, as somebody does who has no mouse. */
async function tabTo(page: Page, what: Locator): Promise<void> {
  for (let pressed = 0; pressed < 150; pressed++) {
    if (await what.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("the Tab key does not lead there");
}

/** Answers the questions of the page that is open and leads on. Says what it asked for. */
export async function answerPage(page: Page, said: Said, hand: Hand = "pointer"): Promise<Seen> {
  const form = formOf(page);
  const seen: Seen = {
    path: new URL(page.url()).pathname,
    words: (await page.locator("main").innerText()).split(/\s+/).filter(Boolean).length,
    fields: await form.locator("input:visible, select:visible, textarea:visible").count(),
    acts: 1,
    chosen: await form.locator("input:checked:visible").count(),
    buttons: await form.locator("button:visible").allInnerTexts(),
  };
  for (const [name, value] of Object.entries(said)) {
    if (await answerField(page, form, name, value, hand)) seen.acts += 1;
  }
  await follow(page, onward(form), hand);
  return seen;
}

/** Presses a link or button that leads to another page. */
export async function follow(page: Page, what: Locator, hand: Hand): Promise<void> {
  if (hand === "pointer") return press(page, what);
  await tabTo(page, what);
  const loaded = page.waitForEvent("load");
  await page.keyboard.press("Enter");
  await loaded;
}

async function answerField(
  page: Page,
  form: Locator,
  name: string,
  value: string,
  hand: Hand,
): Promise<boolean> {
  const choice = form.locator(`input[name="${name}"][value="${value}"]:visible`);
  if ((await choice.count()) > 0) {
    if (hand === "keyboard" && !(await choice.first().isChecked())) await chooseByKeys(page, choice.first());
    else await choice.first().check();
    return true;
  }
  const list = form.locator(`select[name="${name}"]:visible`);
  if ((await list.count()) > 0) {
    await list.selectOption(value);
    return true;
  }
  const field = form.locator(`:is(${typed})[name="${name}"]:visible`);
  if ((await field.count()) === 0) return false;
  if (hand === "keyboard") {
    await tabTo(page, field);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(value);
  } else await field.fill(value);
  return true;
}

/** Tab leads to a group of choices once; the arrow keys lead through it. */
async function chooseByKeys(page: Page, choice: Locator): Promise<void> {
  const name = await choice.getAttribute("name");
  const group = formOf(page).locator(`input[name="${name}"]`);
  if ((await choice.getAttribute("type")) === "checkbox") {
    await tabTo(page, choice);
    await page.keyboard.press("Space");
    return;
  }
  const inside = () => group.evaluateAll((all) => all.some((one) => one === document.activeElement));
  for (let pressed = 0; pressed < 150 && !(await inside()); pressed++) await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  for (let pressed = 0; pressed < 20 && !(await choice.isChecked()); pressed++)
    await page.keyboard.press("ArrowDown");
  expect(await choice.isChecked(), `the keys reach the choice of ${name}`).toBe(true);
}

/** Opens the door of a right and goes through to its end: the page of the request, or that of the code. */
export async function fileAs(
  page: Page,
  door: string,
  said: Said,
  hand: Hand = "pointer",
): Promise<{ reference: string; way: Seen[] }> {
  await page.goto(at(`/ask/${door}`));
  const way = await goThrough(page, said, hand);
  return { reference: referenceOf(page), way };
}

/** From the first question that is open to the page of what was sent. `look` sees each page before it is answered. */
export async function goThrough(
  page: Page,
  said: Said,
  hand: Hand = "pointer",
  look: (path: string) => Promise<void> = async () => {},
): Promise<Seen[]> {
  const way: Seen[] = [];
  for (let step = 0; step < 14 && !/\/(r|for)\/[A-Z]/.test(new URL(page.url()).pathname); step++) {
    const before = page.url();
    await look(new URL(before).pathname);
    way.push(await answerPage(page, said, hand));
    if (page.url() === before && (await page.locator(".error-summary").count()) > 0)
      throw new Error(`${before} was not content: ${await page.locator(".error-summary").innerText()}`);
  }
  return way;
}
