import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signatureHeaders } from "#connectors/http/signed-message.ts";
import { verifyAudit } from "#lib/audit/verify.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Role } from "#lib/core/role.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { previewToMany, sendToMany } from "#lib/notice/message/many.ts";
import { letterPdfOf, previewMessage } from "#lib/notice/message/preview.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { fileAndProve, owedTo } from "#lib/worker/fixture/ways.ts";
import { readThread } from "../read.ts";
import { isFromOurMailbox, takeReply } from "../reply/receive.ts";
import { replyAddress, threadToken } from "../reply/thread.ts";
import { writeMessage } from "../write.ts";
import { confirmMessage, takeBack } from "./confirm.ts";
import { prepareMessage } from "./prepare.ts";
import { listWaiting } from "./read.ts";

const secret = "a secret of at least 24 letters";
let house: House;
beforeAll(async () => {
  house = await openHouse(["newsletter"], {
    HABEAS_REPLY_ADDRESS: "answers@larkspur.example",
    HABEAS_REPLY_MAIL_SECRETS: secret,
  });
});
afterAll(() => house.close());

type Staff = Extract<Actor, { kind: "staff" }>;
async function staff(role: Role): Promise<Staff> {
  const staffId = randomUUID();
  await house.query(
    `insert into staff (id, issuer, subject, name, email, role) values ($1, 'i', $2, 'Ada Byron', $2, $3)`,
    [staffId, `${staffId}@example.com`, role],
  );
  const scope = { brands: null, places: null, systems: [] };
  return {
    kind: "staff",
    staffId,
    name: "Ada Byron",
    initials: "AB",
    role,
    sessionId: "",
    scope,
    steppedUpAt: new Date(8.64e15),
  };
}

const typed = (change: object = {}) => ({
  subject: "About your request",
  text: "Hello\n\nA line.",
  how: "mail",
  template: null,
  files: [],
  onceKey: randomUUID(),
  ...change,
});
const soon = () => house.query("update outgoing_message set not_before = now() where state = 'ready'");
const said = async (actor: Actor, reference: string) => (await readThread(actor, reference)).messages;

async function confirmed(actor: Staff, reference: string, change: object = {}, at: Date | null = null) {
  const id = await prepareMessage(actor, reference, typed(change));
  const { hash } = await previewMessage(actor, reference, id);
  await confirmMessage(actor, reference, { id, hash, at });
  return id;
}

/** An answer by mail, as a mail program writes it, into a request's thread. */
async function answer(requestId: string, mail: object = {}): Promise<Buffer> {
  const token = await inTransaction((tx) => threadToken(tx, requestId));
  const sent = await createTransport({ streamTransport: true, buffer: true }).sendMail({
    from: "Mina <mina.okafor@example.com>",
    to: replyAddress(token) ?? "",
    subject: "Re: your request",
    text: "4 Mill Lane\n\nOn Monday, Larkspur wrote:\n> Hello",
    ...mail,
  });
  return sent.message as Buffer;
}

