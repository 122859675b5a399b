import { expect, test } from "@playwright/test";
import { people, person } from "#demo/people.ts";
import { ask } from "./stand/database.ts";
import { openRequest, signIn } from "./stand/desk.ts";
import { get, post } from "./stand/form.ts";
import { answer, hanksMails, nextLink } from "./stand/owner.ts";
import { askForCopy, at, press, prove, referenceOf } from "./stand/person.ts";
import { changesNothing, cookiesOf } from "./stand/unchanged.ts";

test("a form of another site is refused, by every form there is", async ({ page, browser }) => {
  const who = { name: "Forest Foreign", email: "forest.foreign@example.org", place: "IE" };
  const before = await hanksMails();
  const reference = await askForCopy(page, who);
  await prove(page, who.email, reference);
  const link = new URL(await nextLink(before));
  const alba = await signIn(browser, "Alba");
  const cookie = `${await cookiesOf(page)}; ${await cookiesOf(alba)}`;
  const portal = [
    "/ask/who/send",
    "/ask/where/send",
    "/ask/you/send",
    "/ask/what/send",
    "/ask/check/send",
    "/find/open",
    "/find/send",
    ...["cancel/send", "download/renew", "leave", "prove/again", "prove/send"].map(
      (path) => `/r/${reference}/${path}`,
    ),
  ];
  const desk = ["release", "assign", "retry", "shared", "act", "ask"].map(
    (path) => `/desk/requests/${reference}/${path}`,
  );
  const attackers: Record<string, string>[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: at("/").replace("http:", "https:").slice(0, -1) },
    { "sec-fetch-site": "cross-site", origin: new URL(at("/")).origin },
    { "sec-fetch-site": "same-site", origin: new URL(at("/")).origin },
  ];
  await changesNothing(async () => {
    for (const headers of attackers) {
      for (const path of portal) {
        const answer = await post(path, { right: "erasure", who: "self", code: "1" }, { ...headers, cookie });
        expect(answer.status, `${path} ${JSON.stringify(headers)}`).toBe(403);
        expect(answer.text).toContain("We did not accept this");
        expect(answer.cookies).toEqual([]);
      }
      for (const path of desk) {
        const answer = await post(path, { version: "1", owner: "me" }, { ...headers, cookie });
        expect(answer.status, path).toBe(303);
      }
      await post(`${link.pathname}/answer`, { answer: "nothing" }, { ...headers, cookie });
      await post("/desk/sign-out", {}, { ...headers, cookie });
      const start = await post("/desk/sign-in/start", {}, headers);
      expect([start.status, start.location]).toEqual([303, "/desk/sign-in"]);
    }
  });
  // The same session still stands: nobody was signed out and nothing was taken.
  await alba.goto(at("/desk"));
  await expect(alba).toHaveURL(at("/desk"));
  await page.goto(at(`/r/${reference}`));
  await expect(page).toHaveURL(at(`/r/${reference}`));
  await alba.context().close();
});

test("a stranger sees nothing of the desk", async () => {
  const [row] = await ask<{ reference: string; id: string }>("select reference, id from request limit 1");
  const reference = row?.reference ?? "";
  await changesNothing(async () => {
    const pages = [
      "/desk",
      "/desk?view=done&q=okafor",
      `/desk/requests/${reference}`,
      "/desk/requests/LK-222-222",
      `/desk/requests/${reference}/findings/shop/customers`,
    ];
    for (const path of pages) {
      const answer = await get(path);
      expect([answer.status, answer.location], path).toEqual([307, "/desk/sign-in"]);
      for (const one of people) expect(answer.text).not.toContain(one.name);
      expect(answer.text.replaceAll(path, "")).not.toMatch(/canary|@example\.(com|org|net)/);
    }
    for (const path of ["release", "assign", "retry", "shared", "act"]) {
      const answer = await post(`/desk/requests/${reference}/${path}`, { version: "1", owner: "me" });
      expect([answer.status, answer.location], path).toEqual([303, "/desk/sign-in"]);
    }
  });
});

test("an auditor reads, and can neither see findings nor release", async ({ browser, page }) => {
  const who = person("ruth");
  const before = await hanksMails();
  const reference = await askForCopy(page, who);
  await prove(page, who.email, reference);
  await nextLink(before);
  const ravi = await signIn(browser, "Ravi");
  await openRequest(ravi, reference);
  await expect(ravi.getByRole("button", { name: /Release|Assign|Try now|Decide|Record/ })).toHaveCount(0);
  await changesNothing(async () => {
    await ravi.goto(at(`/desk/requests/${reference}/findings/shop/customers`));
    expect(await ravi.content()).not.toMatch(/canary|Mill|@example\.com/);
    const [row] = await ask<{ version: number }>("select version from request where reference = $1", [
      reference,
    ]);
    const cookie = await cookiesOf(ravi);
    for (const [path, form] of [
      ["release", { version: String(row?.version), partly: "yes" }],
      ["release", { version: String(row?.version) }],
      ["assign", { owner: "me" }],
    ] as const) {
      expect((await post(`/desk/requests/${reference}/${path}`, form, { cookie })).status).toBe(303);
    }
  });
  await ravi.goto(at("/desk"));
  await press(ravi, ravi.getByRole("button", { name: /Sign out/ }));
  const cookie = await cookiesOf(ravi);
  const after = await get(`/desk/requests/${reference}`, { cookie });
  expect([after.status, after.location]).toEqual([307, "/desk/sign-in"]);
  await ravi.context().close();
});

test("the page of a system's owner takes no nonsense", async ({ page, browser }) => {
  const who = { name: "Una Upload", email: "una.upload@example.org", place: "IE" };
  const before = await hanksMails();
  const reference = await askForCopy(page, who);
  await prove(page, who.email, reference);
  const link = await nextLink(before);
  const owner = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await owner.goto(link);
  await changesNothing(async () => {
    const files: (string | Buffer)[] = [
      "",
      "card_no,unheard_of\r\n1,2\r\n",
      "card_no,name,email,date,store,what,points,remark\r\nonly,three,cells\r\n",
      Buffer.from([0xff, 0xfe, 0x00, 0x01, 0x80]),
      Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.alloc(2000, 7)]),
      Buffer.alloc(26 * 1024 * 1024, "card_no,"),
    ];
    for (const file of files) {
      await answer(owner, file);
      await expect(owner.getByRole("alert")).toContainText("Nothing was sent");
      expect(await owner.getByRole("alert").innerText()).not.toMatch(/Error|undefined|ENOENT|stack|\bat \//);
      await owner.goto(link);
    }
  });
  const [open] = await ask<{ count: string }>(
    "select count(*) from human_task h join task t on t.id = h.task_id join request r on r.id = t.request_id where r.reference = $1 and h.answered_at is null",
    [reference],
  );
  expect(open?.count).toBe("1");
  await changesNothing(async () => {
    for (const token of ["x", "x".repeat(43), "%00", "..%2f..%2fetc", "'%20or%20'1'='1"]) {
      const shown = await get(`/task/${token}`);
      expect([307, 404, 400], token).toContain(shown.status);
      expect(shown.text).not.toContain(who.email);
      expect([303, 400, 404], token).toContain(
        (await post(`/task/${token}/answer`, { answer: "nothing" })).status,
      );
    }
  });
  await owner.context().close();
  expect(referenceOf(page)).toBe(reference);
});
