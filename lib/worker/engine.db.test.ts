import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { openHandover, renewHandover } from "#lib/bundle/handover.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import { database } from "#lib/db/database.ts";
import { answerHumanTask } from "#lib/fanout/answer-human-task.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { recordAct } from "#lib/fanout/record-act.ts";
import { cancelRequest } from "#lib/request/cancel.ts";
import { track } from "#lib/request/track.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { drain } from "./drain.ts";
import { type House, openHouse } from "./fixture/house.ts";
import * as way from "./fixture/ways.ts";
import { lapseUnproven } from "./lapse.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["shop", "newsletter", "visits", "loyalty"]);
});
afterAll(() => house.close());

const outcomes = async (reference: string) =>
  Object.fromEntries(
    (await readRequestFile(way.operator, reference)).systems.map((one) => [
      one.systemId,
      `${one.state} ${one.records}`,
    ]),
  );

async function release(reference: string, partly = false) {
  const { version } = await readRequestFile(way.operator, reference);
  await releaseRequest(way.operator, reference, { version, partly });
  await drain();
}

describe("a copy of somebody's data", () => {
  it("is collected from every system, answered by its owner, released, built and handed over", async () => {
    const { person, reference, requestId } = await way.fileAndProve();
    await drain();
    expect(await outcomes(reference)).toEqual({
      shop: "found 301",
      newsletter: "found 1",
      visits: "found 2",
      loyalty: "waiting_for_person 0",
    });
    await expect(release(reference)).rejects.toMatchObject({ code: "conflict" });
    await answerHumanTask(await way.ownerToken(requestId), {
      kind: "file",
      bytes: way.upload("card_no,what", "77,canary-mina boots", "77,canary-mina socks"),
    });
    expect((await track(person, reference)).status).toBe("reviewing");
    await release(reference);
    const seen = await track(person, reference);
    expect(seen).toMatchObject({ status: "ready", bundle: { number: 1, state: "ready", partial: false } });
    const files = await way.openedBundle(person, reference, 1);
    const records = way.recordsOf(files);
    expect(records).toHaveLength(301 + 1 + 2 + 2);
    const all = Buffer.concat([...files.values()]).toString("utf8");
    expect(all).toContain("canary-mina order 300");
    for (const foreign of ["canary-noor", "canary-ada", "canary-bo", "canary-secret", "Noor", "C-1002"]) {
      expect(all).not.toContain(foreign);
    }
    expect(await verifyAudit(database())).toMatchObject({ whole: true });
  });

  it("is nobody else's: not the filing browser's without a code, not another person's, not staff's", async () => {
    const one = await way.fileAndProve();
    const other = await way.fileAndProve({ email: "noor.haddad@example.net", name: "Noor Haddad" });
    await drain();
    for (const each of [one, other]) {
      await answerHumanTask(await way.ownerToken(each.requestId), { kind: "nothing" });
      await release(each.reference);
    }
    const staff = {
      ...atDesk,
      kind: "staff",
      staffId: one.requestId,
      name: "A",
      initials: "A",
      role: "officer",
    } as const;
    for (const actor of [
      one.visitor,
      other.person,
      staff,
      { kind: "worker", requestId: one.requestId } as const,
    ]) {
      await expect(openHandover(actor, one.reference, 1)).rejects.toMatchObject({ code: "not_found" });
    }
    const theirs = way.recordsOf(await way.openedBundle(other.person, other.reference, 1));
    expect(theirs).toHaveLength(1 + 200 + 1 + 1);
    expect(JSON.stringify(theirs)).not.toContain("canary-mina");
  });

  it("is opened only within fifteen minutes of a code, and until its day; a renewal opens it again", async () => {
    const { person, reference, requestId } = await way.fileAndProve();
    await drain();
    await answerHumanTask(await way.ownerToken(requestId), { kind: "nothing" });
    await release(reference);
    const old = { ...person, provenAt: new Date(Date.now() - 15 * 60_000 - 1000) };
    expect(await openHandover(old, reference, 1)).toEqual({ kind: "needs_code" });
    await house.query("update bundle set expires_at = now() - interval '1 second' where request_id = $1", [
      requestId,
    ]);
    await expect(openHandover(person, reference, 1)).rejects.toMatchObject({ code: "gone" });
    expect((await track(person, reference)).bundle?.state).toBe("expired");
    await renewHandover(person, reference);
    expect((await openHandover(person, reference, 1)).kind).toBe("file");
    for (const number of [0, 2, -1, 1.5, Number.NaN, 2 ** 31, 1e300]) {
      await expect(openHandover(person, reference, number)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("goes out partly while an owner is silent, and whole when they have answered", async () => {
    const { person, reference, requestId } = await way.fileAndProve();
    await drain();
    await release(reference, true);
    expect(await track(person, reference)).toMatchObject({
      status: "collecting",
      bundle: { number: 1, partial: true },
    });
    expect(way.recordsOf(await way.openedBundle(person, reference, 1))).toHaveLength(304);
    await answerHumanTask(await way.ownerToken(requestId), {
      kind: "file",
      bytes: way.upload("card_no", "77"),
    });
    await release(reference);
    expect(await track(person, reference)).toMatchObject({
      status: "ready",
      bundle: { number: 2, partial: false },
    });
    expect(way.recordsOf(await way.openedBundle(person, reference, 2))).toHaveLength(305);
    expect(
      (await way.owedTo(requestId)).filter((mail) => mail.kind === "ready").map((mail) => mail.vars.partial),
    ).toEqual(["yes", "no"]);
  });

  it("is not released on an old view of the request, nor twice", async () => {
    const { reference, requestId } = await way.fileAndProve();
    await drain();
    const { version } = await readRequestFile(way.operator, reference);
    await answerHumanTask(await way.ownerToken(requestId), { kind: "nothing" });
    await expect(releaseRequest(way.operator, reference, { version, partly: false })).rejects.toMatchObject({
      code: "conflict",
    });
    const now = (await readRequestFile(way.operator, reference)).version;
    const both = await Promise.allSettled(
      [1, 2].map(() => releaseRequest(way.operator, reference, { version: now, partly: false })),
    );
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    await drain();
    expect(await house.query("select 1 from bundle where request_id = $1", [requestId])).toHaveLength(1);
  });

  it("of somebody whom no system knows is an answer too", async () => {
    const { person, reference, requestId } = await way.fileAndProve({ email: "nobody@example.com" });
    await drain();
    await answerHumanTask(await way.ownerToken(requestId), { kind: "nothing" });
    expect(await outcomes(reference)).toEqual({
      shop: "nothing_held 0",
      newsletter: "nothing_held 0",
      visits: "nothing_held 0",
      loyalty: "nothing_held 0",
    });
    await release(reference);
    const files = await way.openedBundle(person, reference, 1);
    expect(way.recordsOf(files)).toEqual([]);
    expect(Buffer.concat([...files.values()]).toString()).not.toContain("canary");
  });
});

describe("taking a request back", () => {
  it("ends it for good: work in hand writes nothing, links are dead, nothing is handed out", async () => {
    const { person, visitor, reference, requestId } = await way.fileAndProve();
    await drain();
    const token = await way.ownerToken(requestId);
    await expect(cancelRequest(visitor, reference)).rejects.toMatchObject({ code: "not_found" });
    await cancelRequest(person, reference);
    await drain();
    expect((await track(person, reference)).status).toBe("cancelled");
    await expect(answerHumanTask(token, { kind: "nothing" })).rejects.toMatchObject({ code: "gone" });
    await expect(release(reference)).rejects.toMatchObject({ code: "conflict" });
    await expect(cancelRequest(person, reference)).rejects.toMatchObject({ code: "conflict" });
    const states = await house.query("select distinct state, outcome from task where request_id = $1", [
      requestId,
    ]);
    expect(states).toEqual([{ state: "settled", outcome: "cancelled" }]);
  });

  it("happens by itself to what nobody proved in a fortnight, and to nothing else", async () => {
    const { requestId: old } = await way.file();
    const { requestId: fresh } = await way.file();
    await house.query("alter table request disable trigger request_guard");
    await house.query(
      "update request set received_at = now() - interval '15 days', entered_at = now() - interval '15 days' where id = $1",
      [old],
    );
    await house.query("alter table request enable trigger request_guard");
    expect(await lapseUnproven()).toBe(1);
    const rows = await house.query("select status from request where id = any($1) order by status", [
      [old, fresh],
    ]);
    expect(rows).toEqual([{ status: "lapsed" }, { status: "received" }]);
  });
});

describe("rights that are answered by acts", () => {
  it("an opt-out asks for no proof, works at once and never has a code", async () => {
    const { requestId, reference, needsProof } = await way.file({ right: "opt_out", place: "US-CA" });
    expect(needsProof).toBe(false);
    expect(await house.query("select 1 from challenge where request_id = $1", [requestId])).toEqual([]);
    expect((await way.owedTo(requestId)).map((mail) => mail.kind)).toEqual(["acknowledgement"]);
    const { status, proof, humanTasks, identifiers } = await readRequestFile(way.operator, reference);
    expect({ status, proof, acts: humanTasks.length }).toEqual({
      status: "collecting",
      proof: null,
      acts: 4,
    });
    expect(identifiers.map((one) => one.origin)).toEqual(["claimed"]);
  });

  it("a review is done by hand in each system, with a note, and then the person is told", async () => {
    const { person, reference, requestId } = await way.fileAndProve({
      right: "automated_decision_review",
      details: "My order was refused.",
    });
    await drain();
    const { humanTasks, person: who } = await readRequestFile(way.operator, reference);
    expect(humanTasks.map((one) => one.askedOf)).toEqual(["desk", "desk", "desk", "desk"]);
    expect(who.details?.masked).toContain("refused");
    const [first, ...others] = humanTasks;
    await expect(
      recordAct(way.operator, first?.id ?? "", { outcome: "done", note: "  " }),
    ).rejects.toMatchObject({ code: "invalid" });
    await recordAct(way.operator, first?.id ?? "", { outcome: "done", note: "Looked at it again." });
    await expect(
      recordAct(way.operator, first?.id ?? "", { outcome: "refused", note: "Again." }),
    ).rejects.toMatchObject({ code: "conflict" });
    await expect(release(reference)).rejects.toMatchObject({ code: "conflict" });
    for (const one of others)
      await recordAct(way.operator, one.id, { outcome: "nothing_held", note: "Not here." });
    await release(reference);
    expect(await track(person, reference)).toMatchObject({ status: "ready", bundle: null });
    expect((await way.owedTo(requestId)).map((mail) => mail.kind)).toContain("granted");
    expect(await house.query("select 1 from bundle where request_id = $1", [requestId])).toEqual([]);
  });
});
