import { expect, test } from "@playwright/test";
import { person } from "#demo/people.ts";
import { openRequest, signIn } from "./stand/desk.ts";
import { inspect, note } from "./stand/look.ts";
import { askForCopy, at, press, prove } from "./stand/person.ts";

test("the page of a request says whose turn it is and what the law asks, and shows values only when asked", async ({
  browser,
}) => {
  const asking = person("harriet");
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const reference = await askForCopy(page, asking);
  const alba = await signIn(browser, "Alba");
  const notes = note(alba);
  await openRequest(alba, reference);
  await expect(alba.locator(".next-step")).toContainText("The person's turn");
  await inspect(alba, "a request that nobody has proven", notes);

  await prove(page, asking.email, reference);
  await openRequest(alba, reference);
  const said = alba.getByRole("region", { name: "Person", exact: true });
  expect(await alba.content()).not.toContain(asking.email);
  await said.getByRole("button", { name: "Reveal the e-mail" }).first().click();
  await expect(said).toContainText(asking.email);
  await said.getByRole("button", { name: "Hide the e-mail" }).first().click();
  await expect(said).not.toContainText(asking.email);

  const systems = alba.getByRole("region", { name: "Systems" });
  await systems.getByText("Diagnostics of").first().click();
  await expect(systems.getByRole("textbox").first()).toHaveValue(/connector: /);
  const text = await (await alba.request.get(at(`/desk/requests/${reference}/diagnostics`))).text();
  expect(text).toContain("system: shop");
  expect(text).not.toContain(asking.email);
  expect(text).not.toContain(asking.name);
  await inspect(alba, "a request at work", notes);

  await press(alba, alba.getByRole("link", { name: /^Checklist, \d+ of \d+$/ }));
  await expect(alba.getByRole("heading", { level: 1, name: "What the law asks" })).toBeVisible();
  await expect(alba.getByRole("region", { name: "The search", exact: true })).toContainText(
    "Ask every system",
  );
  await inspect(alba, "the checklist of a request", notes);

  await test.step("without scripts the form leads back to the page, with the value on it", async () => {
    const cookies = await alba.context().storageState();
    const plain = await (
      await browser.newContext({ javaScriptEnabled: false, storageState: cookies })
    ).newPage();
    await openRequest(plain, reference);
    await plain.getByRole("button", { name: "Reveal the email" }).first().click();
    await expect(plain.getByText("Shown for a minute")).toBeVisible();
    await expect(plain.getByRole("region", { name: "Person", exact: true })).toContainText(asking.email);
    expect(plain.url()).not.toContain("example");
    await expect(plain.getByRole("region", { name: "History" })).toContainText(
      "An identifier of the person was shown",
    );
  });

  await test.step("an auditor sees that it happened, and no value", async () => {
    const ravi = await signIn(browser, "Ravi");
    await openRequest(ravi, reference);
    await expect(ravi.getByRole("region", { name: "History" })).toContainText("e-mail address was shown");
    await expect(ravi.getByRole("button", { name: /^Reveal/ })).toHaveCount(0);
    const html = await ravi.content();
    for (const value of [asking.email, asking.name, asking.email.split("@")[1] ?? ""])
      expect(html).not.toContain(value);
    const refused = await ravi.request.post(at(`/desk/requests/${reference}/reveal`), {
      form: { field: "email" },
      headers: { Accept: "application/json", "Sec-Fetch-Site": "same-origin" },
    });
    expect(refused.status()).toBe(403);
    expect(await refused.text()).not.toContain(asking.email);
  });
});
