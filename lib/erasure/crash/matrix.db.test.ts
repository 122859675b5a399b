import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { verifyAudit } from "#lib/audit/verify.ts";
import { database } from "#lib/db/database.ts";
import { receiptKey } from "#lib/vault/sign.ts";
import { findBinaries } from "#workshop/postgres/choose.ts";
import { othersHash, wrongMeanwhile, wrongWhenDone } from "./fixture/checker.ts";
import type { Fault, Team } from "./fixture/faults.ts";
import { type Ground, openGround, patiently } from "./fixture/ground.ts";
import { askOn, ended, plannedFor, type Run, systemsOn } from "./fixture/run.ts";
import { randomFrom, sequence } from "./fixture/sequence.ts";

/**
 * Real workers, a Postgres of ours and a Postgres of the systems (and MariaDB where there is one), all of which die in
 * the middle of erasures. HABEAS_CRASH_SEED repeats a run; with HABEAS_FULL=1 it is hundreds of faults.
 */
const seed = Number(process.env.HABEAS_CRASH_SEED ?? 20_261_122);
const full = process.env.HABEAS_FULL === "1";
const random = randomFrom(seed);
const faults: Fault[] = sequence(random, full ? Number(process.env.HABEAS_CRASH_FAULTS ?? 210) : 0);
/** Everything comes to an end, or visibly waits, within so many milliseconds after a fault. */
const within = 60_000;

let ground: Ground;
let team: Team;
let runs: Run[];
let slowest = 0;

beforeAll(async () => {
  findBinaries();
  ground = await openGround(faults.length + 3, () => Math.floor(random() * 300));
  await ground.addWorker().ready();
  const [maker, first, second] = [
    await ground.staff("Walt", "analyst"),
    await ground.staff("Ann", "approver"),
    await ground.staff("Lea", "officer"),
  ];
  team = { maker, first, second };
  runs = await plannedFor(
    ground,
    maker,
    faults.map((_, no) => no + 1),
  );
  console.log(
    `crashes of erasure: ${faults.length} faults, HABEAS_CRASH_SEED=${seed}, ${systemsOn(ground).join(", ")}`,
  );
}, 600_000);
afterAll(() => ground?.close());

describe("whatever dies in the middle of an erasure", () => {
  it.each(faults.map((fault, no) => ({ no, name: fault.name, fault })))(
    "$no: $name",
    async ({ no, fault }) => {
      const run = runs[no] as Run;
      await Promise.all(ground.workers.map((worker) => worker.ready()));
      await fault.play(ground, run, team);
      const end = await ended(ground, run);
      slowest = Math.max(slowest, end.ms);
      expect(end.ms).toBeLessThan(within);
      const [ask, systems] = [askOn(ground), systemsOn(ground)];
      expect(await othersHash(ask, systems, run.n), "everybody else, byte for byte").toBe(run.others);
      expect(await wrongMeanwhile(ask, systems, run.known, run.requestId, run.since)).toEqual([]);
      if (end.status === "cancelled") return;
      expect(end).toMatchObject({ state: "done" });
      const key = receiptKey().publicKey;
      expect(await wrongWhenDone(ask, systems, run.known, run.requestId, run.since, key)).toEqual([]);
      expect(await patiently(() => verifyAudit(database()))).toMatchObject({ whole: true });
      if (full) console.log(`${no}: ${fault.name}: ${run.struck ? "in time" : "too late"}, ${end.ms} ms`);
    },
    180_000,
  );

  it("leaves nothing running, nothing that was done undone, and no word of anybody in a log", async () => {
    const open = await ground.query(
      "habeas",
      "select id, state, phase, trouble_code from erasure_system where state not in ('settled')",
    );
    expect(open).toEqual([]);
    for (const run of runs)
      expect(
        await wrongMeanwhile(askOn(ground), systemsOn(ground), run.known, run.requestId, run.since, "later"),
      ).toEqual([]);
    for (const log of ground.logs) expect(readFileSync(log, "utf8")).not.toMatch(/canary|C-1\d{4}/i);
    const struck = runs.filter((run) => run.struck).length;
    expect(struck, "faults that fell before it was done").toBeGreaterThanOrEqual(runs.length * 0.7);
    console.log(
      `  ${struck} of ${runs.length} faults fell before it was done; slowest end ${(slowest / 1000).toFixed(1)} s after its fault, workers started ${ground.workers.map((one) => one.starts()).join(" and ")} times`,
    );
  }, 600_000);

  it("is judged by code that shares nothing with the engine", () => {
    const from = ["checker", "chain"].flatMap((name) => {
      const text = readFileSync(join(import.meta.dirname, `fixture/${name}.ts`), "utf8");
      return [...text.matchAll(/from "([^"]+)"/g)].map(([, path]) => path);
    });
    expect([...new Set(from)].sort()).toEqual(["./chain.ts", "./checker.ts", "node:crypto"]);
  });
});
