import { describe, expect, it } from "vitest";
import { form as formSchema } from "#connectors/language/form.ts";
import { derivedLines } from "../derive.ts";
import { derivedOf, givenOf, hostile } from "../fixture/given.ts";

const form = formSchema.parse({
  as: "message",
  body: "body",
  at: "at",
  from: "from",
  to: "to",
  subject: "subject",
  thread: "thread",
});
const folder = "data/01-shop/threads";
const access = { right: "access" } as const;
const at = (minute: number) => `2026-02-03T09:${String(minute).padStart(2, "0")}:00Z`;
const articles = (text: string | undefined) => text?.match(/<article /g)?.length ?? 0;

describe("messages to read", () => {
  it("are one page for each conversation, in the order of time, and a list of them", async () => {
    const { files, counts } = await derivedOf(
      givenOf(
        form,
        [
          { body: "second", at: at(20), from: "Gemma", to: "Mina Okafor", thread: "a", subject: "Re: Tent" },
          { body: "other", at: at(10), from: "Mina Okafor", thread: "b" },
          { body: "first", at: at(1), from: "mina okafor", thread: "a", subject: "Tent" },
          { body: "no date", at: "soon", from: "Lou", thread: "a" },
          { body: "nowhere", at: at(5), thread: null },
        ],
        access,
      ),
    );
    expect([...files.keys()]).toEqual(
      [1, 2, 3].map((n) => `${folder}/things-${n}.html`).concat(`${folder}/things.html`),
    );
    const [tent, alone, untitled, list] = [...files.values()];
    expect(tent).toMatch(
      /<h1><bdi>Tent<\/bdi><\/h1>[\s\S]*>first<[\s\S]*Re: Tent[\s\S]*>second<[\s\S]*Without a date[\s\S]*>no date</,
    );
    expect(tent).toContain("From Gemma to Mina Okafor");
    expect(tent?.match(/class="message own"/g)).toHaveLength(1);
    expect(tent).toContain('<h2 class="day">3 February 2026</h2>');
    expect(tent).toContain("The date is written as: soon");
    expect(alone).toContain("Messages that belong to no conversation");
    expect(untitled).toContain("Conversation 3");
    expect(list).toContain("5 messages in 3 conversations");
    expect([...(list ?? "").matchAll(/href="(things-\d+\.html)"/g)].map(([, name]) => name)).toEqual(
      [1, 2, 3].map((n) => `things-${n}.html`),
    );
    expect(counts).toEqual([expect.objectContaining({ format: "threads", records: 5, leftOut: 0, odd: 0 })]);
  });

  it("link the files of a record, and none where nobody can tell whose they are", async () => {
    const message = (...names: string[]) => ({
      body: "see",
      thread: "a",
      files: names.map((name) => ({ name, url: `/${name}` })),
    });
    const records = [message("seam.png", "<b>"), message(), { ...message("note.txt"), id: 7, at: at(1) }];
    const more = {
      key: ["id"],
      occurred: "at",
      attachments: { items: "/files", url: "/url", name: "/name" },
    };
    const asked = { ...access, fields: ["files"], more };
    const { files } = await derivedOf(
      givenOf(form, records, { ...asked, files: ["f-1.png", "f-2.bin", "f-3.txt"] }),
    );
    const page = files.get(`${folder}/things-1.html`) ?? "";
    expect([...page.matchAll(/href="([^"]*\/files\/[^"]*)"/g)].map(([, href]) => href).sort()).toEqual(
      ["f-1.png", "f-2.bin", "f-3.txt"].map((name) => `../../../data/01-shop/files/${name}`),
    );
    expect(page).toContain("<bdi>&lt;b&gt;</bdi>");
    const list = files.get("data/01-shop/files/things.html") ?? "";
    expect([...list.matchAll(/<a href="(f[^"]*)"/g)].map(([, href]) => href)).toEqual([
      "f-1.png",
      "f-2.bin",
      "f-3.txt",
    ]);
    expect(list).toContain("<bdi>id 7 · 3 February 2026</bdi>");
    const unsure = await derivedOf(givenOf(form, records, { ...asked, files: ["f-1.png"] }));
    expect(unsure.files.get(`${folder}/things-1.html`)).not.toContain("/files/");
  });

  it("fold quoted lines away, and cut a message that no page can hold", async () => {
    const body = "Yes\n> a\n> b\n> c\nthanks";
    const given = givenOf(
      form,
      [
        { body, thread: "a" },
        { body: `x${"y".repeat(10_000_000)}`, thread: "b" },
      ],
      access,
    );
    const { files, counts } = await derivedOf(given);
    const quoted = files.get(`${folder}/things-1.html`);
    expect(quoted).toContain("<summary>Show the quoted text (3 lines)</summary>");
    expect(quoted).toContain("&gt; a\n&gt; b\n&gt; c</div></details>");
    const cut = files.get(`${folder}/things-2.html`) ?? "";
    expect(cut.length).toBeLessThan(130_000);
    expect(cut).toContain('<a href="../../../data/01-shop/things.ndjson">This message is very long');
    expect(derivedLines(counts, given.words)).toEqual([expect.stringContaining("1 record lacks")]);
  });

  it("show every hostile text as letters", async () => {
    const records = hostile.map((text) => ({
      body: text,
      from: text,
      to: text,
      subject: text,
      at: text,
      thread: text,
    }));
    const { files } = await derivedOf(givenOf(form, records, access));
    const texts = [...files.values()];
    expect(texts.reduce((sum, text) => sum + articles(text), 0)).toBe(hostile.length);
    for (const text of texts) {
      expect(text).not.toMatch(/<(script|img|iframe|form)/i);
      expect(text).not.toMatch(/(?![\t\n])\p{Cc}/u);
      expect(text).toContain('content="default-src &#39;none&#39;; style-src');
      expect(text.match(/(src|href)="(?!\.\.\/|things)[^"]*"/g)).toBe(null);
      const inSentences = text.match(/<p class="(who|subject)">[\s\S]*?<\/p>/g)?.join("") ?? "";
      // The isolates that stand here are ours, and each is closed.
      expect(inSentences.replace(/\u2068[^\u2066-\u2069]*\u2069/g, "")).not.toMatch(
        /[\u202A-\u202E\u2066-\u2069]/,
      );
    }
  });
});

