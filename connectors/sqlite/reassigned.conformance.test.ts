import { describe, test } from "vitest";
import type { ErasingRig } from "#connectors/sql/fixture/erasing.ts";
import {
  type Change,
  demandLeftToOthers,
  demandNobodysGo,
  demandRace,
  reassignedMap,
  reassignedSql,
} from "#connectors/sql/fixture/reassigned.ts";
import { withFile } from "./fixture/erasing.ts";

const withRows = (work: (rig: ErasingRig, change: Change) => Promise<void>) =>
  withFile(reassignedSql.join(";"), (rigFor, owner) =>
    work(rigFor(reassignedMap), async (sql) => {
      try {
        return Number(owner.prepare(sql).run().changes);
      } catch {
        // The file is being written at this moment.
        return 0;
      }
    }),
  );

describe("rows that become another person's between the comparison and the act", () => {
  test("are left to them, byte for byte, and told", () => withRows(demandLeftToOthers));
  test("go where they are nobody's", () => withRows(demandNobodysGo));
  test.each([1, 2, 3, 4])("while somebody gives them away all the time (seed %i)", (seed) =>
    withRows((rig, change) => demandRace(rig, change, seed)),
  );
});
