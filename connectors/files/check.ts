import { performance } from "node:perf_hooks";
import type { Collection } from "#connectors/collection.ts";
import type { CheckStep } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { failureOf } from "./folder.ts";
import { proofsOf } from "./owned.ts";
import type { Place } from "./place.ts";
import { filesOf, recordsOf } from "./reader.ts";
import { columnsOf } from "./row.ts";
import type { FilesSettings } from "./settings.ts";

/** Timed checks: the place is there, our keys open it, each collection's files have the declared columns. */
export async function checkPlace(
  place: Place,
  settings: FilesSettings,
  collections: readonly Collection[],
  signal: AbortSignal,
): Promise<CheckStep[]> {
  const steps: CheckStep[] = [];
  const step = async (
    name: CheckStep["name"],
    good: string,
    work: () => Promise<unknown>,
  ): Promise<ConnectorError | null> => {
    const start = performance.now();
    const failure = await work().then(
      () => null,
      (error: unknown) => failureOf(error),
    );
    const ms = Math.round(performance.now() - start);
    steps.push({ name, ok: failure === null, ms, note: failure?.message ?? good });
    return failure;
  };
  if (settings.bucket !== undefined) {
    const started = performance.now();
    const failure = await place.names(1).then(
      () => null,
      (error: unknown) => failureOf(error),
    );
    const ms = Math.round(performance.now() - started);
    const answers =
      failure === null || ["refused_credentials", "forbidden", "rate_limited"].includes(failure.code);
    steps.push({
      name: "network",
      ok: answers,
      ms,
      note: answers ? "The bucket answers." : (failure?.message ?? ""),
    });
    if (!answers) return steps;
    steps.push({
      name: "sign_in",
      ok: failure === null,
      ms,
      note: failure?.message ?? "The bucket takes our keys.",
    });
    if (failure !== null) return steps;
  }
  const unread = await step("read", "Every collection has files with the declared columns.", async () => {
    for (const one of collections) {
      await filesOf(place, one);
      const wanted = {
        columns: columnsOf(one, collections),
        proofs: proofsOf(one),
        texts: null,
        keep: () => true,
      };
      for await (const _ of recordsOf(place, settings, one, wanted, signal)) break;
    }
  });
  if (unread !== null) return steps;
  const writable = await place.writable();
  if (writable !== null) {
    const may = settings.rewrite !== undefined;
    const good = may ? "Files can be written anew." : "The folder cannot be written by this account.";
    await step("least_privilege", good, async () => {
      if (may && !writable)
        throw new ConnectorError(
          "forbidden",
          "This account may not write its files anew, as the settings say.",
        );
      if (writable && !may)
        throw new ConnectorError(
          "misconfigured",
          "This account could write into the folder; we only read it.",
        );
    });
  }
  return steps;
}
