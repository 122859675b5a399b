import { rewrapSome } from "#lib/vault/rewrap.ts";
import { settled } from "#lib/vault/rotate.ts";
import { roundsEvery } from "./rounds.ts";

/** Pieces of one round: it leaves the database to others in between. */
const piecesAtOnce = 20;

/** Seals what lies under an older key again, whenever a new one was made, piece by piece. */
export const rewrapKeysEvery = (seconds: number) =>
  roundsEvery(seconds, "sealing again under the newest key is tried again", async () => {
    for (let i = 0; i < piecesAtOnce; i++) {
      if ((await rewrapSome({ settledSeconds: settled })).done) break;
    }
  });
