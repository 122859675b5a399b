import { describe, expect, it } from "vitest";
import { linkOf } from "./links.ts";
import { regimes } from "./regimes/all.ts";
import type { Source } from "./source.ts";

/** Every source in a law, wherever it stands. */
function sourcesIn(value: unknown): Source[] {
  if (typeof value !== "object" || value === null) return [];
  const here = "cite" in value && "confidence" in value ? [value as Source] : [];
  return [...here, ...Object.values(value).flatMap(sourcesIn)];
}

/** Why a link may not stand in the law; null where it may. */
function wrongWith(url: string): string | null {
  if (/[\s<>"\\^`{|}$]/.test(url)) return "has a sign that no address has";
  if (!URL.canParse(url)) return "is no address";
  const { protocol, username, port, hostname } = new URL(url);
  if (protocol !== "https:") return "is not https";
  if (username || port) return "has a name or a port";
  return /^([a-z0-9-]+\.)+[a-z]{2,}$/.test(hostname) ? null : "has no public host";
}

const all = regimes.flatMap((one) => sourcesIn(one).map((source) => ({ id: one.id, source })));

describe("links to the text of the law", () => {
  it("are well formed and https, everywhere", () => {
    expect(all.length).toBeGreaterThan(200);
    const wrong = all.flatMap(({ id, source }) => {
      const why = source.url === undefined ? null : wrongWith(source.url);
      return why ? [`${id}: ${source.url} ${why}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    "http://example.org/law",
    "example.org/law",
    "https://example.org/a b",
    "https://localhost/law",
    "https://example.org/$1",
  ])("a link like %s would not pass", (url) => {
    expect(wrongWith(url)).not.toBeNull();
  });

  it("stand with every source of the GDPR, the Swiss act and California; of the UK but the regulator's guidance", () => {
    for (const law of ["EU_GDPR", "UK_GDPR", "CH_FADP", "US_CA_CCPA", "US_CA_DELETE_ACT"]) {
      const without = all.filter(({ id, source }) => id === law && source.url === undefined);
      expect(without.filter(({ source }) => !source.cite.startsWith("ICO guidance"))).toEqual([]);
    }
  });

  it("are missing only for laws whose text has no address that we are sure of", () => {
    const without = new Set(all.filter(({ source }) => source.url === undefined).map(({ id }) => id));
    expect([...without].sort()).toEqual(
      ["IN_DPDP", "KR_PIPA", "TH_PDPA", "UK_GDPR", "US_AL", "US_LA", "US_OK", "US_VT"].sort(),
    );
  });

  it("lead to the article that is cited first", () => {
    expect(linkOf("Regulation (EU) 2016/679, article 12(3); Regulation 1182/71, article 3")).toBe(
      "https://eur-lex.europa.eu/eli/reg/2016/679/oj/eng#art_12",
    );
    expect(linkOf("UK GDPR, article 12A(3) and (4)")).toBe(
      "https://www.legislation.gov.uk/eur/2016/679/article/12A",
    );
    expect(linkOf("Civil Code 1798.99.86: a request that cannot be verified is an opt-out")).toMatch(
      /sectionNum=1798\.99\.86\.$/,
    );
    expect(linkOf("DPO, article 18(2)")).toMatch(/2022\/568\/en#art_18$/);
    expect(linkOf("NRS 603A.345 and 346")).toMatch(/#NRS603ASec345$/);
    expect(linkOf("Some other law, article 12")).toBeNull();
  });
});
