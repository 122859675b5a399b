import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { company } from "#lib/worker/fixture/systems.ts";
import { logoFindings } from "./brands.ts";
import { lineOf } from "./mistake.ts";
import { readMapText } from "./read-map.ts";

const northwind = { id: "northwind", name: "Northwind", domains: ["privacy.northwind.example.com"] };
const told = (more: object) =>
  readMapText(
    JSON.stringify({ company: { ...company, ...more }, systems: [] }, null, 1),
    "map.yaml",
    "map",
  ).findings.map(lineOf);

describe("brands in the map", () => {
  it("are read without a word where they are right", () => {
    expect(
      told({
        theme: { accent: "#7a1f3d" },
        texts: { de: { home_title: "Ihre Daten bei uns" } },
        brands: [{ ...northwind, languages: ["de"], theme: { accent: "#1f4d7a", paper: "#ffffff" } }],
      }),
    ).toEqual([]);
  });

  it("are refused where names or hosts stand twice", () => {
    const [id, host] = told({ brands: [northwind, { ...northwind }] });
    expect(id).toMatch(
      /^map\.yaml:\d+:\d+ company\.brands\.northwind\.id: another brand is called northwind/,
    );
    expect(host).toContain("is a host of northwind already; remove one of them");
  });

  it.each(["https://a.example.com", "A.example.com", "a.example.com/path", "a b", "a.example.com:0"])(
    "do not take %s for a host",
    (host) => {
      expect(told({ brands: [{ ...northwind, domains: [host] }] })[0]).toContain("write a host like");
    },
  );

  it("may say a closed list of things in their own words, and no markup", () => {
    const texts = (words: object) => told({ brands: [{ ...northwind, texts: { en: words } }] })[0];
    expect(texts({ home_titel: "Yours" })).toContain("did you mean home_title?");
    expect(texts({ home_title: "<b>Yours</b>" })).toContain("write plain words");
  });

  it("are refused where their colours cannot be read, with the line and what to do", () => {
    const [first] = told({ brands: [{ ...northwind, theme: { accent: "#f0a030" } }] });
    expect(first).toMatch(
      /^map\.yaml:\d+:\d+ company\.brands\.northwind\.theme\.accent: links on the page in light/,
    );
    expect(first).toMatch(/#f0a030 on #fbf9f4 is \d\.\d+:1, and 4\.5:1 is needed; take a darker colour$/);
  });
});

describe("a logo", () => {
  const folder = mkdtempSync(join(tmpdir(), "habeas-logo-"));
  const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inside}</svg>`;
  const wrong = (name: string, content: string | Uint8Array | null) => {
    if (content !== null) writeFileSync(join(folder, name), content);
    return logoFindings({ ...company, theme: { logo: name } }, folder, ["company"]).map((one) => one.message);
  };

  it("is a drawing or a picture beside the map", () => {
    expect(wrong("a.svg", svg('<path d="M0 0h9" fill="url(#g)"/><use href="#g"/>'))).toEqual([]);
    expect(wrong("a.png", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0))).toEqual([]);
    expect(wrong("none.svg", null)[0]).toContain("there is no file none.svg");
    expect(wrong("b.png", "GIF89a")[0]).toContain("is no PNG");
    expect(wrong("big.svg", svg(" ".repeat(70_000)))[0]).toContain("larger than 64 kB");
  });

  it.each([
    "<script>alert(1)</script>",
    "<svg:script/>",
    '<path onload="x()"/>',
    "<foreignObject/>",
    '<image href="https://example.com/a.png"/>',
    "<use xlink:href='data:image/svg+xml,x'/>",
    "<style>@import 'a.css'</style>",
    '<path fill="url(https://example.com/x)"/>',
    '<set attributeName="x"/>',
  ])("holds nothing that runs or leads away: %s", (inside) => {
    expect(wrong("bad.svg", svg(inside))).toHaveLength(1);
  });
});
