import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { ErasureStep } from "#connectors/erase.ts";
import { canonical } from "#lib/vault/canonical.ts";
import { nextChunk, restAfter } from "./chunk-size.ts";
import { DigestSet } from "./digest-set.ts";
import { numberToType } from "./guard.ts";
import { eraserStep, plannedSteps, plannedTargets, sameSteps, writes } from "./steps.ts";

const digest = (value: number) => createHash("sha256").update(String(value)).digest().subarray(0, 16);

it("a set of digests holds exactly what was put in, through every growth", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(), { maxLength: 3000 }),
      fc.array(fc.nat(), { maxLength: 50 }),
      (members, asked) => {
        const set = new DigestSet();
        for (const one of members) expect(set.add(digest(one))).toBe(true);
        for (const one of members) expect(set.add(digest(one))).toBe(false);
        expect(set.size).toBe(members.length);
        const known = new Set(members);
        for (const one of [...members, ...asked]) expect(set.has(digest(one))).toBe(known.has(one));
      },
    ),
    { numRuns: 20 },
  );
});

it("chunks grow and shrink towards fifty milliseconds, and stay between fifty and ten thousand rows", () => {
  expect([nextChunk(200, 1), nextChunk(200, 50), nextChunk(200, 400), nextChunk(60, 4000)]).toEqual([
    400, 200, 100, 50,
  ]);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 1e6, noNaN: true }),
      (rows, ms) => {
        const next = nextChunk(rows, ms);
        return next >= 50 && next <= 10_000 && Number.isInteger(next);
      },
    ),
  );
  expect([restAfter(50), restAfter(201), restAfter(60_000)]).toEqual([0, 201, 2_000]);
});

it("a number is asked for above ten times the usual, never below a hundred, always above ten thousand", () => {
  const usual = [20, 30, 40, 50, 60];
  expect([numberToType(400, usual), numberToType(401, usual)]).toEqual([null, 401]);
  expect([numberToType(100, [1, 1, 1, 1, 1]), numberToType(101, [1, 1, 1, 1, 1])]).toEqual([null, 101]);
  expect([numberToType(10_000, [1]), numberToType(10_001, [1])]).toEqual([null, 10_001]);
  expect(numberToType(10_001, [50_000, 50_000, 50_000, 50_000, 50_000])).toBe(10_001);
});

it("the canonical text does not depend on the order of fields, nor on fields that are not there", () => {
  expect(canonical({ b: [1, { d: null, c: "x" }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}');
});

const step = (no: number, act: ErasureStep["act"], rule: ErasureStep["rule"]): ErasureStep => ({
  ...{ no, act, rule, collection: "things", by: null, assumed: false, why: null, cascades: [] },
});
const keep = step(3, "keep", { act: "keep", ground: "tax" });

it("a keep whose time is over goes only where the system can end it", async () => {
  const target = { step: 3, via: "a", until: "2026-01-01", row: ["1"] };
  const ending = plannedSteps([keep], true);
  expect(ending.map((one) => one.act)).toEqual(["keep", "delete"]);
  const one = {
    async *targets() {
      yield target;
    },
  };
  const stepOf = async (steps: typeof ending, day: string) => {
    for await (const some of plannedTargets(one, [], steps, day)) return some.map(({ step }) => step);
  };
  expect(await stepOf(ending, "2026-01-02")).toEqual([ending[1]?.no]);
  expect(ending[1] && eraserStep(ending[1])).toEqual({ ...keep, act: "delete" });
  expect(await stepOf(ending, "2026-01-01")).toEqual([3]);
  expect(await stepOf(plannedSteps([keep], false), "2026-01-02")).toEqual([3]);
});

it("a plan stands for the steps it was made of, through the database and back, and for no others", () => {
  const live = [
    keep,
    { ...step(4, "delete", { act: "delete" }), by: { to: "people", as: "owned" as const, role: undefined } },
  ];
  const stored = JSON.parse(JSON.stringify(plannedSteps(live, true)));
  expect(sameSteps(stored, live)).toBe(true);
  expect(sameSteps(stored, live.slice(0, 1))).toBe(false);
  expect(sameSteps(stored, [live[0] ?? keep, step(4, "unlink", { act: "unlink" })])).toBe(false);
  const acts = plannedSteps([keep, step(5, "by_hand", { act: "by_hand", note: "x" })], true).map(writes);
  expect(acts).toEqual([false, true, false]);
});
