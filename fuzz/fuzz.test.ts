import { describe, expect, it } from "vitest";
import { fuzzTarget } from "./target.ts";
import { targets } from "./targets/all.ts";

/** The same few of each in every run; `npm run fuzz -- --full` hands over a hundred thousand. */
const [seed, each] = [20_261_123, process.env.HABEAS_FULL === "1" ? 2_400 : 30];

describe("hostile inputs are taken or refused by an error of ours (ASVS 2.2.1, 1.5.2)", () => {
  it.each(targets.map((one) => [one.name, one] as const))("%s", async (_name, one) => {
    expect(await fuzzTarget(one, seed, each)).toEqual([]);
  });
});

describe("the fuzzer itself", () => {
  it("sees a crash, a foreign error, an echo of what came, and a reader that hangs", async () => {
    const [plain] = targets;
    const whys = async (take: (input: unknown) => unknown) =>
      (await fuzzTarget({ ...plain, name: "planted", take } as (typeof targets)[number], 1, 3)).map(
        ({ why }) => why,
      );
    const named = (name: string, message: string) => Object.assign(new Error(message), { name });
    expect((await whys(() => JSON.parse("{"))).join()).toContain("SyntaxError");
    expect(await whys(() => Promise.reject("text"))).toContain("it threw string");
    expect(await whys(() => Promise.reject(named("HabeasError", "No.")))).toEqual([]);
    expect(
      (await whys(() => Promise.reject(named("HabeasError", "No canary-7f3a@example.net.")))).join(),
    ).toContain("repeats");
    const spin = () => {
      for (const until = process.cpuUsage().user + 1_300_000; process.cpuUsage().user < until; );
    };
    expect(
      await fuzzTarget({ ...plain, name: "planted", take: spin } as (typeof targets)[number], 1, 1),
    ).toMatchObject([{ why: "it took more than a second" }]);
  });
});
