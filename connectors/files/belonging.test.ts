import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { failureOfWork, located } from "#connectors/conformance/reading.ts";
import { fieldsOf } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";
import { about, folderPerTest, type Written } from "./fixture/opened.ts";
import { folderPlace } from "./folder.ts";
import { patternOf } from "./pattern.ts";

const { at, open, put } = folderPerTest();

describe("files that belong to others", () => {
  const orders: Written = {
    name: "orders",
    subject_key: "customer",
    match: { email: "email", phone: { field: "phone", country: "IE" } },
    where: { state: { not: "test" } },
    fields: fieldsOf("no", "customer", "email", "phone", "state"),
    files: { pattern: "orders.csv" },
  };
  const lines: Written = {
    name: "lines",
    belongs: [{ to: "orders", on: { order: "no", shop: "shop" } }],
    match: { serial: { field: "detail->serials[]" } },
    fields: fieldsOf("order", "shop", "detail"),
    files: { pattern: "lines.ndjson" },
  };
  const parcels: Written = {
    name: "parcels",
    belongs: [
      { to: "lines", on: { ref: "id" }, when: { type: "Line" } },
      { to: "orders", on: { ref: "no" }, when: { type: "Order" } },
    ],
    yields: { parcel: "code" },
    fields: fieldsOf("code", "ref", "type"),
    files: { pattern: "parcels.json" },
  };
  beforeEach(() => {
    put(
      "orders.csv",
      "no,shop,customer,email,phone,state\n1,A,c1,mina@example.com,01 555 0111,paid\n2,B,c1,mina@example.com,,test\n3,A,c2,jun@example.com,,paid\n",
    );
    const line = (id: number, order: string, shop: string, serial: string) =>
      `${JSON.stringify({ id, order, shop, detail: { serials: [serial, "x"] } })}\n`;
    put(
      "lines.ndjson",
      line(11, "1", "A", "s-1") +
        line(12, "1", "B", "s-2") +
        line(13, "2", "B", "s-3") +
        line(14, "3", "A", "s-4"),
    );
    const parcel = (code: string, type: string, ref: string) => ({ code, type, ref });
    put(
      "parcels.json",
      JSON.stringify([
        parcel("p-1", "Line", "11"),
        parcel("p-2", "Order", "1"),
        parcel("p-3", "Line", "1"),
        parcel("p-4", "Order", "3"),
        parcel("p-5", "Line", "14"),
      ]),
    );
  });

  test("are found through them, by all fields of the edge and under its condition", async () => {
    // In the map's order, whatever order the walk needs.
    const session = await open(parcels, lines, orders);
    const { found, rows } = await about(session, "email", "MINA@example.com");
    expect(
      rows.map((row) => [row.collection, row.via, row.record.code ?? row.record.no ?? row.record.order]),
    ).toEqual([
      ["parcels", "c1", "p-1"],
      ["parcels", "c1", "p-2"],
      ["lines", "c1", "1"],
      ["orders", "c1", "1"],
    ]);
    expect(found.identifiers.map((one) => one.value)).toEqual(["p-1", "p-2"]);
    expect(await session.count(found.keys)).toEqual(
      new Map([
        ["parcels", 2],
        ["lines", 1],
        ["orders", 1],
      ]),
    );
  });

  test("lead up to the person they belong to", async () => {
    const session = await open(parcels, lines, orders);
    expect((await about(session, "serial", "s-4")).found.keys.map((one) => one.key)).toEqual(["c2"]);
    expect((await located(session, { kind: "serial", value: "x" })).shared.map((one) => one.keys)).toEqual([
      ["c1", "c2"],
    ]);
    expect((await located(session, { kind: "serial", value: "s-3" })).keys).toEqual([]);
  });

  test("telephone numbers are found as their country writes them", async () => {
    const session = await open(orders);
    expect((await about(session, "phone", "+35315550111")).rows).toHaveLength(1);
    expect((await about(session, "phone", "+4915550111")).rows).toHaveLength(0);
  });

  test("circles, missing parents and settings without a place are refused", async () => {
    for (const wrong of [
      [{ ...lines, belongs: [{ to: "lines", on: { order: "id" } }] }],
      [lines],
      [{ ...orders, files: undefined }],
    ] as Written[][]) {
      const failure = await failureOfWork(async () =>
        about(await open(...wrong), "email", "mina@example.com"),
      );
      expect(failure.code).toBe("misconfigured");
    }
    const { settings } = await connectorOf("files");
    for (const wrong of [
      {},
      { folder: at.folder, bucket: { name: "abc", access_key_id: "a", secret_access_key: "b" } },
    ])
      expect(settings.safeParse(wrong).success).toBe(false);
  });

  test("what no collection declares is seen as well, and can be sampled", async () => {
    put("visits-2026-03-01.ndjson", '{"cookie":"ck","n":1}\n{"cookie":null,"path":["/"]}\n');
    const session = await open(orders);
    const seen = await session.inspect();
    expect(seen.map((each) => each.name)).toEqual([
      "orders",
      "lines.ndjson",
      "parcels.json",
      "visits-{date}.ndjson",
    ]);
    expect(seen.at(-1)?.columns).toEqual([
      { name: "cookie", type: "string", nullable: true },
      { name: "n", type: "number", nullable: true },
      { name: "path", type: "array", nullable: true },
    ]);
    expect(await session.sample?.("visits-{date}.ndjson", ["cookie", "path"], 5)).toEqual([
      ["ck", null],
      [null, '["/"]'],
    ]);
    expect(await session.sample?.("orders", ["email"], 1)).toEqual([["mina@example.com"]]);
    // As a drafted map has it: the pattern is the table.
    const drafted = await open({
      name: "visits",
      table: "visits-{date}.ndjson",
      subject_key: "cookie",
      match: { cookie: "cookie" },
      fields: fieldsOf("n"),
    });
    expect((await about(drafted, "cookie", "ck")).rows.map((row) => row.record)).toEqual([{ n: 1 }]);
  });
});

