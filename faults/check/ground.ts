import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Acknowledged, Handed, Shown, Stood } from "../world/journal.ts";

export type Row = Record<string, unknown>;

/**
 * What a check may look at: both databases by SQL of its own, and the files of a world. It only reads, and shares no code
 * with what it judges.
 */
export type Ground = {
  folder: string;
  ask(of: "habeas" | "shop", sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The requests that are judged now. */
  requests: readonly string[];
  /** Also what takes long: searches of everything. */
  whole: boolean;
  /** Seconds after which work that nobody does is forgotten work. */
  patience: number;
};

/** One check of one invariant: what is broken, in words with ids only. */
export type Check = (ground: Ground) => Promise<string[]>;

export type Mail = { at: number; to: string; subject: string; messageId: string; text: string };
export type Flaw = { invariant: string; what: string };

function linesOf<T>(path: string): T[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as T);
}

/** What people outside wrote down, kind by kind. */
export const written = {
  acknowledged: ({ folder }: Ground) => linesOf<Acknowledged>(join(folder, "journal", "acknowledged.jsonl")),
  handed: ({ folder }: Ground) => linesOf<Handed>(join(folder, "journal", "handed.jsonl")),
  stood: ({ folder }: Ground) => linesOf<Stood>(join(folder, "journal", "stood.jsonl")),
  shown: ({ folder }: Ground) => linesOf<Shown>(join(folder, "journal", "shown.jsonl")),
  flaws: ({ folder }: Ground) => linesOf<Flaw>(join(folder, "journal", "flaws.jsonl")),
  mails: ({ folder }: Ground) => linesOf<Mail>(join(folder, "mails.jsonl")),
};

/** Who asked what, of the requests that are judged. */
export function judged(ground: Ground): Acknowledged[] {
  const wanted = new Set(ground.requests);
  const known = new Map<string, Acknowledged>();
  for (const one of written.acknowledged(ground))
    if (wanted.has(one.requestId)) known.set(one.requestId, one);
  return [...known.values()];
}
