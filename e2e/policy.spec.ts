import { expect, test } from "@playwright/test";
import { signIn } from "./stand/desk.ts";
import { inspect } from "./stand/look.ts";
import { at, press } from "./stand/person.ts";

test("a setting counts at once where it is stricter, and by a second person where it is not", async ({
  browser,
}) => {
  test.setTimeout(60_000);
  const alba = await signIn(browser, "Alba");
  await alba.goto(at("/desk/policy"));
  await expect(alba.getByRole("heading", { name: "Policy" })).toBeVisible();
  const talks = alba.getByLabel("How talks with systems went", { exact: true });
  const why = alba.locator("#why");
  const save = alba.getByRole("button", { name: "Save as a new version" }).first();
  // Another time than the one that counts, also when this is run again.
  const before = Number((await talks.inputValue()) || "30");
  await talks.fill("999");
  await why.fill("A day more");
  await press(alba, save);
  await expect(alba.locator(".desk-notice")).toContainText("use 365 or less");
  await expect(talks).toHaveValue("999");

  await talks.fill(String(before + 1));
  await press(alba, save);
  await expect(alba.locator(".desk-notice-title")).toHaveText("Saved");
  await expect(alba.getByText("Counts now", { exact: true })).toBeVisible();
  await inspect(alba, "how the house works");

  await talks.fill(String(before));
  await why.fill("A day too long");
  await press(alba, save);
  await expect(alba.locator(".desk-notice-title")).toContainText("waits for a second person");
  const waits = alba.getByRole("region", { name: /waits for a second person/ });
  await expect(waits).toContainText("Another person agrees to it.");
  await inspect(alba, "a policy that waits");
  await press(alba, waits.getByRole("button", { name: "Take it back" }));
  await expect(alba.getByText("Taken back", { exact: true }).first()).toBeVisible();
});
