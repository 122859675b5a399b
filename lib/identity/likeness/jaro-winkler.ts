/**
 * Jaro's similarity of two texts, 0 to 1: letters in common within half the longer length, less half the
 * transpositions (Jaro 1989, Advances in record-linkage methodology).
 */
export function jaro(one: string, other: string): number {
  if (one === other) return one === "" ? 0 : 1;
  const reach = Math.max(Math.floor(Math.max(one.length, other.length) / 2) - 1, 0);
  const taken = new Uint8Array(other.length);
  const common: number[] = [];
  for (let i = 0; i < one.length; i++) {
    const letter = one.charCodeAt(i);
    for (let j = Math.max(0, i - reach); j < Math.min(other.length, i + reach + 1); j++) {
      if (taken[j] === 1 || other.charCodeAt(j) !== letter) continue;
      taken[j] = 1;
      common.push(letter);
      break;
    }
  }
  const matches = common.length;
  if (matches === 0) return 0;
  let outOfPlace = 0;
  let at = 0;
  for (let j = 0; j < other.length; j++) {
    if (taken[j] === 1 && other.charCodeAt(j) !== common[at++]) outOfPlace++;
  }
  const half = Math.floor(outOfPlace / 2);
  return (matches / one.length + matches / other.length + (matches - half) / matches) / 3;
}

/**
 * Jaro's similarity raised where the first letters, four at most, are the same (Winkler 1990, String comparator
 * metrics and enhanced decision rules; scale 0.1, without the later adjustments for long or similar letters).
 */
export function jaroWinkler(one: string, other: string): number {
  const plain = jaro(one, other);
  let prefix = 0;
  while (prefix < 4 && prefix < one.length && one[prefix] === other[prefix]) prefix++;
  return plain + prefix * 0.1 * (1 - plain);
}
