import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { openHandover, renewHandover } from "#lib/bundle/handover.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { readQueue } from "#lib/queue/read.ts";
import { cancelRequest } from "#lib/request/cancel.ts";
import { startDraft } from "#lib/request/draft.ts";
import { move } from "#lib/request/move.ts";
import { sendCode } from "#lib/request/prove.ts";
import { track } from "#lib/request/track.ts";
import { destroyEnded, forgetRefused } from "./destroy.ts";
import { drain } from "./drain.ts";
import { forgetExpired } from "./expiring.ts";
import { type House, openHouse } from "./fixture/house.ts";
import * as way from "./fixture/ways.ts";
import { closeAnswered } from "./housekeeping.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["shop", "newsletter"]);
});
afterAll(() => house.close());

const stored = (kind: string, requestId: string) => {
  const folder = join(house.folder, "store", kind, requestId);
  return existsSync(folder) ? readdirSync(folder, { recursive: true }).length : 0;
};

/** Tokens of what a request's person is known by, of identifiers first. */
const tokensOf = async (requestId: string) =>
  (
    await house.query<{ token: string }>(
      `select encode(token, 'hex') as token from identifier where request_id = $1
         union all select encode(k.token, 'hex') from found_key k join task t on t.id = k.task_id where t.request_id = $1`,
      [requestId],
    )
  ).map((row) => row.token);

it("what was collected for a cancelled request is destroyed after its days, and not a day sooner", async () => {
  const { person, visitor, reference, requestId } = await way.fileAndProve();
  await drain();
  expect(stored("spool", requestId)).toBeGreaterThan(0);
  const known = await tokensOf(requestId);
  expect(known.length).toBeGreaterThan(2);
  await cancelRequest(person, reference);
  const endedDaysAgo = async (days: number) => {
    await house.query("update request set ended_at = now() - make_interval(days => $2) where id = $1", [
      requestId,
      days,
    ]);
  };
  await house.query("update request set tags = '{mina-okafor}' where id = $1", [requestId]);
  await endedDaysAgo(13);
  expect(await destroyEnded()).toBe(0);
  await endedDaysAgo(15);
  expect(await destroyEnded()).toBe(1);
  expect(await destroyEnded()).toBe(0);
  expect(stored("spool", requestId)).toBe(0);
  expect(await house.query("select wrapped from request_key where request_id = $1", [requestId])).toEqual([
    { wrapped: null },
  ]);
  // Nothing is left by which a key or an identifier of somebody else's request could be told to be the same.
  expect((await tokensOf(requestId)).filter((token) => known.includes(token))).toEqual([]);
  expect(await house.query("select tags from request where id = $1", [requestId])).toEqual([{ tags: [] }]);
  // To everybody it is as if it had never been; the desk still counts it.
  await expect(track(person, reference)).rejects.toMatchObject({ code: "not_found" });
  await expect(readRequestFile(way.operator, reference)).rejects.toMatchObject({ code: "not_found" });
  await sendCode(visitor, reference);
  const { rows } = await readQueue(way.operator, { query: "is:done" });
  expect(rows.map((row) => row.person)).toEqual(["(destroyed on schedule)"]);
  expect((await readQueue(way.operator, { query: "is:done Okafor" })).rows).toEqual([]);
  expect(await verifyAudit(database())).toMatchObject({ whole: true });
});

