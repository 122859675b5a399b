import { expect, it } from "vitest";
import { log } from "#lib/core/log.ts";
import { plainPage } from "./plain-page.ts";

log.level = "silent";

it("answers each trouble with its own status, words and a way on", async () => {
  const expected = {
    foreign: 403,
    large: 413,
    unreadable: 400,
    tooMany: 429,
    trouble: 503,
    unmade: 503,
    codeFirst: 403,
    nothing: 404,
    maintenance: 503,
  } as const;
  const titles = new Set<string>();
  for (const [why, status] of Object.entries(expected) as [keyof typeof expected, number][]) {
    const answer = await plainPage(why);
    const html = await answer.text();
    expect(answer.status).toBe(status);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(html).toMatch(/<html lang="en" dir="ltr">[\s\S]*<h1>[^<]{5,}<\/h1>/);
    if (why !== "maintenance") expect(html).toContain('<a href="/">');
    expect(html).not.toMatch(/style=|<script|undefined/);
    titles.add(html.slice(html.indexOf("<h1>"), html.indexOf("</p>")));
  }
  expect(titles.size).toBe(9);
});

it("offers to try again where there is a page to go back to, as text and never as markup", async () => {
  expect(await (await plainPage("unmade", "/r/LK-7K4-2QD")).text()).toContain('href="/r/LK-7K4-2QD"');
  expect(await (await plainPage("unmade", '/"><script>')).text()).not.toContain("<script>");
});
