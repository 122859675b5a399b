import { describe, expect, it } from "vitest";
import type { QueueRow } from "#lib/request/views.ts";
import { groupByWeek, leftInWords } from "./groups.ts";

// 2026-03-25 is a Wednesday.
function row(safeDue: string, status: QueueRow["status"] = "collecting"): QueueRow {
  const deadline = {
    receivedDay: "2026-03-03",
    legalDue: safeDue,
    safeDue,
    today: "2026-03-25",
    ruleVersion: "EU_GDPR@1",
    state: "running" as const,
    ifAnsweredToday: null,
    pauses: [],
    firstDue: null,
    extension: null,
    targets: [],
    forecast: null,
    derivation: [],
    clocks: [],
    usual: null,
  };
  return {
    reference: safeDue,
    person: "",
    right: "access",
    regime: "",
    status,
    deadline,
    systems: [],
    owner: null,
  };
}

describe("the queue's groups", () => {
  it("pins what is late on top and cuts weeks on Monday", () => {
    const days = ["2026-04-13", "2026-03-30", "2026-03-29", "2026-03-25", "2026-03-24"];
    expect(
      groupByWeek(days.map((day) => row(day))).map((group) => [
        group.title,
        group.rows.map((r) => r.reference),
      ]),
    ).toEqual([
      ["Overdue", ["2026-03-24"]],
      ["This week", ["2026-03-29", "2026-03-25"]],
      ["Next week", ["2026-03-30"]],
      ["Week of 13 April", ["2026-04-13"]],
    ]);
  });

  it("calls nothing late that is over", () => {
    const [group] = groupByWeek([row("2026-03-01", "closed")]);
    expect(group).toMatchObject({ title: "No longer due", late: false });
    expect(leftInWords(row("2026-03-01", "ready"))).toBe("—");
  });

  it("says how long is left in one or two words", () => {
    expect(
      ["2026-03-23", "2026-03-24", "2026-03-25", "2026-03-26", "2026-04-03"].map((day) =>
        leftInWords(row(day)),
      ),
    ).toEqual(["2 days late", "1 day late", "Due today", "1 day", "9 days"]);
  });

  it("never calls late what waits for the person", () => {
    const paused = row("2026-03-20");
    const waiting = (change: Partial<QueueRow["deadline"]>): QueueRow => ({
      ...paused,
      deadline: { ...paused.deadline, state: "paused", ...change },
    });
    const soon = waiting({ ifAnsweredToday: "2026-03-31" });
    expect(leftInWords(soon)).toBe("Paused, 6 days left");
    expect(groupByWeek([soon])).toMatchObject([{ title: "Next week", late: false }]);
    expect(leftInWords(waiting({ ifAnsweredToday: "2026-03-26" }))).toBe("Paused, 1 day left");
    expect(leftInWords(waiting({ state: "not_started", ifAnsweredToday: "2026-05-09" }))).toBe(
      "Not begun, 45 days left",
    );
    expect(groupByWeek([waiting({})])).toMatchObject([{ title: "This week", late: false }]);
    expect(leftInWords(waiting({ state: "withdrawn" }))).toBe("Withdrawn");
  });
});
