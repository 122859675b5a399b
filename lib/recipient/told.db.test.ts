import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Staff, World } from "#lib/erasure/fixture/world.ts";
import { recordErasedByHand } from "#lib/erasure/stop.ts";
import { drain } from "#lib/worker/drain.ts";
import { newVisitor } from "#lib/worker/fixture/ways.ts";
import { answerTold, openTold, passFor, readTold, renewTold } from "./behind-link.ts";
import { erased, type Mailbox, openMailbox, openToldWorld, tokenTo } from "./fixture/told.ts";
import { personTold, readToldDesk } from "./read.ts";

const courier = "privacy@courier.example.com";
let box: Mailbox;
let world: World;
let people: [Staff, Staff];

beforeAll(async () => {
  box = await openMailbox();
  world = await openToldWorld(
    {
      store: [
        {
          name: "Swift Couriers",
          role: "delivers",
          country: "IE",
          collections: ["people", "addresses"],
          tell: { mail: courier },
        },
        { name: "Tax office", role: "audits", country: "IE", kind: "controller", collections: ["invoices"] },
        { name: "North Cloud", role: "hosts", country: "DE", tell: { by_hand: "In their console" } },
        { name: "Shop Engine", role: "runs the shop", country: "IE", tell: { system: "store" } },
        { name: "List House", role: "sends letters", country: "FR", tell: { system: "readers" } },
      ],
    },
    { HABEAS_SMTP_URL: box.url },
  );
  people = [await world.staff("Ada", "officer"), await world.staff("Bo", "approver")];
});

afterAll(async () => {
  await world.close();
  await box.close();
});

beforeEach(async () => {
  await world.refill(20);
  box.letters.length = 0;
  box.refuse = undefined;
});

type Row = { name: string; standing: string; groups: string[]; how: string; sealed: Buffer | null };
const rowsOf = (requestId: string) =>
  world.query<Row>(
    "select name, standing, groups, how, sealed from recipient_notice where request_id = $1 order by name",
    [requestId],
  );
const one = async (requestId: string) => (await rowsOf(requestId)).find((row) => row.how === "mail");

async function finished(name = "Mina") {
  const who = name === "Mina" ? {} : { name: "Noor Haddad", email: "noor.haddad@example.net" };
  const asked = await erased(world, people, who);
  const parked = await world.query<{ id: string }>(
    "select id from erasure_system where erasure_id = $1 and phase = 'by_hand'",
    [asked.id],
  );
  for (const { id } of parked) await recordErasedByHand(people[0], id, "Taken out of the cupboard.");
  await drain();
  return asked;
}

it("an erasure tells each recipient of what they were given, and of nothing else", async () => {
  const { requestId } = await finished();
  expect((await rowsOf(requestId)).map(({ sealed: _, ...row }) => row)).toEqual([
    { name: "List House", standing: "done", groups: labels("people", "addresses", "reviews"), how: "system" },
    {
      name: "North Cloud",
      standing: "owed",
      groups: labels("people", "addresses", "reviews"),
      how: "by_hand",
    },
    {
      name: "Shop Engine",
      standing: "done",
      groups: labels("people", "addresses", "reviews"),
      how: "system",
    },
    { name: "Swift Couriers", standing: "sent", groups: labels("people", "addresses"), how: "mail" },
  ]);
});

const names: Record<string, string> = {
  people: "Your account",
  addresses: "Your addresses",
  reviews: "Your reviews",
};
const labels = (...of: string[]) => of.map((name) => names[name]);

it("the mail names nobody; behind the link a button shows who it is, and the answer counts once", async () => {
  const { requestId, reference, person } = await finished();
  const token = tokenTo(box, courier);
  const mail = box.letters.find(({ to }) => to.includes(courier));
  expect(mail?.text).toContain("Swift Couriers");
  for (const secret of ["Mina", "Okafor", "mina.okafor", "C-1001", reference]) {
    expect(`${mail?.subject} ${mail?.text}`).not.toContain(secret);
  }
  const closed = await readTold(token, undefined);
  expect(closed).toMatchObject({ state: "closed", about: [], detail: null });
  expect(await readTold(token, passFor("another"))).toMatchObject({ state: "closed", about: [] });
  const pass = await openTold(token);
  expect(await readTold(token, pass)).toMatchObject({
    state: "open",
    action: "erase",
    groups: ["Your account", "Your addresses"],
    about: [
      { kind: "email", value: "mina.okafor@example.com" },
      { kind: "number", value: "C-1001" },
    ],
  });
  await expect(answerTold(token, { answer: "impossible", reason: "We cannot." })).rejects.toMatchObject({
    code: "invalid",
  });
  await answerTold(token, { answer: "done", reason: "" });
  expect(await readTold(token, pass)).toMatchObject({ state: "answered", about: [], answer: "done" });
  await expect(answerTold(token, { answer: "not_held", reason: "" })).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await one(requestId)).toMatchObject({ standing: "done", sealed: null });
  const shown = await personTold(person, reference);
  expect(shown.map(({ name, standing }) => [name, standing])).toEqual(
    expect.arrayContaining([
      ["Swift Couriers", "done"],
      ["North Cloud", "not_yet"],
      ["List House", "done"],
    ]),
  );
  await expect(personTold(newVisitor(), reference)).rejects.toMatchObject({ code: "not_found" });
  const desk = await readToldDesk(people[0], reference);
  const entry = desk.entries.find(({ name }) => name === "Swift Couriers");
  expect(entry?.history.map(({ step }) => step)).toEqual(["owed", "sent", "opened", "done"]);
  expect(entry?.duties).toEqual([expect.stringContaining("article 19")]);
});

