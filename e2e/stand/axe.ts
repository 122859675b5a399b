import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The rules of those tags that look at colours: all others judge the same document whatever its colours are. */
const aboutColour = ["color-contrast", "link-in-text-block"];

/**
 * Holds the page against WCAG 2.2 AA as axe knows it; fails with the rule, the place and the reason of each violation.
 * `colours` looks again at what depends on colours only, `shapes` at all else: where the person's own colours are forced on
 * a page, a browser still tells the page's colours, and axe would compare those with the forced ground.
 */
export async function expectNoViolation(
  page: Page,
  where: string,
  what: "all" | "colours" | "shapes" = "all",
): Promise<void> {
  const axe = new AxeBuilder({ page });
  const { violations, passes } = await (what === "colours"
    ? axe.withRules(aboutColour)
    : axe.withTags(tags).disableRules(what === "shapes" ? aboutColour : [])
  ).analyze();
  const found = violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id} at ${node.target.join(" ")}: ${node.failureSummary ?? rule.help}`),
  );
  expect(found, where).toEqual([]);
  expect(passes.length, `${where}: axe looked at something`).toBeGreaterThan(what === "colours" ? 0 : 5);
}
