import { describe, expect, it } from "vitest";
import { clocksOf } from "./clocks.ts";
import { asked } from "./fixture/asked.ts";
import { type AlertMark, nextMark } from "./marks.ts";

/** The marks that a refusal of a day raises about its own notice, one after the other. */
function raisedBy(refused: string, extended: boolean): (string | undefined)[] {
  const told = asked("EU_GDPR", "access", "2026-03-02", {
    refused,
    ...(extended ? { extension: { sent: "2026-03-20" } } : {}),
  });
  const judged = clocksOf(told, refused);
  const clocks = judged.possible ? judged.clocks : [];
  const notice = clocks.find(({ kind }) => kind === "refusal_notice");
  if (!notice) throw new Error("no such clock");
  const raised = new Set<AlertMark>();
  const found: (string | undefined)[] = [];
  for (;;) {
    const next = nextMark(notice, { beside: clocks, leads: true, raised, today: refused });
    if (!next) return found;
    raised.add(next.mark);
    found.push(`${next.on} ${next.mark}`);
  }
}

describe("a refusal that was told too late", () => {
  it("is a breach though the answer was extended: more time is none for a refusal", () => {
    expect(raisedBy("2026-05-04", true)).toEqual(["2026-04-02 due", "2026-04-03 breached"]);
  });

  it("is none in the first month, and where the answer is late that breach tells it all", () => {
    expect(raisedBy("2026-04-02", true)).toEqual([]);
    expect(raisedBy("2026-05-04", false)).toEqual([]);
  });
});
