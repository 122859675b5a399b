import type { Bench } from "../run.ts";
import { accessOf } from "./b1-access.ts";

export const bench: Bench = {
  title: "a small person: 200 rows in 6 systems; fixed costs (budget 250 ms)",
  run: () => accessOf(200, 9),
};
