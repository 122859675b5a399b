import type { TagTone } from "#app/_ui/Tag.tsx";
import type {
  CellState,
  CellView,
  CorrectionState,
  Parts,
  Place,
  PlanSystemView,
  RectificationDesk,
  RectificationOutcome,
} from "#lib/rectification/views.ts";
import { factWords } from "../_person/words.ts";

export const correctionTags: Record<CorrectionState, { word: string; tone: TagTone }> = {
  asked: { word: "Decide", tone: "plum" },
  granted: { word: "Granted", tone: "slate" },
  refused: { word: "Refused", tone: "brick" },
  done: { word: "Done", tone: "moss" },
  withdrawn: { word: "Taken back", tone: "slate" },
};

const cellWords: Record<CellState, string> = {
  planned: "will change",
  changed: "changed",
  already: "said so already",
  conflict: "changed by somebody else meanwhile",
  refused: "the system does not take it",
  gone: "the record is gone, or not theirs any more",
  by_hand: "a person does it",
  left: "stays as it is",
};

const hands = {
  asked: "its owner is asked",
  done: "its owner says it is done",
  cannot: "its owner says it cannot be done",
} as const;

/** What becomes, or became, of one value, in words. */
export function stateWords(cell: CellView): string {
  const hand = cell.hand ? `, ${hands[cell.hand]}` : "";
  return `${cellWords[cell.state]}${hand}`;
}

export const systemTags: Record<PlanSystemView["state"], { word: string; tone: TagTone }> = {
  planning: { word: "Being read", tone: "slate" },
  planned: { word: "Planned", tone: "slate" },
  running: { word: "Running", tone: "slate" },
  by_hand: { word: "A person is asked", tone: "plum" },
  stopped: { word: "Stopped", tone: "brick" },
  trouble: { word: "In trouble", tone: "brick" },
  done: { word: "Done", tone: "moss" },
  dropped: { word: "Dropped", tone: "slate" },
};

export const outcomeWords: Record<RectificationOutcome, string> = {
  corrected: "Corrected, and read again",
  partly: "Corrected in part",
  refused: "The system did not take it",
  by_hand: "Done by a person",
  nothing_to_correct: "Nothing to correct here",
  dropped: "Given up",
};

const mays: Record<Place["may"], string> = {
  write: "",
  person: "a person changes it",
  never: "not on request",
};

/** Where a value stands, and what can be done about it there. */
export function placeWords(place: Place): string {
  const may = mays[place.may];
  const why = place.why ? `: ${place.why}` : "";
  return `${place.system}, ${place.fieldLabel}${may === "" ? "" : ` (${may}${why})`}`;
}

/** A value in its parts, as one would write it. */
export function partsWords(parts: Parts): string {
  const all = Object.entries(parts).filter(([, text]) => text !== undefined && text !== "");
  const [first] = all;
  if (all.length === 1 && first) return first[1] ?? "";
  return all.map(([fact, text]) => `${factWords(fact)}: ${text}`).join(", ");
}

/** How the whole stands, in a sentence or two. */
export function standingWords({ plan, corrections, stillAsked }: RectificationDesk): string {
  const open = corrections.filter(({ state }) => state === "asked").length;
  if (plan === null) {
    if (stillAsked.length > 0) return `Still being asked who this is: ${stillAsked.join(", ")}.`;
    if (corrections.length === 0)
      return "Write down what is wrong and what it should say. Nothing is changed yet.";
    return open > 0
      ? "Decide each correction. Then plan what becomes of it in each system."
      : "Each correction is decided. Plan what becomes of them in each system.";
  }
  switch (plan.state) {
    case "planning":
      return "Each system is read. Nothing is changed.";
    case "proposed":
      return plan.identifies
        ? "The plan waits for two people: somebody is found by what would change."
        : "The plan waits for one person who agrees to exactly this.";
    case "acting":
      return "It is being done. A value that somebody has changed meanwhile is left alone.";
    case "dropped":
      return "The plan was given up.";
    case "done":
      return plan.kind === "undo"
        ? "The values from before are back, as far as nobody changed them meanwhile."
        : "It is done, and every value was read again.";
  }
}

/** Where a value stands in its system. */
export function placeOf({ collectionLabel, fieldLabel, fact }: CellView): string {
  if (fieldLabel === null) return fact ? factWords(fact) : "";
  return collectionLabel === null ? fieldLabel : `${collectionLabel}, ${fieldLabel}`;
}
