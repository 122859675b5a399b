import { afterEach, describe, expect, test } from "vitest";
import { failureOfWork, located } from "#connectors/conformance/reading.ts";
import type { Session } from "#connectors/contract.ts";
import type { RowChanged } from "#connectors/correct.ts";
import { erasingPerTest, people } from "../fixture/erasing.ts";
import type { Written } from "../fixture/opened.ts";
import { parquetOf } from "../fixture/tables.ts";

const write = { by: "write" } as const;
const fields = {
  id: { label: "Id" },
  email: { label: "E-mail", correct: write },
  text: { label: "Text", correct: write },
};
const correctable = (more: Partial<Written> = {}): Written => people({ fields, ...more });

describe("correcting in files", () => {
  const { put, read, open } = erasingPerTest();
  let session: Session | undefined;
  afterEach(() => session?.close());

  const correcting = async (written: readonly Written[], rewrite?: object | null) => {
    session = await open(written, rewrite);
    const { corrector } = session;
    if (corrector === undefined) throw new Error("files can be corrected");
    const { keys } = await located(session, { kind: "email", value: "mina@example.com" });
    const change = (field: string, seen: string | null, value: string | null, row = "p-1") =>
      corrector.change({ collection: "people", row: [row], fields: [{ field, seen, value }] }, keys, "o");
    const cells: (string | null)[][] = [];
    for await (const { row, field, value } of corrector.cells(keys, await corrector.fields()))
      cells.push([...row, field, value]);
    const now = async (...names: string[]) =>
      (await corrector.now([{ collection: "people", row: ["p-1"], fields: names }]))[0];
    return { corrector, keys, change, cells, now };
  };
  const changed: RowChanged = { outcome: "changed" };

  test("quotes, line ends, the mark at the beginning and everybody else's bytes are kept", async () => {
    const before =
      '\ufeffid,email,text\r\n"p-1",mina@example.com,"a ""b"""\r\np-2,jun@example.com,  x \r\n\r\np-3,c@example.com,';
    put("people.csv", before);
    const { change } = await correcting([correctable()]);
    expect(await change("text", 'a "b"', 'one, "two"')).toEqual(changed);
    expect(read("people.csv").toString()).toBe(before.replace('"a ""b"""', '"one, ""two"""'));
    expect(await change("email", "mina@example.com", "mina@example.org")).toEqual(changed);
    expect(read("people.csv").toString()).toContain('"p-1",mina@example.org,');
  });

  test("what an encoding or a format cannot hold is refused", async () => {
    put("people.csv", Buffer.from("id,email,text\np-1,mina@example.com,Zo\u00eb\n", "latin1"));
    const csv = { delimiter: ",", quote: '"', encoding: "windows-1252" as const };
    const { change } = await correcting([correctable({ files: { pattern: "people.csv", csv } })]);
    expect(await change("text", "Zoë", "Zoé")).toEqual(changed);
    const before = read("people.csv");
    for (const value of ["Ж", null, "\ud800"])
      expect(await change("text", "Zoé", value)).toMatchObject({ outcome: "refused" });
    expect(read("people.csv")).toEqual(before);
  });

  test("numbers and truths of JSON stay what they are, with all their digits, and inner values are found", async () => {
    const line =
      '{"id":"p-1","email":"mina@example.com","points":12345678901234567890,"ok":true,"at":{"city":"Cork"}}';
    put("people.ndjson", `{"id":"p-2","email":"jun@example.com","points":1.50,  "ok":false}\n${line}\n`);
    const typed = {
      id: { label: "Id" },
      ...Object.fromEntries(["points", "ok", "at"].map((one) => [one, { label: one, correct: write }])),
    };
    const effects: Written["effects"] = [{ of: "sale", set: { "at->city": "Sligo", opted_out: true } }];
    const map = correctable({ fields: typed, effects, files: { pattern: "people.ndjson" } });
    const { change, now, cells } = await correcting([map]);
    expect(cells).toEqual([
      ["p-1", "points", "12345678901234567890"],
      ["p-1", "ok", "true"],
      ["p-1", "at", '{"city":"Cork"}'],
      ["p-1", "at->city", "Cork"],
      ["p-1", "opted_out", null],
    ]);
    expect(await change("points", "12345678901234567890", "many")).toMatchObject({ outcome: "refused" });
    expect(await change("points", "12345678901234567890", "12345678901234567891")).toEqual(changed);
    expect(await change("ok", "true", "false")).toEqual(changed);
    expect(await change("at->city", "Cork", "Sligo")).toEqual(changed);
    expect(await change("opted_out", null, "true")).toEqual(changed);
    expect(read("people.ndjson").toString()).toBe(
      `{"id":"p-2","email":"jun@example.com","points":1.50,  "ok":false}\n` +
        '{"id":"p-1","email":"mina@example.com","points":12345678901234567891,"ok":false,"at":{"city":"Sligo"},"opted_out":true}\n',
    );
    expect(await now("ok", "at->city")).toEqual({ ok: "false", "at->city": "Sligo" });
  });

  test("a row that stands in several files is changed in each, and copies that differ are told together", async () => {
    const day = (no: number, text: string) =>
      put(
        `people-2026-03-0${no}.csv`,
        `id,email,text\np-2,jun@example.com,x\np-1,mina@example.com,${text}\n`,
      );
    day(1, "old");
    day(2, "new");
    const map = correctable({ files: { pattern: "people-{date}.csv" } });
    const { change, now, cells } = await correcting([map]);
    expect(cells).toContainEqual(["p-1", "text", '["old","new"]']);
    expect(await change("text", "new", "right")).toEqual({ outcome: "conflict", fields: ["text"] });
    // A crash between two files is mended by the same change.
    day(1, "right");
    expect(await change("text", '["old","new"]', "right")).toEqual(changed);
    expect(await now("text")).toEqual({ text: "right" });
    expect(await change("text", '["old","new"]', "right")).toEqual({ outcome: "already" });
  });

  test("two people under one key, a file that is still written to, and Parquet are left alone", async () => {
    put("people.csv", "id,no,email,text\np-1,7,mina@example.com,a\np-2,7,jun@example.com,b\n");
    const byNo = correctable({ key: ["no"], fields: { ...fields, no: { label: "No" } } });
    const { change } = await correcting([byNo]);
    const failure = await failureOfWork(() => change("text", '["a","b"]', "c", "7"));
    expect(failure.code).toBe("misconfigured");
    put("people.ndjson", '{"id":"p-1","email":"mina@example.com","text":"a"}\n');
    const lines = correctable({ files: { pattern: "people.ndjson" } });
    const fresh = await correcting([lines], { settled_minutes: 5 });
    expect((await failureOfWork(() => fresh.change("text", "a", "b"))).code).toBe("rate_limited");
    const rows = [["p-1", "mina@example.com", "a"]];
    put("people.parquet", parquetOf({ columns: ["id", "email", "text"], rows }));
    const columns = await correcting([correctable({ files: { pattern: "people.parquet" } })]);
    expect((await columns.corrector.fields()).map((one) => [one.field, one.by, one.why])).toContainEqual([
      "text",
      "ask",
      "The files of people are Parquet, which cannot be written anew without touching other people's records.",
    ]);
    expect((await failureOfWork(() => columns.change("text", "a", "b"))).code).toBe("misconfigured");
  });
});
