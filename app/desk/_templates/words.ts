import type { TagTone } from "#app/_ui/Tag.tsx";
import type { Cell } from "#lib/template/read.ts";

/** How the words of a template stand in a language. */
export const stateWords: Record<Cell["state"], { word: string; tone: TagTone }> = {
  ours: { word: "Ours", tone: "moss" },
  shipped: { word: "As it came", tone: "slate" },
  stale: { word: "Older", tone: "ochre" },
  missing: { word: "Missing", tone: "brick" },
};

export const templateAddress = (id: string, language: string): string =>
  `/desk/templates/${encodeURIComponent(id)}/${encodeURIComponent(language)}`;
