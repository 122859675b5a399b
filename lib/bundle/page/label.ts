import type { Words } from "../words/words.ts";

/** What a collection or a field is called in the words' language, where the data map says it in that language. */
export function labelIn(
  words: Words,
  { label, labels }: { label: string; labels?: Record<string, string> | undefined },
): string {
  return labels?.[words.language] ?? label;
}
