import { describe, expect, it } from "vitest";
import { textFor } from "#app/_text/text.ts";
import type { RulerInput } from "./scale.ts";
import { rulerWords } from "./words.ts";

const clock = { received: "2026-03-03", due: "2026-04-03", today: "2026-03-12", usual: { from: 4, to: 12 } };
const say = (change: Partial<RulerInput> = {}) => rulerWords(textFor("en"), { ...clock, ...change });

describe("the ruler's words", () => {
  it("are one full sentence, and short words at the marks", () => {
    expect(say()).toEqual({
      sentence: "Day 9 of 31. We will answer by Friday 3 April. It usually takes 4 to 12 days.",
      now: "Today, day 9",
      due: "Friday 3 April, our deadline",
      usual: "usually day 4 to 12",
    });
  });

  it("say each situation plainly", () => {
    expect(say({ today: "2026-03-03", usual: null }).sentence).toBe(
      "The clock started today. We will answer by Friday 3 April.",
    );
    expect(say({ today: "2026-04-05" }).sentence).toBe(
      "We should have answered by Friday 3 April. We are 2 days late.",
    );
    expect(say({ due: null }).sentence).toMatch(/^Day 9\. The clock is waiting for you\./);
    expect(say({ due: null }).due).toBeNull();
    expect(say({ ended: "2026-03-20" }).sentence).toBe("This ended on day 17.");
    expect(say({ due: "2026-06-03", firstDue: "2026-04-03", usual: null }).sentence).toContain(
      "We needed more time and told you why.",
    );
  });
});
