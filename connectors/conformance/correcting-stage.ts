import { afterEach, beforeEach, expect } from "vitest";
import type { Connector, Session } from "#connectors/contract.ts";
import type { Cell, RowChanged } from "#connectors/correct.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { type CorrectingHarness, type CorrectingRig, changing } from "./correcting-rig.ts";
import { located, openOn } from "./reading.ts";
import { father, jun, mina, odd, type Person, type Rig, son } from "./world.ts";

const people = [mina, jun, father, son, odd];
/** What a name is corrected to; it must stand in no word that is said about it. */
export const fresh = "Mina canary-fresh";

/** A system that is started anew for each test, and what the cases do with it. */
export type CorrectingStage = ReturnType<typeof correctingStage>;

/** Registers what is done before and after each test of the `describe` in which it is called. */
export function correctingStage(harness: CorrectingHarness) {
  let rig: CorrectingRig;
  let connector: Connector;
  const open: Session[] = [];
  const said: string[] = [];
  beforeEach(async () => {
    connector = await harness.connector();
    rig = await harness.start(people);
  });
  afterEach(async () => {
    for (const session of open.splice(0)) await session.close();
    await rig?.stop();
    const personal = people.flatMap((one) => [one.email, one.phone, one.name, one.id, ...one.notes]);
    for (const text of said.splice(0))
      for (const word of [...rig.secrets, fresh, "canary", ...personal].filter((one) => one.length > 3))
        expect(text).not.toContain(word);
  });

  const sessionNow = async () => {
    const whole: Rig = { ...rig, troubles: {}, dropField: async () => {}, addNotes: async () => {} };
    const session = await openOn(connector, whole);
    open.push(session);
    if (session.corrector === undefined) throw new Error("a session of this kind has a corrector");
    return { session, corrector: session.corrector };
  };
  /** What came of some work; what was said about it is looked at in the end. */
  const told = async (work: () => Promise<RowChanged>): Promise<RowChanged | ConnectorError> => {
    const done = await work().catch((error: unknown) => {
      if (error instanceof ConnectorError) return error;
      throw error;
    });
    if (done instanceof ConnectorError)
      said.push(`${done.message} ${done.stack?.split("\n")[0]} ${String(done.cause ?? "")}`);
    else said.push(JSON.stringify(done));
    return done;
  };
  const about = async (person: Person) => {
    const { session, corrector } = await sessionNow();
    const { keys } = await located(session, { kind: "email", value: person.email });
    const fields = await corrector.fields();
    said.push(...fields.map((one) => one.why ?? ""));
    const cells: Cell[] = [];
    for await (const cell of corrector.cells(keys, fields)) cells.push(cell);
    const cellOf = (field: string): Cell => {
      const found = cells.find((one) => one.field === field);
      if (found === undefined) throw new Error(`${field} has a cell`);
      return found;
    };
    const now = async (cell: Cell) => {
      const { corrector: other } = await sessionNow();
      const [held] = await other.now([{ collection: cell.collection, row: cell.row, fields: [cell.field] }]);
      return held === null || held === undefined ? held : held[cell.field];
    };
    const change = (cell: Cell, to: string | null, once = "once-1") =>
      told(() => corrector.change(changing(cell, to), keys, once));
    return { session, corrector, keys, fields, cells, cellOf, now, change };
  };

  return { harness, connector: () => connector, rig: () => rig, sessionNow, told, about };
}
