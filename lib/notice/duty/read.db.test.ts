import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction } from "#lib/db/database.ts";
import { listAlerts } from "#lib/request/clocks/sweep/alerts.ts";
import { type DutyNotice, oweDutyNotice } from "#lib/request/duty-notice.ts";
import { lockRequest } from "#lib/request/move.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { sendNotice } from "../send.ts";
import { dutyNoticePdf, readDutyNotice, readDutyNotices } from "./read.ts";

let house: House;
let server: SMTPServer;
let refuse = false;
const taken: Email[] = [];

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: async (stream, _session, done) => {
      taken.push(await PostalMime.parse(await buffer(stream)));
      done(refuse ? Object.assign(new Error("no"), { responseCode: 550 }) : null);
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  house = await openHouse(["newsletter"], {
    HABEAS_SMTP_URL: `smtp://127.0.0.1:${port}`,
    HABEAS_MAIL_FROM: "privacy@example.com",
  });
});
afterAll(async () => {
  await new Promise<void>((resolve) => server.close(() => resolve()));
  await house.close();
});
beforeEach(() => {
  refuse = false;
  taken.length = 0;
});

const refusal: DutyNotice = {
  notice: "refusal",
  given: { reasons: "Orders: we found two people of this name." },
  ground: "cannot_identify",
};
const owed = (requestId: string, asked: DutyNotice = refusal) =>
  inTransaction(async (tx) => oweDutyNotice(tx, await lockRequest(tx, requestId), asked));
const staff = (role: "analyst" | "auditor"): Actor => ({
  ...atDesk,
  kind: "staff",
  staffId: "00000000-0000-4000-8000-000000000001",
  name: "Noor Haddad",
  initials: "NH",
  role,
});
const alerts = (requestId: string) =>
  house.query<{ kind: string; mark: string; law: string }>(
    "select kind, mark, law from alert where request_id = $1",
    [requestId],
  );
const tryToSend = async (id: string) => {
  for (let tries = 0; tries < 6; tries++) {
    await house.query("update notice set not_before = now() where id = $1", [id]);
    await sendNotice(id);
  }
};

