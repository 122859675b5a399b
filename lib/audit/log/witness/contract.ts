/** What a witness still has: notes as JSON strings, the newest last. `whole`: these are all of them. */
export type Held = { lines: string[]; whole: boolean };

/** Somebody off this machine who keeps the house's checkpoints and never gives one up. */
export type Witness = {
  /** Adds a checkpoint for good; `proof` shows that it goes on from the one of size `before`. Throws where it was not taken. */
  take(note: string, before: number, proof: readonly Buffer[]): Promise<void>;
  /** What it has. Throws where it cannot be asked. */
  held(): Promise<Held>;
};

/** Most bytes of the witness that are read again: some thousand checkpoints. */
export const mostHeld = 512 * 1024;