it("shows what is hidden as marked gaps with the reason", async () => {
  const records = [
    { body: "Ask [hidden: other_name], not [hidden: iban]", from: "[hidden: other_name]", thread: "a" },
  ];
  const hidden = { body: { other_name: 1 }, from: { other_name: 1 } };
  const { files } = await derivedOf(givenOf(form, records, { ...access, hidden }));
  for (const text of files.values()) {
    expect(text).toMatch(/<span class="gap">[^<]*the name of somebody else[^<]*<\/span>/);
    expect(text).not.toContain("[hidden: other_name]");
    expect(text).toContain("[hidden: iban]");
  }
});

describe("very many messages", () => {
  it("of one conversation stand on several pages that lead on", async () => {
    const records = Array.from({ length: 1_201 }, (_, n) => ({
      body: `m${n}`,
      thread: "a",
      subject: "Long",
    }));
    const { files } = await derivedOf(givenOf(form, records, access));
    expect([...files.values()].map(articles)).toEqual([500, 500, 201, 0]);
    expect(files.get(`${folder}/things-2.html`)).toMatch(
      /part 2 of 3[\s\S]*things-1\.html[\s\S]*things-3\.html/,
    );
  });

  it("of very many conversations share pages, and the list leads to each", async () => {
    const records = Array.from({ length: 700 }, (_, n) => ({ body: "x", thread: `t${n}`, at: at(n % 60) }));
    const { files } = await derivedOf(givenOf(form, records, access));
    expect([...files.values()].map(articles)).toEqual([500, 200, 0]);
    const links = [
      ...(files.get(`${folder}/things.html`) ?? "").matchAll(/href="(things-\d\.html)#(c\d+)"/g),
    ];
    expect(links).toHaveLength(700);
    for (const [, name, anchor] of links) expect(files.get(`${folder}/${name}`)).toContain(`id="${anchor}"`);
  });

  it("are not sorted beyond a number, and the list says so", async () => {
    const records = Array.from({ length: 1_100 }, (_, n) => ({
      body: `m${n}`,
      thread: "a",
      at: at((n * 7) % 60),
    }));
    const { files, counts } = await derivedOf(givenOf(form, records, { ...access, rows: 20_001 }));
    expect([...files.values()].map(articles)).toEqual([500, 500, 100, 0]);
    expect(files.get(`${folder}/things-2.html`)).toContain("Messages 501 to 1,000");
    expect(files.get(`${folder}/things.html`)).toContain("in the order in which we have them");
    expect(counts[0]?.records).toBe(1_100);
  });
});
