/** A row of choices, one of each question. */
export type Row<Choices extends Record<string, readonly unknown[]>> = {
  [Q in keyof Choices]: Choices[Q][number];
};

/** A small generator of numbers below 1 (mulberry32): the same rows come at every run. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Few rows in which every two choices of different questions meet, and every choice comes. Of the questions in `apart`
 * each choice comes at least once, but need not meet all others.
 */
export function pairwise<Choices extends Record<string, readonly unknown[]>>(
  choices: Choices,
  { seed, apart = [] }: { seed: number; apart?: readonly (keyof Choices)[] },
): Row<Choices>[] {
  const next = numbers(seed);
  const questions = Object.keys(choices) as (keyof Choices)[];
  const meetings = (row: Row<Choices>): string[] =>
    questions.flatMap((one, place) => [
      `${String(one)}=${String(row[one])}`,
      ...questions
        .slice(place + 1)
        .filter((other) => !apart.includes(one) && !apart.includes(other))
        .map((other) => `${String(one)}=${String(row[one])} ${String(other)}=${String(row[other])}`),
    ]);
  const rowBy = (pick: (from: readonly unknown[]) => unknown) =>
    Object.fromEntries(questions.map((one) => [one, pick(choices[one] ?? [])])) as Row<Choices>;
  const missing = new Set<string>();
  for (const one of questions)
    for (const first of choices[one] ?? [])
      for (const other of questions)
        for (const second of choices[other] ?? [])
          for (const meeting of meetings({ ...rowBy((from) => from[0]), [one]: first, [other]: second }))
            missing.add(meeting);
  const rows: Row<Choices>[] = [];
  while (missing.size > 0) {
    let best: { row: Row<Choices>; gain: number } | undefined;
    for (let tried = 0; tried < 400; tried++) {
      const row = rowBy((from) => from[Math.floor(next() * from.length)]);
      const gain = meetings(row).filter((meeting) => missing.has(meeting)).length;
      if (best === undefined || gain > best.gain) best = { row, gain };
    }
    if (best === undefined || best.gain === 0) continue;
    rows.push(best.row);
    for (const meeting of meetings(best.row)) missing.delete(meeting);
  }
  return rows;
}