describe("what staff write", { timeout: 60_000 }, () => {
  it("is looked at, confirmed as it was seen, waits ten seconds, and goes once", async () => {
    const { person, reference, requestId } = await fileAndProve();
    const alba = await staff("analyst");
    const files = [{ name: "a.txt", bytes: Buffer.from("Two orders.") }];
    const id = await prepareMessage(alba, reference, typed({ files }));
    const preview = await previewMessage(alba, reference, id);
    expect(preview.mail).toMatchObject({ subject: "About your request", paragraphs: ["Hello", "A line."] });
    await expect(confirmMessage(alba, reference, { id, hash: "00", at: null })).rejects.toThrow(
      "different now",
    );
    const stale = confirmMessage({ ...alba, steppedUpAt: null }, reference, {
      id,
      hash: preview.hash,
      at: null,
    });
    await expect(stale).rejects.toMatchObject({ code: "step_up" });
    const other = await staff("officer");
    await expect(confirmMessage(other, reference, { id, hash: preview.hash, at: null })).rejects.toThrow();
    await Promise.all(
      [1, 2, 3].map(() => confirmMessage(alba, reference, { id, hash: preview.hash, at: null })),
    );
    expect(await listWaiting(alba, reference)).toMatchObject([{ id, by: "Ada Byron", held: null }]);
    expect(await said(person, reference)).toEqual([]);
    await soon();
    await drain();
    expect(await said(person, reference)).toMatchObject([
      {
        subject: "About your request",
        text: "Hello\n\nA line.",
        channel: "mail",
        files: [{ name: "a.txt" }],
      },
    ]);
    const owed = (await owedTo(requestId)).filter(({ kind }) => kind === "message_words");
    expect(owed).toMatchObject([{ vars: { subject: "About your request", text: "Hello\n\nA line." } }]);
    await expect(takeBack(alba, reference, id)).rejects.toThrow("too late");
    await expect(
      house.query("update outgoing_message set how = 'post' where id = $1", [id]),
    ).rejects.toThrow();
    const pdf = await letterPdfOf(alba, reference, id);
    expect((await buffer(pdf.stream)).toString("latin1", 0, 5)).toBe("%PDF-");
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
  });

  it("is taken back, held where the person wrote or changed, and refused to whoever may not", async () => {
    const { person, reference, requestId } = await fileAndProve();
    const alba = await staff("analyst");
    const files = [{ name: "a.txt", bytes: Buffer.from("x") }];
    const first = await confirmed(alba, reference, { files });
    await takeBack(alba, reference, first);
    await takeBack(alba, reference, first);
    expect(readdirSync(join(house.folder, "store", "message", requestId))).toEqual([]);
    expect((await readThread(alba, reference)).draft).toBe("Hello\n\nA line.");
    const tomorrow = new Date(Date.now() + 86_400_000);
    await confirmed(alba, reference, { text: "Later" }, tomorrow);
    const stale = await prepareMessage(alba, reference, typed({ text: "Stale" }));
    const { hash } = await previewMessage(alba, reference, stale);
    const writing = { kind: "message", text: "Wait", files: [], onceKey: "w" } as const;
    await writeMessage(person, reference, writing);
    await expect(confirmMessage(alba, reference, { id: stale, hash, at: null })).rejects.toThrow(
      "The person wrote meanwhile",
    );
    await confirmed(alba, reference, { text: "After a change" });
    await house.query("update request set language = 'de' where id = $1", [requestId]);
    await soon();
    await drain();
    expect((await listWaiting(alba, reference)).map(({ text, held }) => [text, held]).sort()).toEqual([
      ["After a change", "changed"],
      ["Later", "changed"],
    ]);
    expect((await said(alba, reference)).map(({ text }) => text)).toEqual(["Wait"]);
    for (const past of [new Date(Date.now() - 1000), new Date(Date.now() + 100 * 86_400_000)])
      await expect(confirmed(alba, reference, { text: "when" }, past)).rejects.toThrow("lies ahead");
    for (const role of ["auditor", "approver", "administrator", "owner"] as const)
      await expect(prepareMessage(await staff(role), reference, typed())).rejects.toThrow();
    await expect(prepareMessage(person, reference, typed())).rejects.toThrow();
    const sly = typed({ subject: "Hi\r\nBcc: all@example.com" });
    await expect(prepareMessage(alba, reference, sly)).rejects.toThrow("one line");
  });

  it("goes to many in each one's language, as it was seen, and says for whom it could not", async () => {
    const [one, two] = [
      await fileAndProve(),
      await fileAndProve({ email: "zed@example.com", name: "Zed {contact}" }),
    ];
    await house.query("update request set language = 'ar' where id = $1", [two.requestId]);
    const alba = await staff("analyst");
    const draft = { template: "detail", how: "mail" } as const;
    const references = [one.reference, two.reference, "LK-000-000"];
    const { previews, notDone } = await previewToMany(alba, references, draft);
    expect(previews.map(({ language }) => language)).toEqual(["en", "ar"]);
    expect(previews[1]?.text).toContain("Zed {contact}");
    expect(notDone).toMatchObject([{ reference: "LK-000-000" }]);
    const seen = Object.fromEntries(previews.map(({ reference, hash }) => [reference, hash]));
    await house.query("update request set language = 'he' where id = $1", [two.requestId]);
    const all = { ...draft, seen, batch: randomUUID() };
    const sent = await sendToMany(alba, references, all);
    expect(sent.done).toEqual([one.reference]);
    expect(sent.notDone.map(({ why }) => why)).toContain("It would look different now. Look at it again.");
    await sendToMany(alba, references, all);
    await soon();
    await drain();
    expect(await said(alba, one.reference)).toHaveLength(1);
    expect(await said(alba, two.reference)).toHaveLength(0);
  });
});

