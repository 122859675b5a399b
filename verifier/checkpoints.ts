import type { Fault } from "./fault.ts";
import { type Checkpoint, type LogKey, openNote } from "./note.ts";
import type { LogFile } from "./read.ts";
import type { Roots } from "./roots.ts";

/** A signed root that the entries must lead to. `where`: which one it is, in words; `kept`: it was kept elsewhere. */
export type Promised = Checkpoint & { where: string; kept: boolean };

/** A checkpoint that somebody kept, as text, and where it is from. */
export type Kept = { where: string; note: string };

const fault = (words: string, leaf: number | null = null): Fault => ({
  check: "checkpoint",
  leaf,
  chain: null,
  position: null,
  words,
});

/** The checkpoints at the end of an export: every one signed, each larger than the one before it. */
export function inFile(log: LogFile, from: number, keys: readonly LogKey[], faults: Fault[]): Promised[] {
  const promised: Promised[] = [];
  let number = 0;
  for (const line of log.lines(from, log.size)) {
    number++;
    const note = line?.ended ? quoted(line.marked.toString("utf8", 1)) : null;
    if (note === null) {
      faults.push(fault(`Line ${number} after the entries is no checkpoint.`));
      continue;
    }
    const one = opened({ where: `checkpoint ${number} of the file`, note }, keys, faults);
    if (one && one.size <= (promised.at(-1)?.size ?? -1))
      faults.push(fault(`The ${one.where} is not larger than the one before it.`));
    if (one) promised.push({ ...one, kept: false });
  }
  return promised;
}

/** The checkpoints that were kept elsewhere, each of which this key must have signed. */
export function keptElsewhere(kept: readonly Kept[], keys: readonly LogKey[], faults: Fault[]): Promised[] {
  return kept.flatMap((each) => {
    const one = opened(each, keys, faults);
    return one ? [{ ...one, kept: true }] : [];
  });
}

function opened(
  { where, note }: Kept,
  keys: readonly LogKey[],
  faults: Fault[],
): (Checkpoint & { where: string }) | null {
  const one = openNote(note, keys);
  if (!("refused" in one)) return { ...one, where };
  faults.push(fault(`The ${where} is not valid: ${one.refused}.`));
  return null;
}

/** The text of a JSON string that is written in the one way it can be written. */
function quoted(line: string): string | null {
  try {
    const text: unknown = JSON.parse(line);
    return typeof text === "string" && JSON.stringify(text) === line ? text : null;
  } catch {
    return null;
  }
}

/** Compares what was signed with what the entries come to. Returns those that hold, in the order of their sizes. */
export function compareRoots(promised: readonly Promised[], roots: Roots, faults: Fault[]): Promised[] {
  const held: Promised[] = [];
  const setBack = (one: Promised) =>
    promised.some((each) => (each.setBackFrom ?? -1) >= one.size)
      ? " The house says so itself: it went on from an older state."
      : "";
  for (const one of promised.toSorted((a, b) => a.size - b.size)) {
    // What is wrong with a root lies after the last size at which all was as it was signed.
    const sound = held.at(-1)?.size ?? 0;
    if (one.size > roots.size) {
      const missing = `${several("Entry", "Entries", roots.size, one.size - 1)} missing`;
      const why = `the ${one.where} counts ${one.size}, and the file has ${roots.size}`;
      faults.push(
        fault(`${missing}: ${why}. It was cut, or the log was set back.${setBack(one)}`, roots.size),
      );
    } else if (roots.at.get(one.size) === one.root) held.push(one);
    else if (one.size === 0 || one.size === sound)
      faults.push(
        fault(`The ${one.where} is of another log: it has another root for the same size.${setBack(one)}`),
      );
    else {
      const which = several("Entry", "One of the entries", sound, one.size - 1, "is");
      const why = `the root of ${one.size} entries is not that of the ${one.where}`;
      faults.push(fault(`${which} not what was signed, or not in its place: ${why}.${setBack(one)}`, sound));
    }
  }
  return held;
}

function several(one: string, more: string, from: number, to: number, verb = "are"): string {
  return from === to ? `${one} ${from} is` : `${more} ${from} to ${to} ${verb}`;
}
