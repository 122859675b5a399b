import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { person } from "#demo/people.ts";
import { signIn } from "./stand/desk.ts";
import { inspect, note } from "./stand/look.ts";
import { askForCopy, at, prove } from "./stand/person.ts";
import { unzip } from "./stand/zip.ts";

/** How many requests a list of the queue has, over all of its pages. */
async function rowsBehind(page: Page, href: string): Promise<number> {
  let rows = 0;
  for (let next: string | null = href; next; ) {
    await page.goto(at(next));
    await expect(page.locator(".query-problems")).toHaveCount(0);
    rows += await page.locator("[data-row]").count();
    const more = page.getByRole("link", { name: "Show the next requests" });
    next = (await more.count()) > 0 ? await more.getAttribute("href") : null;
  }
  return rows;
}

test("figures lead to lists of as many requests, and evidence of one is checked without us", async ({
  browser,
  page,
}) => {
  const who = person("priya");
  const { name, email } = who;
  const reference = await askForCopy(page, who);
  await prove(page, email, reference);

  const alba = await signIn(browser, "Alba");
  const notes = note(alba);
  await alba.keyboard.press("g");
  await alba.keyboard.press("m");
  await expect(alba.getByRole("heading", { level: 1, name: "Metrics" })).toBeVisible();
  await expect(alba.locator(".metrics-head")).toContainText(/on time|No answers yet/);
  await inspect(alba, "metrics", notes);
  await alba.goto(at("/desk/metrics?period=3m&right=access"));
  for (const what of ["Came in", "Answered or ended", "Open now", "Overdue now"]) {
    const fact = alba.locator(".metrics-short dl > div").filter({ hasText: what });
    const number = Number((await fact.locator("a").innerText()).replaceAll(",", ""));
    const href = (await fact.locator("a").getAttribute("href")) ?? "";
    const list = await alba.context().newPage();
    expect([what, await rowsBehind(list, href)]).toEqual([what, number]);
    await list.close();
  }
  const table = await alba.request.get(at("/desk/metrics/csv?period=3m&right=access"));
  expect(await table.text()).toContain('"all","all","","came in"');

  await alba.goto(at(`/desk/requests/${reference}/evidence`));
  await inspect(alba, "evidence of a request", notes);
  const coming = alba.waitForEvent("download");
  await alba.getByRole("button", { name: "Download the pack" }).click();
  const files = await unzip(await (await coming).path());
  for (const [path, bytes] of files)
    for (const canary of [name, email]) expect([path, bytes.includes(canary)]).toEqual([path, false]);
  const folder = mkdtempSync(join(tmpdir(), "habeas-pack-"));
  for (const [path, bytes] of files) writeFileSync(join(folder, path), bytes);
  expect(execFileSync(process.execPath, ["verify.mjs"], { cwd: folder, encoding: "utf8" })).toMatch(
    /\nWHOLE\n$/,
  );

  // An approver takes no evidence along, and sees the figures.
  const rosa = await signIn(browser, "Rosa");
  await rosa.goto(at(`/desk/requests/${reference}/evidence`));
  await expect(rosa.getByRole("button", { name: "Download the pack" })).toHaveCount(0);
  await rosa.goto(at("/desk/metrics"));
  await expect(rosa.getByRole("heading", { level: 1, name: "Metrics" })).toBeVisible();
});
