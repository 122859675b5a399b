import { performance } from "node:perf_hooks";
import { PresenceFilter } from "ldapts";
import type { Collection } from "#connectors/collection.ts";
import type { CheckStep } from "#connectors/contract.ts";
import { rawValues } from "./entry.ts";
import { failureOf } from "./failure.ts";
import { connect, type Link, type Stage } from "./link.ts";
import { readSchema } from "./schema.ts";
import type { LdapSettings } from "./settings.ts";
import { entriesOf } from "./walk.ts";

/** Timed checks: the directory answers, takes our account, shows what is declared, and shows no passwords. */
export async function checkDirectory(
  settings: LdapSettings,
  collections: readonly Collection[],
  signal: AbortSignal,
): Promise<CheckStep[]> {
  const steps: CheckStep[] = [];
  let start = performance.now();
  const add = (name: CheckStep["name"], ok: boolean, note: string) => {
    steps.push({ name, ok, ms: Math.round(performance.now() - start), note });
    start = performance.now();
  };
  const good: Record<Stage, string> = {
    network: "The directory answers.",
    sign_in: "The directory takes our account.",
  };
  let link: Link;
  try {
    link = await connect(settings, signal, (stage) => add(stage, true, good[stage]));
  } catch (error) {
    add(
      steps.some((step) => step.name === "network") ? "sign_in" : "network",
      false,
      failureOf(error, signal).message,
    );
    return steps;
  }
  try {
    const open = {
      client: link.client,
      schema: await readSchema(link.client),
      settings,
      signal,
      collections,
    };
    for (const one of collections) for await (const _ of entriesOf(open, one, null)) break;
    add("read", true, "Every declared attribute is known and every place can be searched.");
    const shown = await link.client.search(settings.base, {
      filter: new PresenceFilter({ attribute: "userPassword" }),
      attributes: ["userPassword"],
      paged: { pageSize: 1 },
      sizeLimit: 1,
    });
    const seen = shown.searchEntries.some((entry) => rawValues(entry, "userPassword").length > 0);
    add(
      "least_privilege",
      !seen,
      seen ? "This account can read passwords; it needs none of them." : "This account sees no passwords.",
    );
  } catch (error) {
    const failure = failureOf(error, signal);
    const hasRead = steps.some((step) => step.name === "read");
    // More than one password would be cut off by the limit: they can be seen.
    if (hasRead)
      add(
        "least_privilege",
        failure.code === "forbidden" || failure.code === "misconfigured",
        "This account sees no passwords, or more than it should.",
      );
    else add("read", false, failure.message);
  } finally {
    await link.close();
  }
  return steps;
}
