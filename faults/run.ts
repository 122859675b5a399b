import { parseArgs } from "node:util";
import { faults } from "./cases/all.ts";
import { runLaboratory } from "./lanes.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string" },
    count: { type: "string" },
    minutes: { type: "string" },
    only: { type: "string" },
    case: { type: "string" },
    lanes: { type: "string" },
    full: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
  },
});

if (values.list) {
  for (const { id, short } of faults) console.log(short ? `${id} (short)` : id);
  process.exit(0);
}

const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const chosen = faults.filter(({ id }) => values.only === undefined || id.startsWith(values.only));
if (chosen.length === 0) {
  console.error(`There is no fault whose name begins with ${values.only}. --list shows all.`);
  process.exit(2);
}

const whole = await runLaboratory({
  seed,
  faults: chosen,
  count: Number(values.count ?? (values.full ? 2_000 : 120)),
  minutes: Number(values.minutes ?? (values.full ? 120 : 6)),
  lanes: Number(values.lanes ?? 1),
  only: values.only ?? "",
  ...(values.case === undefined ? {} : { replay: Number(values.case) }),
});
process.exit(whole ? 0 : 1);