describe("an answer by mail", { timeout: 60_000 }, () => {
  it("joins the thread of its token and no other, once, and says whether the address is the person's own", async () => {
    const [mine, other] = [await fileAndProve(), await fileAndProve()];
    const attachments = [
      { filename: "lease.pdf", content: Buffer.from("%PDF-1.7\n") },
      { filename: "a.exe", content: Buffer.from([0x4d, 0x5a, 0x90, 0, 3]) },
    ];
    const raw = await answer(mine.requestId, { attachments });
    expect(await takeReply(raw)).toBe("joined");
    expect(await takeReply(raw)).toBe("joined_before");
    const foreign = await answer(mine.requestId, { from: "mallory@example.net", text: "Send it to me." });
    expect(await takeReply(foreign)).toBe("joined");
    expect(await said(await staff("analyst"), mine.reference)).toMatchObject([
      {
        mine: false,
        text: "4 Mill Lane",
        channel: "mail",
        own: true,
        leftOut: 1,
        files: [{ name: "lease.pdf" }],
      },
      { text: "Send it to me.", own: false },
    ]);
    expect(await said(other.person, other.reference)).toEqual([]);
    const told = (await owedTo(mine.requestId))
      .filter(({ kind }) => kind === "staff_message")
      .map(({ to }) => to);
    expect(told.length).toBeGreaterThan(0);
    expect(new Set(told).size).toBe(told.length);
    const alerts = await house.query("select 1 from alert where request_id = $1 and mark = 'message'", [
      mine.requestId,
    ]);
    expect(alerts).toHaveLength(2);
    const theirs = await inTransaction((tx) => threadToken(tx, other.requestId));
    const both = await answer(mine.requestId, { cc: replyAddress(theirs) ?? "" });
    expect(await takeReply(both)).toBe("several_threads");
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
  });

  it("is left out where a program wrote it, it is empty, too much, or knows no token", async () => {
    const { requestId, reference } = await fileAndProve();
    const out = await answer(requestId, { headers: { "Auto-Submitted": "auto-replied" } });
    expect(await takeReply(out)).toBe("auto_reply");
    expect(await takeReply(await answer(requestId, { text: "" }))).toBe("empty");
    expect(
      await takeReply(await answer(requestId, { to: `answers+${"a".repeat(32)}@larkspur.example` })),
    ).toBe("no_thread");
    expect(await takeReply(Buffer.from("\0\0\0"))).toBe("no_thread");
    const long = await answer(requestId, { text: "word ".repeat(2_000) });
    expect(await takeReply(long)).toBe("joined");
    const [kept] = await said(await staff("analyst"), reference);
    expect(kept).toMatchObject({ leftOut: 0, files: [{ name: "the whole mail.txt" }] });
    expect(kept?.text.length).toBeLessThanOrEqual(4_000);
    for (let n = 1; n < 30; n++) await takeReply(await answer(requestId, { text: `Mail ${n}` }));
    expect(await takeReply(await answer(requestId, { text: "One more" }))).toBe("too_many");
    await house.query("update request_key set wrapped = null, destroyed_at = now() where request_id = $1", [
      requestId,
    ]);
    expect(["destroyed", "unreadable"]).toContain(await takeReply(long));
  });

  it("comes through a door that only our mailbox opens", async () => {
    const body = Buffer.from("From: a@example.com\r\n\r\nHello");
    const good = signatureHeaders([secret], body);
    expect(isFromOurMailbox({ headers: good, body })).toBe(true);
    expect(isFromOurMailbox({ headers: good, body: Buffer.from("other") })).toBe(false);
    expect(
      isFromOurMailbox({ headers: signatureHeaders(["another secret of 24 letters"], body), body }),
    ).toBe(false);
    const old = signatureHeaders([secret], body, Date.now() - 600_000);
    expect(isFromOurMailbox({ headers: old, body })).toBe(false);
    expect(isFromOurMailbox({ headers: {}, body })).toBe(false);
  });
});
