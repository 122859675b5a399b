import fc from "fast-check";
import ICAL from "ical.js";
import PostalMime from "postal-mime";
import { parse as parseCards } from "vcard4";
import { describe, expect, it } from "vitest";
import { form as formSchema } from "#connectors/language/form.ts";
import { derivedOf, givenOf, hostile } from "../fixture/given.ts";
import { cleanText } from "../value.ts";

const anyText = fc.oneof(
  fc.constantFrom(...hostile),
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.array(fc.constantFrom(...hostile, "\r\n", "\n", " "), { maxLength: 6 }).map((parts) => parts.join("")),
);
const anyValue = fc.oneof(anyText, fc.constantFrom(null, 12.5, true, [1, "a"], { a: "\n" }));
const runs = { numRuns: 60 };

async function only(form: object, records: readonly object[], extension: string, key: string[] = []) {
  const given = givenOf(formSchema.parse(form), records, { key });
  const { files, counts } = await derivedOf(given);
  const path = `portable/01-shop-things.${extension}`;
  const text = files.get(path);
  if (text === undefined) throw new Error(`no ${extension} was made`);
  return { text, count: counts.find((one) => one.path === path) };
}

const shownText = (value: unknown) => cleanText(typeof value === "string" ? value : JSON.stringify(value));
const said = (value: unknown) => value !== null && value !== undefined && value !== "";

describe("contacts as vCard 4", () => {
  const form = { as: "contact", name: "name", email: "email", city: "city", birth_date: "born" };

  it("are cards that another reader reads, whatever stands in them", async () => {
    const record = fc.record({ name: anyValue, email: anyValue, city: anyValue, born: anyValue });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 4 }), async (records) => {
        const { text, count } = await only(form, records, "vcf");
        expect(count).toMatchObject({ records: records.length, leftOut: 0 });
        expect(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
        expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n\0]/);
        const names = [...text.replaceAll("\r\n ", "").matchAll(/^FN:([^\r\n]*)\r$/gm)].map(([, value]) =>
          value?.replace(/\\(.)/g, (_all, letter) => (letter === "n" ? "\n" : letter)),
        );
        const cards = [parseCards(text)].flat();
        expect(cards).toHaveLength(records.length);
        cards.forEach((card, n) => {
          const { name, email } = records[n] ?? {};
          const wanted = said(name) ? name : said(email) ? email : "-";
          const text = shownText(wanted);
          expect(names[n]).toBe(text);
          // This reader stumbles over some escapes: what they mean was looked up above.
          if (!/[\\\n]/.test(text)) expect(card.getProperty("FN")[0]?.value).toBe(text);
        });
      }),
      runs,
    );
  });

  it("keep a birthday as a date, and one that is none as it was written", async () => {
    const { text } = await only(
      form,
      [
        { name: "Mina", born: "1988-05-14" },
        { name: "M", born: "14 May" },
      ],
      "vcf",
    );
    expect(text).toContain("BDAY:19880514\r\n");
    expect(text).toContain("BDAY;VALUE=text:14 May\r\n");
  });
});

