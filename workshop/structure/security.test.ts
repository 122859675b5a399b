import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { namedTests, threatGaps, threatRows, threats } from "./security-rules.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : null);

test("every threat has one row with a control and a test that exists, or says why not", () => {
  const rows = threatRows(read("docs/security.md") ?? "");
  expect(threatGaps(rows, read)).toEqual([]);
  expect(rows).toHaveLength(threats.length);
});

test("each requirement of ASVS stands once, and what shows it exists", () => {
  const rows = [...(read("docs/asvs.md") ?? "").matchAll(/^\| (\d+\.\d+\.\d+) \|(.*)\|$/gm)];
  const ids = rows.map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBe(327);
  for (const [line, id, rest = ""] of rows) {
    const shown = [...line.matchAll(/\]\(([^)]+)\)/g)].map(([, path = ""]) => join("docs", path));
    for (const path of shown) expect(existsSync(join(root, path)), `${id}: ${path}`).toBe(true);
    if (/ met /.test(rest)) expect(shown, `${id} names nothing that shows it`).not.toEqual([]);
  }
});

test("a row that is missing, twice, without a test or with one that is not there is told", () => {
  const row = (id: string, shown: string) => `| ${id} | what | a control | ${shown} |`;
  const good = "[a.test.ts](../a.test.ts) “does so”";
  const text = threats.map((id) => row(id, good)).join("\n");
  const a = (path: string) => (path === "a.test.ts" ? `test("does so, always")` : null);
  expect(threatGaps(threatRows(text), a)).toEqual([]);
  expect(namedTests(`${good}; ${good}`)).toHaveLength(2);
  const broken: [from: string, to: string][] = [
    [row("TM-01", good), ""],
    [row("TM-02", good), row("TM-01", good)],
    [row("TM-03", good), row("TM-03", "it is fine")],
    [row("TM-04", good), row("TM-04", "[b.test.ts](../b.test.ts) “does so”")],
    [row("TM-05", good), row("TM-05", "[a.test.ts](../a.test.ts) “does not”")],
    [row("TM-06", good), row("TM-06", "[a.ts](../a.ts) “does so”")],
    [row("TM-07", good), `| TM-07 | what |  | ${good} |`],
    [row("TM-08", good), row("TM-99", good)],
  ];
  for (const [from, to] of broken)
    expect(threatGaps(threatRows(text.replace(from, to)), a), to).not.toEqual([]);
  expect(threatGaps(threatRows(text.replace(good, "Open: nobody has tried that so far")), a)).toEqual([]);
});
