import { afterAll, beforeAll, expect, it } from "vitest";
import { releaseRequest } from "#lib/bundle/release.ts";
import { retryBundle } from "#lib/bundle/retry.ts";
import { answerHumanTask } from "#lib/fanout/answer-human-task.ts";
import { askAnother } from "#lib/fanout/ask-another.ts";
import { askDeskForSilentOwners } from "#lib/fanout/ask-desk.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { readHumanTask } from "#lib/fanout/human-task.ts";
import { recordAct } from "#lib/fanout/record-act.ts";
import { readCounts } from "#lib/queue/counts.ts";
import { readQueue } from "#lib/queue/read.ts";
import { track } from "#lib/request/track.ts";
import { drain } from "./drain.ts";
import { type House, openHouse } from "./fixture/house.ts";
import * as way from "./fixture/ways.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["shop", "loyalty"]);
});
afterAll(() => house.close());

async function collected() {
  const proven = await way.fileAndProve();
  await drain();
  return proven;
}

async function release(reference: string, partly = false) {
  const { version } = await readRequestFile(way.operator, reference);
  await releaseRequest(way.operator, reference, { version, partly });
}

const eventsOf = async (requestId: string, kind: string) =>
  (await house.query("select 1 from audit_event where chain = $1 and kind = $2", [requestId, kind])).length;

it("a bundle that cannot be built says so at the desk, not to the person, and is built once it can be", async () => {
  const { person, reference, requestId } = await collected();
  await answerHumanTask(await way.ownerToken(requestId), { kind: "nothing" });
  const one =
    "(select id from found_key where task_id in (select id from task where request_id = $1) limit 1)";
  await house.query(`create table kept as select * from found_key where id = ${one}`, [requestId]);
  await house.query("delete from found_key where id in (select id from kept)");
  await release(reference);
  await drain();
  await drain();
  const { bundles, status } = await readRequestFile(way.operator, reference);
  expect(status).toBe("preparing");
  expect(bundles[0]).toMatchObject({ state: "preparing", trouble: expect.stringContaining("this person's") });
  expect((await track(person, reference)).bundle).toMatchObject({ trouble: null, nextTryAt: null });
  expect(await eventsOf(requestId, "bundle_trouble")).toBe(1);
  const waiting = await readQueue(way.operator, { query: "is:waiting_system" });
  expect(waiting.rows.map((row) => row.reference)).toContain(reference);
  expect((await readCounts(way.operator)).waiting_system).toBe(1);

  await house.query("insert into found_key select * from kept");
  await house.query("update bundle set not_before = now() + interval '1 hour' where request_id = $1", [
    requestId,
  ]);
  await expect(retryBundle(person, reference, 1)).rejects.toMatchObject({ code: "not_found" });
  await retryBundle(way.operator, reference, 1);
  await drain();
  expect((await readRequestFile(way.operator, reference)).bundles[0]).toMatchObject({
    state: "ready",
    trouble: null,
  });
});

it("the same page sent twice sends ahead once, however late the second comes", async () => {
  const { reference, requestId } = await collected();
  const { version } = await readRequestFile(way.operator, reference);
  await releaseRequest(way.operator, reference, { version, partly: true });
  await drain();
  await expect(releaseRequest(way.operator, reference, { version, partly: true })).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await eventsOf(requestId, "released")).toBe(1);
});

it("what an owner never answered comes before the desk after its day, once, and ends there", async () => {
  const { person, reference, requestId } = await collected();
  const token = await way.ownerToken(requestId);
  await askDeskForSilentOwners();
  const desk = async () =>
    (await readRequestFile(way.operator, reference)).humanTasks.filter((one) => one.askedOf === "desk");
  expect(await desk()).toEqual([]);
  await house.query(
    "update human_task set due_day = '2020-01-01' where task_id in (select id from task where request_id = $1)",
    [requestId],
  );
  expect(await askDeskForSilentOwners()).toBe(1);
  expect(await askDeskForSilentOwners()).toBe(0);
  const [question] = await desk();
  await recordAct(way.operator, question?.id ?? "", {
    outcome: "nothing_held",
    note: "Bo looked: no card of hers.",
  });
  expect(await readHumanTask(token)).toMatchObject({ state: "expired", about: [] });
  await expect(answerHumanTask(token, { kind: "nothing" })).rejects.toMatchObject({ code: "gone" });
  expect((await track(person, reference)).status).toBe("reviewing");
});

