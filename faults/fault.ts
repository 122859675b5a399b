import type { Random } from "./random.ts";
import type { World } from "./world.ts";

/** One kind of thing that goes wrong. */
export type Fault = {
  /** Id of the matrix and a name, as in `FI-05 frozen worker comes back`. */
  id: string;
  /**
   * Does it to a running world, while requests of the case (`world.lives`) are on their way. Whatever it did to the
   * surroundings is over when it returns: lines healed, processes thawed, files writable. Returns how many faults were
   * injected. Throws only on a defect of the laboratory.
   */
  inject(world: World, random: Random): Promise<number>;
  /** true: takes part in the fixed subset that runs with the tests. */
  short?: boolean;
};
