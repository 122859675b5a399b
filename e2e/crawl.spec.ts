import { expect, test } from "@playwright/test";
import { signIn } from "./stand/desk.ts";
import { type Answer, get, post } from "./stand/form.ts";
import { knownPlaces } from "./stand/known-places.ts";
import { askForCopy, prove } from "./stand/person.ts";
import { filled, type Route, routesOnDisk } from "./stand/routes.ts";
import { changesNothing, cookiesOf } from "./stand/unchanged.ts";

const all = routesOnDisk();
const full = process.env.HABEAS_FULL === "1";
const nowhere = "LK-222-222";
/** Whose request is looked for by others: nothing of her may be read. */
const hers = { name: "Canaria Quillfeather", email: "canaria.quillfeather@example.net", place: "IE" };
const canary = /Quillfeather|canaria\./i;

let mine = { cookie: "", reference: "" };
let other = { cookie: "", reference: "" };

test.beforeAll(async ({ browser }) => {
  const enter = async (who: typeof hers) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const reference = await askForCopy(page, who);
    await prove(page, who.email, reference);
    const cookie = await cookiesOf(page);
    await context.close();
    return { cookie, reference };
  };
  other = await enter(hers);
  mine = await enter({ name: "Otto Other", email: "otto.other@example.org", place: "IE" });
});

/** What the framework draws around "sign in first" differs by chance; that it is that is all. */
const led = (answer: Answer) => (answer.location === "/desk/sign-in" ? { ...answer, text: "" } : answer);

/** An answer without what names the request that was asked for, and without what is new each time. */
const plain = (answer: Answer, reference: string) =>
  [answer.status, answer.location, led(answer).text]
    .join("\n")
    .replaceAll(reference, "LK-…")
    .replaceAll(encodeURIComponent(reference), "LK-…")
    .replaceAll(/nonce="[^"]+"|"nonce":"[^"]+"|nonce-[\w+/=]+|name="(?:formKey|once)" value="[^"]+"/g, "");

async function eachOf<T>(some: readonly T[], what: (one: T) => Promise<void>): Promise<void> {
  const left = [...some];
  const next = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await what(one);
  };
  await Promise.all([next(), next(), next(), next()]);
}

const about = all.filter(({ path }) => path.includes("[ref]"));
const anew = "/r/[ref]/prove/again";
const whoever = () =>
  [
    ["nobody", ""],
    ["another person", mine.cookie],
  ] as const;

test("TM-01 another's request answers like one that is not there: every page and route, to nobody and to another person", async () => {
  expect(about.length).toBeGreaterThan(60);
  const compare = async (name: string, cookie: string, route: Route) => {
    for (const method of route.methods.filter((one) => one === "GET" || one === "POST")) {
      const asked = (reference: string) => {
        const path = filled(route.path, { ref: reference });
        return method === "GET" ? get(path, { cookie }) : post(path, { version: "1", text: "x" }, { cookie });
      };
      const [found, missing] = [await asked(other.reference), await asked(nowhere)];
      const where = `${name} ${method} ${route.path}`;
      expect(`${where}\n${plain(found, other.reference)}`).toBe(`${where}\n${plain(missing, nowhere)}`);
      expect(found.text, where).not.toMatch(canary);
      expect(found.status, where).toBeLessThan(500);
    }
  };
  await changesNothing(async () => {
    for (const [name, cookie] of whoever())
      await eachOf(
        about.filter(({ path }) => path !== anew),
        (route) => compare(name, cookie, route),
      );
  });
  // Whoever knows a reference may have a code sent, to the mailbox on file and to no other; the answer tells nothing.
  for (const [name, cookie] of whoever())
    for (const route of about.filter(({ path }) => path === anew)) await compare(name, cookie, route);
});

