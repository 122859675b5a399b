import { quiet } from "./quiet.ts";
import { interval, median, spread } from "./statistics.ts";

/** One side of a comparison: does the work once and returns milliseconds and what it made, for the same-work check. */
export type Side = () => Promise<{ ms: number; made: string; note?: Record<string, number> }>;

export type Comparison = {
  ratio: number;
  interval: [number, number];
  ours: { median: number; spread: number; samples: number[] };
  peer: { median: number; spread: number; samples: number[] };
  /** What the medians count; milliseconds unless said. */
  unit?: string;
  noisy: number;
  /** "measured", or why no verdict may be drawn from it. */
  verdict: string;
  notes: Record<string, number>;
};

const warmUps = 2;
const peerSpreadLimit = 0.15;

/**
 * Interleaved pairs A B, B A, …; the statistic is the median of the per-pair ratios with a bootstrap interval.
 * Throws where the two sides did not make the same thing.
 */
export async function compare(ours: Side, peer: Side, pairs = 9): Promise<Comparison> {
  const mine: number[] = [];
  const theirs: number[] = [];
  const notes: Record<string, number[]> = {};
  let noisy = 0;
  for (let pair = -warmUps; pair < pairs; pair++) {
    if (!(await quiet()) && pair >= 0) noisy++;
    const first = pair % 2 === 0 ? ours : peer;
    const a = await first();
    const b = await (first === ours ? peer : ours)();
    const [own, other] = first === ours ? [a, b] : [b, a];
    if (own.made !== other.made) throw new Error(`not the same work: ${own.made} against ${other.made}`);
    if (pair < 0) continue;
    mine.push(own.ms);
    theirs.push(other.ms);
    for (const [name, value] of Object.entries({ ...own.note, ...other.note })) {
      notes[name] = [...(notes[name] ?? []), value];
    }
  }
  const ratios = mine.map((ms, i) => ms / (theirs[i] ?? Number.NaN));
  const peerSpread = spread(theirs);
  const reasons = [
    peerSpread > peerSpreadLimit ? `the peer's own spread is ${Math.round(peerSpread * 100)} %` : "",
    noisy > 0 ? `${noisy} pairs ran on a busy machine` : "",
  ].filter((reason) => reason !== "");
  return {
    ratio: median(ratios),
    interval: interval(ratios),
    ours: { median: median(mine), spread: spread(mine), samples: mine },
    peer: { median: median(theirs), spread: peerSpread, samples: theirs },
    noisy,
    verdict: reasons.length === 0 ? "measured" : `no verdict: ${reasons.join(", ")}`,
    notes: Object.fromEntries(Object.entries(notes).map(([name, values]) => [name, median(values)])),
  };
}
