import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { messageHtml, messagePage } from "#demo/stage/mail.ts";
import { smtpFor } from "./smtp.ts";
import { openTray } from "./tray.ts";

const folder = mkdtempSync(join(tmpdir(), "larkspur-mail-"));
const tray = openTray(folder);
const smtp = smtpFor(tray);
let port = 0;

beforeAll(async () => {
  const listening = await new Promise<AddressInfo>((settle) => {
    const server = smtp.listen(0, "127.0.0.1", () => settle(server.address() as AddressInfo));
  });
  port = listening.port;
});

afterAll(() => {
  smtp.close();
  rmSync(folder, { recursive: true });
});

const send = (mail: object) => createTransport({ host: "127.0.0.1", port, ignoreTLS: true }).sendMail(mail);

describe("the mail tray", () => {
  it("keeps a mail whole: addresses, words in any script, design and files", async () => {
    await send({
      from: "Larkspur <privacy@larkspur.example>",
      to: "Leila.Haddad@example.com",
      bcc: "archive@larkspur.example",
      subject: "طلبك ليلى",
      text: "Your code is 123-456\nhttps://example.com/r/LK-7K4-2QD",
      html: "<p>Your code is <b>123-456</b></p>",
      attachments: [
        { filename: "letter.pdf", content: Buffer.from("%PDF-1.4"), contentType: "application/pdf" },
      ],
    });
    const [mail] = tray.list("leila.haddad@example.com");
    expect(mail).toMatchObject({
      from: "privacy@larkspur.example",
      to: ["leila.haddad@example.com", "archive@larkspur.example"],
      subject: "طلبك ليلى",
      attachments: [{ name: "letter.pdf", type: "application/pdf", bytes: 8 }],
    });
    expect(mail?.text).toContain("123-456");
    expect(mail?.html).toContain("<b>123-456</b>");
    expect(tray.list("archive@larkspur.example")).toHaveLength(1);
    expect(tray.list("nobody@example.com")).toEqual([]);
  });

  it("has everything after a restart, newest first", async () => {
    await send({ from: "a@example.com", to: "b@example.com", subject: "second", text: "2" });
    await send({ from: "a@example.com", to: "b@example.com", subject: "third", text: "3" });
    const again = openTray(folder).list("b@example.com");
    expect(again.map((one) => one.subject)).toEqual(["third", "second"]);
    expect(again).toEqual(tray.list("b@example.com"));
  });

  it("shows hostile mail as text, and its design only inside the frame", async () => {
    await send({
      from: "a@example.com",
      to: "c@example.com",
      subject: "<script>alert(1)</script>",
      text: "<img src=x>",
      html: "<script>alert(2)</script>",
    });
    const [mail] = tray.list("c@example.com");
    if (mail === undefined) throw new Error("the mail did not arrive");
    const shown = messagePage(mail);
    expect(shown).not.toContain("<script");
    expect(shown).not.toContain("<img");
    expect(shown).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(messageHtml(mail)).toContain("alert(2)");
  });
});
