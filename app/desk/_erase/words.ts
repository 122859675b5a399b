import type { TagTone } from "#app/_ui/Tag.tsx";
import type { ErasureDesk } from "#lib/erasure/desk.ts";
import type { StepView, SystemView } from "#lib/erasure/read.ts";
import { counted } from "../_kit/words.ts";

export const actWords: Record<StepView["act"], string> = {
  delete: "Deleted",
  anonymise: "Made to say nothing about the person",
  unlink: "Taken off the person",
  keep: "Stays",
  by_hand: "Done by a person",
};

/** What a step does, with what is special about it. */
export function stepWords({ act, expired, assumed }: StepView): string {
  const more = [
    ...(expired ? ["its time to be kept is over"] : []),
    ...(assumed ? ["the map says nothing, so how it belongs decides"] : []),
  ];
  return more.length === 0 ? actWords[act] : `${actWords[act]} (${more.join("; ")})`;
}

export const systemTags: Record<SystemView["state"], { word: string; tone: TagTone }> = {
  planning: { word: "Being listed", tone: "harbour" },
  planned: { word: "Listed", tone: "slate" },
  waiting: { word: "Waits", tone: "ochre" },
  running: { word: "Running", tone: "harbour" },
  by_hand: { word: "Waits for a person", tone: "plum" },
  stopped: { word: "Stopped", tone: "brick" },
  trouble: { word: "In trouble, is tried again", tone: "brick" },
  done: { word: "Done and looked up again", tone: "moss" },
  dropped: { word: "Dropped", tone: "slate" },
};

export const outcomeWords: Record<string, string> = {
  erased: "Erased",
  nothing_held: "Nothing was held",
  kept: "Everything stays, on its ground",
  by_hand: "Done by a person",
  dropped: "Not done",
};

const stopWords: Record<string, string> = {
  changed: "the records are not those that were approved",
  steps_changed: "a system or its map has changed since the approval",
  out_of_reach: "records of the plan are not found as this person's any more",
  remains: "something of the person is still there",
  worker_died: "our own process ended several times",
  restricted: "the person's data is restricted",
  held: "a legal hold forbids it",
  approver_revoked: "somebody who approved it may not approve any more",
  unconfirmed: "somebody in a system is only alike",
  unproven: "more proof was asked for and is not here yet",
  withdrawn: "the request no longer asks for it",
  stopped: "staff stopped it",
};

/** What helps where a part has stopped, in one sentence. */
export const helpWords: Record<string, string> = {
  changed:
    "A row is new, gone or different since the approval. Plan again, look, and have it approved again.",
  steps_changed: "Plan again: the new plan follows the system and the map as they are now.",
  out_of_reach: "Look at these records in the system. Then go on, or plan again.",
  remains:
    "Look at the places named above. Where they are somebody else's, say so with a reason. Otherwise plan again.",
  worker_died: "Look at the log of the worker. Then go on.",
  restricted: "Note what allows it, or lift the restriction; then go on, or drop the plan.",
  held: "Lift the hold, with its reason, and go on; or drop the plan.",
  approver_revoked: "Plan again, and have it approved by two people who may.",
  unconfirmed: "Confirm or reject the link on the person's page, then plan again.",
  unproven: "Wait for the proof, or take it back on the person's page; then go on.",
  withdrawn: "Nothing is to be done.",
  stopped: "Go on, or drop the plan.",
};

/** How the erasure stands, in one sentence. */
export function standingWords({ erasure, stillAsked, waitHours, status }: ErasureDesk): string {
  if (!erasure) {
    if (status === "received") return "The person has not proved who they are yet. Nothing is planned.";
    return stillAsked.length > 0
      ? `Nothing is planned yet: ${stillAsked.join(", ")} ${stillAsked.length === 1 ? "is" : "are"} still being asked.`
      : "Nothing is planned yet. A plan lists what would go and what would stay. It changes nothing.";
  }
  switch (erasure.state) {
    case "planning":
      return "Every system is being listed. Nothing is changed.";
    case "proposed":
      return erasure.approvals.length === 0
        ? "The plan waits for two people to approve it. Nothing is changed."
        : "The plan waits for a second person to approve it. Nothing is changed.";
    case "approved":
      return waitHours > 0
        ? "Two people have approved it. It begins when the waiting period is over; until then the person can take it back."
        : "Two people have approved it. It begins now.";
    case "acting":
      return "It is being done now, in small steps, each with its evidence.";
    case "stopped":
      return `It has stopped: ${stopWords[erasure.stoppedWhy ?? ""] ?? "it waits for you"}. What was done stays done; the rest is untouched.`;
    case "done":
      if (erasure.systems.some((one) => one.undo?.result)) {
        return "It was done, and then put back, as far as it stands below. The certificate says so.";
      }
      return "It is done. Every system was looked up again afterwards, and the receipts are signed.";
    default:
      return "The plan was dropped. What was done of it before stays done.";
  }
}

/** Rows that change and rows that stay, in one line. */
export function totalWords({ erasure }: ErasureDesk): string {
  const totals = erasure?.totals;
  if (!totals) return "";
  const parts = [
    [totals.delete, "deleted"],
    [totals.anonymise, "made to say nothing about the person"],
    [totals.unlink, "taken off the person"],
    [totals.keep, "kept"],
    [totals.by_hand, "left to people"],
  ] as const;
  const said = parts
    .filter(([rows]) => rows > 0)
    .map(([rows, words]) => `${rows.toLocaleString("en-GB")} ${words}`);
  return said.length === 0
    ? "Nothing of the person is held."
    : `${counted(totals.rows, "record", "records")} in ${counted(totals.systems, "system", "systems")}: ${said.join(", ")}.`;
}
