import type { Fault } from "../fault.ts";
import { answerFaults } from "./answers.ts";
import { aroundFaults } from "./around.ts";
import { auditFaults } from "./audit.ts";
import { callbackFaults } from "./callbacks.ts";
import { clockworkFaults } from "./clockwork.ts";
import { databaseFaults } from "./database.ts";
import { erasingFaults } from "./erasing.ts";
import { mailFaults } from "./mail.ts";
import { networkFaults } from "./network.ts";
import { poisonFaults } from "./poison.ts";
import { processFaults } from "./process.ts";
import { queueFaults } from "./queue.ts";
import { raceFaults } from "./races.ts";
import { restoreFaults } from "./restore.ts";
import { systemFaults } from "./systems.ts";
import { versionFaults } from "./versions.ts";

const single: readonly Fault[] = [
  ...processFaults,
  ...databaseFaults,
  ...queueFaults,
  ...raceFaults,
  ...auditFaults,
  ...clockworkFaults,
  ...restoreFaults,
  ...mailFaults,
  ...networkFaults,
  ...answerFaults,
  ...erasingFaults,
  ...callbackFaults,
  ...systemFaults,
  ...aroundFaults,
  ...poisonFaults,
  ...versionFaults,
];

/** Those that can go wrong beside any other: the rest hold workers back or judge what they see. */
const together = [...processFaults.slice(0, 6), ...databaseFaults, ...queueFaults, ...mailFaults];

const combined: Fault = {
  id: "FI-40 two to four at once",
  async inject(world, random) {
    const chosen = new Set<Fault>();
    for (const wanted = random.between(2, 4); chosen.size < wanted; ) chosen.add(random.pick(together));
    const counts = await Promise.all([...chosen].map((fault) => fault.inject(world, random.apart(fault.id))));
    return counts.reduce((sum, one) => sum + one, 0);
  },
};

/** Every fault there is. */
export const faults: readonly Fault[] = [...single, combined];
