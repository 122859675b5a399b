import type { ReactNode } from "react";

export type TagTone = "slate" | "moss" | "ochre" | "brick" | "plum" | "harbour";

/** A dot and a word: colour is never alone. `slate` is the neutral tone ("Nothing found" is an answer). */
export function Tag({ tone = "slate", children }: { tone?: TagTone; children: ReactNode }) {
  return <span className={tone === "slate" ? "tag" : `tag tag-${tone}`}>{children}</span>;
}
