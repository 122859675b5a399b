import { describe, expect, it } from "vitest";
import { en } from "#app/_text/catalogues/en.ts";
import { textFor } from "#app/_text/text.ts";
import type { ExtensionReason } from "#lib/law/regime.ts";
import type { RulerInput } from "./scale.ts";
import { type Reader, rulerWords } from "./words.ts";

const clock = { received: "2026-03-03", due: "2026-04-03", today: "2026-03-12", usual: { from: 4, to: 12 } };
const say = (change: Partial<RulerInput> = {}, reader: Reader = "person") =>
  rulerWords(textFor("en"), { ...clock, ...change }, reader);

describe("the ruler's words", () => {
  it("are one full sentence, and short words at the marks", () => {
    expect(say()).toEqual({
      sentence: "Day 9 of 31. We will answer by Friday 3 April. It usually takes 4 to 12 days.",
      now: "Today, day 9",
      due: "Friday 3 April, our deadline",
      usual: "usually day 4 to 12",
      pause: null,
      first: null,
    });
  });

  it("say each situation plainly", () => {
    expect(say({ today: "2026-03-03", usual: null }).sentence).toBe(
      "The clock started today. We will answer by Friday 3 April.",
    );
    expect(say({ today: "2026-04-05" }).sentence).toBe(
      "We should have answered by Friday 3 April. We are 2 days late.",
    );
    expect(say({ ended: "2026-03-20" }).sentence).toBe("This ended on day 17.");
  });

  it("name no day while the clock waits, only the one that an answer today would give", () => {
    const waiting = {
      due: null,
      usual: null,
      standstill: "paused" as const,
      ifAnsweredToday: "2026-04-09",
      pauses: [{ from: "2026-03-08", to: null }],
    };
    expect(say(waiting)).toEqual({
      sentence:
        "Day 9. The clock is waiting for you. If you answer today, we will answer by Thursday 9 April.",
      now: "Today, day 9",
      due: null,
      usual: null,
      pause: "waiting for you",
      first: null,
    });
    expect(say({ ...waiting, today: clock.received, ifAnsweredToday: null }).sentence).toBe(
      "The clock is waiting for you.",
    );
    expect(say(waiting, "desk")).toMatchObject({
      sentence:
        "Day 9. The clock stands still until the person answers. If they answer today, we answer by Thursday 9 April.",
      pause: "waiting for the person",
    });
    expect(say({ ...waiting, standstill: "not_started" }).sentence).toBe(
      "The clock has not started. We first need something from you. If it reaches us today, we will answer by Thursday 9 April.",
    );
    expect(say({ ...waiting, standstill: "withdrawn" }).sentence).toBe(
      "What we had asked you for did not come in time. The law takes this as a withdrawal.",
    );
    const past = { usual: null, pauses: [{ from: "2026-03-05", to: "2026-03-08" }] };
    expect(say(past)).toMatchObject({
      sentence:
        "Day 9 of 31. We will answer by Friday 3 April. The clock stood still while we waited for you.",
      pause: "waited for you",
    });
    expect(say({ ...past, due: null, ended: "2026-03-12" }).sentence).toBe(
      "This ended on day 9. The clock stood still while we waited for you.",
    );
  });

  it("give the reason of an extension, by how much, and the day that was", () => {
    const february = { received: "2026-02-03", due: "2026-05-03", today: "2026-02-25", usual: null };
    const extension = {
      firstDue: "2026-03-03",
      sent: "2026-02-20",
      reason: "complexity" as const,
      inMonths: true,
    };
    const extended = { ...february, extension };
    expect(say(extended)).toMatchObject({
      sentence:
        "Day 22 of 89. We will answer by Sunday 3 May. Extended by 2 months on 20 February because it is complex: was 3 March, now 3 May.",
      first: "first deadline 3 March",
    });
    expect(say({ ...extended, due: "2026-05-04" }).sentence).toContain("Extended by about 2 months on");
    const inDays = { ...extension, inMonths: false, reason: "number_of_requests" as const };
    expect(say({ ...extended, due: "2026-04-17", extension: inDays }).sentence).toContain(
      "Extended by 45 days on 20 February because of the number of requests: was 3 March, now 17 April.",
    );
    const newYear = { ...extension, firstDue: "2026-12-20" };
    expect(say({ ...extended, due: "2027-02-20", extension: newYear }).sentence).toContain(
      "was 20 December, now 20 February 2027.",
    );
    expect(say({ ...extended, due: null })).toMatchObject({
      sentence: expect.stringContaining("On 20 February we told you that we need more time, because it is"),
      first: null,
    });
    for (const reason of Object.keys(en.ruler.reasons)) {
      const why = { ...extension, reason: reason as ExtensionReason };
      expect(say({ ...extended, extension: why }).sentence).not.toMatch(/ruler\.|_|undefined/);
    }
  });

  it("tell targets and where it is heading to the desk alone", () => {
    const heading = {
      usual: null,
      targets: ["2026-03-24", "2026-03-10", "2026-03-24", "2026-03-30"],
      forecast: "2026-04-10",
    };
    expect(say(heading).sentence).toBe("Day 9 of 31. We will answer by Friday 3 April.");
    expect(say(heading, "desk").sentence).toBe(
      "Day 9 of 31. We will answer by Friday 3 April. Our own targets: 10 March, 24 March and 30 March. At this pace it is answered by Friday 10 April, 7 days too late.",
    );
    expect(say({ usual: null, targets: ["2026-03-24"], forecast: "2026-04-04" }, "desk").sentence).toContain(
      "Our own target: 24 March. At this pace it is answered by Saturday 4 April, 1 day too late.",
    );
    expect(say({ usual: null, forecast: "2026-04-03" }, "desk").sentence).toMatch(/by Friday 3 April\.$/);
  });
});
