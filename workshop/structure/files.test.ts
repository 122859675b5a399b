import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkImports } from "../imports.ts";
import { dangerous } from "./danger-rules.ts";
import { clientOnConsumerPages, machinePaths, putOff, strayColours, tooLong } from "./file-rules.ts";
import { sourceFiles } from "./tree.ts";

const files = sourceFiles();

test("the rules see the whole house", () => {
  const rooms = new Set(files.map((file) => file.path.split("/")[0]));
  for (const room of ["app", "lib", "connectors", "drizzle", "demo", "workshop"])
    expect(rooms).toContain(room);
});

describe("each rule holds, and bites when it is broken", () => {
  test("no file over 300 lines", () => {
    expect(tooLong(files)).toEqual([]);
    expect(tooLong([{ path: "lib/core/long.ts", text: "x\n".repeat(301) }])).toHaveLength(1);
    expect(tooLong([{ path: "lib/core/just.ts", text: "x\n".repeat(300) }])).toEqual([]);
  });

  test("colours only in the tokens", () => {
    expect(strayColours(files)).toEqual([]);
    for (const text of [
      "a { color: #b0c }",
      "a { color: #11223344 }",
      "const c = 'rgb(0 0 0)'",
      "x: oklch(0.5 0 0)",
    ]) {
      expect(strayColours([{ path: "app/x.css", text }])).toHaveLength(1);
      expect(strayColours([{ path: "app/_ui/look/tokens.css", text }])).toEqual([]);
    }
    expect(
      strayColours([{ path: "app/x.tsx", text: `import "#app/_ui/x.ts"; <a href="#add-one">` }]),
    ).toEqual([]);
  });

  test("no path of one machine", () => {
    expect(machinePaths(files)).toEqual([]);
    const path = ["", "home", "somebody", "x"].join("/");
    expect(machinePaths([{ path: "docs/a.md", text: `see ${path}` }])).toHaveLength(1);
  });

  test("nothing put off, no check silenced", () => {
    expect(putOff(files)).toEqual([]);
    const planted = ["TO", "DO"].join("");
    const silenced = ["@ts", "ignore"].join("-");
    expect(putOff([{ path: "lib/a.ts", text: `// ${planted}: later\n// ${silenced}` }])).toHaveLength(2);
  });

  test("ADV-04, ADV-09, TM-22: product code makes no code of text, starts no program, draws no lots, asks by one client", () => {
    expect(dangerous(files)).toEqual([]);
    for (const text of [
      `${"ev" + "al"}(text)`,
      `new ${"Func" + "tion"}("return 1")`,
      `import vm from "node:vm";`,
      `import { spawn } from "node:child_process";`,
      "const n = Math.random() * 9;",
      "<p dangerouslySetInnerHTML={{ __html: text }} />",
      "cell.innerHTML = text;",
      "await import(name)",
      "await fetch(address)",
      `import { request } from "undici";`,
    ]) {
      expect(dangerous([{ path: "lib/core/a.ts", text }]), text).toHaveLength(1);
      expect(dangerous([{ path: "lib/core/a.test.ts", text }]), text).toEqual([]);
    }
    expect(dangerous([{ path: "lib/core/a.ts", text: `await import("./b.ts");` }])).toEqual([]);
  });

  test("consumer pages reach no client component of ours", async () => {
    const { graph } = await checkImports(join(import.meta.dirname, "../.."));
    expect(clientOnConsumerPages(files, graph)).toEqual([]);
    const planted = [
      { path: "app/(portal)/page.tsx", text: "" },
      { path: "app/_ui/kit.tsx", text: "" },
      { path: "app/_ui/toy.tsx", text: `// why\n"use client";` },
    ];
    const imports = new Map([
      ["app/(portal)/page.tsx", ["app/_ui/kit.tsx"]],
      ["app/_ui/kit.tsx", ["app/_ui/toy.tsx", "app/(portal)/page.tsx"]],
    ]);
    expect(clientOnConsumerPages(planted, imports)).toEqual([
      "app/(portal)/page.tsx reaches the client component app/_ui/toy.tsx",
    ]);
  });
});
