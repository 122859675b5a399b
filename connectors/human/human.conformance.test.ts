import { describe, expect, test } from "vitest";
import { failureOfWork } from "#connectors/conformance/reading.ts";
import { described, fieldsOf, hostileTexts } from "#connectors/conformance/world.ts";
import { connectorOf } from "#connectors/registry.ts";

const cards = described({
  name: "card_entries",
  subject_key: "card_no",
  match: { loyalty_card: "card_no" },
  fields: {
    card_no: { label: "Card number", disclose: "yes" },
    name: { label: "Name", disclose: "yes" },
    ...fieldsOf("remark", "secret"),
  },
});

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function read(file: string | Buffer, piece = 7): Promise<string[]> {
  const connector = await connectorOf("human");
  if (connector.read === undefined) throw new Error("a person's answer can be read");
  const lines: string[] = [];
  for await (const part of connector.read(inPieces(Buffer.from(file), piece), [cards])) {
    if (part.kind !== "records") throw new Error("records were expected");
    const chunks: Uint8Array[] = [];
    for await (const chunk of part.lines) chunks.push(chunk);
    lines.push(...Buffer.concat(chunks).toString("utf8").split("\n").slice(0, -1));
  }
  return lines;
}
const sentenceOf = async (file: string | Buffer, piece?: number) => {
  const failure = await failureOfWork(() => read(file, piece));
  expect(failure.code).toBe("bad_answer");
  return failure.message;
};

test("asks its person, without a word about the subject, and collects nothing by itself", async () => {
  const connector = await connectorOf("human");
  const ask = { name: "Hank", email: "hank@example.com", question: "Please look." };
  const session = await connector.open({
    settings: connector.settings.parse({ ask, accepts: "csv" }),
    collections: [cards],
    signal: new AbortController().signal,
    internalHosts: [],
  });
  const answer = await session.locate([{ kind: "email", value: "mina@example.com" }]);
  expect(answer).toMatchObject({
    kind: "asks_person",
    question: { to: { name: "Hank", email: "hank@example.com" }, text: "Please look.", accepts: "csv" },
  });
  expect(JSON.stringify(answer)).not.toContain("mina");
  expect(
    (
      await failureOfWork(async () => {
        for await (const _ of session.collect([]));
      })
    ).code,
  ).toBe("misconfigured");
});

describe("a CSV file", () => {
  const one = '1001\t{"card_no":"1001","name":"Mina","remark":"likes tents"}';

  test.each([
    ["by field name", "card_no,name,remark\n1001,Mina,likes tents\n"],
    ["by label, in another order and case", "Remark,CARD NUMBER,name\nlikes tents,1001,Mina"],
    ["with semicolons and line ends of Windows", "card_no;name;remark\r\n1001;Mina;likes tents\r\n\r\n"],
    ["with tabs", "card_no\tname\tremark\n1001\tMina\tlikes tents\n"],
    ["with a byte order mark", "\ufeffcard_no,name,remark\n1001,Mina,likes tents\n"],
    ["quoted", '"card_no","name","remark"\n"1001","Mina","likes tents"\n'],
  ])("is read %s", async (_name, file) => {
    for (const piece of [1, 7, 10_000])
      expect((await read(file, piece)).map((line) => sorted(line))).toEqual([sorted(one)]);
  });

  const sorted = (line: string) => {
    const [via, json = "{}"] = line.split("\t");
    return [via, JSON.parse(json) as unknown];
  };

  test("hostile text stays text, and a secret column is not kept", async () => {
    const texts = hostileTexts.filter(
      (text) => text.isWellFormed() && !text.includes("\0") && text.trim() === text,
    );
    const file = `card_no,remark,secret\n${texts.map((text) => `1001,"${text.replaceAll('"', '""')}",hash-of-mina`).join("\n")}\n`;
    const lines = await read(file);
    expect(lines.map((line) => (sorted(line)[1] as { remark: string }).remark)).toEqual(texts);
    expect(lines.join("\n")).not.toContain("hash-of-mina");
  });

  test("a row without a key, or with an odd one, keeps its place", async () => {
    const lines = await read('card_no,name\n,A\n"1\t2",B\n');
    expect(lines.map((line) => line.split("\t")[0])).toEqual(["answer", "1%092"]);
  });

  test("a header alone holds nothing", async () => {
    expect(await read("card_no,name\n")).toEqual([]);
  });

  test.each([
    ["an empty file", "", "The file is empty. If you hold nothing, say so with the other button."],
    ["a short line", "card_no,name,remark\n1,a,b\n2,b\n", "Line 3 has 2 columns, the header has 3."],
    ["a long line", "card_no,name\n1,a,b\n", "Line 2 has 3 columns, the header has 2."],
    [
      "no header",
      "1001,Mina\n",
      "Column 1 of the first line is not one we know. Known columns: Card number (card_no), Name (name), remark (remark), secret (secret).",
    ],
    ["a column twice", "card_no,Card number\n1,2\n", "Column 2 of the first line is there twice."],
    [
      "another encoding",
      Buffer.from([...Buffer.from("card_no,name\n1,"), 0xe9, 0x0a]),
      "The file is not in UTF-8. In your spreadsheet choose “CSV UTF-8” when you save it.",
    ],
    [
      "a spreadsheet",
      Buffer.from("PK\u0003\u0004rest"),
      "This is a spreadsheet, not a CSV file. Save it as “CSV UTF-8” and send that.",
    ],
    [
      "NUL characters",
      "card_no\n1\u0000\n",
      "The file holds characters that no CSV file has. Save it as “CSV UTF-8” and send that.",
    ],
    [
      "a quote in the wrong place",
      'card_no,name\n1,"a"b\n',
      "There is a quote in the wrong place after line 1.",
    ],
    ["an open quote", 'card_no,name\n1,"a\n', "There is a quote in the wrong place after line 1."],
  ])("%s is refused with a sentence for its sender", async (_name, file, sentence) => {
    expect(await sentenceOf(file)).toBe(sentence);
  });

  test("files and lines without end are refused", async () => {
    expect(await sentenceOf(`card_no,name\n1,"${"x".repeat(2_000_000)}"\n`, 65_536)).toMatch(/too long/);
    expect(await sentenceOf(`card_no\n${"1\n".repeat(200_001)}`, 65_536)).toMatch(/more than 200000 lines/);
    expect(await sentenceOf(Buffer.alloc(51 * 1024 * 1024, "card_no\n1001,1\n"), 1_048_576)).toMatch(
      /columns|50 MB/,
    );
  });
});
