import { randomBytes } from "node:crypto";
import { createTransport } from "nodemailer";
import { beforeAll, describe, expect, it } from "vitest";
import { textOfHtml } from "./html-text.ts";
import { parseMail } from "./parse.ts";
import { withoutQuotes } from "./quotes.ts";

const token = "a2b3c4d5e6f7abcdefghijklmnopqrst";
const to = `answers+${token}@larkspur.example`;

beforeAll(() => {
  Object.assign(process.env, {
    HABEAS_DATABASE_URL: "postgres://localhost/none",
    HABEAS_ORIGIN: "http://localhost:4000",
    HABEAS_MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
    HABEAS_MAP: "none.yaml",
    HABEAS_STORE: "none",
    HABEAS_MAIL_FROM: "privacy@larkspur.example",
    HABEAS_REPLY_ADDRESS: "answers@larkspur.example",
  });
});

/** A mail as a mail program would write it. */
async function mailOf(mail: object): Promise<Buffer> {
  const sent = await createTransport({ streamTransport: true, buffer: true }).sendMail({
    from: "mina.okafor@example.com",
    to,
    subject: "Re: your request",
    text: "Hello",
    ...mail,
  });
  return sent.message as Buffer;
}

describe("quotes", () => {
  const said = "I lived at 4 Mill Lane.";
  it.each([
    ["On Mon, 23 Nov 2026 at 10:00, Larkspur <privacy@larkspur.example> wrote:", "en"],
    ["Am 23.11.2026 um 10:00 schrieb Larkspur:", "de"],
    ["Le lun. 23 nov. 2026 à 10:00, Larkspur <privacy@larkspur.example> a écrit :", "fr"],
    ["El lun, 23 nov 2026 a las 10:00, Larkspur escribió:", "es"],
    ["Il giorno lun 23 nov 2026 alle ore 10:00 Larkspur ha scritto:", "it"],
    ["W dniu pon., 23 lis 2026 o 10:00 Larkspur napisał(a):", "pl"],
    ["Op ma 23 nov 2026 om 10:00 schreef Larkspur schreef:", "nl"],
    ["Em seg., 23 de nov. de 2026 às 10:00, Larkspur escreveu:", "pt"],
    ["في الاثنين، 23 نوفمبر 2026 كتب:", "ar"],
    ["‫בתאריך יום ב׳, 23 בנוב׳ 2026 מאת ‪Larkspur‬‏:‬", "he-left"],
    ["-----Original Message-----", "outlook"],
    ["From: Larkspur\nSent: Monday\nTo: Mina", "outlook headers"],
  ])("what stands below %s is left out", (head, name) => {
    const whole = `${said}\n\n${head}\n> We have your request.\n> More of it.`;
    // An introduction that we do not know stays; what is quoted below it does not.
    if (name === "he-left") expect(withoutQuotes(whole)).not.toContain("We have your request");
    else expect(withoutQuotes(whole)).toBe(said);
  });

  it("keeps an answer below the quote, an answer between the lines, and a text without any", () => {
    expect(withoutQuotes("> Which address?\n4 Mill Lane\n> Since when?\nMay")).toBe("4 Mill Lane\nMay");
    expect(withoutQuotes("> only a quote")).toBe("only a quote");
    expect(withoutQuotes("One.\n\nOn the other hand, two.")).toBe("One.\n\nOn the other hand, two.");
    expect(withoutQuotes("Yes\n-- \nMina\nPhone 1")).toBe("Yes");
  });
});

describe("a mail that came in", () => {
  it("names its thread by the address it was sent to, and by no word in it", async () => {
    const mail = await parseMail(await mailOf({ subject: `Re: [${token}]`, text: `${to} Yes.` }));
    expect(mail).toMatchObject({ tokens: [token], from: "mina.okafor@example.com", machine: null });
    const other = await parseMail(await mailOf({ to: "answers@larkspur.example", text: to, subject: to }));
    expect(other.tokens).toEqual([]);
    const folded = await parseMail(await mailOf({ to: to.toUpperCase() }));
    expect(folded.tokens).toEqual([token]);
    const foreign = await parseMail(await mailOf({ to: `answers+${token}@evil.example` }));
    expect(foreign.tokens).toEqual([]);
  });

  it.each([
    ["auto_reply", { headers: { "Auto-Submitted": "auto-replied" } }],
    ["auto_reply", { headers: { Precedence: "bulk" } }],
    ["auto_reply", { headers: { "X-Autoreply": "yes" } }],
    ["list", { headers: { "List-Id": "<a.example.com>" } }],
    ["report", { from: "MAILER-DAEMON@example.com" }],
    ["loop", { from: "privacy@larkspur.example" }],
    ["loop", { headers: { "X-Habeas": "notice" } }],
  ])("is told to be %s", async (machine, mail) => {
    expect((await parseMail(await mailOf(mail))).machine).toBe(machine);
  });

  it("loses its design and its hidden letters, and keeps its words", async () => {
    const html =
      '<style>p{}</style><p>Yes &amp; <b>no</b>&#x202e;</p><script>alert(1)</script><!-- x --><p>גם <a href="http://evil.example">כן</a></p><div class="gmail_quote">old</div>';
    const mail = await parseMail(await mailOf({ text: undefined, html }));
    expect(mail.text).toBe("Yes & no\nגם כן");
    expect(textOfHtml("<p>a<p>b</p><script>never closed")).toBe("ab");
  });

  it("reads hostile and broken mails in time, and never more than is there", async () => {
    const began = Date.now();
    const deep = Array.from(
      { length: 300 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`,
    );
    await expect(parseMail(Buffer.from(deep.join("")))).rejects.toThrow("no mail that we can read");
    await expect(parseMail(Buffer.from(`X-A: ${"a".repeat(400_000)}\r\n\r\nb`))).rejects.toThrow();
    for (const text of [
      "<".repeat(200_000),
      "<!--".repeat(50_000),
      "<script".repeat(30_000),
      "&#".repeat(100_000),
    ])
      textOfHtml(text);
    for (const line of ["On ".repeat(50_000), "\n>".repeat(50_000), `On ${"a ".repeat(40_000)}wrote`])
      withoutQuotes(line);
    const good = await mailOf({
      attachments: [{ filename: "../a\u202e.pdf", content: Buffer.from("%PDF-1.7") }],
    });
    for (let round = 0; round < 60; round++) {
      const bytes = Buffer.from(good);
      const noise = randomBytes(8);
      for (const [place, byte] of noise.entries()) bytes[(byte * 97 + place * 131) % bytes.length] = byte;
      await parseMail(bytes).catch((error: Error) => expect(error.message).toContain("no mail"));
    }
    await parseMail(randomBytes(20_000)).catch(() => undefined);
    expect(Date.now() - began).toBeLessThan(10_000);
  });
});