describe("a notice of duty", { timeout: 60_000 }, () => {
  it("goes out as a mail with the letter as a tagged PDF, and nothing personal in its subject", async () => {
    const { requestId, reference } = await way.fileAndProve();
    await drain();
    const confirmed = taken.find((mail) => mail.subject === `We have your request ${reference}`);
    expect(confirmed?.text).toContain("We will answer by");
    expect(confirmed?.attachments).toEqual([]);
    const id = await owed(requestId);
    await drain();
    const mail = taken.find((one) => one.subject === `Our answer to your request ${reference}`);
    expect(mail?.to?.[0]?.address).toBe("mina.okafor@example.com");
    for (const words of [mail?.text, mail?.html]) {
      expect(words?.replaceAll(/\s+/g, " ")).toContain("Orders: we found two people of this name.");
      expect(words).toContain("articles 11(2)");
    }
    const [pdf] = mail?.attachments ?? [];
    expect(pdf).toMatchObject({ filename: `${reference}.pdf`, mimeType: "application/pdf" });
    const bytes = Buffer.from(pdf?.content as ArrayBuffer);
    expect(bytes.toString("latin1")).toMatch(/^%PDF-1\.7/);
    expect(bytes.toString("latin1")).toContain("/Marked true");
    expect(await house.query("select state, sealed from notice where id = $1", [id])).toEqual([
      { state: "settled", sealed: null },
    ]);
    const [row] = await house.query<{ sealed_text: Buffer }>("select sealed_text from notice where id = $1", [
      id,
    ]);
    expect(row?.sealed_text.includes("Okafor")).toBe(false);
  });

  it("is found again by the person, word for word, and the PDF to the last byte; by staff who may see findings", async () => {
    const { requestId, reference, person } = await way.fileAndProve();
    const id = await owed(requestId);
    expect(await readDutyNotices(person, reference)).toEqual([]);
    await drain();
    const all = await readDutyNotices(person, reference);
    expect(all.map(({ kind, delivered }) => ({ kind, delivered }))).toEqual([
      { kind: "refusal", delivered: true },
      { kind: "acknowledgement", delivered: true },
    ]);
    const one = await readDutyNotice(person, reference, id);
    expect(one.letter.blocks).toContainEqual({
      kind: "paragraph",
      text: "Orders: we found two people of this name.",
    });
    const sent = taken.find((mail) => (mail.attachments?.length ?? 0) > 0)?.attachments[0]?.content;
    const { bytes, fileName } = await dutyNoticePdf(person, reference, id);
    expect(fileName).toBe(`${reference}.pdf`);
    expect(bytes.equals(Buffer.from(sent as ArrayBuffer))).toBe(true);
    expect((await readDutyNotice(staff("analyst"), reference, id)).letter).toEqual(one.letter);
  });

  it("is nobody else's: not of the browser that merely filed, nor of another person, nor by another's reference", async () => {
    const mine = await way.fileAndProve();
    const other = await way.fileAndProve({ email: "ada.berg@example.com", name: "Ada Berg" });
    const id = await owed(mine.requestId);
    await drain();
    const gone = { code: "not_found" };
    for (const stranger of [mine.visitor, way.newVisitor(), other.person]) {
      await expect(readDutyNotices(stranger, mine.reference)).rejects.toMatchObject(gone);
      await expect(readDutyNotice(stranger, mine.reference, id)).rejects.toMatchObject(gone);
      await expect(dutyNoticePdf(stranger, mine.reference, id)).rejects.toMatchObject(gone);
    }
    await expect(readDutyNotice(other.person, other.reference, id)).rejects.toMatchObject(gone);
    await expect(readDutyNotice(mine.person, mine.reference, "nonsense")).rejects.toMatchObject(gone);
    await expect(readDutyNotices(staff("auditor"), mine.reference)).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("dies with its request's key", async () => {
    const { requestId, reference, person } = await way.fileAndProve();
    await owed(requestId);
    await drain();
    await house.query("update request_key set wrapped = null, destroyed_at = now() where request_id = $1", [
      requestId,
    ]);
    expect(await readDutyNotices(person, reference)).toEqual([]);
  });

  it("that cannot be delivered raises an alert once, and the person still finds it", async () => {
    const { requestId, reference, person } = await way.fileAndProve();
    await drain();
    expect(await alerts(requestId)).toEqual([]);
    refuse = true;
    await tryToSend(await owed(requestId));
    await tryToSend(await owed(requestId));
    expect(await alerts(requestId)).toEqual([{ kind: "refusal", mark: "notice_failed", law: "EU_GDPR" }]);
    const { alerts: listed } = await listAlerts(way.operator);
    expect(listed.map((one) => ({ ...one, id: "", dueDay: "" }))).toMatchObject([
      { reference, kind: "refusal", mark: "notice_failed" },
    ]);
    const events = await house.query<{ kind: string }>(
      "select kind from audit_event where chain = $1 and kind in ('notice_failed', 'alert_raised') order by kind",
      [requestId],
    );
    expect(events.map(({ kind }) => kind)).toEqual(["alert_raised", "notice_failed", "notice_failed"]);
    const found = await readDutyNotices(person, reference);
    expect(found.filter(({ delivered }) => !delivered)).toHaveLength(2);
    expect(
      await house.query("select sealed from notice where request_id = $1 and state = 'failed'", [requestId]),
    ).toEqual([{ sealed: null }, { sealed: null }]);
  });

  it("is confirmed to whoever complains as a complaint, and to whoever opts out without a word of proof", async () => {
    const complaint = await way.file({ right: "complaint" });
    const optOut = await way.file({ right: "opt_out", place: "US-CA" });
    await drain();
    expect(taken.map((mail) => mail.subject)).toContain(`We have your complaint ${complaint.reference}`);
    const told = taken.find((mail) => mail.subject?.endsWith(optOut.reference));
    expect(told?.subject).toBe(`We have your request ${optOut.reference}`);
    expect(told?.text).not.toMatch(/code/);
  });
});
