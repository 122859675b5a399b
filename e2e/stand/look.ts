import { type ConsoleMessage, expect, type Page } from "@playwright/test";
import { expectNoViolation } from "./axe.ts";
import { at } from "./person.ts";

/** What a browser noticed while it showed pages: complaints, scripts that came, links that were there. */
export type Notes = { complaints: string[]; scripts: string[]; links: Map<string, string> };

/** Our own policy at work, and features that this browser has not got and so cannot be forbidden. */
const onPurpose = [
  /Content Security Policy.*script-src 'none'|script-src 'none'.*Content Security Policy/s,
  /Permissions-Policy header: Unrecognized feature/,
];

function isComplaint(message: ConsoleMessage): boolean {
  return message.type() === "error" && !onPurpose.some((known) => known.test(message.text()));
}

/** Begins to note what a page complains of. Call before the first visit. */
export function note(page: Page): Notes {
  const notes: Notes = { complaints: [], scripts: [], links: new Map() };
  const where = () => new URL(page.url()).pathname;
  page.on("console", (message) => {
    if (isComplaint(message)) notes.complaints.push(`${where()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => notes.complaints.push(`${where()}: ${error.message}`));
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") notes.scripts.push(response.url());
  });
  return notes;
}

/**
 * Looks at the page as it stands, in light and in dark and on a phone of 320 px: no violation of WCAG 2.2 AA, nothing
 * to scroll sideways, one heading of the first order, a title. Notes its links.
 */
export async function inspect(page: Page, name: string, notes?: Notes): Promise<void> {
  const size = page.viewportSize() ?? { width: 1280, height: 720 };
  expect(await page.title(), `${name} has a title`).not.toBe("");
  expect(await page.locator("h1").count(), `${name} has one main heading`).toBe(1);
  if (await page.evaluate(() => matchMedia("(forced-colors: active)").matches))
    await expectNoViolation(page, `${name}, forced colours`, "shapes");
  else
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      await expectNoViolation(page, `${name}, ${colorScheme}`, colorScheme === "light" ? "all" : "colours");
    }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 320, height: 720 });
  const wide = await page.evaluate(() => ({
    page: document.documentElement.scrollWidth,
    past: [...document.querySelectorAll("body *")]
      .filter((one) => one.getBoundingClientRect().right > 321)
      .slice(0, 5)
      .map((one) => `${one.tagName.toLowerCase()}.${one.className}`),
  }));
  expect(wide.page, `${name} at 320 px, past the edge: ${wide.past.join(" ")}`).toBeLessThanOrEqual(320);
  await page.setViewportSize(size);
  if (notes === undefined) return;
  const links = await page
    .locator("a[href]")
    // A link in a drawing has no address of its own that is a text.
    .evaluateAll((all) => all.map((one) => new URL(one.getAttribute("href") ?? "", document.baseURI).href));
  const here = page.url().split("#")[0];
  for (const href of links) {
    const [where = "", mark] = href.split("#");
    // A mark on this very page is looked for now: the page may be another one by the time the links are tried.
    if (where === here && mark)
      expect(await page.locator(`[id="${mark}"]`).count(), `${href} on ${name}`).toBe(1);
    else notes.links.set(href, name);
  }
}

/** Every link that was noted leads somewhere: pages answer, marks in them exist, addresses are whole. */
export async function expectLinksLead(page: Page, notes: Notes): Promise<number> {
  const bodies = new Map<string, string>();
  for (const [href, from] of notes.links) {
    const url = new URL(href);
    if (url.protocol === "mailto:") expect(url.pathname, `${href} on ${from}`).toMatch(/^[^@\s]+@[^@\s]+$/);
    else if (url.protocol === "tel:") expect(url.pathname, `${href} on ${from}`).toMatch(/^\+\d{8,15}$/);
    else if (url.origin !== new URL(at("/")).origin) {
      expect(["https:", "http:"], `${href} on ${from}`).toContain(url.protocol);
    } else if (!url.pathname.includes("/download/")) {
      const bare = url.origin + url.pathname + url.search;
      if (!bodies.has(bare)) {
        const answer = await page.request.get(bare);
        expect(answer.status(), `${href} on ${from}`).toBe(200);
        bodies.set(bare, await answer.text());
      }
      if (url.hash !== "")
        expect(bodies.get(bare), `${href} on ${from}`).toContain(`id="${url.hash.slice(1)}"`);
    }
  }
  return notes.links.size;
}
