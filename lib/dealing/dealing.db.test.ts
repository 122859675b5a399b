import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Role } from "#lib/core/role.ts";
import { database } from "#lib/db/database.ts";
import { cancelRequest } from "#lib/request/cancel.ts";
import { track } from "#lib/request/track.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { destroyEnded } from "#lib/worker/destroy.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { fileAndProve, newVisitor, operator, owedTo } from "#lib/worker/fixture/ways.ts";
import { changeDetails, readDetails } from "./change.ts";
import { keepDraft } from "./drafts.ts";
import { narrowRequest, readAsked } from "./narrow.ts";
import { confirmMessage } from "./outgoing/confirm.ts";
import { prepareMessage } from "./outgoing/prepare.ts";
import { readOutgoing } from "./outgoing/read.ts";
import { sendOutgoing } from "./outgoing/run.ts";
import { countMessages, openAttachment, readThread } from "./read.ts";
import { type Writing, writeMessage } from "./write.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

const pdf = Buffer.from("%PDF-1.7\nnothing more");
const said = (change: Partial<Writing> = {}): Writing => ({
  kind: "message",
  text: "Hello",
  files: [],
  onceKey: randomUUID(),
  ...change,
});

async function staff(role: Role): Promise<Actor> {
  const staffId = randomUUID();
  await house.query(
    `insert into staff (id, issuer, subject, name, email, role) values ($1, 'i', $2, 'Ada Byron', $2, $3)`,
    [staffId, `${staffId}@example.com`, role],
  );
  return { ...atDesk, kind: "staff", staffId, name: "Ada Byron", initials: "AB", role };
}

/** What staff write goes by a preview, and is confirmed as it was seen. */
async function sent(actor: Actor, reference: string, text: string): Promise<void> {
  const typed = { subject: "Hello", text, how: "page", template: null, files: [], onceKey: randomUUID() };
  const id = await prepareMessage(actor, reference, typed);
  const { hash } = await readOutgoing(actor, reference, id);
  await confirmMessage(actor, reference, { id, hash, at: null });
  await house.query("update outgoing_message set not_before = now() where id = $1", [id]);
  await sendOutgoing(id);
}

