import type mysql from "mysql2/promise";
import { afterAll, beforeAll, describe, test } from "vitest";
import type { ErasingRig } from "#connectors/sql/fixture/erasing.ts";
import {
  type Change,
  demandLeftToOthers,
  demandNobodysGo,
  demandRace,
  reassignedMap,
  reassignedSql,
} from "#connectors/sql/fixture/reassigned.ts";
import { findMariadb, noMariadb } from "#workshop/mariadb/find.ts";
import { type LaunchedMariadb, launchMariadb } from "#workshop/mariadb/launch.ts";
import { withMariadb } from "./fixture/erasing.ts";

let server: LaunchedMariadb;
beforeAll(async () => {
  if (findMariadb()) server = await launchMariadb();
});
afterAll(async () => {
  await server?.stop();
});

const withRows = (work: (rig: ErasingRig, change: Change) => Promise<void>) =>
  withMariadb(server, reassignedSql, (rigFor, { owner }) =>
    work(rigFor(reassignedMap), async (sql) => {
      const [done] = await owner.query<mysql.ResultSetHeader>(sql);
      return done.affectedRows;
    }),
  );

describe.skipIf(!findMariadb())(
  "rows that become another person's between the comparison and the act",
  () => {
    test("are left to them, byte for byte, and told", () => withRows(demandLeftToOthers));
    test("go where they are nobody's", () => withRows(demandNobodysGo));
    test.each([1, 2, 3, 4])("while somebody gives them away all the time (seed %i)", (seed) =>
      withRows((rig, change) => demandRace(rig, change, seed)),
    );
  },
);

test("there is a server to race with", (t) => {
  if (!findMariadb()) t.skip(noMariadb);
});
