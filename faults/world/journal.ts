import { appendFileSync } from "node:fs";
import { join } from "node:path";

/** What the house has told people outside, written down before anybody acts on it: the truth that checks go by. */
export type Acknowledged = {
  requestId: string;
  reference: string;
  n: number;
  wish: string;
  brand: string | null;
  once: string;
};
/** A file that was handed over. */
export type Handed = { requestId: string; file: string; sha256: string };
/** How a request stood when somebody looked. */
export type Stood = { requestId: string; status: string; erasure: string | null; at: number };
/** What a member of staff of some brands saw. */
export type Shown = { brands: string[]; references: string[] };

export type Journal = {
  acknowledged(one: Acknowledged): void;
  handed(one: Handed): void;
  stood(one: Stood): void;
  shown(one: Shown): void;
};

/** Opens the journal of a world: lines of JSON, one file for each kind. */
export function openJournal(folder: string): Journal {
  const into = (name: string) => (one: object) =>
    appendFileSync(join(folder, `${name}.jsonl`), `${JSON.stringify(one)}\n`);
  return {
    acknowledged: into("acknowledged"),
    handed: into("handed"),
    stood: into("stood"),
    shown: into("shown"),
  };
}
