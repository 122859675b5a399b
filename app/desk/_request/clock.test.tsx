import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { textFor } from "#app/_text/text.ts";
import type { ClockView, Deadline } from "#lib/request/views.ts";
import { WhyThisDate } from "../../(portal)/r/[ref]/_track/WhyThisDate.tsx";
import { rulerOf } from "../_kit/ruler.ts";
import { Clock } from "./Clock.tsx";

const law = { cite: "GDPR Art 12(3)", url: "https://law.example.org/gdpr#12" };
const steps = [
  { sentence: "We received this on Tuesday 3 March 2026.", source: null },
  { sentence: "One month later is Friday 3 April 2026.", source: law },
  { sentence: "We work towards the day before.", source: { cite: "Our own caution", url: null } },
];

const clock = (kind: ClockView["kind"], change: Partial<ClockView> = {}): ClockView => ({
  law: "EU_GDPR",
  kind,
  state: "running",
  legalDue: "2026-04-03",
  safeDue: "2026-04-02",
  actBy: "2026-04-01",
  metOn: null,
  late: false,
  steps,
  warnings: [],
  ...change,
});

const running: Deadline = {
  receivedDay: "2026-03-03",
  legalDue: "2026-04-03",
  safeDue: "2026-04-02",
  today: "2026-03-12",
  state: "running",
  ifAnsweredToday: null,
  pauses: [],
  firstDue: null,
  extension: null,
  targets: [],
  forecast: null,
  ruleVersion: "EU_GDPR@1",
  derivation: steps,
  clocks: [clock("answer")],
  usual: null,
};

const changed: Deadline = {
  ...running,
  legalDue: "2026-06-03",
  safeDue: "2026-06-03",
  firstDue: "2026-04-02",
  extension: { sent: "2026-03-20", reason: "third_party_consultation" },
  pauses: [
    { from: "2026-03-05", to: "2026-03-09", about: "identity" },
    { from: "2026-03-25", to: null, about: "clarification" },
  ],
  targets: ["2026-05-11"],
  forecast: "2026-05-20",
};

/** What a page says, without its tags. */
const said = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

describe("why this date", () => {
  const page = (deadline: Deadline) =>
    renderToStaticMarkup(<WhyThisDate deadline={deadline} text={textFor("en")} />);

  it("numbers the steps, links a source that has an address and cites one that has none", () => {
    const html = page(running);
    expect(html.match(/<li>/g)).toHaveLength(3);
    expect(html).toContain(`<a href="${law.url}" rel="noreferrer">${law.cite}</a>`);
    expect(html).toContain('<cite class="derivation-source">Our own caution</cite>');
    expect(html).not.toContain("What changed the date");
  });

  it("tells what changed the date, in the order in which it happened", () => {
    const words = said(page(changed));
    const parts = [
      "From 5 March to 9 March we waited for you to show us that it is you.",
      "On 20 March we told you that we need more time, because we must ask others first. The first deadline was 2 April.",
      "Since 25 March we are waiting for you to tell us more.",
    ];
    expect(parts.map((part) => words.indexOf(part))).toEqual(
      parts.map((part) => words.indexOf(part)).sort((a, b) => a - b),
    );
    for (const part of parts) expect(words).toContain(part);
    expect(said(page({ ...running, state: "paused" }))).toContain("There is no date now");
    expect(words).not.toContain("20 May");
  });
});

describe("the clock of a request at the desk", () => {
  const page = (deadline: Deadline) => renderToStaticMarkup(<Clock deadline={deadline} />);

  it("shows the cautious day, the law's, and those of every clock with the way to them", () => {
    const clocks = [
      clock("answer"),
      clock("acknowledge", { law: "US_CA_CCPA", state: "done", metOn: "2026-03-20", late: true }),
      clock("extension_notice", { state: "overdue", warnings: ["No holidays are known."] }),
      clock("retention", { state: "not_started", legalDue: null, safeDue: null, actBy: null }),
      clock("answer", { law: "policy", legalDue: "2027-01-05" }),
    ];
    const html = page({ ...running, clocks });
    const words = said(html);
    expect(words).toContain("We answer by Thursday 2 April The law&#x27;s last day Friday 3 April");
    expect(words).toContain("Answer GDPR Running 3 Apr 2 Apr 1 Apr");
    expect(words).toContain("Confirm receipt CCPA Done too late on 20 Mar 3 Apr");
    expect(words).toContain("Tell that it takes longer GDPR Overdue");
    expect(words).toContain("No holidays are known.");
    expect(words).toContain("Keep the record GDPR Not begun — — —");
    expect(words).toContain("Answer Own policy Running 5 Jan 2027");
    // The leading derivation, and one for each clock.
    expect(html.match(/<details>/g)).toHaveLength(1 + clocks.length);
    expect(html.match(/rel="noreferrer"/g)).toHaveLength(1 + clocks.length);
  });

  it("tells pauses, more time with the last day for its notice, targets and the pace", () => {
    const words = said(page({ ...changed, clocks: [clock("answer"), clock("extension_notice")] }));
    expect(words).toContain("The person was asked who they are on 5 March, answered on 9 March.");
    expect(words).toContain("what exactly they ask for on 25 March, not answered yet .");
    expect(words).toContain("told on 20 March, because we must ask others first. The first day was 2 April.");
    expect(words).toContain("Last day to tell it Friday 3 April");
    expect(words).toContain("Our targets 11 May");
    expect(words).toContain("At this pace answered by Wednesday 20 May");
  });

  it("names no due day while the clock waits", () => {
    const words = said(page({ ...running, state: "paused", ifAnsweredToday: "2026-04-09" }));
    expect(words).toContain("the clock stands still until the person answers");
    expect(words).toContain("If answered today Thursday 9 April");
    expect(words).not.toMatch(/last day Friday/);
  });

  it("gives the ruler what only staff may see", () => {
    expect(rulerOf(changed, "collecting")).toMatchObject({
      due: "2026-06-03",
      targets: ["2026-05-11"],
      forecast: "2026-05-20",
      extension: { firstDue: "2026-04-02", inMonths: true },
    });
    expect(rulerOf({ ...changed, state: "not_started" }, "collecting")).toMatchObject({
      due: null,
      standstill: "not_started",
    });
    const days = { ...changed, ruleVersion: "US_CA_CCPA@1" };
    expect(rulerOf(days, "closed")).toMatchObject({ ended: "2026-03-12", extension: { inMonths: false } });
  });
});
