import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { fileAndProve, newVisitor, owedTo } from "#lib/worker/fixture/ways.ts";
import { eventsOf, letter, member, refusal, rowOf, sums } from "./fixture/intake.ts";
import { type Logged, logRequest } from "./log-request.ts";
import { receiptFile } from "./receipt-file.ts";
import { splitRequest } from "./split.ts";

let house: House;
const worker = member("analyst");

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime("2026-11-16T10:00:00Z");
});
afterEach(() => {
  vi.useRealTimers();
});

const log = (change: Partial<Logged> = {}, once = randomUUID()) => logRequest(worker, letter(change), once);

describe("a message that asks for more", { timeout: 60_000 }, () => {
  it("is split: same receipt, same answers, own clocks, and the proof that was given", async () => {
    const { reference, requestId } = await fileAndProve({ place: "US-CA", email: "split@example.com" });
    vi.setSystemTime("2026-11-20T10:00:00Z");
    const [erasure, optOut] = await splitRequest(worker, reference, {
      rights: ["erasure", "opt_out"],
      sameMessage: true,
    });
    const first = await rowOf(reference);
    const rows = [await rowOf(erasure?.reference ?? ""), await rowOf(optOut?.reference ?? "")] as const;
    for (const row of rows) {
      expect(row).toMatchObject({
        status: "collecting",
        dossierId: first.dossierId,
        receivedDay: "2026-11-16",
        channel: "portal",
      });
      expect(row.receivedAt).toEqual(first.receivedAt);
      expect(row.enteredAt.toISOString()).toBe("2026-11-20T10:00:00.000Z");
    }
    expect(rows[0].verifiedAt).toEqual(first.verifiedAt);
    expect(rows[1].verifiedAt).toBeNull();
    expect(rows[0].legalDue).not.toBe(rows[1].legalDue);
    expect((await eventsOf(house, requestId)).at(-1)).toBe("split_into");
    expect((await owedTo(rows[0].id)).map((one) => one.kind)).toEqual(["acknowledgement"]);
    const seen = await receiptFile(worker, reference);
    expect(seen.together.map((one) => one.right).sort()).toEqual(["erasure", "opt_out"]);
  });

  it("is received today where the right was added later", async () => {
    const [filed] = await log({ rights: ["access"] });
    const [added] = await splitRequest(worker, filed?.reference ?? "", {
      rights: ["erasure"],
      sameMessage: false,
      channel: "phone",
    });
    const row = await rowOf(added?.reference ?? "");
    expect(row).toMatchObject({ status: "received", receivedDay: "2026-11-16", channel: "phone" });
    expect((await owedTo(row.id)).map((one) => one.kind)).toEqual(["acknowledgement"]);
  });

  it("asks for nothing twice, not even by two at the same moment", async () => {
    const [filed] = await log({ rights: ["access"] });
    const reference = filed?.reference ?? "";
    const split = () => splitRequest(worker, reference, { rights: ["erasure"], sameMessage: true });
    const [one, two] = await Promise.allSettled([split(), split()]);
    expect([one.status, two.status].sort()).toEqual(["fulfilled", "rejected"]);
    const before = await sums(house);
    expect(await refusal(split())).toMatchObject({ code: "conflict" });
    expect(
      await refusal(splitRequest(worker, reference, { rights: ["access"], sameMessage: true })),
    ).toMatchObject({ code: "conflict" });
    expect(
      await refusal(
        splitRequest(worker, reference, { rights: ["access"], sameMessage: false, channel: "phone" }),
      ),
    ).toMatchObject({ code: "conflict" });
    expect(await refusal(splitRequest(worker, reference, { rights: [], sameMessage: true }))).toMatchObject({
      code: "invalid",
    });
    expect(
      await refusal(splitRequest(worker, reference, { rights: ["appeal"], sameMessage: true })),
    ).toMatchObject({ code: "invalid" });
    const more = { rights: ["objection"], sameMessage: true } as const;
    expect(await refusal(splitRequest(member("auditor"), reference, more))).toMatchObject({
      code: "forbidden",
    });
    expect(await refusal(splitRequest(newVisitor(), reference, more))).toMatchObject({ code: "not_found" });
    expect(await sums(house)).toEqual(before);
  });
});
