import { Chains } from "./chain.ts";
import { compareRoots, inFile, type Kept, keptElsewhere } from "./checkpoints.ts";
import { entryOf } from "./entry.ts";
import type { Fault } from "./fault.ts";
import type { LogKey } from "./note.ts";
import { LogFile, longestLine } from "./read.ts";
import { rootsAt } from "./roots.ts";

/** What came of a look through a whole log. */
export type Verdict = {
  whole: boolean;
  entries: number;
  chains: number;
  checkpoints: number;
  /** The newest checkpoint of the file whose root is the root of these entries. */
  newest: { size: number; root: string } | null;
  /** Checkpoints from elsewhere that this log still holds. */
  kept: number;
  /** Those of the file as a whole first, then by entry, then of checkpoints. At most `mostTold`. */
  faults: Fault[];
};

const mostTold = 20;
/** After so many nothing more is looked for: the file is something else. */
const mostFaults = 200;

const inTheFile = (words: string): Fault => ({
  check: "file",
  leaf: null,
  chain: null,
  position: null,
  words,
});

/**
 * Looks through an export of a log from its first byte to its last, in flat memory: each entry, each chain, and the root
 * at each checkpoint of the file and at each that was kept elsewhere.
 * @throws what opening the file throws
 */
export async function checkLog(
  path: string,
  keys: readonly LogKey[],
  kept: readonly Kept[],
): Promise<Verdict> {
  const log = new LogFile(path);
  try {
    const faults: Fault[] = [];
    const origins = keys.map((key) => key.name);
    const gap = log.lastEmptyLine();
    if (gap < 0) faults.push(inTheFile("The empty line after the entries is missing: the end was cut off."));
    const end = gap < 0 ? log.size : gap;
    const signed = gap < 0 ? [] : inFile(log, gap + 1, keys, faults);
    const promised = [...signed, ...keptElsewhere(kept, keys, faults)];
    const hashing = rootsAt(
      path,
      end,
      promised.map((one) => one.size),
    );
    const chains = chainsOf(log, end, origins, faults);
    const roots = await hashing;
    const held = compareRoots(promised, roots, faults);
    if (gap >= 0 && roots.size > 0 && signed.length === 0)
      faults.push(inTheFile("No valid checkpoint is in the file: nobody signed what is in it."));
    const newest = held.findLast((one) => !one.kept);
    return {
      whole: faults.length === 0,
      entries: roots.size,
      chains: chains.count,
      checkpoints: signed.length,
      newest: newest ? { size: newest.size, root: newest.root } : null,
      kept: held.filter((one) => one.kept).length,
      faults: faults.toSorted(inOrder).slice(0, mostTold),
    };
  } finally {
    log.close();
  }
}

/** What names an entry comes before what names only a range of them. */
const order = { file: 0, entry: 1, chain: 1, checkpoint: 2 };

function inOrder(a: Fault, b: Fault): number {
  return order[a.check] - order[b.check] || (a.leaf ?? -1) - (b.leaf ?? -1);
}

/** Looks through the entries by their chains, and at the line before them. */
function chainsOf(log: LogFile, end: number, origins: readonly string[], faults: Fault[]): Chains {
  const chains = new Chains();
  // Before the first entry comes the head.
  let leaf = -1;
  for (const line of log.lines(0, end)) {
    const where = { leaf, chain: null, position: null };
    if (leaf === -1) {
      const words = line ? headFault(line.marked.toString("utf8", 1), origins) : "The first line has no end.";
      if (words) faults.push(inTheFile(words));
    } else if (!line) {
      const words = `it is longer than ${longestLine >> 20} MB: nothing after it was looked at`;
      faults.push({ ...where, check: "entry", words });
    } else {
      const entry = line.ended ? entryOf(line.marked, 1) : "its line has no end";
      if (typeof entry === "string") faults.push({ ...where, check: "entry", words: entry });
      else {
        const words = chains.add(entry);
        const { chain, position } = entry;
        if (words) faults.push({ check: "chain", leaf, chain, position, words });
      }
    }
    leaf++;
    if (faults.length > mostFaults) break;
  }
  if (leaf === -1) faults.push(inTheFile("The file is empty."));
  return chains;
}

function headFault(line: string, origins: readonly string[]): string | null {
  const head = (name: string) => JSON.stringify({ format: "habeas-log", version: 1, origin: name });
  if (origins.some((origin) => line === head(origin))) return null;
  const [, named] = /^\{"format":"habeas-log","version":1,"origin":"([^"\\]*)"\}$/.exec(line) ?? [];
  if (named === undefined) return "The first line is not the head of an exported log.";
  return "The first line names another log than the key.";
}
