import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NextRequest } from "next/server";
import { beforeAll, describe, expect, it } from "vitest";
import { GET } from "#app/still/[brand]/[language]/[[...page]]/route.ts";
import { answerIn, directionOf } from "#lib/core/languages.ts";
import { log } from "#lib/core/log.ts";
import { company } from "#lib/worker/fixture/systems.ts";
import { proxy } from "../../../proxy.ts";

const pages = ["", "about", "about/embed", "about/privacy", "about/proof", "accessibility", "check-file"];
const northwind = {
  id: "northwind",
  name: "Northwind",
  domains: ["privacy.northwind.example"],
  languages: ["de"],
  theme: { accent: "#7a1f3d" },
  texts: { de: { home_title: "Ihre Daten bei 'Northwind'" } },
};

beforeAll(() => {
  log.level = "silent";
  const folder = mkdtempSync(join(tmpdir(), "habeas-still-"));
  const map = { company: { ...company, languages: answerIn, brands: [northwind] }, systems: [] };
  writeFileSync(join(folder, "map.yaml"), JSON.stringify(map));
  Object.assign(process.env, {
    // Nothing answers there: such a page is made all the same.
    HABEAS_DATABASE_URL: "postgres://nobody@127.0.0.1:9/none",
    HABEAS_ORIGIN: "http://localhost:4000",
    HABEAS_MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
    HABEAS_MAP: join(folder, "map.yaml"),
    HABEAS_STORE: folder,
  });
});

const get = (brand: string, language: string, page: string, headers: Record<string, string> = {}) =>
  GET(new Request("http://localhost:4000/", { headers }), {
    params: Promise.resolve({ brand, language, page: page === "" ? [] : page.split("/") }),
  });

describe("a page for everybody", () => {
  // Nobody is being answered here, so a page that reads cookies or headers fails.
  it.each(pages)("/%s is made in every language, and asks nothing of who reads it", async (page) => {
    for (const language of answerIn) {
      const answer = await get("-", language, page);
      expect([language, answer.status]).toEqual([language, 200]);
      const html = await answer.text();
      expect(html).toContain(`<html lang="${language}" dir="${directionOf(language)}">`);
      expect(html.match(/<h1/g)).toHaveLength(1);
      expect(html).not.toMatch(/<script|self\.__next|undefined|\[object|style="(?!display|color)/);
    }
  });

  it("is that of its brand: name, words, colours and links", async () => {
    const html = await (await get("northwind", "de", "")).text();
    expect(html).toContain("<h1>Ihre Daten bei ’Northwind’</h1>");
    expect(html).toContain('href="/look/brand.css"');
    expect(html).not.toContain("Larkspur");
    expect(await (await get("northwind", "de", "about/embed")).text()).toContain(
      "http://privacy.northwind.example/ask/opt_out",
    );
    expect(await (await get("-", "de", "")).text()).not.toContain("brand.css");
  });

  it("is kept by browsers, which ask whether it is still so", async () => {
    const first = await get("-", "en", "about");
    const etag = first.headers.get("etag") ?? "";
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    expect(first.headers.get("vary")).toBe("Accept-Language, Cookie");
    expect((await get("-", "en", "about", { "if-none-match": `W/${etag}` })).status).toBe(304);
    expect((await get("-", "de", "about", { "if-none-match": etag })).status).toBe(200);
  });

  it("leads nowhere for a brand, a language or a page that is not there", async () => {
    for (const [brand, language, page] of [
      ["-", "xx", ""],
      ["evil", "en", ""],
      ["northwind", "fr", ""],
      ["-", "en", "constructor"],
    ] as const)
      expect((await get(brand, language, page)).headers.get("location")).toBe("/nothing-here");
  });
});

describe("the way to it", () => {
  const led = (path: string, headers: Record<string, string>) =>
    proxy(new NextRequest(`http://localhost:4000${path}`, { headers })).headers;
  const to = (path: string, headers: Record<string, string>) =>
    new URL(led(path, headers).get("x-middleware-rewrite") ?? "http://x/none").pathname;

  it("goes by the host and by what the reader reads", () => {
    expect(to("/", { host: "localhost:4000", "accept-language": "fr, en;q=0.5" })).toBe("/still/-/fr");
    expect(to("/about", { host: "localhost:4000", cookie: "habeas_language=ar" })).toBe("/still/-/ar/about");
    expect(to("/", { host: "privacy.northwind.example", cookie: "habeas_language=ar" })).toBe(
      "/still/northwind/de",
    );
    expect(to("/", { host: "evil.example", cookie: "habeas_language=../../desk" })).toBe("/still/-/en");
  });

  it("leaves a question behind the address to the page itself", () => {
    expect(to("/check-file?said=nothing", { host: "localhost:4000" })).toBe("/none");
  });

  it("leads from a brand's host to the desk at the first origin", () => {
    expect(led("/desk/approvals", { host: "privacy.northwind.example" }).get("location")).toBe(
      "http://localhost:4000/desk/approvals",
    );
    expect(led("/desk", { host: "localhost:4000" }).get("location")).toBeNull();
  });

  it("is closed while we work on the site", () => {
    process.env.HABEAS_MAINTENANCE = "yes";
    try {
      expect(to("/", { host: "localhost:4000" })).toBe("/maintenance");
    } finally {
      delete process.env.HABEAS_MAINTENANCE;
    }
  });
});