it("of ten answers at once one counts", async () => {
  const { requestId } = await finished();
  const token = tokenTo(box, courier);
  const came = await Promise.allSettled(
    Array.from({ length: 10 }, (_, at) =>
      answerTold(token, at % 2 === 0 ? { answer: "done", reason: "" } : { answer: "not_held", reason: "" }),
    ),
  );
  expect(came.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const events = await world.query(
    "select 1 from audit_event where chain = $1 and kind = 'recipient_told' and actor = 'recipient'",
    [requestId],
  );
  expect(events).toHaveLength(1);
});

it("a link that has ended shows nothing and answers nothing; it brings a new one, to the same address, once", async () => {
  const { requestId } = await finished();
  const token = tokenTo(box, courier);
  const pass = await openTold(token);
  await expect(renewTold(token)).rejects.toMatchObject({ code: "conflict" });
  await world.query("update recipient_notice set expires_at = now() where request_id = $1", [requestId]);
  expect(await readTold(token, pass)).toMatchObject({ state: "expired", about: [] });
  await expect(openTold(token)).rejects.toMatchObject({ code: "gone" });
  await expect(answerTold(token, { answer: "done", reason: "" })).rejects.toMatchObject({ code: "gone" });
  box.letters.length = 0;
  await renewTold(token);
  await drain();
  const fresh = tokenTo(box, courier);
  expect(box.letters.map(({ to }) => to)).toEqual([[courier]]);
  expect(fresh).not.toBe(token);
  await expect(renewTold(token)).rejects.toMatchObject({ code: "not_found" });
  await expect(readTold(token, pass)).rejects.toMatchObject({ code: "not_found" });
  expect(await readTold(fresh, pass)).toMatchObject({ state: "closed" });
  expect(await readTold(fresh, passFor(fresh))).toMatchObject({ state: "open" });
});

it.each(["", "x", "A".repeat(43), "../../etc", "\u0000".repeat(43)])(
  "no other link leads anywhere: %j",
  async (token) => {
    for (const call of [
      () => readTold(token, passFor(token)),
      () => openTold(token),
      () => renewTold(token),
      () => answerTold(token, { answer: "done", reason: "" }),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: "not_found" });
    }
  },
);

it("nothing personal stands in the clear: not in the ledger, the mails that are owed, the queue or the log", async () => {
  box.refuse = 450;
  const { requestId } = await finished();
  const rows = await world.query<{ t: string }>(
    `select t::text from recipient_notice t union all select t::text from recipient_system_done t
       union all select t::text from notice t union all select data::text from pgboss.job
       union all select t::text from audit_event t`,
  );
  const all = rows.map(({ t }) => t).join("\n");
  expect(all).toContain(requestId);
  for (const secret of ["Mina", "mina.okafor", "C-1001", courier]) expect(all).not.toContain(secret);
  const sealed = (await one(requestId))?.sealed?.toString("latin1") ?? "";
  expect(sealed).not.toBe("");
  expect(sealed).not.toContain("mina");
});

it("an address that refuses is given up, staff are alerted, and the recipient is unreachable", async () => {
  box.refuse = 550;
  const { requestId } = await finished();
  for (let tries = 0; tries < 6; tries++) {
    await world.query("update notice set not_before = now() where state = 'ready'");
    await drain();
  }
  expect(await one(requestId)).toMatchObject({ standing: "unreachable" });
  expect(
    await world.query("select kind, mark from alert where request_id = $1 and mark = 'recipient_silent'", [
      requestId,
    ]),
  ).toEqual([{ kind: "recipient", mark: "recipient_silent" }]);
});

it("the database keeps what was told: no row goes, and what was answered is not taken back", async () => {
  const { requestId } = await finished();
  await answerTold(tokenTo(box, courier), { answer: "done", reason: "" });
  for (const [sql, words] of [
    ["delete from recipient_notice where request_id = $1", "stays on record"],
    [
      "update recipient_notice set standing = 'owed', answered_at = null, answered_by = null where request_id = $1 and how = 'mail'",
      "does not go from done",
    ],
    ["update recipient_notice set groups = '[]' where request_id = $1", "does not change"],
    [
      "update recipient_notice set standing = 'impossible', answered_at = now(), answered_by = 'recipient' where request_id = $1 and how = 'by_hand'",
      "spared_has_reason",
    ],
  ] as const) {
    await expect(world.query(sql, [requestId])).rejects.toThrow(words);
  }
});
