import { describe, expect, it } from "vitest";
import { type Collection, collection, type WrittenCollection } from "#connectors/collection.ts";
import { portabilityRule } from "#lib/law/duties/portability.ts";
import { letter } from "#lib/notice/letter/letter.ts";
import { inventedFacts, ownKey, pieces } from "./fixture/source.ts";
import { bundled, unzipped } from "./fixture/unzip.ts";
import { portablePart } from "./portable.ts";

const written = (more: Partial<WrittenCollection>): Collection =>
  collection.parse({
    name: "profile",
    label: "Your profile",
    category: "identifiers",
    purpose: "To know you",
    legal_basis: "contract",
    source: "You",
    retention: "One year",
    key: ["id"],
    subject_key: "id",
    fields: { id: { label: "Entry" }, name: { label: "Name" }, score: { label: "Score", origin: "derived" } },
    ...more,
  });

const line = `${ownKey}\t{"id":12345678901234567890,"name":"Zoë \\ud800","score":1.50,"extra":"x","more":[1.0]}\n`;
const sourceOf = (one: Collection) => ({
  collection: one,
  rows: 1,
  open: () => pieces(Buffer.from(line), 9),
  files: [],
});

async function textOf(lines: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const piece of lines) all.push(piece);
  return Buffer.concat(all).toString("utf8");
}

describe("what may be taken along", () => {
  it.each<[string, string[], Partial<WrittenCollection>, string | string[]]>([
    ["held on a contract", ["EU_GDPR"], {}, ["Score"]],
    ["held on consent", ["EU_GDPR"], { legal_basis: "consent" }, ["Score"]],
    ["held because a law says so", ["EU_GDPR"], { legal_basis: "legal_obligation" }, "basis"],
    ["held for an interest of the company", ["UK_GDPR"], { legal_basis: "legitimate_interests" }, "basis"],
    ["what a visit left behind", ["EU_GDPR"], { origin: "observed" }, ["Score"]],
    ["worked out by the company", ["EU_GDPR"], { origin: "derived" }, "origin"],
    ["got from somebody else", ["CH_FADP"], { origin: "third_party" }, "origin"],
    ["inferences, where the map says no more", ["EU_GDPR"], { category: "inferences" }, "origin"],
    ["Quebec minds no legal basis", ["CA_QC_LAW25"], { legal_basis: "legitimate_interests" }, ["Score"]],
    ["Quebec leaves out what was worked out", ["CA_QC_LAW25"], { origin: "derived" }, "origin"],
    [
      "California gives everything",
      ["US_CA_CCPA"],
      { origin: "derived", legal_basis: "legal_obligation" },
      [],
    ],
    ["two laws: what either gives", ["EU_GDPR", "US_CA_CCPA"], { origin: "third_party" }, []],
    ["nobody's law: everything", ["OWN_POLICY"], { origin: "third_party" }, []],
  ])("%s", (_what, laws, more, expected) => {
    const part = portablePart(sourceOf(written(more)), laws.map(portabilityRule));
    if (typeof expected === "string") {
      expect(part).toMatchObject({ notPortable: expected, rows: 0, open: null, files: [] });
    } else {
      expect(part.notPortable).toBeUndefined();
      expect(part.leftOut ?? []).toEqual(expected);
      expect(part.rows).toBe(1);
    }
  });

  it("is every record without the fields that are not, each value as the system wrote it", async () => {
    const part = portablePart(sourceOf(written({})), [portabilityRule("EU_GDPR")]);
    expect(Object.keys(part.collection.fields)).toEqual(["id", "name"]);
    expect(await textOf(part.open?.() ?? pieces(Buffer.alloc(0), 1))).toBe(
      `${ownKey}\t{"id":12345678901234567890,"name":"Zoë \\ud800"}\n`,
    );
  });

  it("stops where a record is no JSON", async () => {
    const broken = { ...sourceOf(written({})), open: () => pieces(Buffer.from(`${ownKey}\tnone\n`), 3) };
    const part = portablePart(broken, [portabilityRule("EU_GDPR")]);
    await expect(textOf(part.open?.() ?? pieces(Buffer.alloc(0), 1))).rejects.toThrow("not valid JSON");
  });

  it("is in the copy, and the rest is named with its reason", async () => {
    const facts = inventedFacts({
      orderTexts: ['{"number":"1","note":"ring twice","total":12.50,"tags":[]}'],
    });
    const rules = [portabilityRule("EU_GDPR")];
    const systems = facts.systems.map((one) => ({
      ...one,
      collections: one.collections.map((part) => portablePart(part, rules)),
    }));
    const portable = { ...facts, right: "portability" as const, systems };
    const { zip } = await bundled({ ...portable, letter: letter(portable) });
    const files = await unzipped(zip);
    const names = [...files.keys()];
    expect(names).toContain("data/01-shop/orders.ndjson");
    expect(names.some((name) => name.startsWith("data/01-shop/con"))).toBe(false);
    const all = [...files.values()].map((bytes) => bytes.toString("utf8")).join("\n");
    expect(all).not.toContain("Leila Haddad");
    for (const page of ["START-HERE.html", "about/what-is-not-here.html", "letter.html", "letter.txt"]) {
      expect(files.get(page)?.toString("utf8")).toContain("Your contacts (Shop and orders)");
    }
    expect(files.get("START-HERE.html")?.toString("utf8")).toContain(
      "Your data from Larkspur, to take along",
    );
    expect(JSON.parse(String(files.get("manifest.json"))).systems[0].not_portable).toEqual({ con: "basis" });
  });
});
