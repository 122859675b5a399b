import { execFileSync } from "node:child_process";
import { compare, type Side } from "../harness/pairs.ts";
import type { Bench } from "../run.ts";

/** Fixed work in a process of its own, `times` over. */
const work =
  (times: number): Side =>
  async () => {
    const began = performance.now();
    const made = execFileSync(process.execPath, [
      "-e",
      `let v=1;for(let i=0;i<${30_000_000 * times};i++)v=(v*48271)%2147483647;console.log("done")`,
    ]).toString();
    return { ms: performance.now() - began, made };
  };

/** The harness judges itself: the same against the same must be 1.00, and a tenth more must be seen. */
export const bench: Bench = {
  title: "controls of the harness: same/same, and 10 % more work",
  run: async () => ({
    "same against same": await compare(work(1), work(1)),
    "ten per cent more": await compare(work(1.1), work(1)),
  }),
};
