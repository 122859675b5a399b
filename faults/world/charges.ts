import { existsSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { World } from "../world.ts";

/** Lays charges for whichever process comes to their statement first. */
export function openCharges(folder: string): World["lay"] {
  let count = 0;
  return (charge) => {
    count += 1;
    const path = join(folder, `${count}.json`);
    // Whole or not at all: a process may look at any moment.
    writeFileSync(`${path}.new`, JSON.stringify(charge));
    renameSync(`${path}.new`, path);
    return {
      blown: () => existsSync(`${path}.blown`),
      clear: () => rmSync(path, { force: true }),
    };
  };
}
