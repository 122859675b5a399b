import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "../fault.ts";
import { askFor } from "./until.ts";

export const systemFaults: readonly Fault[] = [
  {
    id: "FI-31 one system stays dead while the others answer",
    async inject(world, random) {
      const line = random.pick([world.lines.crm, world.lines.shop]);
      const before = line.ledger.length;
      line.play({ kind: "refuse" });
      askFor(world, "access", 3);
      askFor(world, "erasure", 2);
      await wait(random.between(4_000, 7_000));
      line.heal();
      return line.ledger.length - before;
    },
  },
  {
    id: "FI-32 the token of a system is revoked in the middle",
    async inject(world, random) {
      askFor(world, "access", 3);
      askFor(world, "erasure", 2);
      let done = 0;
      for (let round = 0; round < 3; round += 1) {
        await wait(random.between(100, 800));
        const before = world.crm.refused();
        world.crm.revoke();
        await wait(random.between(300, 1_500));
        world.crm.restore();
        done += world.crm.refused() - before;
      }
      return done;
    },
  },
];
