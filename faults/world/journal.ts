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
export type Journal = {
  acknowledged(one: Acknowledged): void;
  handed(one: { requestId: string; file: string; sha256: string }): void;
  /** How a request stood when somebody looked. */
  stood(one: { requestId: string; status: string; erasure: string | null; at: number }): void;
  /** What a member of staff of some brands saw. */
  shown(one: { brands: string[]; references: string[] }): void;
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
