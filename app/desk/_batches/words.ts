import type { TagTone } from "#app/_ui/Tag.tsx";
import type { BatchSummary, BatchSystemView, BatchView } from "#lib/erasure/batch/read.ts";
import { counted } from "../_kit/words.ts";

export const batchAddress = (number: number, part = "") => `/desk/erasures/${number}${part}`;

/** How a batch came to be, where it stands beside others. */
export const kindWords: Record<string, string> = {
  list: "A list",
  retention: "Time is over",
  hold_ended: "Need not be kept any more",
  came_back: "Came back",
};

/** What a retention run found, in one line. */
export function outlivedLine({ outlived, systems }: BatchView): string {
  const labels = new Map(
    systems.flatMap((one) => one.steps.map((step) => [step.collection, step.label] as const)),
  );
  const said = (outlived ?? []).map(
    ({ collection, records, people }) =>
      `${labels.get(collection) ?? collection}: ${counted(records, "record", "records")} of ${counted(people, "person", "people")}`,
  );
  return said.length === 0 ? "" : `Found past their time: ${said.join("; ")}.`;
}

export const statusTags: Record<string, { word: string; tone: TagTone }> = {
  locating: { word: "People are looked for", tone: "harbour" },
  planning: { word: "Being listed", tone: "harbour" },
  proposed: { word: "Waits for approval", tone: "ochre" },
  approved: { word: "Approved", tone: "ochre" },
  acting: { word: "Running", tone: "harbour" },
  stopped: { word: "Stopped", tone: "brick" },
  done: { word: "Done", tone: "moss" },
  dropped: { word: "Dropped", tone: "slate" },
};

const asideWords: Record<string, string> = {
  unknown: "found nowhere",
  shared: "called by what leads to several people",
  ambiguous: "who may be several people",
  crowd: "known by more names than one person has",
  held: "under a legal hold or a restriction",
  twice: "named twice",
  asking: "with a request open",
};

/** Who of the list is not erased, in one line. */
export function asideLine({ setAside, kind }: BatchSummary): string {
  const said = Object.entries(setAside ?? {})
    .filter(([, count]) => count > 0)
    .map(([why, count]) => `${count.toLocaleString("en-GB")} ${asideWords[why] ?? why}`);
  if (said.length > 0) return `Left out: ${said.join(", ")}.`;
  return kind === "retention" ? "Nobody is left out." : "Nobody of the list is left out.";
}

/** What a batch would change, in one line. */
export function totalsLine({ totals, people }: BatchSummary): string {
  if (!totals) return "";
  const parts = [
    [totals.delete, "deleted"],
    [totals.anonymise, "made to say nothing about anybody"],
    [totals.unlink, "taken off people"],
    [totals.keep, "kept"],
    [totals.by_hand, "left to people"],
  ] as const;
  const said = parts
    .filter(([rows]) => rows > 0)
    .map(([rows, words]) => `${rows.toLocaleString("en-GB")} ${words}`);
  const held = counted(totals.rows, "record", "records");
  return `${counted(people, "person", "people")}, ${held}${said.length > 0 ? `: ${said.join(", ")}` : ""}.`;
}

export function standing({ status, approvals, stoppedWhy }: BatchView, waitHours: number): string {
  switch (status) {
    case "locating":
      return "Everybody of the list is looked for in every system. Nothing is changed.";
    case "planning":
      return "Each system is being listed. Nothing is changed.";
    case "proposed":
      return approvals.length === 0
        ? "The batch waits for two people to approve it. Nothing is changed."
        : "The batch waits for a second person to approve it. Nothing is changed.";
    case "approved":
      return waitHours > 0
        ? "Two people have approved it. It begins when the waiting period is over."
        : "Two people have approved it. It begins now.";
    case "acting":
      return "It is being done now, in small steps, each with its evidence.";
    case "stopped":
      return `It has stopped (${(stoppedWhy ?? "stopped").replaceAll("_", " ")}). What was done stays done; the rest is untouched.`;
    case "done":
      return "It is done. Every system was looked up again afterwards, and everybody has a signed receipt.";
    default:
      return "The batch was dropped. What was done of it before stays done.";
  }
}

export function systemTag({ phase, state, outcome, troubleCode }: BatchSystemView): {
  word: string;
  tone: TagTone;
} {
  if (outcome === "dropped") return { word: "Dropped", tone: "slate" };
  if (outcome !== null) return { word: "Done and looked up again", tone: "moss" };
  if (phase === "plan")
    return troubleCode
      ? { word: "In trouble, is tried again", tone: "brick" }
      : { word: "Being listed", tone: "harbour" };
  if (phase === "by_hand") return { word: "Waits for a person", tone: "plum" };
  if (state === "running") return { word: "Running", tone: "harbour" };
  if (troubleCode)
    return { word: state === "parked" ? "Stopped" : "In trouble, is tried again", tone: "brick" };
  return state === "ready" ? { word: "Waits", tone: "ochre" } : { word: "Listed", tone: "slate" };
}
