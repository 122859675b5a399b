export type Line = { sign: " " | "-" | "+"; text: string };

/** Cells of the table by which lines are compared; above it both texts count as wholly different. */
const most = 6_000_000;

/** Two texts line by line: what stands in both, what is gone, what is new. The longest common part stays. */
export function linesBetween(before: readonly string[], after: readonly string[]): Line[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < Math.min(before.length, after.length) - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail += 1;
  const same = (lines: readonly string[]): Line[] => lines.map((text) => ({ sign: " ", text }));
  return [
    ...same(before.slice(0, head)),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...same(before.slice(before.length - tail)),
  ];
}

function middle(before: readonly string[], after: readonly string[]): Line[] {
  const gone = (lines: readonly string[]): Line[] => lines.map((text) => ({ sign: "-", text }));
  const fresh = (lines: readonly string[]): Line[] => lines.map((text) => ({ sign: "+", text }));
  const width = after.length + 1;
  if ((before.length + 1) * width > most) return [...gone(before), ...fresh(after)];
  // How many lines the rests have in common, from each pair of places on.
  const common = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      common[i * width + j] =
        before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: Line[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (before[i] === after[j]) {
      lines.push({ sign: " ", text: before[i] ?? "" });
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      lines.push({ sign: "-", text: before[i] ?? "" });
      i += 1;
    } else {
      lines.push({ sign: "+", text: after[j] ?? "" });
      j += 1;
    }
  }
  return [...lines, ...gone(before.slice(i)), ...fresh(after.slice(j))];
}

/** The parts of a comparison where something differs, each with `around` lines before and behind it. */
export function hunksOf(
  lines: readonly Line[],
  around: number,
): { from: number; lines: (Line & { place: number })[] }[] {
  const hunks: { from: number; to: number }[] = [];
  lines.forEach(({ sign }, index) => {
    if (sign === " ") return;
    const last = hunks.at(-1);
    const [from, to] = [Math.max(0, index - around), Math.min(lines.length, index + around + 1)];
    if (last && from <= last.to) last.to = to;
    else hunks.push({ from, to });
  });
  return hunks.map(({ from, to }) => ({
    from,
    lines: lines.slice(from, to).map((line, index) => ({ ...line, place: from + index })),
  }));
}
