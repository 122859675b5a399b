import { type Browser, expect, type Page, test } from "@playwright/test";
import { asker, fileAll } from "./stand/askers.ts";
import { openRequest, signIn } from "./stand/desk.ts";
import { at, press } from "./stand/person.ts";

/** Where each role begins, and places of the desk that its side names or does not. */
const roles = [
  {
    name: "Alba",
    home: "/desk",
    sees: ["/desk/triage", "/desk/approvals", "/desk/team"],
    not: ["/desk/tasks"],
  },
  {
    name: "Idris",
    home: "/desk",
    sees: ["/desk/triage", "/desk/systems"],
    not: ["/desk/approvals", "/desk/team", "/desk/audit"],
  },
  {
    name: "Rosa",
    home: "/desk",
    sees: ["/desk/approvals", "/desk/figures"],
    not: ["/desk/triage", "/desk/team", "/desk/audit"],
  },
  {
    name: "Ravi",
    home: "/desk",
    sees: ["/desk/audit", "/desk/evidence"],
    not: ["/desk/triage", "/desk/approvals", "/desk/tasks"],
  },
  {
    name: "Nadia",
    home: "/desk/team",
    sees: ["/desk/systems", "/desk/audit"],
    not: ["/desk/triage", "/desk/approvals", "/desk/metrics"],
  },
  {
    name: "Hank",
    home: "/desk/tasks",
    sees: ["/desk/settings"],
    not: ["/desk/triage", "/desk/systems", "/desk/team", "/desk/audit"],
  },
  {
    name: "Lena",
    home: "/desk",
    sees: ["/desk/triage"],
    not: ["/desk/approvals", "/desk/team", "/desk/audit"],
  },
] as const;

const notHere = "There is nothing here, or it is not yours to see";

async function enter(browser: Browser, name: string, home: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(at("/desk/sign-in"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("button", { name: `Sign in as ${name}` }).click();
  await expect(page).toHaveURL(at(home));
  return page;
}

/** The addresses of the desk that a page links to, without marks. */
const links = (page: Page) =>
  page
    .locator('a[href^="/desk"]')
    .evaluateAll((all) => [
      ...new Set(all.map((one) => (one.getAttribute("href") ?? "").split("#")[0] ?? "")),
    ]);

for (const { name, home, sees, not } of roles)
  test(`${name} walks the places that are theirs and is told kindly where not`, async ({ browser }) => {
    const page = await enter(browser, name, home);
    const side = page.getByRole("navigation", { name: "Desk" });
    const places = await side
      .locator('a[href^="/desk"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
    for (const place of sees) expect(places).toContain(place);
    for (const place of not) expect(places).not.toContain(place);
    await Promise.all(
      [...new Set(places)].map(async (place) => {
        const answer = await page.request.get(at(place));
        expect(answer.status(), place).toBe(200);
        const text = await answer.text();
        expect(text, place).not.toContain(notHere);
        expect(text, place).toContain("<h1");
      }),
    );
    for (const place of not) {
      await page.goto(at(place));
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(notHere);
      await expect(page.locator("main")).toContainText("ask the privacy officer");
    }
    await page.context().close();
  });

test("nothing that an auditor or an administrator is sent holds a person's name, address or a note", async ({
  browser,
}) => {
  const who = asker("canary", 7);
  const [reference = ""] = await fileAll([who], { proven: true });
  const note = "Kestrel-Marzipan-4417 was said on the telephone.";
  const idris = await signIn(browser, "Idris");
  await openRequest(idris, reference);
  const notes = idris.getByRole("region", { name: "Notes" });
  await notes.getByLabel("A note for your colleagues").fill(note);
  await press(idris, notes.getByRole("button", { name: "Write the note" }));
  // Staff who work on it do see both: what is looked for is there to be found.
  const theirs = await (await idris.request.get(at(`/desk/requests/${reference}`))).text();
  expect(theirs).toContain(who.name);
  expect(theirs).toContain("Kestrel-Marzipan-4417");

  const canaries = [who.email, who.name, who.name.split(" ")[1] ?? "", "Kestrel-Marzipan-4417"];
  for (const { name, home } of roles.filter((one) => one.name === "Ravi" || one.name === "Nadia")) {
    const page = await enter(browser, name, home);
    const found = new Set<string>(await links(page));
    await page.goto(at(`/desk/requests/${reference}`));
    for (const one of await links(page)) found.add(one);
    for (const path of [
      "notes",
      "messages",
      "hidden",
      "decide",
      "person",
      "closed",
      "diagnostics",
      "evidence",
    ])
      found.add(`/desk/requests/${reference}/${path}`);
    found.add(`/desk?q=${encodeURIComponent("is:open sort:-received")}`);
    found.add(`/desk/audit?ref=${reference}`);
    found.add("/desk/views/csv?q=is:open");
    found.add("/desk/audit/export");
    for (const path of found) {
      const answer = await page.request.get(at(path), { maxRedirects: 0 });
      expect(answer.status(), `${name} ${path}`).toBeLessThan(500);
      const text = await answer.text();
      for (const canary of canaries)
        expect(text.includes(canary), `${name} ${path} tells ${canary}`).toBe(false);
    }
    expect(found.size, name).toBeGreaterThan(10);
    await page.context().close();
  }
  await idris.context().close();
});
