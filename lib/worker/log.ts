import { keepCheckpoint, RolledBack } from "#lib/audit/log/keeper.ts";
import { sequenceEvents } from "#lib/audit/log/sequence.ts";
import { roundsEvery } from "./rounds.ts";

const checkpointSeconds = 60;

/**
 * Gives events their place in the log every `seconds`; each minute looks whether the database is the one that the witness
 * saw, signs the log and hands that on. `refused` is told where it is not: then this worker may do nothing more.
 */
export function keepLogEvery(seconds: number, refused: (why: RolledBack) => void) {
  let looked = Number.NEGATIVE_INFINITY;
  return roundsEvery(seconds, "the log is looked after again", async () => {
    try {
      const now = performance.now();
      if (now - looked < checkpointSeconds * 1000) {
        await sequenceEvents();
        return;
      }
      await keepCheckpoint();
      looked = now;
    } catch (error) {
      if (!(error instanceof RolledBack)) throw error;
      refused(error);
    }
  });
}
