import type { Fault } from "../fault.ts";
import type { Lie } from "../lying/system.ts";
import type { World } from "../world.ts";
import { askFor, untilOver } from "./until.ts";

/** Says that it is gone, and leaves it. */
const pretend: Lie = ({ response }) => response.writeHead(204).end();
const pretendGone: Lie = ({ response }) => response.writeHead(404).end();
const pretendLater: Lie = ({ response }) => response.writeHead(202).end();

/** Deletes it, and another program puts it back before anybody looks. */
const putBack =
  (world: World): Lie =>
  ({ asked, response, truth }) => {
    const [, table = "", key = ""] = asked.url.pathname.split("/").map(decodeURIComponent);
    const column = table === "notes" ? "no" : "id";
    const [row] = world.crm.records.all(`select * from ${table} where ${column} = ?`, key);
    const { status } = truth();
    if (row) {
      const names = Object.keys(row).filter((name) => row[name] !== null);
      world.crm.records.run(
        `insert into ${table} (${names.join(", ")}) values (${names.map(() => "?").join(", ")})`,
        ...names.map((name) => row[name] as string | number),
      );
    }
    response.writeHead(status).end();
  };

async function whileErased(world: World, times: number, lies: readonly Lie[]): Promise<number> {
  const before = world.crm.told();
  for (let i = 0; i < times; i += 1) world.crm.lie("delete", 1, lies[i % lies.length] as Lie);
  askFor(world, "erasure", 4);
  await untilOver(world, () => world.crm.told() - before >= times, 30_000);
  world.crm.honest();
  return world.crm.told() - before;
}

export const erasingFaults: readonly Fault[] = [
  {
    id: "FI-20 says erased and keeps it",
    inject: (world, random) => whileErased(world, random.between(2, 8), [pretend, pretendGone, pretendLater]),
  },
  {
    id: "FI-21 written again while it is erased",
    inject: (world, random) => whileErased(world, random.between(2, 6), [putBack(world)]),
  },
];