it("what was collected for a refused request goes after its days; its letter and reasons stay", async () => {
  const { requestId } = await way.fileAndProve();
  await drain();
  expect(stored("spool", requestId)).toBeGreaterThan(0);
  const [sent] = await house.query<{ id: string }>(
    "insert into notice (request_id, kind, language, state) values ($1, 'refusal', 'en', 'settled') returning id",
    [requestId],
  );
  await house.query(
    `insert into decision (request_id, outcome, state, grounds, sealed, hash, needs_second, by, notice_id)
       values ($1, 'refused', 'sent', '[]', '', '', false, 'operator', $2)`,
    [requestId, sent?.id],
  );
  await inTransaction((tx) => move(tx, requestId, "refuse", way.operator, { kind: "refused" }));
  expect(await forgetRefused()).toBe(0);
  await house.query("update request set ended_at = now() - interval '15 days' where id = $1", [requestId]);
  expect(await forgetRefused()).toBe(1);
  expect(await forgetRefused()).toBe(0);
  expect(stored("spool", requestId)).toBe(0);
  const [key] = await house.query<{ kept: boolean }>(
    "select wrapped is not null as kept from request_key where request_id = $1",
    [requestId],
  );
  expect(key?.kept).toBe(true);
  expect(await verifyAudit(database())).toMatchObject({ whole: true });
});

it("an answer is closed once its download has ended, and can still be renewed", async () => {
  const { person, reference, requestId } = await way.fileAndProve();
  await drain();
  const { version } = await readRequestFile(way.operator, reference);
  await releaseRequest(way.operator, reference, { version, partly: false });
  await drain();
  await house.query("update request set updated_at = now() - interval '15 days' where id = $1", [requestId]);
  expect(await closeAnswered()).toBe(0);
  await house.query("update bundle set expires_at = now() - interval '1 second' where request_id = $1", [
    requestId,
  ]);
  expect(await closeAnswered()).toBe(1);
  expect((await track(person, reference)).status).toBe("closed");
  await renewHandover(person, reference);
  await renewHandover(person, reference);
  expect((await openHandover(person, reference, 1)).kind).toBe("file");
  expect((await way.owedTo(requestId)).filter((mail) => mail.kind === "renewed")).toHaveLength(1);
});

it("drafts, codes and sessions go when their time is over, and nothing that still counts", async () => {
  const { requestId } = await way.fileAndProve();
  await startDraft(way.newVisitor(), "access");
  const counts = async () =>
    (
      await house.query(
        "select (select count(*)::int from draft) as drafts, (select count(*)::int from challenge where request_id = $1) as codes, (select count(*)::int from person_session where request_id = $1) as sessions",
        [requestId],
      )
    )[0];
  await forgetExpired();
  expect(await counts()).toEqual({ drafts: 1, codes: 1, sessions: 1 });
  await house.query("update draft set expires_at = now()");
  await house.query("update challenge set created_at = now() - interval '3 days'");
  await house.query("update person_session set expires_at = now() - interval '2 days'");
  await forgetExpired();
  expect(await counts()).toEqual({ drafts: 0, codes: 0, sessions: 0 });
});

it("what staff decided about links is forgotten years after the end of its request, and not before", async () => {
  const { person, reference, requestId } = await way.fileAndProve();
  await drain();
  const [decided] = await house.query<{ id: string }>(
    `insert into link_decision (request_id, system_id, verdict, person_tokens, sealed_reason, decided_by)
       values ($1, 'shop', 'rejected', '{t}', 'x', 'operator') returning id`,
    [requestId],
  );
  await house.query(
    `insert into proposed_link (task_id, collection, token, sealed_key, sealed_facts, verdict, bits, reasons, state, decision_id)
       select id, 'customers', 'x', 'x', 'x', 'possible', 1, '[]', 'rejected', $2 from task where request_id = $1 limit 1`,
    [requestId, decided?.id],
  );
  const left = async () =>
    (await house.query("select 1 from link_decision where id = $1", [decided?.id])).length;
  await forgetExpired();
  expect(await left()).toBe(1);
  await cancelRequest(person, reference);
  await house.query("update request set ended_at = now() - interval '1090 days' where id = $1", [requestId]);
  await forgetExpired();
  expect(await left()).toBe(1);
  await house.query("update request set ended_at = now() - interval '1097 days' where id = $1", [requestId]);
  await forgetExpired();
  expect(await left()).toBe(0);
  expect(
    await house.query("select 1 from proposed_link l join task t on t.id = l.task_id where request_id = $1", [
      requestId,
    ]),
  ).toEqual([]);
});
