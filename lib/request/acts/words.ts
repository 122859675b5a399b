import { dayInWords } from "#lib/core/day.ts";

const spamSteps = {
  proposed: "was proposed; a second person decides",
  approved: "was agreed to by a second person; the request is closed and the sender told",
  rejected: "was turned down; the request goes on",
  withdrawn: "was taken back; the request goes on",
};

/** How staff order their work with a request, in words for the desk. Tags and notes themselves are not in the log. */
export const actWords = {
  triaged: (e: { taken: boolean }) => (e.taken ? "Taken up." : "Put back among the new ones."),
  tagged: (e: { added: number; removed: number }) =>
    [
      e.added > 0 ? `Tags: ${e.added} added.` : "",
      e.removed > 0 ? `${e.added > 0 ? "" : "Tags: "}${e.removed} taken off.` : "",
    ]
      .filter((part) => part !== "")
      .join(" "),
  note_written: (e: { about: string }) =>
    e.about === "hand_over" ? "Handed over with a note." : "A note was written.",
  note_taken_back: () => "A note was taken back.",
  snoozed: (e: { until: string | null }) =>
    e.until === null ? "Back in sight." : `Put aside until ${dayInWords(e.until, "en")}.`,
  linked: (e: { as: string; with: string }) =>
    e.as === "duplicate"
      ? `Marked as asked twice: ${e.with} answers it. It is closed in some minutes, and the person told then.`
      : `Linked with ${e.with}.`,
  link_undone: (e: { as: string; with: string }) =>
    e.as === "duplicate" ? `No longer marked as the same as ${e.with}.` : `No longer linked with ${e.with}.`,
  merged: (e: { into: string }) => `Closed, because ${e.into} answers it. The person was told.`,
  merged_here: (e: { from: string }) => `Answers ${e.from} too: the same person asked for the same.`,
  spam: (e: { step: keyof typeof spamSteps; why: string }) =>
    `Closing it as spam (${e.why}) ${spamSteps[e.step]}.`,
  reopened_as: (e: { with: string }) => `Taken up again as ${e.with}.`,
  reopened_from: (e: { with: string; why: string }) =>
    e.why === "our_mistake"
      ? `Takes up ${e.with} again, with its day of receipt: closing it was our mistake.`
      : `Takes up ${e.with} again: the person asked once more.`,
  bulk_run: (e: { act: string; done: number; notDone: number }) =>
    `One act on many requests (${e.act.replaceAll("_", " ")}): ${e.done} done, ${e.notDone} not.`,
};
