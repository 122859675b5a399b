import type { TimelineEntry } from "#lib/request/views.ts";

/** One entry that stands for itself, or a run of routine steps that opens on demand. */
export type Told = { kind: "one"; entry: TimelineEntry } | { kind: "run"; entries: TimelineEntry[] };

/** What the machinery does by itself, and that somebody looked. Decisions, trouble and what people did stand for themselves. */
const routine = new Set([
  "system_located",
  "identifier_found",
  "system_collected",
  "nothing_held",
  "notice_sent",
  "code_sent",
  "address_changed",
  "facts_read",
  "rectification_viewed",
  "rectification_system_planned",
  "erasure_viewed",
  "erasure_system_planned",
]);

/** Fewer than this are not worth folding. */
const least = 3;

/** The history, newest first, with runs of routine steps folded. */
export function fold(timeline: readonly TimelineEntry[]): Told[] {
  const newest = timeline.toReversed().sort((a, b) => b.at.getTime() - a.at.getTime());
  const told: Told[] = [];
  let run: TimelineEntry[] = [];
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
