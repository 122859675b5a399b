import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { form as formSchema } from "#connectors/language/form.ts";
import { derivedOf, givenOf, hostile } from "../fixture/given.ts";

const anyText = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "binary", maxLength: 100 }));

async function files(form: object, records: readonly object[]) {
  const { files: all, counts } = await derivedOf(givenOf(formSchema.parse(form), records));
  return {
    text: (extension: string) => all.get(`portable/01-shop-things.${extension}`) ?? "",
    count: (extension: string) => counts.find(({ path }) => path.endsWith(`.${extension}`)),
  };
}

describe("places", () => {
  const form = { as: "place", latitude: "lat", longitude: "lon", at: "at" };
  const records = [
    { lat: 53.33, lon: "-6.2756", at: "2026-02-03T09:05:00Z", note: "</gpx>" },
    { lat: 0.0000001, lon: 0, at: "2026-02-03T09:05:00" },
    { lat: 91, lon: 0, at: null },
    { lat: "</gpx>", lon: "1\r\n", at: "x" },
    { lat: null, lon: 1 },
  ];

  it("are points of GeoJSON, latitude last, with the record beside them", async () => {
    const { text, count } = await files(form, records);
    const { type, features } = JSON.parse(text("geojson"));
    expect(type).toBe("FeatureCollection");
    expect(features.map((one: { geometry: unknown }) => one.geometry)).toEqual([
      { type: "Point", coordinates: [-6.2756, 53.33] },
      { type: "Point", coordinates: [0, 1e-7] },
    ]);
    expect(features[0].properties).toEqual(records[0]);
    expect(count("geojson")).toMatchObject({ records: 2, leftOut: 3, odd: 0 });
  });

  it("are way points of GPX that an XML parser reads", async (test) => {
    const { text, count } = await files(form, records);
    const gpx = text("gpx");
    expect(gpx).toContain('<wpt lat="53.33" lon="-6.2756"><time>2026-02-03T09:05:00Z</time></wpt>');
    expect(gpx).toContain('<wpt lat="0.0000001" lon="0"></wpt>');
    expect(count("gpx")).toMatchObject({ records: 2, leftOut: 3, odd: 1 });
    const program =
      "import sys, xml.dom.minidom as m; print(len(m.parse(sys.stdin).getElementsByTagName('wpt')))";
    const { error, stdout } = spawnSync("python3", ["-c", program], { input: gpx, encoding: "utf8" });
    if (error) test.skip("python3 is not installed");
    expect(stdout.trim()).toBe("2");
  });
});

describe("orders and posts", () => {
  it("are orders of schema.org with exact amounts", async () => {
    const form = {
      as: "order",
      number: "no",
      at: "at",
      total: "cents",
      per_unit: 100,
      currency: "cur",
      item: "what",
    };
    const { text, count } = await files(form, [
      { no: 1, at: "2026-02-03", cents: 5, cur: "EUR", what: "Tent </script>" },
      { no: "B", at: "2026-02-03T10:00:00Z", cents: -123456, cur: "EUR" },
      { no: null, at: "x", cents: "1e3", cur: "euro" },
    ]);
    const { "@context": context, "@graph": orders } = JSON.parse(text("jsonld"));
    expect(context).toBe("https://schema.org");
    expect(orders.map((one: { acceptedOffer?: { price: string } }) => one.acceptedOffer?.price)).toEqual([
      "0.05",
      "-1234.56",
      undefined,
    ]);
    expect(orders[0]).toMatchObject({
      "@type": "Order",
      orderNumber: "1",
      orderDate: "2026-02-03",
      orderedItem: { name: "Tent </script>" },
    });
    expect(count("jsonld")).toMatchObject({ records: 3, leftOut: 0, odd: 1 });
  });

  it("are a collection of ActivityStreams whose HTML holds no markup of a stranger", async () => {
    const form = { as: "post", text: "body", title: "title", at: "at" };
    const record = fc.record({
      body: anyText,
      title: fc.option(anyText),
      at: fc.constantFrom("2026-02-03T10:00:00Z", "x", null),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 4 }), async (records) => {
        const { orderedItems, totalItems } = JSON.parse((await files(form, records)).text("json"));
        expect(totalItems).toBe(records.length);
        orderedItems.forEach((item: { content: string; source: { content: string } }, n: number) => {
          expect(item.source.content).toBe(records[n]?.body);
          expect(item.content.replaceAll("<br>", "")).not.toMatch(/[<>]/);
        });
      }),
      { numRuns: 40 },
    );
  });

  it("are the same bytes each time, and none are made for a copy to read", async () => {
    const records = [{ id: 1, body: "a" }];
    const form = formSchema.parse({ as: "post", text: "body" });
    const once = async () => [...(await derivedOf(givenOf(form, records))).files];
    expect(await once()).toEqual(await once());
    expect((await derivedOf(givenOf(form, records, { right: "access" }))).files.size).toBe(0);
  });
});
