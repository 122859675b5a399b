import { afterAll, beforeAll, expect, it } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database } from "#lib/db/database.ts";
import { collectAgain } from "#lib/fanout/collect-again.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { runTask } from "#lib/fanout/run-task.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { decideLinks } from "./decide.ts";
import { splitKey } from "./split.ts";
import { undoDecision } from "./undo.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["club", "archive", "roll"], { HABEAS_LEASE_SECONDS: "30" });
});
afterAll(() => house.close());

const rounds = 12;

/** Everything that staff may do at this moment, all at once; what is refused in words is fine. */
async function staffAct(requestId: string): Promise<void> {
  const links = await house.query<{ id: string; task_id: string }>(
    "select l.id, task_id from proposed_link l join task t on t.id = l.task_id where request_id = $1",
    [requestId],
  );
  const keys = await house.query<{ id: string }>(
    "select k.id from found_key k join task t on t.id = k.task_id where request_id = $1",
    [requestId],
  );
  const decisions = await house.query<{ id: string }>("select id from link_decision where request_id = $1", [
    requestId,
  ]);
  const tasks = await house.query<{ id: string }>("select id from task where request_id = $1", [requestId]);
  const acts = [
    ...links.flatMap(({ id, task_id: taskId }) => [
      decideLinks(way.operator, { taskId, accepted: [id], reason: "It is." }),
      decideLinks(way.operator, { taskId, accepted: [], reason: "It is not." }),
    ]),
    ...keys.map(({ id }) => splitKey(way.operator, id, "Not theirs.")),
    ...decisions.map(({ id }) => undoDecision(way.operator, id, "Theirs after all.")),
    ...tasks.map(({ id }) => collectAgain(way.operator, id)),
  ];
  for (const end of await Promise.allSettled(acts)) {
    if (end.status === "rejected" && !(end.reason instanceof HabeasError)) throw end.reason;
  }
}

it("staff who act while systems answer end in no deadlock, and nothing is left between two states", async () => {
  // Decisions of the first are remembered by the second, so that work adopts them while staff act.
  for (const name of ["Mina Okafor", "Mina Okafor", "Karl Vogt", "Karl Vogt"]) {
    const email = name === "Mina Okafor" ? "mina.okafor@example.com" : "karl.vogt@example.org";
    const { requestId, reference } = await way.fileAndProve({ name, email });
    const tasks = await house.query<{ id: string }>("select id from task where request_id = $1", [requestId]);
    for (let round = 0; round < rounds; round++) {
      await Promise.all([
        staffAct(requestId),
        ...tasks.map(({ id }) => runTask(id)),
        ...tasks.map(({ id }) => runTask(id)),
      ]);
    }
    await drain();
    const deadlocks = await house.query<{ deadlocks: string }>(
      "select deadlocks from pg_stat_database where datname = current_database()",
    );
    expect(deadlocks).toEqual([{ deadlocks: "0" }]);
    const states = await house.query<{ state: string }>("select state from task where request_id = $1", [
      requestId,
    ]);
    expect(states.filter(({ state }) => state !== "settled" && state !== "parked")).toEqual([]);
    // Findings are there exactly where a system says that it found something.
    const wrong = await house.query(
      `select t.system_id, t.outcome, t.records, count(f.id) from task t left join finding f on f.task_id = t.id
         where t.request_id = $1 group by t.id
         having (coalesce(t.outcome, '') = 'found') <> (count(f.id) > 0) or t.records <> coalesce(sum(f.rows), 0)`,
      [requestId],
    );
    expect(wrong).toEqual([]);
    const kept = await house.query<{ state: string; decided: boolean }>(
      `select l.state, d.undone_at is null as decided from proposed_link l join task t on t.id = l.task_id
         join link_decision d on d.id = l.decision_id where t.request_id = $1 and l.state in ('accepted', 'rejected')`,
      [requestId],
    );
    expect(kept.every((one) => one.decided)).toBe(true);
    await readRequestFile(way.operator, reference);
  }
  expect(await verifyAudit(database())).toMatchObject({ whole: true });
}, 120_000);

it("what was decided before is adopted under the request's lock, before the task's", async () => {
  await house.query(
    "update link_decision set undone_at = now(), undone_by = 'operator' where undone_at is null",
  );
  const asked = { name: "Karl Vogt", email: "karl.vogt@example.org" };
  const first = await way.fileAndProve(asked);
  await drain();
  const [key] = await house.query<{ id: string }>(
    "select k.id from found_key k join task t on t.id = k.task_id where request_id = $1 and system_id = 'roll'",
    [first.requestId],
  );
  await splitKey(way.operator, key?.id ?? "", "His father's.");
  await drain();
  const { requestId } = await way.fileAndProve(asked);
  const [row] = await house.query<{ id: string }>(
    "select id from task where request_id = $1 and system_id = 'roll'",
    [requestId],
  );
  // As a member of staff who acts just now: the request first, then the task.
  await house.query("begin");
  await house.query("select 1 from request where id = $1 for update", [requestId]);
  const running = runTask(row?.id ?? "");
  const waits = () =>
    house.query(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
  await expect.poll(waits, { timeout: 5_000 }).toHaveLength(1);
  await house.query("update task set attempts = attempts where id = $1", [row?.id]);
  await house.query("commit");
  await running;
  // Nobody was broken off, so it is written at the first try.
  expect(await house.query("select lost, attempts, state from task where id = $1", [row?.id])).toEqual([
    { lost: 0, attempts: 0, state: "settled" },
  ]);
  expect(await house.query("select verdict from link_decision where request_id = $1", [requestId])).toEqual([
    { verdict: "split" },
  ]);
});
