import { describe, expect, it } from "vitest";
import type { QueueRow } from "#lib/queue/row.ts";
import { groupsOf, isLate, leftInWords } from "./groups.ts";

type Row = Pick<QueueRow, "reference" | "status" | "deadline" | "right" | "regime" | "owner">;
const groupByWeek = (rows: Row[]) => groupsOf(rows, "week");

// 2026-03-25 is a Wednesday.
function row(safeDue: string, status: QueueRow["status"] = "collecting"): Row {
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
    right: "access",
    regime: "",
    status,
    deadline,
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
    const over = row("2026-03-01", "closed");
    expect(groupByWeek([over])).toMatchObject([{ title: "No longer due" }]);
    expect([isLate(over), isLate(row("2026-03-01"))]).toEqual([false, true]);
    expect(leftInWords(row("2026-03-01", "ready"))).toBe("—");
  });

  it("go as the list goes where it does not run by the due day, and by other things than weeks", () => {
    const rows = [row("2026-04-13"), row("2026-03-24"), row("2026-03-01", "closed")];
    const titles = (by: "week" | "owner" | "stage" | "none", sort: "due" | "received") =>
      groupsOf(rows, by, sort).map(({ title }) => title);
    expect(titles("week", "received")).toEqual(["Week of 13 April", "Overdue", "No longer due"]);
    expect(titles("week", "due")).toEqual(["Overdue", "Week of 13 April", "No longer due"]);
    expect(titles("stage", "due")).toEqual(["Collecting", "Closed"]);
    expect([titles("owner", "due"), titles("none", "due")]).toEqual([["Nobody"], ["Requests"]]);
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
    const waiting = (change: Partial<Row["deadline"]>): Row => ({
      ...paused,
      deadline: { ...paused.deadline, state: "paused", ...change },
    });
    const soon = waiting({ ifAnsweredToday: "2026-03-31" });
    expect(leftInWords(soon)).toBe("Paused, 6 days left");
    expect(groupByWeek([soon])).toMatchObject([{ title: "Next week" }]);
    expect(leftInWords(waiting({ ifAnsweredToday: "2026-03-26" }))).toBe("Paused, 1 day left");
    expect(leftInWords(waiting({ state: "not_started", ifAnsweredToday: "2026-05-09" }))).toBe(
      "Not begun, 45 days left",
    );
    expect(groupByWeek([waiting({})])).toMatchObject([{ title: "This week" }]);
    expect(leftInWords(waiting({ state: "withdrawn" }))).toBe("Withdrawn");
  });
});