describe("events as iCalendar", () => {
  const form = { as: "event", start: "at", end: "until", title: "title", place: "place", text: "note" };

  it("are events that another reader reads, whatever stands in them", async () => {
    const at = fc.constantFrom("2026-02-14T14:00:00+01:00", "2026-02-14", "2026-02-14 14:00", "soon", null);
    const record = fc.record({ at, until: at, title: anyValue, place: anyValue, note: anyValue });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 4 }), async (records) => {
        const { text, count } = await only(form, records, "ics");
        expect(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
        const calendar = new ICAL.Component(ICAL.parse(text));
        const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
        const readable = records.filter((one) => one.at?.startsWith("2026"));
        expect(events).toHaveLength(readable.length);
        expect(count).toMatchObject({ records: readable.length, leftOut: records.length - readable.length });
        events.forEach((event, n) => {
          const { title, note } = readable[n] ?? {};
          expect(event.summary ?? null).toBe(said(title) ? shownText(title) : null);
          expect(event.description ?? null).toBe(said(note) ? shownText(note) : null);
        });
        expect(new Set(events.map((event) => event.uid)).size).toBe(events.length);
      }),
      runs,
    );
  });

  it("say UTC, days, floating times and their own names, the same in every copy", async () => {
    const record = (at: string, until: string) => ({ id: 7, at, until, title: "Fitting" });
    const key = ["id"];
    const first = await only(
      form,
      [record("2026-02-14T14:00:00+01:00", "2026-02-14T15:00:00+01:00")],
      "ics",
      key,
    );
    expect(first.text).toContain("DTSTART:20260214T130000Z\r\nDTEND:20260214T140000Z\r\n");
    const other = await only(form, [{ id: 1 }, record("2026-02-14", "2026-02-13")], "ics", key);
    expect(other.text).toContain("DTSTART;VALUE=DATE:20260214\r\nSUMMARY:Fitting\r\n");
    expect(other.count).toMatchObject({ records: 1, leftOut: 1, odd: 1 });
    const uid = /UID:([0-9a-f-]{36})/;
    expect(uid.exec(other.text)?.[1]).toBe(uid.exec(first.text)?.[1]);
    expect((await only(form, [record("2026-02-14T14:00", "")], "ics")).text).toContain(
      "DTSTART:20260214T140000\r\n",
    );
  });
});

describe("messages as mbox", () => {
  const form = {
    as: "message",
    body: "body",
    at: "at",
    from: "from",
    to: "to",
    subject: "subject",
    thread: "thread",
  };

  it("are messages that another reader reads back to the letter, whatever stands in them", async () => {
    const record = fc.record({
      body: anyText,
      from: anyValue,
      to: anyValue,
      subject: anyValue,
      thread: anyValue,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 4 }), async (records) => {
        const { text } = await only(form, records, "mbox");
        expect(text).not.toMatch(/[^\n\x20-\x7e]/);
        expect(text.split("\n").every((line) => line.length <= 78)).toBe(true);
        const messages = text.split(/^(?=From )/m);
        expect(messages).toHaveLength(records.length);
        for (const [n, message] of messages.entries()) {
          const record = records[n];
          expect(message).toMatch(/^From MAILER-DAEMON Thu Jan {2}1 00:00:00 1970\n/);
          expect(message.match(/^>+From /m)).toBe(null);
          const mail = await PostalMime.parse(message.slice(message.indexOf("\n") + 1, -1));
          expect(mail.headers.map(({ key }) => key)).toEqual([
            "from",
            ...(said(record?.to) ? ["to"] : []),
            ...(said(record?.subject) ? ["subject"] : []),
            "message-id",
            ...(said(record?.thread) ? ["references"] : []),
            "mime-version",
            "content-type",
            "content-transfer-encoding",
          ]);
          const body = (record?.body ?? "").toWellFormed().replace(/\r+\n/g, "\n");
          expect(mail.text?.replace(/\n$/, "").replace(/\r+\n/g, "\n")).toBe(body);
          if (said(record?.subject)) {
            expect(mail.subject ?? "").toBe(shownText(record?.subject).replace(/\s+/g, " ").trim());
          }
        }
      }),
      runs,
    );
  });

  it("say who wrote to whom, and when", async () => {
    const { text, count } = await only(
      form,
      [
        {
          body: "Hello",
          from: "Gemma <gemma@example.com>",
          to: "mina@example.org",
          at: "2026-02-03T09:05:00+02:00",
        },
        { body: "x", from: "Łucja", at: "yesterday", subject: "s".repeat(5000) },
      ],
      "mbox",
    );
    expect(text).toContain(
      "From: Gemma <gemma@example.com>\nTo: mina@example.org\nDate: Tue, 03 Feb 2026 07:05:00 +0000\n",
    );
    expect(text).toContain("From MAILER-DAEMON Tue Feb  3 07:05:00 2026\n");
    expect(text).toContain("<nobody@habeas.invalid>");
    expect(count).toMatchObject({ records: 2, odd: 1 });
  });
});
