import { expect, test } from "@playwright/test";
import { person } from "#demo/people.ts";
import { ask } from "./stand/database.ts";
import { signIn } from "./stand/desk.ts";
import { mail } from "./stand/facts.ts";
import { get, post } from "./stand/form.ts";
import { answerAboutSelf, askForCopy, at, codeFor, goOn, press, prove } from "./stand/person.ts";
import { changesNothing, cookiesOf, quiet } from "./stand/unchanged.ts";

/** Texts of a page that differ from one visit to the next although nothing is told by them. */
const sameShape = (html: string, reference: string) =>
  html
    .replaceAll(reference, "REF")
    .replaceAll(/self\.__next_f.*?<\/script>/gs, "")
    .replaceAll(/"b":"[^"]*"/g, "");

async function count(sql: string): Promise<number> {
  return Number((await ask<{ count: string }>(`select count(*) as count from ${sql}`))[0]?.count);
}

test("a known and an unknown address are told apart by nothing", async ({ browser }) => {
  const seen: { page: string; mails: string[]; timeline: string }[] = [];
  for (const asking of [
    { name: "Pat Doyle", email: person("ruth").email, place: "IE" },
    { name: "Pat Doyle", email: "nobody.knows.me@example.org", place: "IE" },
  ]) {
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    const before = (await mail().messagesTo(asking.email)).length;
    const reference = await askForCopy(page, asking);
    await codeFor(asking.email, reference);
    const html = sameShape(await page.content(), reference).replaceAll(/\w•••@example\.\w+/g, "ADDRESS");
    await press(page, page.getByRole("button", { name: "Send me a new code" }));
    await expect(page.getByText("If this request exists, a new code is on its way.")).toBeVisible();
    await expect.poll(async () => (await mail().messagesTo(asking.email)).length).toBe(before + 2);
    const mails = (await mail().messagesTo(asking.email)).slice(0, 2).map((one) =>
      `${one.subject}\n${one.text}`
        .replaceAll(reference, "REF")
        .replaceAll(/\/link\/\S+/g, "/link/LINK")
        .replaceAll(/\d{4}\s?\d{4}/g, "CODE"),
    );
    await page.goto(at(`/r/${reference}`));
    seen.push({ page: html, mails, timeline: await page.locator("h1").innerText() });
    await page.context().close();
  }
  expect(seen[0]).toEqual(seen[1]);
});

test("looking for lost numbers says the same to everybody, and each gets one mail", async ({ page }) => {
  const texts: string[] = [];
  const known = person("tomas").email;
  await page.goto(at("/"));
  for (const email of ["never.asked@example.org", known]) {
    await page.goto(at("/find"));
    await page.getByLabel("Email address").fill(email);
    await press(page, page.getByRole("button", { name: "Email me my numbers" }));
    texts.push(sameShape(await page.content(), email));
  }
  expect(texts[0]).toBe(texts[1]);
  const nothing = await mail().waitFor("never.asked@example.org");
  expect(nothing.subject).toBe("No request with this address");
  expect(await mail().messagesTo("never.asked@example.org")).toHaveLength(1);
});

test("five wrong codes, an expired one, and a spent one", async ({ browser }) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const who = { name: "Ed Fast", email: "ed.fast@example.org", place: "DE" };
  const reference = await askForCopy(page, who);
  const code = await codeFor(who.email, reference);
  const wrong = code.startsWith("1") ? "20000000" : "10000000";
  const type = async (typed: string) => {
    await page.getByLabel("Code", { exact: true }).fill(typed);
    await goOn(page);
    return page.locator("main").innerText();
  };
  await changesNothing(async () => {
    for (let tries = 1; tries < 5; tries += 1) expect(await type(wrong)).toContain("That code is not right");
    expect(await type(wrong)).toContain("That code can no longer be used");
    expect(await type(code), "the right code after five wrong ones").toContain(
      "That code can no longer be used",
    );
    expect(await type(""), "no code at all").toContain("Enter the code from the email");
  });
  const asked = Date.now();
  await press(page, page.getByRole("button", { name: /^Send me a/ }));
  const second = await codeFor(who.email, reference, asked);
  await changesNothing(async () => {
    await ask("update challenge set expires_at = now() - interval '1 second' where used_at is null");
    expect(await type(second), "an expired code").toContain("That code can no longer be used");
  });
  await page.context().close();
});

test("another person's request looks like one that does not exist", async ({ browser }) => {
  const [mine, theirs] = await Promise.all([browser.newContext(), browser.newContext()]);
  const page = await mine.newPage();
  const other = await theirs.newPage();
  const foreign = await askForCopy(other, person("sam"));
  await prove(other, person("sam").email, foreign);
  const who = { name: "Ivy Nosy", email: "ivy.nosy@example.org", place: "IE" };
  const own = await askForCopy(page, who);
  await prove(page, who.email, own);
  const absent = "LK-222-222";
  await changesNothing(async () => {
    for (const path of ["", "/download", "/cancel", "/prove"]) {
      const shown: string[] = [];
      for (const reference of [foreign, absent]) {
        await page.goto(at(`/r/${reference}${path}`));
        expect(new URL(page.url()).pathname).toBe(`/r/${reference}/prove`);
        expect(await page.content()).not.toContain(person("sam").name);
        shown.push(sameShape(await page.content(), reference));
      }
      expect(shown[0], path).toBe(shown[1]);
    }
    const cookie = await cookiesOf(page);
    for (const [path, form] of [
      ["cancel/send", {}],
      ["download/renew", {}],
      ["prove/send", { code: "12345678" }],
    ] as const) {
      const answers = [];
      for (const reference of [foreign, absent]) {
        const { status, location, text } = await post(`/r/${reference}/${path}`, form, { cookie });
        answers.push({ status, location: location.replace(reference, "REF"), text });
      }
      expect(answers[0], path).toEqual(answers[1]);
    }
    const file = await get(`/r/${foreign}/download/1`, { cookie });
    expect([file.status, file.location]).toEqual([303, `/r/${foreign}/prove?then=download`]);
  });
  await mine.close();
  await theirs.close();
});

