import { connect as connectSocket, type NetConnectOpts } from "node:net";
import { performance } from "node:perf_hooks";
import type { CheckStep } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";

/** Runs one step of a check and writes it down; answers whether it went well. `work` answers what to say then. */
export type RunStep = (name: CheckStep["name"], work: () => Promise<string>) => Promise<boolean>;

/** Timed steps of a check: each is added when it has run, in the words of `failureOf` where it failed. */
export function timedSteps(failureOf: (error: unknown) => ConnectorError): {
  steps: CheckStep[];
  step: RunStep;
} {
  const steps: CheckStep[] = [];
  return {
    steps,
    step: async (name, work) => {
      const start = performance.now();
      const [ok, note] = await work().then(
        (text) => [true, text] as const,
        (error: unknown) => [false, failureOf(error).message] as const,
      );
      steps.push({ name, ok, ms: Math.round(performance.now() - start), note });
      return ok;
    },
  };
}

/** Whether anything listens where a database should be. Rejects with the socket's own error, or `timeout`. */
export function reachDatabase(place: NetConnectOpts, seconds: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connectSocket(place);
    socket.setTimeout(seconds * 1000, () => {
      socket.destroy();
      reject(new ConnectorError("timeout", "The database did not answer in time."));
    });
    socket.once("error", reject);
    socket.once("connect", () => {
      socket.destroy();
      resolve("The database answers.");
    });
  });
}
