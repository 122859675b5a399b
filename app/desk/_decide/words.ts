import type { TagTone } from "#app/_ui/Tag.tsx";
import type { Outcome } from "#lib/decision/content.ts";
import type { Right } from "#lib/law/rights.ts";

type Said = { word: string; means: string; tone: TagTone };

const usual: Record<Outcome, Said> = {
  granted: { word: "Granted", means: "everything that was asked is done", tone: "moss" },
  partly: {
    word: "Partly",
    means: "a part is refused on a ground, the rest is done; goes out with the answer",
    tone: "ochre",
  },
  refused: { word: "Refused", means: "nothing of it is done, and the request ends", tone: "brick" },
  not_held: {
    word: "Nothing held",
    means: "no system holds anything about the person; goes out with the answer",
    tone: "slate",
  },
};
const ofAppeal: Record<Outcome, Said> = {
  ...usual,
  granted: { word: "Upheld", means: "the person was right; goes out with the answer", tone: "moss" },
  partly: { word: "Upheld in part", means: "goes out with the answer", tone: "ochre" },
  refused: { word: "Denied", means: "the decision stands, and the appeal ends", tone: "brick" },
};
const ofComplaint: Record<Outcome, Said> = {
  ...usual,
  granted: { word: "Justified", means: "goes out with the answer", tone: "moss" },
  partly: { word: "Justified in part", means: "goes out with the answer", tone: "ochre" },
  refused: { word: "Not justified", means: "the person is told why, and the complaint ends", tone: "brick" },
};

/** An outcome in the desk's words. */
export function outcomeWords(right: Right, outcome: Outcome): Said {
  if (right === "appeal") return ofAppeal[outcome];
  return (right === "complaint" ? ofComplaint : usual)[outcome];
}

const taskOutcomes: Record<string, string> = {
  found: "data found",
  nothing_held: "nothing held",
  done: "done",
  refused: "refused",
  cancelled: "cancelled",
};

/** What a system came to, in a word. */
export const systemOutcome = (outcome: string | null): string =>
  outcome === null ? "no answer yet" : (taskOutcomes[outcome] ?? outcome);
