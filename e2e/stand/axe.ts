import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Fails with the rule, the place and the reason of each violation. */
export async function expectNoViolation(page: Page, where: string): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const found = violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id} at ${node.target.join(" ")}: ${node.failureSummary ?? rule.help}`),
  );
  expect(found, where).toEqual([]);
  expect(passes.length, `${where}: axe looked at something`).toBeGreaterThan(5);
}
