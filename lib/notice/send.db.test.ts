import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { inTransaction } from "#lib/db/database.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { mailMyReferences } from "#lib/request/find.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { sendNotice } from "./send.ts";

let house: House;
let server: SMTPServer;
let refuse: number | undefined;
let refuseSender = false;
const taken: { to: string[]; from: string; text: string }[] = [];

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onMailFrom: (_address, _session, done) =>
      done(refuseSender ? Object.assign(new Error("no"), { responseCode: 550 }) : null),
    onData: async (stream, session, done) => {
      const whole = await text(stream);
      const { mailFrom, rcptTo } = session.envelope;
      taken.push({
        to: rcptTo.map((one) => one.address),
        from: mailFrom ? mailFrom.address : "",
        text: whole,
      });
      done(refuse ? Object.assign(new Error("no"), { responseCode: refuse }) : null);
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
  refuse = undefined;
  refuseSender = false;
  taken.length = 0;
});

async function owed(to: string): Promise<string> {
  await inTransaction((tx) => owe(tx, null, "en", to, { kind: "find", vars: { references: "LK-222-222" } }));
  const [row] = await house.query<{ id: string }>("select id from notice order by created_at desc limit 1");
  return row?.id ?? "";
}
const rowOf = async (id: string) =>
  (
    await house.query<{ state: string; attempts: number; sealed: Buffer | null }>(
      "select state, attempts, sealed from notice where id = $1",
      [id],
    )
  )[0];
const again = (id: string) => house.query("update notice set not_before = now() where id = $1", [id]);
const messageId = (mail: string) => /^Message-ID: (.*)$/im.exec(mail)?.[1]?.trim();

it("an owed mail is sent once to its one recipient, and its words are then destroyed", async () => {
  const id = await owed("mina.okafor@example.com");
  await Promise.all(Array.from({ length: 10 }, () => sendNotice(id)));
  await drain();
  expect(taken).toHaveLength(1);
  expect(taken[0]).toMatchObject({ to: ["mina.okafor@example.com"], from: "privacy@example.com" });
  expect(taken[0]?.text).toContain("LK-222-222");
  expect(await rowOf(id)).toMatchObject({ state: "settled", sealed: null });
});

it.each([450, 421])(
  "a mail that is refused for now (%i) is tried again as the same message, and never given up",
  async (code) => {
    refuse = code;
    const id = await owed("mina.okafor@example.com");
    for (let tries = 1; tries <= 7; tries++) {
      await again(id);
      await sendNotice(id);
      expect(await rowOf(id)).toMatchObject({ state: "ready", attempts: tries });
    }
    refuse = undefined;
    await again(id);
    await sendNotice(id);
    expect((await rowOf(id))?.state).toBe("settled");
    expect(new Set(taken.map((mail) => messageId(mail.text)))).toEqual(new Set([`<${id}@localhost>`]));
  },
);

it("a mail that is refused for good is given up after five tries, and the log says so", async () => {
  refuse = 550;
  const id = await owed("nobody@example.com");
  for (let tries = 0; tries < 8; tries++) {
    await again(id);
    await sendNotice(id);
  }
  expect(taken).toHaveLength(5);
  expect(await rowOf(id)).toMatchObject({ state: "failed", attempts: 5 });
  expect(await house.query("select 1 from audit_event where kind = 'notice_failed'")).toHaveLength(1);
});

it("a sender that is refused loses no letter: only a refused address is given up", async () => {
  refuseSender = true;
  const id = await owed("mina.okafor@example.com");
  for (let tries = 1; tries <= 7; tries++) {
    await again(id);
    await sendNotice(id);
  }
  expect(await rowOf(id)).toMatchObject({ state: "ready", attempts: 7 });
  refuseSender = false;
  await again(id);
  await sendNotice(id);
  expect((await rowOf(id))?.state).toBe("settled");
});

it("a code that has ended before it could be sent is not sent, and its words are gone", async () => {
  const { visitor, reference, requestId } = await way.file();
  await way.codeFor(visitor, reference);
  await house.query("update notice set created_at = now() - interval '11 minutes' where request_id = $1", [
    requestId,
  ]);
  await drain();
  expect(taken).toEqual([]);
  expect(await house.query("select state, sealed from notice where request_id = $1", [requestId])).toEqual([
    { state: "failed", sealed: null },
  ]);
});

it("the mail with somebody's references goes out once in a quarter of an hour, and tells who has none just that", async () => {
  const { reference } = await way.file();
  await drain();
  taken.length = 0;
  const visitor = way.newVisitor();
  await Promise.all(Array.from({ length: 10 }, () => mailMyReferences(visitor, "Mina.Okafor@example.com")));
  for (const typed of ["stranger@example.com", "nonsense", "\u0000", ""])
    await mailMyReferences(visitor, typed);
  await drain();
  const toMina = () => taken.filter(({ to }) => to.includes("mina.okafor@example.com"));
  expect(taken.map((mail) => mail.to).sort()).toEqual([
    ["mina.okafor@example.com"],
    ["stranger@example.com"],
  ]);
  expect(taken.filter(({ text }) => text.includes(reference))).toEqual(toMina());
  await house.query("update find_budget set at = now() - interval '16 minutes'");
  await mailMyReferences(visitor, "mina.okafor@example.com");
  await drain();
  expect(toMina()).toHaveLength(2);
});
