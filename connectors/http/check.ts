import { performance } from "node:perf_hooks";
import type { Collection } from "#connectors/collection.ts";
import type { CheckStep } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { type Caller, getOf } from "./caller.ts";
import { failureOf } from "./failure.ts";
import { isRoot, reachOf } from "./shape.ts";
import type { Ask } from "./walk.ts";

/** Runs timed steps one after the other; the first that fails is the last. */
export class Steps {
  readonly done: CheckStep[] = [];

  /** Runs a step. What it answers is its note, else `good`. */
  async run(
    name: CheckStep["name"],
    good: string,
    work: () => Promise<string | undefined>,
  ): Promise<boolean> {
    const start = performance.now();
    let [ok, note] = [true, good];
    try {
      note = (await work()) ?? good;
    } catch (error) {
      ok = false;
      note = failureOf(error).message;
    }
    this.done.push({ name, ok, ms: Math.round(performance.now() - start), note });
    return ok;
  }
}

/** Whether the system answers, lets us in, knows nobody who does not exist, and takes no more from us than reading. */
export async function checkSystem(
  collections: readonly Collection[],
  base: string,
  caller: Caller,
  ask: Ask,
): Promise<CheckStep[]> {
  const steps = new Steps();
  const reached = await steps.run("network", "The system answers.", async () => {
    try {
      const { bytes } = await caller.plain(getOf(base));
      for await (const _ of bytes) break;
      return undefined;
    } catch (error) {
      const failure = failureOf(error);
      if (["unreachable", "timeout", "misconfigured"].includes(failure.code)) throw failure;
      return undefined;
    }
  });
  if (!reached || !(await steps.run("sign_in", "Signed in.", () => caller.signIn()))) return steps.done;
  const read = await steps.run("read", "A search for nobody finds nobody.", () =>
    searchNobody(collections, ask),
  );
  if (read) {
    await steps.run(
      "least_privilege",
      "What an account may do cannot be seen over http: give it one that can only read.",
      async () => undefined,
    );
  }
  return steps.done;
}

async function searchNobody(collections: readonly Collection[], ask: Ask): Promise<string | undefined> {
  const asked = collections.filter((one) => isRoot(one) && reachOf(one).job === undefined);
  for (const root of asked) {
    const [first] = root.match;
    if (first === undefined) continue;
    const value = first.kind === "phone" ? "+10000000000" : "nobody@habeas.invalid";
    for await (const _ of ask(root, { name: "match", kind: first.kind, value })) {
      throw new ConnectorError(
        "wrong_person",
        `A search in ${root.name} for somebody who does not exist found somebody.`,
      );
    }
  }
  return asked.length === 0 ? "Signed in; an export is begun only for a real question." : undefined;
}
