import { describe, expect, test } from "vitest";
import { fieldsOf } from "#connectors/conformance/world.ts";
import { erasingPerTest, people, planFor } from "./fixture/erasing.ts";
import type { Written } from "./fixture/opened.ts";

const { put, read, open } = erasingPerTest();

describe("what stands beside an erased record stays byte for byte", () => {
  const rows = [
    '"id",email,"text"',
    'p-2,jun@example.com,"says ""hi"", and\r\nmore"',
    'p-1,mina@example.com,"hers, ""all"" of it\nand this"',
    '"p-3","o@example.com",é ß €',
    "p-4,,",
  ];
  const layouts = [
    { end: "\n", last: "\n", encoding: "utf-8" },
    { end: "\r\n", last: "", encoding: "utf-8" },
    { end: "\r", last: "\r", encoding: "windows-1252" },
    { end: "\r\n", last: "\r\n", encoding: "utf-16le" },
    { end: "\n", last: "\n\n\n", encoding: "iso-8859-15" },
  ] as const;
  const signs: Record<string, Record<string, number>> = {
    "windows-1252": { "€": 0x80 },
    "iso-8859-15": { "€": 0xa4 },
  };
  const encode = (text: string, encoding: (typeof layouts)[number]["encoding"]) => {
    if (encoding === "utf-8") return Buffer.from(`\ufeff${text}`);
    if (encoding === "utf-16le") return Buffer.from(`\ufeff${text}`, "utf16le");
    return Buffer.from([...text].map((sign) => signs[encoding]?.[sign] ?? sign.charCodeAt(0)));
  };

  test.each(layouts)("in CSV with $encoding and its own line ends", async ({ end, last, encoding }) => {
    const whole = (kept: readonly string[]) => encode(kept.join(end) + last, encoding);
    put("people.csv", whole(rows));
    const layout = { pattern: "people.csv", csv: { encoding } };
    const plan = await planFor(await open([people({ files: layout })]), "mina@example.com");
    expect(plan.steps.map((step) => step.act)).toEqual(["delete"]);
    await plan.actAll();
    expect(read("people.csv")).toEqual(whole(rows.filter((row) => !row.startsWith("p-1"))));
  });

  test.each(layouts)("and of a changed one its other values: $encoding", async ({ end, last, encoding }) => {
    const changed = rows.map((row) =>
      row.replace("mina@example.com", "").replace(/"hers.*$/s, '"gone, ""all"""'),
    );
    const whole = (kept: readonly string[]) => encode(kept.join(end) + last, encoding);
    put("people.csv", whole(rows));
    const erasure = {
      act: "anonymise",
      fields: { email: "null", text: { constant: 'gone, "all"' } },
    } as const;
    const plan = await planFor(
      await open([people({ files: { pattern: "people.csv", csv: { encoding } }, erasure })]),
      "mina@example.com",
    );
    await plan.actAll();
    expect(read("people.csv")).toEqual(whole(changed));
    const [step] = plan.steps;
    if (step) expect(await plan.eraser.standing(step, plan.rowsOf(0))).toBe(0);
  });

  test("in lines of JSON with spaces, long numbers, Windows' line ends and a line that is being written", async () => {
    const others = [
      '\ufeff{ "id":"p-2","email":"jun@example.com", "n":12345678901234567890 }\r\n',
      "\n",
      '{"id":"p-3"}\r\n',
    ];
    const torn = '{"id":"p-9","ema';
    put(
      "people.ndjson",
      `${others[0]}  {"id":"p-1","email":"mina@example.com"}\r\n${others[1]}${others[2]}${torn}`,
    );
    const plan = await planFor(
      await open([people({ files: { pattern: "people.ndjson" } })]),
      "mina@example.com",
    );
    await plan.actAll();
    expect(read("people.ndjson").toString()).toBe(others.join("") + torn);
  });

  test.each([[[0]], [[1]], [[2]], [[0, 1]], [[1, 2]], [[0, 1, 2]]])(
    "in an array of JSON, elements %j gone",
    async (gone) => {
      const elements = [0, 1, 2].map(
        (no) => `{ "id" : "p-${no}", "email" : "${gone.includes(no) ? "mina" : "jun"}@example.com" }`,
      );
      put("people.json", `[\n  ${elements.join(",\n  ")}\n]\n`);
      const map = people({ files: { pattern: "people.json" }, subject_key: "email" });
      const plan = await planFor(await open([map]), "mina@example.com");
      await plan.actAll();
      const kept = elements.filter((_, no) => !gone.includes(no));
      expect(read("people.json").toString()).toBe(`[\n  ${kept.join(",\n  ")}\n]\n`);
    },
  );
});

describe("what the map asks of files", () => {
  test("is done by hand where it cannot be done, and says why", async () => {
    put("people.csv", "id,email,text\np-1,mina@example.com,a\n");
    put("visits.parquet", "PAR1");
    const visits: Written = {
      name: "visits",
      key: ["id"],
      belongs: [{ to: "people", on: { person: "id" } }],
      fields: fieldsOf("id", "person"),
      files: { pattern: "visits.parquet" },
    };
    const bare = { ...people({ name: "keyless" }), key: [] };
    const invented = people({ name: "invented", erasure: { act: "decorrelate" } });
    const note = people({ name: "noted", erasure: { act: "by_hand", note: "Ask the archive." } });
    const steps = await (await open([people(), visits, bare, invented, note])).eraser?.steps();
    const why = Object.fromEntries((steps ?? []).map((step) => [step.collection, [step.act, step.why]]));
    expect(why).toEqual({
      people: ["delete", null],
      visits: ["by_hand", expect.stringContaining("Parquet")],
      keyless: ["by_hand", expect.stringContaining("no key")],
      invented: ["by_hand", expect.stringContaining("invented owner")],
      noted: ["by_hand", "Ask the archive."],
    });
    const closed = await (await open([people()], null)).eraser?.steps();
    expect(closed?.map((step) => [step.act, step.why])).toEqual([
      ["by_hand", "The settings do not let files be written anew (`rewrite`)."],
    ]);
  });

  test("each row is in the one step that decides it: kept, taken out, gone with its last owner", async () => {
    put("people.csv", "id,email,text\np-1,mina@example.com,a\np-2,jun@example.com,b\n");
    put("deals.csv", "no,buyer,seller\n1,p-1,p-2\n2,p-1,p-1\n3,p-2,p-2\n4,p-1,\n");
    put("bills.csv", "no,person,name,issued\n1,p-1,Mina,2024-02-29\n2,p-1,Mina,\n3,p-2,Jun,2024-01-01\n");
    const side = (field: string) => ({
      to: "people",
      on: { [field]: "id" },
      role: field,
      as: "shared" as const,
      erasure: { act: "delete_with_last_owner" as const },
    });
    const deals: Written = {
      name: "deals",
      key: ["no"],
      belongs: [side("buyer"), side("seller")],
      fields: fieldsOf("no", "buyer", "seller"),
      files: { pattern: "deals.csv" },
    };
    const bills: Written = {
      name: "bills",
      key: ["no"],
      belongs: [{ to: "people", on: { person: "id" } }],
      fields: fieldsOf("no", "person", "name", "issued"),
      files: { pattern: "bills.csv" },
      erasure: {
        act: "keep",
        ground: "Section 147 AO",
        until: { after: "P10Y1M", from: "issued" },
        anonymise: { name: "null" },
      },
    };
    const plan = await planFor(await open([people(), deals, bills]), "mina@example.com");
    const of = (collection: string) =>
      plan.targets
        .filter((one) => plan.steps[one.step]?.collection === collection)
        .map((one) => [plan.steps[one.step]?.act, one.row[0], one.until]);
    expect(of("deals").toSorted()).toEqual([
      ["delete", "2", null],
      ["delete", "4", null],
      ["unlink", "1", null],
    ]);
    expect(of("bills")).toEqual([
      ["keep", "1", "2034-03-29"],
      ["keep", "2", null],
    ]);
    await plan.actAll();
    expect(read("deals.csv").toString()).toBe("no,buyer,seller\n1,,p-2\n3,p-2,p-2\n");
    expect(read("bills.csv").toString()).toBe(
      "no,person,name,issued\n1,p-1,,2024-02-29\n2,p-1,,\n3,p-2,Jun,2024-01-01\n",
    );
    expect(read("people.csv").toString()).toBe("id,email,text\np-2,jun@example.com,b\n");
    for (const step of plan.steps) expect(await plan.eraser.standing(step, plan.rowsOf(step.no))).toBe(0);
  });
});