test("a form sent twice files one request", async ({ page }) => {
  await page.goto(at("/ask/access"));
  await answerAboutSelf(page, { name: "Dot Double", email: "dot.double@example.org", place: "IE" });
  await page.getByLabel("Everything").check();
  await goOn(page);
  const formKey = await page.locator('input[name="formKey"]').inputValue();
  const cookie = await cookiesOf(page);
  const before = await count("request");
  const answers = await Promise.all([1, 2, 3, 4].map(() => post("/ask/check/send", { formKey }, { cookie })));
  expect(new Set(answers.map((one) => `${one.status} ${one.location}`)).size).toBe(1);
  expect(answers[0]?.location).toMatch(/^\/r\/LK-.*\/prove$/);
  expect(await count("request")).toBe(before + 1);
  await page.goto(at("/ask/check"));
  await expect(page.getByRole("heading", { name: "You already sent this" })).toBeVisible();
  await quiet();
  expect((await mail().messagesTo("dot.double@example.org")).length).toBeLessThanOrEqual(4);
  await expect
    .poll(async () => (await mail().messagesTo("dot.double@example.org")).length)
    .toBeGreaterThan(0);
});

test("a megabyte, a NUL and turned-round text in a name", async ({ page }) => {
  await page.goto(at("/ask/access"));
  await page.getByLabel("For me", { exact: true }).check();
  await goOn(page);
  await page.getByLabel("Country, or state of the United States").selectOption("IE");
  await goOn(page);
  const cookie = await cookiesOf(page);
  const form = { email: "mega@example.org", otherEmails: "", phone: "" };
  await changesNothing(async () => {
    const huge = await post("/ask/you/send", { ...form, name: "N".repeat(1_000_000) }, { cookie });
    expect(huge.status).toBe(413);
    expect(huge.text).toContain("That was too much text");
    expect(huge.text).not.toContain("NNNN");
    for (const [name, said] of [
      ["N".repeat(300), "Your name must be 200 letters or fewer"],
      ["Bell\u0007Name", "Your name holds characters we cannot use"],
      ["Evil \u202Ename", "Your name holds characters we cannot use"],
      ["Iso \u2067late", "Your name holds characters we cannot use"],
    ]) {
      expect((await post("/ask/you/send", { ...form, name: name ?? "" }, { cookie })).location).toBe(
        "/ask/you",
      );
      await page.goto(at("/ask/you"));
      await expect(page.getByRole("alert")).toContainText(said ?? "");
    }
    // A NUL is no letter and is dropped; what was typed around it stays.
    expect((await post("/ask/you/send", { ...form, name: "Nul\u0000Name" }, { cookie })).location).toBe(
      "/ask/what",
    );
    await page.goto(at("/ask/you"));
    await expect(page.getByLabel("Full name")).toHaveValue("NulName");
    const notUtf8 = await post("/ask/you/send", Buffer.from("name=%ff\xff&email=a", "latin1"), { cookie });
    expect([400, 303]).toContain(notUtf8.status);
    const other = await post("/ask/you/send", Buffer.from("{}"), {
      cookie,
      "content-type": "application/json",
    });
    expect(other.status).toBe(400);
    expect(other.text).toContain("We could not read this form");
  });
  const markup = `<img src=x onerror=alert(1)>"'\`\${7*7}{{7*7}}`;
  await page.goto(at("/ask/you"));
  await page.getByLabel("Full name").fill(markup);
  await page.getByLabel("Email address", { exact: true }).fill("markup@example.org");
  await goOn(page);
  await page.getByLabel("Everything").check();
  await goOn(page);
  await expect(page.locator("main")).toContainText(markup);
  expect(await page.locator('img[src="x"]').count()).toBe(0);
});

test("tampered cookies open nothing", async ({ page, browser }) => {
  const who = { name: "Tam Pered", email: "tam.pered@example.org", place: "IE" };
  const reference = await askForCopy(page, who);
  await prove(page, who.email, reference);
  const jar = new Map((await page.context().cookies()).map((one) => [one.name, one.value]));
  const session = jar.get("habeas_person") ?? "";
  expect(session).not.toBe("");
  const flipped = `${session[0] === "A" ? "B" : "A"}${session.slice(1)}`;
  await changesNothing(async () => {
    for (const value of [
      flipped,
      "",
      "x".repeat(5_000),
      "%00",
      "../../etc/passwd",
      `${session}'; drop table request; --`,
    ]) {
      const shown = await get(`/r/${reference}`, { cookie: `habeas_person=${value}` });
      expect([shown.status, shown.location], value.slice(0, 20)).toEqual([307, `/r/${reference}/prove`]);
    }
    for (const value of ["x", "a.b.c.d.e", "%00"]) {
      const desk = await get("/desk", { cookie: `habeas-staff=${value}` });
      expect([desk.status, desk.location]).toEqual([307, "/desk/sign-in"]);
    }
  });
  const alba = await signIn(browser, "Alba");
  const [staff] = (await alba.context().cookies()).filter((one) => one.name === "habeas-staff");
  const cut = staff?.value.slice(0, -3) ?? "";
  const desk = await get("/desk", { cookie: `habeas-staff=${cut}AAA` });
  expect([desk.status, desk.location]).toEqual([307, "/desk/sign-in"]);
  await alba.context().close();
});
