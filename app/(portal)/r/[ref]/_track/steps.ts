import { shortDateOf, shortDay, timeOf } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import type { TimelineStep } from "#app/_ui/Timeline.tsx";
import { dayOf } from "#lib/core/day.ts";
import { answersWithBundle, needsProof } from "#lib/law/rights.ts";
import type { RequestStatus } from "#lib/request/moves.ts";
import type { Tracking } from "#lib/request/views.ts";
import { isMerged } from "./standing.ts";

/** A step of the timeline, with what the page puts under it. */
export type Step = TimelineStep & { under: "email" | "systems" | "check" | "partial" | "noProof" | null };

const order: readonly RequestStatus[] = [
  "received",
  "collecting",
  "reviewing",
  "preparing",
  "ready",
  "closed",
];

/** What has happened and what comes, from where the request stands and from what was noted on the way (pure). */
export function stepsOf(tracking: Tracking, text: Text, zone: string): Step[] {
  const { t, language } = text;
  const { status, right, deadline, bundle } = tracking;
  const stopped = status === "cancelled" || status === "lapsed" || status === "refused";
  const noted = (kind: string) => tracking.timeline.find((entry) => entry.kind === kind)?.at ?? null;
  const reached = (goal: RequestStatus) => !stopped && order.indexOf(status) >= order.indexOf(goal);
  const past = (goal: RequestStatus) => !stopped && order.indexOf(status) > order.indexOf(goal);
  const at = (instant: Date | null) => (instant ? moment(instant, deadline.today, text, zone) : []);
  const withBundle = answersWithBundle(right);
  const proof = needsProof(right);
  const steps: Step[] = [
    step("filed", at(tracking.receivedAt), t("track.timeline.filed"), "done", proof ? null : "noProof"),
  ];

  if (proof) {
    const proven = tracking.provenAt;
    if (proven) steps.push(step("proven", at(proven), t("track.timeline.proven"), "done", "email"));
    else if (!stopped) steps.push(step("toProve", [], t("track.timeline.toProve"), "now"));
  }
  steps.push(...turnsOf(tracking, text, zone));
  if (stopped) {
    const merged = isMerged(tracking);
    const words = merged
      ? t("track.timeline.merged")
      : status === "cancelled"
        ? t("track.timeline.cancelled")
        : status === "refused"
          ? t("track.timeline.refused")
          : t("track.timeline.lapsed");
    return [...steps, step(status, at(noted(merged ? "merged" : status)), words, "done")];
  }

  const started = reached("collecting") && (tracking.provenAt !== null || !proof);
  if (withBundle) {
    const collected = past("collecting");
    const when = collected ? at(noted("all_collected")) : started ? [t("track.timeline.today")] : [];
    const words = collected
      ? t("track.timeline.collected")
      : started
        ? t("track.timeline.collecting")
        : t("track.timeline.toCollect");
    steps.push(
      step("collect", when, words, collected ? "done" : started ? "now" : "todo", started ? "systems" : null),
    );
    if (bundle?.state === "ready" && !reached("ready")) {
      steps.push(step("part", at(bundle.readyAt), t("track.timeline.part"), "done", "partial"));
    }
    const checked = past("reviewing");
    const checking = status === "reviewing";
    const checkWords = checked ? t("track.timeline.checked") : t("track.timeline.checks");
    steps.push(
      step(
        "check",
        checked ? at(noted("released")) : [],
        checkWords,
        checked ? "done" : checking ? "now" : "todo",
        "check",
      ),
    );
  } else {
    const done = past("preparing");
    const words = done
      ? t("track.timeline.acted")
      : started
        ? t("track.timeline.acting")
        : t("track.timeline.toAct");
    steps.push(
      step(
        "act",
        done ? at(noted("released")) : [],
        words,
        done ? "done" : started ? "now" : "todo",
        started ? "systems" : null,
      ),
    );
  }

  const ready = reached("ready");
  const readyAt = bundle?.readyAt ?? noted("answer_ready");
  const last = withBundle
    ? ready
      ? t("track.timeline.ready")
      : t("track.timeline.download")
    : ready
      ? t("track.timeline.answered")
      : t("track.timeline.answer");
  // While the clock waits for the person there is no day to promise.
  const promise =
    deadline.state === "running"
      ? [t("track.timeline.by", { date: shortDay(deadline.safeDue, deadline.today, language) })]
      : [];
  steps.push(step("answer", ready ? at(readyAt) : promise, last, ready ? "done" : "todo", null));
  if (status === "closed")
    steps.push(step("closed", at(noted("closed")), t("track.timeline.closed"), "done"));
  return steps;
}

const turns = {
  question_asked: "track.timeline.asked",
  question_answered: "track.timeline.replied",
  extended: "track.timeline.longer",
  fee: "track.timeline.fee",
  details_changed: "dealings.timeline.change",
} as const;

/** What was written, from which side. */
const wrote = { You: "dealings.timeline.fromYou", We: "dealings.timeline.fromUs" } as const;

/** What came between: questions, answers, more time, a fee that was told, in the order in which they happened. */
function turnsOf({ timeline, deadline }: Tracking, text: Text, zone: string): Step[] {
  return timeline.flatMap(({ kind, at, by }) => {
    const words =
      kind === "message_written" ? wrote[by as keyof typeof wrote] : turns[kind as keyof typeof turns];
    return words
      ? [step(`${kind} ${at.getTime()}`, moment(at, deadline.today, text, zone), text.t(words), "done")]
      : [];
  });
}

function step(
  key: string,
  when: string[],
  title: string,
  state: TimelineStep["state"],
  under: Step["under"] = null,
): Step {
  return { key, when, title, state, under };
}

/** "3 March" and "09:12"; today is called today. */
function moment(instant: Date, today: string, { t, language }: Text, zone: string): string[] {
  const day =
    dayOf(instant, zone) === today ? t("track.timeline.today") : shortDateOf(instant, zone, language);
  return [day, timeOf(instant, zone, language)];
}
