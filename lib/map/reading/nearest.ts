/** Changes of one letter (put in, left out, replaced, two swapped) that lead from one word to the other. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const now = [row];
    for (let at = 1; at <= other.length; at++) {
      const same = one[row - 1] === other[at - 1] ? 0 : 1;
      let best = Math.min((last[at] ?? 0) + 1, (now[at - 1] ?? 0) + 1, (last[at - 1] ?? 0) + same);
      const swapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      if (swapped) best = Math.min(best, (before[at - 2] ?? 0) + 1);
      now.push(best);
    }
    before = last;
    last = now;
  }
  return last[other.length] ?? 0;
}

const plain = (word: string) => word.toLowerCase().replace(/[^a-z0-9]/g, "");

/** The one of some names that a misspelt one most likely meant; null where none is near. */
export function nearest(word: string, names: Iterable<string>): string | null {
  let found: { name: string; far: number } | null = null;
  for (const name of names) {
    const far = plain(name) === plain(word) ? 0 : distance(plain(word), plain(name));
    if (far <= Math.max(1, Math.floor(name.length / 3)) && (found === null || far < found.far)) {
      found = { name, far };
    }
  }
  return found?.name ?? null;
}

/** The end of a message about a name that is not there: the one that was meant, or those that there are. */
export function mend(word: string, names: Iterable<string>): string {
  const all = [...names];
  const meant = nearest(word, all);
  if (meant !== null) return `; did you mean ${meant}?`;
  if (all.length === 0) return "";
  const shown = all.slice(0, 12).join(", ");
  return `; there are: ${shown}${all.length > 12 ? ` and ${all.length - 12} more` : ""}`;
}