describe("dealings", { timeout: 60_000 }, () => {
  it("messages go both ways, are sealed, and tell the other side without a word of them", async () => {
    const { person, reference, requestId } = await fileAndProve();
    const lead = await staff("officer");
    const files = [{ name: "../proof\u202e.pdf", bytes: pdf }];
    expect(await writeMessage(person, reference, said({ text: "Where is my file?", files }))).toBe(1);
    await sent(lead, reference, "On its way.");
    const mine = await readThread(person, reference);
    expect(mine.messages).toMatchObject([
      { mine: true, text: "Where is my file?", files: [{ name: "proof.pdf", type: "application/pdf" }] },
      { mine: false, writer: "Ada Byron", text: "On its way.", seen: false },
    ]);
    expect((await readThread(person, reference)).messages[1]).toMatchObject({ seen: true });
    const [file] = mine.messages[0]?.files ?? [];
    const opened = await openAttachment(person, reference, file?.id ?? "");
    expect(opened.name).toBe(`${reference}-1-1.pdf`);
    expect(Buffer.compare(await buffer(opened.stream), pdf)).toBe(0);
    const owed = (await owedTo(requestId)).filter(({ kind }) => kind.includes("message"));
    expect(owed.map(({ kind }) => kind).sort()).toEqual(["message", "staff_message"]);
    expect(JSON.stringify(owed)).not.toMatch(/file|way/);
    const [kept] = await house.query<{ text: string }>(
      "select encode(sealed, 'escape') as text from message where request_id = $1 and number = 1",
      [requestId],
    );
    expect(kept?.text).not.toContain("file");
    const events = await house.query<{ data: object }>(
      "select data from audit_event where chain = $1 and kind = 'message_written'",
      [requestId],
    );
    expect(events.map(({ data }) => data)).toEqual([
      { number: 1, side: "person", about: "message", files: 1 },
      { number: 2, side: "staff", about: "message", files: 0 },
    ]);
    expect((await track(person, reference)).timeline.map(({ kind }) => kind)).toContain("message_written");
  });

  it("one form sends one message, with its files once", async () => {
    const { person, reference, requestId } = await fileAndProve();
    const one = said({ files: [{ name: "a.txt", bytes: Buffer.from("Grüße") }] });
    const sent = await Promise.all([1, 2, 3].map(() => writeMessage(person, reference, one)));
    expect(sent).toEqual([1, 1, 1]);
    expect((await readThread(person, reference)).messages).toHaveLength(1);
    expect(readdirSync(join(house.folder, "store", "message", requestId))).toHaveLength(1);
  });

  it("are nobody else's: not a stranger's, not another person's, not an auditor's", async () => {
    const { person, visitor, reference } = await fileAndProve();
    const other = await fileAndProve({ email: "jon.bell@example.com" });
    await writeMessage(person, reference, said({ files: [{ name: "a.pdf", bytes: pdf }] }));
    const [message] = (await readThread(person, reference)).messages;
    const id = message?.files[0]?.id ?? "";
    for (const actor of [newVisitor(), visitor, other.person]) {
      await expect(readThread(actor, reference)).rejects.toMatchObject({ code: "not_found" });
      await expect(writeMessage(actor, reference, said())).rejects.toMatchObject({ code: "not_found" });
      await expect(openAttachment(actor, reference, id)).rejects.toMatchObject({ code: "not_found" });
    }
    await expect(openAttachment(other.person, other.reference, id)).rejects.toMatchObject({
      code: "not_found",
    });
    const auditor = await staff("auditor");
    await expect(readThread(auditor, reference)).rejects.toMatchObject({ code: "forbidden" });
    const approver = await staff("approver");
    await expect(writeMessage(approver, reference, said())).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each([
    ["a page that only says that it is a PDF", "proof.pdf", Buffer.from("<script>\0</script>")],
    ["a program", "photo.jpg", Buffer.from("MZ\x90\x00\x03", "latin1")],
    ["an archive", "words.txt", Buffer.from("PK\x03\x04\x00", "latin1")],
    ["nothing at all", "empty.pdf", Buffer.alloc(0)],
    ["more than 8 MB", "big.pdf", Buffer.concat([pdf, Buffer.alloc(8 * 1024 * 1024)])],
  ])("%s is not taken, and nothing of it stays", async (_what, name, bytes) => {
    const { person, reference, requestId } = await fileAndProve();
    const writing = said({ files: [{ name, bytes }] });
    await expect(writeMessage(person, reference, writing)).rejects.toMatchObject({ code: "invalid" });
    expect(await countMessages(person, reference)).toEqual({ all: 0, unseen: 0 });
    expect(() => readdirSync(join(house.folder, "store", "message", requestId))).toThrow();
  });

  it("what was typed is kept until it is sent", async () => {
    const { person, reference } = await fileAndProve();
    await keepDraft(person, reference, "message", "A long letter");
    expect((await readThread(person, reference)).draft).toBe("A long letter");
    const lead = await staff("officer");
    expect((await readThread(lead, reference)).draft).toBe("");
    await writeMessage(person, reference, said({ text: "A long letter, sent" }));
    expect((await readThread(person, reference)).draft).toBe("");
  });

  it("go on after the end, and are gone once the request is destroyed", async () => {
    const { person, reference, requestId } = await fileAndProve();
    await writeMessage(person, reference, said({ files: [{ name: "a.pdf", bytes: pdf }] }));
    await cancelRequest(person, reference);
    expect(await writeMessage(person, reference, said())).toBe(2);
    await house.query("update request set ended_at = now() - interval '15 days' where id = $1", [requestId]);
    expect(await destroyEnded()).toBe(1);
    expect(() => readdirSync(join(house.folder, "store", "message", requestId))).toThrow();
    expect(await readThread(operator, reference)).toEqual({ messages: [], draft: "", mayWrite: false });
  });

  it("does not change or lose what was written", async () => {
    const { person, reference, requestId } = await fileAndProve();
    await writeMessage(person, reference, said());
    for (const sql of [
      "update message set sealed = 'x' where request_id = $1",
      "update message set at = now() where request_id = $1",
      "delete from message where request_id = $1",
    ])
      await expect(house.query(sql, [requestId])).rejects.toThrow(/message/);
  });

  it("another name, number or language is noted, seen by staff, and moves no clock", async () => {
    const { person, reference, requestId } = await fileAndProve();
    const before = await track(person, reference);
    const change = { name: "Mina Okafor-Bell", phone: "0151 1", language: "ar", onceKey: "one" };
    const noted = () => "Name: Mina Okafor-Bell";
    expect(await changeDetails(person, reference, change, noted)).toEqual(["name", "phone", "language"]);
    expect(await changeDetails(person, reference, change, noted)).toEqual([]);
    expect(await readDetails(person, reference)).toMatchObject({
      name: "Mina Okafor-Bell",
      language: "ar",
      email: "m•••@example.com",
    });
    expect((await readThread(operator, reference)).messages).toMatchObject([{ kind: "change" }]);
    await sent(await staff("officer"), reference, "Hello");
    const [mail] = await house.query<{ language: string }>(
      "select language from notice where request_id = $1 and kind = 'message'",
      [requestId],
    );
    expect(mail).toEqual({ language: "ar" });
    const { deadline } = await track(person, reference);
    expect([deadline.legalDue, deadline.safeDue]).toEqual([
      before.deadline.legalDue,
      before.deadline.safeDue,
    ]);
    await expect(changeDetails(person, reference, { ...change, name: "" }, noted)).rejects.toMatchObject({
      code: "invalid",
    });
    await cancelRequest(person, reference);
    await expect(
      changeDetails(person, reference, { ...change, name: "Jon", onceKey: "two" }, noted),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("less can be asked for, never more, and the clock does not begin anew", async () => {
    const { person, reference } = await fileAndProve();
    const before = await track(person, reference);
    const part = { kinds: "financial,communications", from: "2024-01-01", until: "" };
    await narrowRequest(person, reference, { part, onceKey: "a" }, "Wanted: less");
    await narrowRequest(person, reference, { part, onceKey: "a" }, "Wanted: less");
    expect((await readAsked(person, reference)).asked).toMatchObject({
      scope: "some",
      kinds: "financial,communications",
      from: "2024-01-01",
    });
    expect((await readThread(person, reference)).messages).toHaveLength(1);
    for (const wider of [
      { kinds: "financial,technical", from: "", until: "" },
      { kinds: "financial", from: "2020-01-01", until: "" },
    ])
      await expect(
        narrowRequest(person, reference, { part: wider, onceKey: randomUUID() }, "Wanted: more"),
      ).rejects.toMatchObject({ code: "invalid" });
    const { deadline } = await track(person, reference);
    expect(deadline.legalDue).toBe(before.deadline.legalDue);
    expect(deadline.receivedDay).toBe(before.deadline.receivedDay);
    const erasure = await fileAndProve({ right: "erasure" });
    await expect(
      narrowRequest(erasure.person, erasure.reference, { part, onceKey: "b" }, "Wanted: less"),
    ).rejects.toMatchObject({ code: "conflict" });
  });

  it("leaves a log that is whole", async () => {
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
  });
});
