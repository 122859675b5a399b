import { expect, type Page } from "@playwright/test";
import { ask, sums } from "./database.ts";

/** Does something that must be refused, and proves that nothing of any request has changed. */
export async function changesNothing(what: () => Promise<void>): Promise<void> {
  await quiet();
  const before = await sums();
  await what();
  expect(await sums()).toEqual(before);
}

/** Waits until the worker has nothing in hand, so that a change would be ours. */
export async function quiet(): Promise<void> {
  const busy = `select (select count(*) from task where state in ('ready', 'running') and trouble is null)
    + (select count(*) from notice where state in ('ready', 'running'))
    + (select count(*) from bundle where state in ('ready', 'running')) as count`;
  await expect
    .poll(async () => Number((await ask<{ count: string }>(busy))[0]?.count), { timeout: 30_000 })
    .toBe(0);
}

/** The cookies of a browser, as a program sends them. */
export const cookiesOf = async (page: Page) =>
  (await page.context().cookies()).map((one) => `${one.name}=${one.value}`).join("; ");
