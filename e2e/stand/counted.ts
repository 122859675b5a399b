import type { Locator, Page } from "@playwright/test";
import { press } from "./person.ts";

/** What a journey cost: pages that were loaded, clicks, key strokes; and what was typed as words, by its letters. */
export type Cost = { pages: number; clicks: number; keys: number; letters: number };

/** A journey of a peer as its own documentation tells it; `null`: it does not tell of any way to do it. */
export type Documented = { cost: Cost | null; says: string };

/**
 * Seconds that a practised hand needs, by the times of the keystroke-level model: a key or letter 0.28, to point and
 * press 1.3, to take in a page 1.35 (Card, Moran and Newell 1980).
 */
export function modelled({ pages, clicks, keys, letters }: Cost): number {
  return Math.round(((keys + letters) * 0.28 + clicks * 1.3 + pages * 1.35) * 10) / 10;
}

/** One member of staff at work, each act counted as it is done. */
export class Hand {
  readonly page: Page;
  readonly cost: Cost = { pages: 0, clicks: 0, keys: 0, letters: 0 };

  constructor(page: Page) {
    this.page = page;
    page.on("load", () => {
      this.cost.pages += 1;
    });
  }

  /** Keys one after the other: a key of two strokes is written as two. */
  async keys(...keys: string[]): Promise<void> {
    for (const key of keys) {
      this.cost.keys += 1;
      await this.page.keyboard.press(key);
    }
  }

  /** One key that leads to another page, pressed when the page listens. */
  async keyTo(...keys: string[]): Promise<void> {
    await this.page.locator("html[data-script]").waitFor({ state: "attached" });
    const loaded = this.page.waitForEvent("load");
    await this.keys(...keys);
    await loaded;
    await this.page.locator("html[data-script]").waitFor({ state: "attached" });
  }

  async click(what: Locator): Promise<void> {
    this.cost.clicks += 1;
    await what.click();
  }

  async clickTo(what: Locator): Promise<void> {
    this.cost.clicks += 1;
    await press(this.page, what);
    await this.page.locator("html[data-script]").waitFor({ state: "attached" });
  }

  /** Words typed where the cursor stands. */
  async type(words: string): Promise<void> {
    this.cost.letters += words.length;
    await this.page.keyboard.type(words);
  }
}

/** What several hands cost together. */
export function together(...hands: readonly Hand[]): Cost {
  const sum: Cost = { pages: 0, clicks: 0, keys: 0, letters: 0 };
  for (const { cost } of hands) for (const one of Object.keys(sum) as (keyof Cost)[]) sum[one] += cost[one];
  return sum;
}
