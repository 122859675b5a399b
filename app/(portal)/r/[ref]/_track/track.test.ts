import { describe, expect, it } from "vitest";
import { textFor } from "#app/_text/text.ts";
import { rights } from "#lib/law/rights.ts";
import { requestStatuses } from "#lib/request/moves.ts";
import type { SystemProgress, Tracking } from "#lib/request/views.ts";
import { clockOf } from "./clock.ts";
import { emailMark, standingOf } from "./standing.ts";
import { stepsOf } from "./steps.ts";
import { systemResults } from "./systems.ts";

const text = textFor("en");
const zone = "Europe/Dublin";
const at = (time: string) => new Date(`2026-03-${time}:00Z`);

function system(
  title: string,
  state: SystemProgress["state"],
  more: Partial<SystemProgress> = {},
): SystemProgress {
  return {
    taskId: title,
    systemId: title,
    title,
    state,
    records: 0,
    files: 0,
    cause: null,
    nextTryAt: null,
    askedAt: null,
    answeredAt: null,
    attempts: 1,
    onlyAlike: false,
    ...more,
  };
}

const mina: Tracking = {
  reference: "LK-7K4-2QD",
  right: "access",
  status: "collecting",
  receivedAt: at("03T09:12"),
  language: "en",
  contact: "m•••@example.com",
  proven: true,
  provenAt: at("03T09:14"),
  deadline: {
    receivedDay: "2026-03-03",
    legalDue: "2026-04-03",
    safeDue: "2026-04-03",
    today: "2026-03-12",
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
  },
  systems: [
    system("Shop", "found", { records: 1204, files: 3 }),
    system("Support", "found", { files: 2 }),
    system("Newsletter", "nothing_held"),
    system("Loyalty", "waiting_for_person", { askedAt: at("08T10:00") }),
    system("Visits", "trouble", { cause: "refused our password" }),
  ],
  timeline: [],
  bundle: null,
  mayCancel: true,
};

