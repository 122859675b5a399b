import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, it } from "vitest";
import { letter } from "#lib/notice/letter/letter.ts";
import { inventedFacts, pieces, testSigner } from "../fixture/source.ts";
import { bundled, unzipped } from "../fixture/unzip.ts";
import { isSignedBy, readSignature } from "../signature/minisign.ts";

const orderTexts = [
  '{"number":1,"note":"=1+1 東京","total":-12.50,"tags":["a"],"surprise":null}',
  '{"number":2,"note":"","total":12345678901234567890}',
];
const facts = inventedFacts({
  orderTexts,
  facts: { portal: "https://privacy.example.com" },
  orders: {
    files: [
      { fileName: "invoice.pdf", mediaType: "application/pdf", open: () => pieces(Buffer.from("%PDF"), 3) },
    ],
  },
});

let files: Map<string, Buffer>;
beforeAll(async () => {
  const { zip } = await bundled({ ...facts, letter: letter(facts) });
  files = await unzipped(zip);
});

const textOf = (path: string) => files.get(path)?.toString("utf8") ?? "";
const jsonOf = (path: string) => JSON.parse(textOf(path));
const hashOf = (path: string) =>
  createHash("sha256")
    .update(files.get(path) ?? "missing")
    .digest("hex");

/** Ajv with a schema in which every key that is not named is wrong, so that none goes undocumented. */
function strict(schema: object) {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
  formats.default(ajv);
  return ajv.compile(closed(schema) as object);
}

function closed(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(closed);
  const entries = Object.entries(schema).map(([key, value]) => [key, closed(value)]);
  const isObject = "properties" in schema && "type" in schema && !("additionalProperties" in schema);
  return Object.fromEntries([...entries, ...(isObject ? [["additionalProperties", false]] : [])]);
}

describe("the package's descriptions", () => {
  it.each([
    ["manifest.json", "manifest"],
    ["data.json", "data"],
  ])("%s keeps to its published schema, with no key that the schema does not name", (path, name) => {
    const schema = JSON.parse(
      readFileSync(new URL(`../../../docs/schemas/${name}.schema.json`, import.meta.url), "utf8"),
    );
    const validate = strict(schema);
    expect(validate(jsonOf(path)), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...jsonOf(path), more: 1 })).toBe(false);
    expect(validate({ ...jsonOf(path), reference: 1 })).toBe(false);
  });

  it("every record keeps to the schema beside it, which allows no field that is never disclosed", () => {
    const ajv = new Ajv2020({ strict: true });
    const validate = ajv.compile(jsonOf("data/01-shop/orders.schema.json"));
    for (const line of textOf("data/01-shop/orders.ndjson").trimEnd().split("\n"))
      expect(validate(JSON.parse(line))).toBe(true);
    expect(validate({ number: 1, pin: "1234" })).toBe(false);
    expect(jsonOf("data/01-shop/orders.schema.json").properties.note).toEqual({
      title: "Note",
      description: "What you wrote for the courier",
    });
  });

  it("the bag's lists name every file once, with its hash, and its info counts the payload", () => {
    const lines = (path: string) => textOf(path).trimEnd().split("\n");
    const payload = [...files.keys()].filter((path) => path.startsWith("data/"));
    const tags = [...files.keys()].filter(
      (path) => !payload.includes(path) && path !== "tagmanifest-sha256.txt",
    );
    expect(lines("manifest-sha256.txt").toSorted()).toEqual(
      payload.map((path) => `${hashOf(path)}  ${path}`).toSorted(),
    );
    expect(lines("tagmanifest-sha256.txt").toSorted()).toEqual(
      tags.map((path) => `${hashOf(path)}  ${path}`).toSorted(),
    );
    const octets = payload.reduce((sum, path) => sum + (files.get(path)?.length ?? 0), 0);
    expect(lines("bag-info.txt")).toContain(`Payload-Oxum: ${octets}.${payload.length}`);
    expect(lines("bag-info.txt")).toContain("Bagging-Date: 2026-03-12");
    expect(textOf("bagit.txt")).toBe("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
  });

  it("the data package names every table and its columns in their order", () => {
    const { resources } = jsonOf("datapackage.json");
    for (const { path, bytes, hash } of resources)
      expect([path, bytes, hash]).toEqual([path, files.get(path)?.length, `sha256:${hashOf(path)}`]);
    const tables = resources.filter(({ type }: { type?: string }) => type === "table");
    expect(tables.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining([...files.keys()].filter((path) => path.endsWith(".csv"))),
    );
    for (const { path, schema, dialect } of tables) {
      const [header] = parse(textOf(path), {
        bom: true,
        delimiter: dialect.delimiter,
        record_delimiter: "\r\n",
      });
      expect(schema.fields.map(({ name }: { name: string }) => name)).toEqual(header);
    }
    expect(new Set(resources.map(({ name }: { name: string }) => name)).size).toBe(resources.length);
  });

  it("the provenance knows where every file of the data came from, and refers to nothing that it does not name", () => {
    const graph: Record<string, unknown>[] = jsonOf("provenance.jsonld")["@graph"];
    const ids = new Set(graph.map((node) => node["@id"]));
    for (const node of graph)
      for (const value of Object.values(node))
        if (typeof value === "object" && value !== null && "@id" in value)
          expect(ids).toContain(value["@id"]);
    for (const path of [...files.keys()].filter((one) => one.startsWith("data/"))) {
      const node = graph.find((one) => one["@id"] === path);
      expect([path, node?.["habeas:sha256"]]).toEqual([path, hashOf(path)]);
    }
  });

  it("counts what was collected, and what went into the tables and the lines", () => {
    const { systems, timeline, hidden } = jsonOf("manifest.json");
    expect(systems[0].counts).toEqual([
      { collection: "orders", collected: 2, ndjson: 2, csv: 2, files: 1 },
      { collection: "con", collected: 1, ndjson: 1, csv: 1, files: 0 },
    ]);
    expect(systems[0].unexplained_fields).toEqual({ orders: ["surprise"] });
    expect([timeline, hidden]).toEqual([{ events: 0, left_out: 0 }, []]);
  });

  it("is signed over the manifest, and says in words how to check it", () => {
    const signature = readSignature(textOf("manifest.sig"));
    if (signature === null) throw new Error("no signature");
    const manifest = files.get("manifest.json") ?? Buffer.alloc(0);
    expect(isSignedBy(manifest, signature, testSigner.publicKey)).toBe(true);
    expect(signature.comment).toBe("timestamp:1773307800\tfile:manifest.json\thashed");
    const explained = textOf("SIGNATURE.txt");
    expect(explained).toContain(testSigner.publicKey.line);
    expect(explained).toContain(testSigner.publicKey.id);
    expect(explained).toContain("https://privacy.example.com/.well-known/habeas-bundle-keys");
    expect(explained).toContain("https://privacy.example.com/check-file");
  });
});