it("a system that was answered in words is not told as empty", async () => {
  const { person, reference, requestId } = await collected();
  await house.query("update human_task set accepts = 'text' where answered_at is null");
  await answerHumanTask(await way.ownerToken(requestId), { kind: "done", note: "I told her on the phone." });
  await release(reference);
  await drain();
  const files = await way.openedBundle(person, reference, 1);
  const missing = files.get("about/what-is-not-here.html")?.toString() ?? "";
  expect(missing).toContain("nothing from it is in this copy");
  expect(missing).not.toContain("Somebody looked in Loyalty");
  expect(JSON.parse(files.get("manifest.json")?.toString() ?? "{}").systems[1]).toMatchObject({
    outcome: "not_included",
  });
});

it("nor does a copy without any data then say that nothing is held", async () => {
  const proven = await way.fileAndProve({ email: "nobody@example.com" });
  await drain();
  await house.query("update human_task set accepts = 'text' where answered_at is null");
  await answerHumanTask(await way.ownerToken(proven.requestId), { kind: "done", note: "On paper." });
  await release(proven.reference);
  await drain();
  const files = await way.openedBundle(proven.person, proven.reference, 1);
  for (const name of ["START-HERE.html", "letter.txt"]) {
    const text = files.get(name)?.toString() ?? "";
    expect(text).toContain("nothing from it is in this copy");
    expect(text).not.toMatch(/holds anything about you|searched every system on its list/);
  }
});

it("somebody else who is asked has the only link that works", async () => {
  const { reference, requestId } = await collected();
  const token = await way.ownerToken(requestId);
  await house.query("update human_task set due_day = '2020-01-01' where answered_at is null");
  await askDeskForSilentOwners();
  const { humanTasks } = await readRequestFile(way.operator, reference);
  const desk = humanTasks.find((one) => one.askedOf === "desk");
  await askAnother(way.operator, desk?.id ?? "", { name: "Bo", email: "bo@example.com" });
  expect((await readHumanTask(token)).state).toBe("expired");
  expect((await readHumanTask(await way.ownerToken(requestId))).state).toBe("open");
});

it("an owner who answers after all ends the desk's question", async () => {
  const { reference, requestId } = await collected();
  const token = await way.ownerToken(requestId);
  await house.query("update human_task set due_day = '2020-01-01' where answered_at is null");
  await askDeskForSilentOwners();
  await answerHumanTask(token, { kind: "file", bytes: way.upload("card_no", "77") });
  const { humanTasks, status } = await readRequestFile(way.operator, reference);
  expect(status).toBe("reviewing");
  expect(humanTasks.map((one) => one.state)).toEqual(["answered", "answered"]);
});

it("a first part that is not built in time is overtaken by the whole, and never follows it", async () => {
  const { person, reference, requestId } = await collected();
  await release(reference, true);
  await answerHumanTask(await way.ownerToken(requestId), { kind: "nothing" });
  await release(reference);
  await drain();
  const { bundles } = await readRequestFile(way.operator, reference);
  expect(bundles.map(({ number, partial, state }) => ({ number, partial, state }))).toEqual([
    { number: 2, partial: false, state: "ready" },
  ]);
  expect((await track(person, reference)).bundle?.number).toBe(2);
  expect((await way.owedTo(requestId)).filter((mail) => mail.kind === "ready")).toHaveLength(1);
});
