import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { addDays } from "#lib/core/day.ts";
import { letter, member } from "#lib/request/fixture/intake.ts";
import { logRequest } from "#lib/request/log-request.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { decideReceipt, proposeReceipt } from "../correct-receipt.ts";
import { sweepClocks } from "./sweep.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterAll(async () => {
  vi.useRealTimers();
  await house.close();
});

const on = (day: string) => vi.setSystemTime(new Date(`${day}T10:00:00Z`));
const worker = member("analyst");

describe("a breach that was none", { timeout: 60_000 }, () => {
  it("is followed by every reminder of the true days, and by the breach of the true day", async () => {
    on("2026-11-16");
    // Somebody typed March for November.
    const [filed] = await logRequest(
      worker,
      letter({ rights: ["access"], received: { day: "2026-03-09" } }),
      "typed",
    );
    const { reference, requestId } = filed ?? { reference: "", requestId: "" };
    const told = () =>
      house.query<{ mark: string; on: string; due: string }>(
        `select mark, on_day::text as on, due_day::text as due from alert where request_id = $1
           and kind = 'answer' order by raised_at, on_day`,
        [requestId],
      );
    await sweepClocks();
    const before = await told();
    expect(before.map(({ mark }) => mark)).toContain("breached");
    const id = await proposeReceipt(worker, reference, {
      received: { day: "2026-11-09" },
      channel: "post",
      evidence: "The stamp says November.",
      why: "The month was typed wrongly.",
    });
    await decideReceipt(member("approver"), reference, id, "approved");
    for (let day = "2026-11-16"; day <= "2026-12-20"; day = addDays(day, 1)) {
      on(day);
      await sweepClocks();
      await sweepClocks();
    }
    expect((await told()).slice(before.length)).toEqual([
      { mark: "half", on: "2026-11-24", due: "2026-12-09" },
      { mark: "three_quarters", on: "2026-12-01", due: "2026-12-09" },
      { mark: "extension_decision", on: "2026-12-02", due: "2026-12-09" },
      { mark: "nine_tenths", on: "2026-12-06", due: "2026-12-09" },
      { mark: "due", on: "2026-12-09", due: "2026-12-09" },
      { mark: "breached", on: "2026-12-10", due: "2026-12-09" },
    ]);
  });
});
