/** Something that is not as it was written. `leaf`: the place of the first entry it can be seen at, from zero. */
export type Fault = {
  check: "file" | "entry" | "chain" | "checkpoint";
  leaf: number | null;
  chain: string | null;
  position: number | null;
  words: string;
};
