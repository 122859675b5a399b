import { describe, expect, it } from "vitest";
import { textFor } from "#app/_text/text.ts";
import type { PersonClock } from "#lib/request/clocks/person-view.ts";
import type { Deadline } from "#lib/request/views.ts";
import { askOf } from "./asks.ts";

const text = textFor("en");
const deadline: Deadline = {
  receivedDay: "2026-03-02",
  legalDue: "2026-04-02",
  safeDue: "2026-04-02",
  today: "2026-03-12",
  ruleVersion: "EU_GDPR@1",
  state: "running",
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
const tracking = { reference: "LK-7K4-2QD", deadline };
const question = {
  id: "a",
  about: "identity" as const,
  text: "Which shop?",
  why: "Two people use it.",
  replyBy: "2026-03-26",
  answered: false,
  mayUpload: false,
  draft: "",
};
const none: PersonClock = { questions: [], fee: null, waits: false };

describe("what we need from the person", () => {
  it("is nothing where nothing is open", () => {
    expect(askOf(none, tracking, text)).toBeNull();
    expect(askOf({ ...none, questions: [{ ...question, answered: true }] }, tracking, text)).toBeNull();
    const paid = { state: "paid" as const, amount: "EUR 25.00", why: "Many.", agreeBy: null };
    expect(askOf({ ...none, fee: paid }, tracking, text)).toBeNull();
  });

  it("is the question first, with what it does to the date and until when", () => {
    const fee = { state: "asked" as const, amount: "EUR 25.00", why: "Many.", agreeBy: null };
    const waiting = { questions: [question], fee, waits: true };
    expect(
      askOf(
        waiting,
        { ...tracking, deadline: { ...deadline, state: "paused", ifAnsweredToday: "2026-04-13" } },
        text,
      ),
    ).toEqual({
      title: "We need to know something from you",
      sentences: [
        "We need to be sure that it is you. We sent you the question by email too.",
        "Our time to answer stands still until you reply. If you reply today, we answer by Monday 13 April.",
        "Please reply by Thursday 26 March.",
      ],
      link: { href: "/r/LK-7K4-2QD/question/a", label: "Answer the question" },
    });
    const unseen = { ...question, text: null, why: null, replyBy: null };
    expect(askOf({ ...none, questions: [unseen] }, tracking, text)?.sentences).toEqual([
      "We need to be sure that it is you. We sent you the question by email too.",
      "Our time to answer goes on while we wait. We answer by Thursday 2 April.",
    ]);
  });

  it("is else the fee, which costs nothing to decline", () => {
    const fee = { state: "asked" as const, amount: "EUR 25.00", why: "Many.", agreeBy: null };
    expect(askOf({ ...none, fee }, tracking, text)).toMatchObject({
      title: "This would cost EUR 25.00",
      sentences: [expect.stringContaining("Then you pay nothing.")],
      link: { href: "/r/LK-7K4-2QD/fee" },
    });
  });
});
