import { describe, expect, it } from "vitest";
import { FolderNames, stem, systemFolder } from "./names.ts";

describe("names within the bundle", () => {
  it("are never the same twice in one folder", () => {
    const names = new FolderNames();
    expect(["a.pdf", "a.pdf", "a.pdf", "a.png"].map((n) => names.take(n))).toEqual([
      "a.pdf",
      "a-2.pdf",
      "a-3.pdf",
      "a.png",
    ]);
    const long = `${"x".repeat(64)}.pdf`;
    expect(names.take(long)).toBe(long);
    expect(names.take(long)).toBe(`${"x".repeat(62)}-2.pdf`);
  });

  it("are never those that Windows keeps for itself", () => {
    expect(stem("con")).toBe("con_");
    expect(new FolderNames().take("nul.pdf")).toBe("nul_.pdf");
    expect(systemFolder(3, "crm_old")).toBe("data/03-crm-old");
  });

  it.each([
    "../a.pdf",
    "a/b.pdf",
    "A.pdf",
    "a",
    "a.",
    ".pdf",
    "a\u0000.pdf",
    "a\u202Efdp.exe",
    "a.pdf ",
    "é.pdf",
  ])("refuse what was not generated: %j", (name) => {
    expect(() => new FolderNames().take(name)).toThrow(expect.objectContaining({ code: "conflict" }));
  });

  it("gives out no file that runs when it is opened", () => {
    const names = new FolderNames();
    expect(["a.html", "a.svg", "a.pdf", "a.js"].map((name) => names.take(name))).toEqual([
      "a.txt",
      "a-2.txt",
      "a.pdf",
      "a-3.txt",
    ]);
  });
});