/** The ways round a check of the address that were found in frameworks. */
const detours = (path: string): [string, Record<string, string>][] => [
  [`${path}.rsc`, {}],
  [`${path}.segments/_tree.segment.rsc`, {}],
  [`${path}?_rsc=1a2b3`, { rsc: "1" }],
  [path, { rsc: "1", "next-router-prefetch": "1" }],
  [path, { rsc: "1", "next-router-segment-prefetch": "/_tree" }],
  [
    path,
    { rsc: "1", "next-router-state-tree": encodeURIComponent(JSON.stringify(["", {}, null, null, true])) },
  ],
  [path, { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" }],
  [
    path,
    {
      "x-middleware-subrequest": "src/middleware:src/middleware:src/middleware:src/middleware:src/middleware",
    },
  ],
  [path, { "x-middleware-prefetch": "1", "x-nextjs-data": "1", purpose: "prefetch" }],
  [path, { "x-original-url": path, "x-rewrite-url": path, "x-matched-path": path, "x-invoke-path": path }],
  [`/about?x=1`, { "x-matched-path": path, "x-invoke-path": path, "x-original-url": path }],
  [`/${path}`, {}],
  [path.toUpperCase(), {}],
  [path.replaceAll("/", "%2f").replace("%2f", "/"), {}],
  [path.replace("desk", "%64esk"), {}],
  [`/about/..;${path}`, {}],
  [`/about/%2e%2e${path}`, {}],
  [`${path}/`, {}],
  [`/_next/data/build${path}.json`, {}],
  [`/still/-/en${path}`, {}],
  [`${path}?nxtPref=${other.reference}&nxtI=1&__nextDataReq=1&_nextRouteParams=1`, {}],
];

test("ADV-33 ADV-34 TM-05 no detour leads past the door", async () => {
  const inner = all.filter(({ page, path }) => page && (path.startsWith("/desk") || path.includes("[ref]")));
  const asked = full ? inner : inner.filter((_, at) => at % 6 === 0);
  await eachOf(asked, async (route) => {
    for (const [path, headers] of detours(filled(route.path, { ref: other.reference }))) {
      for (const cookie of ["", mine.cookie]) {
        const answer = await get(path, { ...headers, ...(cookie ? { cookie } : {}) });
        expect(answer.text, path).not.toMatch(canary);
        expect(answer.status, `${path} ${JSON.stringify(headers)}`).toBeLessThan(500);
        if (path.toLowerCase().startsWith("/desk") && !route.path.startsWith("/desk/sign-in"))
          expect(answer.text, path).not.toMatch(/class="desk-side|aria-label="Desk"/);
      }
    }
  });
  // One's own page stays one's own, whatever is said behind it.
  for (const name of ["ref", "nxtPref", "nxtP_ref", "__nextParams", "params"]) {
    const answer = await get(`/r/${mine.reference}?${name}=${other.reference}`, { cookie: mine.cookie });
    expect(answer.text).not.toMatch(canary);
    expect(answer.text).toContain(mine.reference);
  }
});

const foreign: Record<string, string>[] = [
  { origin: "null" },
  { origin: "https://evil.example" },
  { origin: "", referer: "https://evil.example/page" },
  { "sec-fetch-site": "cross-site" },
];

test("TM-14 nothing is done without a page of ours behind it, and nothing at all by GET", async ({
  browser,
}) => {
  const alba = await signIn(browser, "Alba");
  const cookie = `${mine.cookie}; ${await cookiesOf(alba)}`;
  // What programs send to /api carries its own proof; what goes through the company's sign-in its own too.
  const forms = all.filter(({ path, methods }) => methods.includes("POST") && !path.startsWith("/api/"));
  expect(forms.length).toBeGreaterThan(90);
  const reads = (route: Route) => route.methods.includes("GET");
  await changesNothing(async () => {
    await eachOf(forms, async (route) => {
      const path = filled(route.path, { ref: mine.reference });
      for (const headers of full ? foreign : foreign.slice(0, 3)) {
        const answer = await post(path, { version: "1" }, { ...headers, cookie });
        expect([path, answer.status === 403 || answer.status === 303 || answer.status === 404]).toEqual([
          path,
          true,
        ]);
        expect([path, answer.cookies.filter((one) => !/notice/.test(one))]).toEqual([path, []]);
      }
      if (!reads(route)) expect([path, (await get(path, { cookie })).status]).toEqual([path, 405]);
    });
  });
  await alba.reload();
  await expect(alba.getByRole("navigation", { name: "Desk" })).toBeVisible();
  await alba.context().close();
});

test("TM-65 three hundred known places hold nothing", async () => {
  expect(knownPlaces.length).toBeGreaterThanOrEqual(300);
  await eachOf(knownPlaces, async (path) => {
    let answer = await get(path);
    for (let hops = 0; answer.status === 308 && hops < 3; hops += 1) answer = await get(answer.location);
    expect([path, answer.status]).toEqual([
      path,
      path.startsWith("/desk/") && answer.status === 307 ? 307 : answer.status === 400 ? 400 : 404,
    ]);
    expect(answer.text, path).not.toMatch(/"dependencies"|PRIVATE KEY|HABEAS_|sourcesContent/);
  });
  const page = await get("/desk/sign-in");
  const chunks = [...page.text.matchAll(/\/_next\/static\/[\w./-]+\.(?:js|css)/g)].map(([one]) => one);
  expect(chunks.length).toBeGreaterThan(2);
  await eachOf([...new Set(chunks)], async (chunk) => {
    expect((await get(`${chunk}.map`)).status).toBe(404);
    expect((await get(chunk)).text).not.toMatch(/sourceMappingURL=|HABEAS_(?:MASTER|DATABASE|OIDC)/);
  });
});
