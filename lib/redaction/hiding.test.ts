import { describe, expect, it } from "vitest";
import { collection as collectionSchema } from "#connectors/collection.ts";
import { Detectors } from "./detect/detect.ts";
import { proposals } from "./detect/rule.ts";
import { corpusLexicon } from "./fixture/labelled.ts";
import { type Counts, hiding, type Redactor } from "./hiding.ts";

const collection = collectionSchema.parse({
  name: "messages",
  label: "Messages",
  category: "communications",
  purpose: "To answer",
  legal_basis: "contract",
  source: "You",
  retention: "Two years",
  subject_key: "id",
  match: { email: "mail" },
  fields: {
    id: { label: "Id" },
    mail: { label: "Mail" },
    phone: { label: "Phone", fact: "contact.phone" },
    body: { label: "Text" },
    remark: { label: "Remark", review: "third_parties" },
    tags: { label: "Tags" },
    pin: { label: "Pin", disclose: "never" },
  },
});
const where = { system: "support", country: "IE", collection };
const redactor: Redactor = {
  detectors: async () => new Detectors(corpusLexicon()),
  choose: ({ rule }) => proposals[rule],
};

async function* chunks(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function written(text: string, size = 7, counts: Counts = {}, by = redactor): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of hiding(() => chunks(text, size), where, by)(counts)) {
    parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts).toString("utf8");
}

const lineOf = (json: string) => `C-1\t${json}\n`;