describe("somebody who is looked for by likeness", () => {
  const members: Written = {
    name: "members",
    subject_key: "no",
    where: { state: { not: "test" } },
    likeness: { given_name: "given", family_name: "family", birth_date: "born", phone: "phone" },
    fields: fieldsOf("no"),
    files: { pattern: "members.csv" },
  };
  const rows = (...lines: string[]) =>
    put("members.csv", `${["no,given,family,born,phone,state", ...lines].join("\n")}\n`);

  test("is found by any block whose conditions all hold, with what is known of them", async () => {
    rows(
      "1,Ada,Ryan,1990-05-04T00:00:00Z,+353 87 123 4567,",
      "2,ADA,ryan,,,",
      "3,Ada,Ryan,1990-05-04,,test",
      "1,Ada,Ryan,1990-05-04,+353 87 123 4567,",
      "4,Él,Núñez,,,",
    );
    const session = await open(members);
    const ask = async (...blocks: Parameters<NonNullable<typeof session.candidates>>[0]) =>
      (await session.candidates?.(blocks, {}))?.people.map((person) => person.key);
    const [given, family] = [
      { field: "given_name", how: "folded", value: "aDa" },
      { field: "family_name", how: "folded", value: "RYAN" },
    ] as const;
    expect(await ask([given, family])).toEqual(["1", "2"]);
    expect(await ask([{ field: "birth_date", how: "equal", value: "1990-05-04" }])).toEqual(["1"]);
    expect(
      await ask(
        [{ field: "phone", how: "digits", value: "71234567" }],
        [{ field: "family_name", how: "starts", value: "NÚÑ" }],
      ),
    ).toEqual(["1", "4"]);
    expect(await ask([])).toEqual([]);
    expect(await ask([{ field: "city", how: "equal", value: "" }])).toEqual([]);
    const answer = await session.candidates?.([[given]], { given_name: "Ada" });
    expect(answer?.people[0]?.facts).toEqual([
      { given_name: "Ada", family_name: "Ryan", birth_date: "1990-05-04", phone: "+353 87 123 4567" },
    ]);
    expect(answer?.frequencies).toEqual([{ field: "given_name", value: "Ada", count: 3, total: 4 }]);
  });

  test("and of whom there are too many, is nobody", async () => {
    rows(...Array.from({ length: 2001 }, (_, at) => `${at},John,Smith,,,`));
    const answer = await (await open(members)).candidates?.(
      [[{ field: "given_name", how: "folded", value: "john" }]],
      {},
    );
    expect([answer?.more, answer?.people]).toEqual([true, []]);
  });
});

describe("a folder", () => {
  const { signal } = new AbortController();
  test("is never left by a link, in the last part of a name or before it", async () => {
    mkdirSync(join(at.folder, "inside"));
    mkdirSync(join(at.folder, "out"));
    writeFileSync(join(at.folder, "out", "a.csv"), "id\n");
    symlinkSync(join(at.folder, "out"), join(at.folder, "inside", "linked"));
    symlinkSync(join(at.folder, "out", "a.csv"), join(at.folder, "inside", "b.csv"));
    const place = folderPlace(join(at.folder, "inside"), signal);
    expect(await place.list(patternOf("*/a.csv", "one"))).toEqual([]);
    expect(await place.list(patternOf("*.csv", "one"))).toEqual([]);
    expect(await place.names(10)).toEqual([]);
  });

  test("a file that changes while it is read is noticed; one that grows may", async () => {
    const opened = async () => {
      put("a.csv", "id\n1\n");
      const [stored] = await folderPlace(at.folder, signal).list(patternOf("a.csv", "one"));
      const file = await stored?.open();
      if (file === undefined) throw new Error("there is a file");
      return file;
    };
    const grown = await opened();
    appendFileSync(join(at.folder, "a.csv"), "2\n");
    await grown.verify(true);
    expect((await failureOfWork(() => grown.verify(false))).code).toBe("bad_answer");
    await grown.close();
    const cut = await opened();
    put("a.csv", "id\n");
    expect((await failureOfWork(() => cut.verify(true))).code).toBe("bad_answer");
    expect(
      (
        await failureOfWork(async () => {
          for await (const _ of cut.bytes(0, cut.size));
        })
      ).code,
    ).toBe("bad_answer");
    await cut.close();
  });
});
