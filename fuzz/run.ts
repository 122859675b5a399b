import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { judgeAll } from "./judge-regexes.ts";
import { fuzzTarget } from "./target.ts";
import { targets } from "./targets/all.ts";

/**
 * `npm run fuzz`: hostile inputs for every reader at an edge of the house; `-- --full` at least 100,000 of them, `--seed N`
 * the same ones again, `--only words` the targets whose names hold those words. Ends with 1 where one is no refusal and no
 * acceptance. `--regexes` judges every pattern of the product anew instead.
 */
const words = process.argv.slice(2);
const given = (name: string) => {
  const at = words.indexOf(name);
  return at < 0 ? undefined : words[at + 1];
};
const full = words.includes("--full");
const seed = Number(given("--seed") ?? Math.floor(Math.random() * 2 ** 31));
const only = given("--only");
const chosen = targets.filter(({ name }) => only === undefined || name.includes(only));
const each = Number(given("--count") ?? (full ? Math.ceil(110_000 / targets.length) : 200));

if (words.includes("--regexes")) {
  judgeAll(process.cwd(), 10_000);
  process.exit();
}
console.log(`seed ${seed}, ${each} inputs for each of ${chosen.length} readers`);
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
/** What is still held once everything that nobody needs is gone, in MB. */
const held = () => {
  collect();
  return (process.memoryUsage().heapUsed + process.memoryUsage().external) / 2 ** 20;
};
const before = held();
let inputs = 0;
let defects = 0;
for (const one of chosen) {
  const begun = performance.now();
  const found = await fuzzTarget(one, seed, each);
  inputs += each;
  defects += found.length;
  console.log(
    `${found.length === 0 ? "holds " : "BREAKS"} ${one.name} (${((performance.now() - begun) / 1000).toFixed(1)} s)`,
  );
  for (const { at, why, input } of found) console.log(`  input ${at}: ${why}\n  ${input}`);
}
const grown = held() - before;
console.log(`${inputs} inputs, ${defects} defects, seed ${seed}; memory grew by ${grown.toFixed(0)} MB`);
process.exitCode = defects > 0 || grown > 150 ? 1 : 0;