describe("how a request stands", () => {
  it("says what is happening and what is next, for every right in every state", () => {
    for (const right of rights) {
      for (const status of requestStatuses) {
        const { heading, next } = standingOf({ ...mina, right, status }, text);
        for (const words of [heading, next.title, next.sentence]) {
          expect(words.length).toBeGreaterThan(5);
          expect(words).not.toMatch(/track\.|undefined|\{/);
        }
      }
    }
  });

  it("counts the systems that have answered", () => {
    const { heading, next } = standingOf(mina, text);
    expect(heading).toBe("Your copy is being put together");
    expect(next.sentence).toContain("3 of our 5 systems have answered.");
    const none = { ...mina, systems: [system("Shop", "asking"), system("Visits", "waiting")] };
    expect(standingOf(none, text).next.sentence).toContain("None of our 2 systems has answered yet.");
    const one = { ...mina, systems: [system("Shop", "found"), system("Visits", "asking")] };
    expect(standingOf(one, text).next.sentence).toContain("1 of our 2 systems has answered.");
  });

  it("asks for the code where proof is due, and never for an opt-out", () => {
    const waiting = { ...mina, status: "received" as const, proven: false, provenAt: null, systems: [] };
    const { next } = standingOf(waiting, text);
    expect(next.link?.href).toBe("/r/LK-7K4-2QD/prove");
    expect(next.sentence).toContain(emailMark);
    for (const right of ["opt_out", "limit_sensitive", "complaint"] as const) {
      expect(standingOf({ ...waiting, right }, text).next.link).toBeNull();
      const steps = stepsOf({ ...waiting, right }, text, zone);
      expect(steps.map((step) => step.key)).toEqual(["filed", "act", "answer"]);
    }
  });

  it("says how far the file is packed, in systems and records", () => {
    const progress = { systems: 2, ofSystems: 5, records: 12_304 };
    const bundle = { state: "preparing", partial: false, progress } as Tracking["bundle"];
    const said = standingOf({ ...mina, status: "preparing", bundle }, text).next.sentence;
    expect(said).toContain("2 of 5 systems are packed, 12,304 records so far.");
    expect(said).not.toContain("%");
  });

  it("leads to the file as soon as a part of it is ready", () => {
    const bundle: Tracking["bundle"] = {
      number: 1,
      state: "ready",
      partial: true,
      trouble: null,
      nextTryAt: null,
      progress: null,
      bytes: 1,
      files: 1,
      sha256: "",
      readyAt: at("11T12:00"),
      expiresAt: null,
      downloads: 0,
      contents: [],
    };
    for (const status of ["collecting", "ready", "closed"] as const) {
      expect(standingOf({ ...mina, status, bundle }, text).next.link?.href).toBe("/r/LK-7K4-2QD/download");
    }
    expect(standingOf({ ...mina, bundle }, text).next.sentence).toContain("had told us by then");
    expect(
      stepsOf({ ...mina, bundle }, text, zone).map(({ key, state, when }) => [key, state, ...when]),
    ).toEqual([
      ["filed", "done", "3 March", "09:12"],
      ["proven", "done", "3 March", "09:14"],
      ["collect", "now", "today"],
      ["part", "done", "11 March", "12:00"],
      ["check", "todo"],
      ["answer", "todo", "by 3 April"],
    ]);
  });
});

describe("the timeline", () => {
  it("tells Mina's ninth day", () => {
    expect(stepsOf(mina, text, zone).map(({ when, title, state }) => [when.join(" "), title, state])).toEqual(
      [
        ["3 March 09:12", "You sent your request", "done"],
        ["3 March 09:14", "You proved it is you", "done"],
        ["today", "We are collecting your data", "now"],
        ["", "A person checks it", "todo"],
        ["by 3 April", "You download it", "todo"],
      ],
    );
  });

  it("keeps to the company's zone", () => {
    const late = { ...mina, receivedAt: new Date("2026-06-30T23:30:00Z") };
    expect(stepsOf(late, text, "Europe/Dublin")[0]?.when).toEqual(["1 July", "00:30"]);
    expect(stepsOf(late, text, "America/Los_Angeles")[0]?.when).toEqual(["30 June", "16:30"]);
  });

  it("promises no day while the clock waits for the person", () => {
    const deadline = { ...mina.deadline, state: "paused" as const };
    expect(stepsOf({ ...mina, deadline }, text, zone).at(-1)).toMatchObject({ key: "answer", when: [] });
  });

  it("ends where the request was stopped, without promises", () => {
    const cancelled = { ...mina, status: "cancelled" as const };
    expect(stepsOf(cancelled, text, zone).map((step) => step.key)).toEqual(["filed", "proven", "cancelled"]);
  });
});

it("says of each system what the person needs to know, and nothing of our troubles", () => {
  expect(systemResults(mina.systems, text, zone).map(({ result, tone }) => [result, tone])).toEqual([
    ["1,204 records", "moss"],
    ["2 files", "moss"],
    ["Nothing found", "slate"],
    ["Waiting, asked 8 March", "ochre"],
    ["No answer yet, we try again", "ochre"],
  ]);
});

it("stops the clock on the day a request ended", () => {
  expect(clockOf(mina, zone)).toMatchObject({ due: "2026-04-03", ended: null });
  const entry = { at: at("20T08:00"), kind: "answer_ready", sentence: "", by: "We" };
  expect(clockOf({ ...mina, status: "closed", timeline: [entry] }, zone)).toMatchObject({
    ended: "2026-03-20",
    answered: true,
  });
  expect(
    clockOf({ ...mina, status: "refused", timeline: [{ ...entry, kind: "refused" }] }, zone),
  ).toMatchObject({
    ended: "2026-03-20",
    answered: true,
  });
  expect(clockOf({ ...mina, status: "cancelled", proven: false }, zone)).toBeNull();
});

it("has no due day while it waits for the person, and tells what changed the day", () => {
  const pauses = [{ from: "2026-03-06", to: null, about: "identity" as const }];
  const waiting = { ...mina.deadline, state: "paused" as const, ifAnsweredToday: "2026-04-09", pauses };
  expect(clockOf({ ...mina, deadline: waiting }, zone)).toMatchObject({
    due: null,
    standstill: "paused",
    ifAnsweredToday: "2026-04-09",
    pauses,
  });
  const extended = {
    ...mina.deadline,
    safeDue: "2026-06-03",
    firstDue: "2026-04-03",
    extension: { sent: "2026-03-20", reason: "complexity" as const },
    targets: ["2026-05-01"],
    forecast: "2026-05-03",
  };
  const clock = clockOf({ ...mina, deadline: extended }, zone);
  expect(clock).toMatchObject({ due: "2026-06-03", extension: { firstDue: "2026-04-03", inMonths: true } });
  // What is internal stays at the desk.
  expect(clock).not.toHaveProperty("targets");
  expect(clock).not.toHaveProperty("forecast");
});
