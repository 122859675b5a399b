import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { addDays } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { readQueue } from "#lib/queue/read.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { asked, operator } from "#lib/worker/fixture/ways.ts";
import { cancelRequest } from "../cancel.ts";
import { letter, member, rowOf, sums } from "../fixture/intake.ts";
import { logRequest } from "../log-request.ts";
import { track } from "../track.ts";
import { recordAnswer } from "./answer-question.ts";
import { askPerson } from "./ask.ts";
import { readClockDesk } from "./clock-desk-view.ts";
import { correctLaw } from "./correct-law.ts";
import { decideReceipt, proposeReceipt } from "./correct-receipt.ts";
import { extendRequest } from "./extend.ts";
import { dropFee, proposeFee, recordFeePaid } from "./fee.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { chanceOf } from "./sweep/fixture/chance.ts";
import { sweepClocks } from "./sweep/sweep.ts";

let house: House;
const worker = member("analyst");
const approver = member("approver");

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  return () => vi.useRealTimers();
});

const go = (day: string) => vi.setSystemTime(`${day}T10:00:00Z`);
const places = ["IE", "GB", "CH", "US-CA", "US-VA", "CA-QC", "BR", "KR", "JP", "AQ"] as const;
const laws = [
  undefined,
  undefined,
  ["EU_GDPR"],
  ["UK_GDPR"],
  ["CH_FADP", "EU_GDPR"],
  ["US_CA_CCPA"],
  ["IN_DPDP"],
  [],
];

type Chance = ReturnType<typeof chanceOf>;

/** Something that staff may try with a request, fitting or not. */
async function act(by: Chance, reference: string, requestId: string, today: string): Promise<unknown> {
  const questions = () =>
    house.query<{ id: string }>(
      "select id from question where request_id = $1 order by asked_at desc limit 1",
      [requestId],
    );
  switch (by.between(0, 11)) {
    case 0:
      return askPerson(worker, reference, {
        about: "clarification",
        text: "Which years do you mean?",
        why: "We hold a great deal.",
        lateWhy: "We only saw it in the archive.",
      });
    case 1:
      return askPerson(worker, reference, {
        about: "identity",
        evidence: by.oneOf(["matched_data", "message_to_known_address", "identity_document"]),
        text: "Are you who you say?",
        why: "The address is not known here.",
        lateWhy: "We only saw it in the archive.",
        documentWhy: "Nothing less would show it.",
        noEarlierWhy: "Nothing less is known of them.",
      });
    case 2: {
      const [one] = await questions();
      return one && recordAnswer(worker, reference, one.id, { text: "The last two.", how: "phone" });
    }
    case 3: {
      const [one] = await questions();
      return (
        one && judgeAnswer(worker, reference, one.id, by.oneOf(["sufficient", "insufficient", "withdrawn"]))
      );
    }
    case 4:
      return extendRequest(worker, reference, {
        reason: by.oneOf(["complexity", "reasonably_necessary", "number_of_requests"]),
        explanation: "There are many old records to read.",
        until: addDays(today, by.between(1, 60)),
      });
    case 5:
      return proposeFee(worker, reference, {
        reason: by.oneOf(["excessive", "disproportionate_effort", "actual_cost"]),
        amount: "25.00",
        currency: "CHF",
        explanation: "It takes weeks to find all of it.",
        evidence: "The estimate of the archive.",
      });
    case 6:
      return recordFeePaid(worker, reference, null);
    case 7:
      return dropFee(worker, reference);
    case 8:
    case 9:
      return correctLaw(worker, reference, {
        place: by.oneOf(places),
        residence: by.oneOf(["claimed", "evidenced"]),
        only: by.oneOf(laws),
        why: "They have shown where they live.",
      });
    default: {
      const received = { day: addDays(today, -by.between(-1, 90)) };
      const why = "It lay in another folder.";
      const id = await proposeReceipt(worker, reference, {
        received,
        channel: "email",
        evidence: "The server's own log.",
        why,
      });
      return decideReceipt(approver, reference, id, by.oneOf(["approved", "approved", "rejected"]));
    }
  }
}

/** Every way in which the request is read. */
async function read(reference: string): Promise<void> {
  await track(operator, reference);
  await readClockDesk(operator, reference);
}

describe("whatever happens to a request", { timeout: 300_000 }, () => {
  it("it can still be read, swept and ended; what is refused changes nothing", async () => {
    let done = 0;
    let refused = 0;
    for (let seed = 1; seed <= 8; seed++) {
      const by = chanceOf(seed);
      let today = addDays("2026-06-01", by.between(0, 90));
      go(today);
      const [filed] = await logRequest(
        worker,
        letter({
          rights: [by.oneOf(["access", "erasure", "opt_out"])],
          received: { day: addDays(today, -by.between(0, 60)) },
          answers: asked({ place: by.oneOf(places), email: `${randomUUID()}@example.com` }),
        }),
        randomUUID(),
      ).catch(() => []);
      if (!filed) continue;
      const { reference, requestId } = filed;
      const past: string[] = [];
      for (let step = 0; step < 14; step++) {
        // The machine's clock goes back a day now and then.
        today = addDays(today, by.in(0.1) ? -1 : by.between(0, 12));
        go(today);
        const before = await sums(house);
        try {
          await act(by, reference, requestId, today);
          done++;
        } catch (error) {
          if (!(error instanceof HabeasError))
            throw new Error(`seed ${seed} ${past.join()}`, { cause: error });
          refused++;
          past.push(error.message);
          expect(await sums(house), error.message).toEqual(before);
        }
        try {
          await read(reference);
        } catch (error) {
          throw new Error(`seed ${seed}, step ${step}: ${today} ${past.join(" | ")}`, { cause: error });
        }
        const swept = await sweepClocks();
        expect(swept.failed, `seed ${seed}, step ${step}`).toBe(0);
      }
      await readQueue(operator, { query: "is:open" });
      await cancelRequest(operator, reference);
      expect(await rowOf(reference)).toMatchObject({ status: "cancelled" });
    }
    expect(done).toBeGreaterThan(20);
    expect(refused).toBeGreaterThan(20);
  });
});
