import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { correctLaw, previewLaw } from "./correct-law.ts";
import { extendRequest } from "./extend.ts";
import { member } from "./fixture/staff.ts";

let house: House;
const worker = member("analyst");
beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => house.close());

const goTo = (day: string) => vi.useFakeTimers({ now: new Date(`${day}T10:00:00Z`), toFake: ["Date"] });

/** Received in Ireland on 2 March, told on the 20th that it takes until June, and corrected in April to another place. */
async function correctedTo(place: string) {
  goTo("2026-03-02");
  const { requestId, reference } = await way.file({ place: "IE" });
  goTo("2026-03-20");
  await extendRequest(worker, reference, {
    reason: "complexity",
    explanation: "There are ten years of letters to read.",
  });
  goTo("2026-04-15");
  const asked = { place, residence: "evidenced" } as const;
  const { after } = await previewLaw(worker, reference, asked);
  const kept = await correctLaw(worker, reference, { ...asked, why: "They showed an electricity bill." });
  expect(after).toMatchObject({ legalDue: kept.legalDue, safeDue: kept.safeDue });
  return { kept, requestId, reference };
}

describe("a notice of more time, after the law was corrected", { timeout: 60_000 }, () => {
  it("stands where the other law would have allowed it on that day and for that reason", async () => {
    const { kept, requestId, reference } = await correctedTo("GB");
    expect(kept).toMatchObject({ regime: "UK_GDPR", legalDue: "2026-06-02", safeDue: "2026-06-02" });
    const told = await house.query(
      "select law, sent_day::text, first_safe::text from extension where request_id = $1 order by law",
      [requestId],
    );
    const row = { sent_day: "2026-03-20", first_safe: "2026-04-02" };
    expect(told).toEqual([
      { law: "EU_GDPR", ...row },
      { law: "UK_GDPR", ...row },
    ]);
    const back = { place: "IE", residence: "claimed", why: "The bill was their sister's." } as const;
    expect(await correctLaw(worker, reference, back)).toMatchObject({ legalDue: "2026-06-02" });
  });

  it("does not stand where the other law knows no such reason, or no extension at all", async () => {
    expect((await correctedTo("US-CA")).kept).toMatchObject({ legalDue: "2026-04-16" });
    expect((await correctedTo("BR")).kept).toMatchObject({ legalDue: "2026-03-17" });
  });
});
