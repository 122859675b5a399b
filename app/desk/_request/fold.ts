import type { DeskEntry } from "#lib/request/views.ts";

/** One entry that stands for itself, or a run of routine steps that opens on demand. */
export type Told = { kind: "one"; entry: DeskEntry } | { kind: "run"; entries: DeskEntry[] };

/** What can be picked from the history. */
export const shows = ["all", "messages", "decisions", "people", "systems"] as const;
export type Show = (typeof shows)[number];

export const showFrom = (word: string | string[] | undefined): Show =>
  shows.find((one) => one === word) ?? "all";

const of = (...kinds: string[]): ReadonlySet<string> => new Set(kinds);

const messages = of("message_written", "details_changed", "notice_sent", "notice_failed", "notice_bounced");

/** What somebody decided, with the second person's part in it. */
const decisions = of(
  ...["decision", "released", "refused", "extended", "fee", "receipt_correction", "law_corrected"],
  ...["link_decided", "split", "decision_undone", "shared_decided", "limit_decided", "hidden_decided"],
  ...[
    "erasure_proposed",
    "erasure_approved",
    "erasure_started",
    "erasure_remains_accepted",
    "erasure_dropped",
  ],
  ...["correction_decided", "rectification_proposed", "rectification_approved", "rectification_started"],
  ...["authority_accepted", "authority_refused", "authority_reopened", "proof_decided", "question_judged"],
  ...["objection_weighed", "restriction_placed", "restriction_lifted", "restriction_exception"],
  ...["transmission_agreed", "transmission_refused", "decision_reviewed", "hold_placed", "hold_lifted"],
  ...["appeal_filed", "complaint_filed", "cancelled", "split_into", "act_recorded"],
);

/** What the machinery does by itself. */
const machinery = of(
  ...["plan_frozen", "system_located", "identifier_found", "system_collected", "nothing_held", "code_sent"],
  ...["address_changed", "facts_read", "rectification_system_planned", "erasure_system_planned"],
  ...[
    "system_trouble",
    "system_recovered",
    "system_stopped",
    "all_collected",
    "bundle_built",
    "bundle_trouble",
  ],
  ...["links_proposed", "link_used", "effect_done", "erasure_system_done", "rectification_system_done"],
);

/** That somebody looked. */
const looks = of(
  ...["links_viewed", "snapshot_viewed", "findings_viewed", "hidden_viewed", "erasure_viewed", "revealed"],
  ...["rectification_viewed", "document_viewed", "attachment_viewed", "feed_read"],
);

/** Steps that are told together. Decisions, trouble and what people did stand for themselves. */
const routine = of(
  ...["system_located", "identifier_found", "system_collected", "nothing_held", "notice_sent", "code_sent"],
  ...["address_changed", "facts_read", "rectification_system_planned", "erasure_system_planned"],
  ...looks,
);

/** What an entry is, for its mark in the history. */
export function groupOf({ kind }: Pick<DeskEntry, "kind">): Exclude<Show, "all"> | "looks" {
  if (messages.has(kind)) return "messages";
  if (decisions.has(kind)) return "decisions";
  if (machinery.has(kind)) return "systems";
  return looks.has(kind) ? "looks" : "people";
}

/** Fewer than this are not worth folding. */
const least = 3;

/** The history, newest first: all of it with runs of routine steps folded, or one kind of entry with nothing folded. */
export function fold(timeline: readonly DeskEntry[], show: Show = "all"): Told[] {
  const newest = timeline.toReversed().sort((a, b) => b.at.getTime() - a.at.getTime());
  if (show !== "all")
    return newest.filter((one) => groupOf(one) === show).map((entry) => ({ kind: "one", entry }));
  const told: Told[] = [];
  let run: DeskEntry[] = [];
  const close = () => {
    if (run.length >= least) told.push({ kind: "run", entries: run });
    else for (const entry of run) told.push({ kind: "one", entry });
    run = [];
  };
  for (const entry of newest) {
    if (routine.has(entry.kind)) {
      run.push(entry);
    } else {
      close();
      told.push({ kind: "one", entry });
    }
  }
  close();
  return told;
}