describe("hiding what is another's", () => {
  it.each([
    ["in free text", '{"body":"ask tom@example.org now"}', '{"body":"ask [hidden: other_email] now"}'],
    [
      "behind an escape",
      '{"body":"hi\\ntom@example.org\\tnow"}',
      '{"body":"hi\\n[hidden: other_email]\\tnow"}',
    ],
    [
      "behind escapes of two kinds, and a lone half of a pair",
      '{"body":"\\ud83d \\u00e9\\"x\\" Tom Berger \\/"}',
      '{"body":"\\ud83d \\u00e9\\"x\\" [hidden: other_name] \\/"}',
    ],
    [
      "written as an escape itself",
      '{"body":"ask tom\\u0040example.org"}',
      '{"body":"ask [hidden: other_email]"}',
    ],
    [
      "deep in lists and objects, never in keys",
      '{"tags":["a b",{"tom@example.org":"mail tom@example.org"}]}',
      '{"tags":["a b",{"tom@example.org":"mail [hidden: other_email]"}]}',
    ],
    ["alone in a field that tells no fact", '{"tags":"tom@example.org"}', '{"tags":"[hidden: other_email]"}'],
    [
      "in a field marked for review, in one word",
      '{"remark":"Lindqvist"}',
      '{"remark":"[hidden: other_name]"}',
    ],
    ["under a key that the map does not know", '{"extra":"Tom Berger"}', '{"extra":"[hidden: other_name]"}'],
    [
      "and leaves every number and space as it is",
      '{"n":12345678901234567890.10, "body" : "Tom Berger" ,"x":1e5}',
      '{"n":12345678901234567890.10, "body" : "[hidden: other_name]" ,"x":1e5}',
    ],
    [
      "beside letters of several bytes",
      '{"body":"Łódź 東京 نور، tom@example.org 🏕"}',
      '{"body":"Łódź 東京 نور، [hidden: other_email] 🏕"}',
    ],
  ])("%s", async (_what, before, after) => {
    for (const size of [1, 5, 10_000]) expect(await written(lineOf(before), size)).toBe(lineOf(after));
  });

  it.each([
    ["the person's own", '{"body":"write to mina.okafor@example.com or ring 087 555 0142, Mina Okafor"}'],
    ["fields that tell a fact or find the person", '{"mail":"tom@example.org","phone":"+353 87 555 0199"}'],
    ["a word alone that is no text", '{"tags":"Lindqvist"}'],
    ["numbers", '{"body":4111111111111111}'],
  ])("passes %s", async (_what, json) => {
    expect(await written(lineOf(json))).toBe(lineOf(json));
  });

  it("decides on what stands within another finding by itself", async () => {
    const paragraph = "Legally privileged. Tom Berger: tom@example.org";
    const line = lineOf(JSON.stringify({ body: `"é"\n\n${paragraph}\n\nask "tom@example.org"` }));
    const counts: Counts = {};
    expect(await written(line, 9, counts)).toBe(
      lineOf('{"body":"\\"é\\"\\n\\n[hidden: legal_privilege]\\n\\nask \\"[hidden: other_email]\\""}'),
    );
    expect(counts).toEqual({ body: { legal_privilege: 1, other_email: 1 } });
    const shown: Redactor = {
      ...redactor,
      choose: ({ rule }) => (rule === "legal_privilege" ? "show" : "hide"),
    };
    const inner: Counts = {};
    expect(await written(line, 9, inner, shown)).toBe(
      line
        .replace("Tom Berger", "[hidden: other_name]")
        .replaceAll("tom@example.org", "[hidden: other_email]"),
    );
    expect(inner).toEqual({ body: { other_name: 1, other_email: 2 } });
  });

  it("changes no other line, counts by field and rule, and is the same in any chunks", async () => {
    const own = lineOf('{"id":"é","body":"nothing here"}');
    const hit = lineOf('{"body":"Tom Berger, tom@example.org, tom.b@example.org"}');
    const after = lineOf('{"body":"[hidden: other_name], [hidden: other_email], [hidden: other_email]"}');
    const counts: Counts = {};
    const text = [own, hit, own, own, hit].join("");
    expect(await written(text, 100_000, counts)).toBe([own, after, own, own, after].join(""));
    expect(counts).toEqual({ body: { other_name: 2, other_email: 4 } });
    for (const size of [1, 3, 64]) expect(await written(text, size)).toBe(await written(text, 100_000));
  });

  it("counts keys that every object has as fields like any other", async () => {
    const counts: Counts = {};
    const mail = "tom@example.org";
    const json = `{"__proto__":"${mail}, ${mail}","constructor":"${mail}","\\u005f_proto__":"${mail}"}`;
    const after = json.replaceAll(mail, "[hidden: other_email]");
    expect(await written(lineOf(json).repeat(2), 9, counts)).toBe(lineOf(after).repeat(2));
    const told = JSON.parse('{"__proto__":{"other_email":6},"constructor":{"other_email":2}}');
    expect(Object.entries(counts)).toEqual(Object.entries(told));
    expect(JSON.parse(JSON.stringify(counts))).toEqual(told);
    expect("other_email" in {} || "other_email" in Object).toBe(false);
  });

  it("passes blocks in which nothing is hidden as the very bytes that came", async () => {
    const bytes = Buffer.from(lineOf('{"body":"nothing here"}'));
    const opened = hiding(
      async function* () {
        yield bytes;
      },
      where,
      redactor,
    )();
    for await (const part of opened) expect(part.buffer).toBe(bytes.buffer);
  });

  it("refuses a record whose text does not end", async () => {
    await expect(written('C-1\t{"body":"Tom Berger\n')).rejects.toMatchObject({ code: "conflict" });
    await expect(written('C-1\t{"body":"Tom Berger \\x"}\n')).rejects.toMatchObject({ code: "conflict" });
  });

  it("never lets its first look miss what the rules find", async () => {
    const detectors = new Detectors(corpusLexicon());
    const { generated } = await import("./fixture/generate.ts");
    for (const { text } of generated(300, 99)) {
      const json = JSON.stringify(text).slice(1, -1);
      if (detectors.find(text, "IE").length > 0) expect(detectors.clean(json, 0, json.length)).toBe(false);
    }
  });

  it("hides what a reader marked in the person's own fields and short numbers too, and nothing that does not leave", async () => {
    const marks = ["3100-4", "017 555", "4711"].map((text) => ({ rule: "others_rights" as const, text }));
    const marked = { ...redactor, detectors: async () => new Detectors(corpusLexicon(), marks) };
    const gap = "[hidden: others_rights]";
    const json = `{"id":"C-3100-4","phone":"+353 017 555","tags":4711,"pin":"3100-4","mail":"ann@example.org"}`;
    expect(await written(lineOf(json), 7, {}, marked)).toBe(
      lineOf(
        `{"id":"C-${gap}","phone":"+353 ${gap}","tags":"${gap}","pin":"3100-4","mail":"ann@example.org"}`,
      ),
    );
  });
});
