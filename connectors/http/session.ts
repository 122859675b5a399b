import { performance } from "node:perf_hooks";
import type { Collection } from "#connectors/collection.ts";
import type { CheckStep, CollectedPart, FoundKey, Session, SessionContext } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { type JsonObject, recordLine } from "#connectors/json.ts";
import { disclosedFields, edgeOf, keysOf, lineageOf, rootOf } from "#connectors/lineage.ts";
import { locateAlone } from "#connectors/shared-yields.ts";
import { type Attached, attachmentsOf, filePart } from "./attachments.ts";
import { callerFor } from "./caller.ts";
import { failureOf } from "./failure.ts";
import { itemsOf, templateOf } from "./pages.ts";
import type { HttpSettings } from "./settings.ts";
import { walkOf } from "./walk.ts";

const batchBytes = 64 * 1024;

/** Opens a session. Nothing is sent before the first question. */
export function openHttp(context: SessionContext<HttpSettings>): Session {
  const { collections, settings, signal } = context;
  const lineage = lineageOf(collections);
  for (const one of collections) {
    rootOf(lineage.chainOf(one));
    templateOf(one);
    if (one.belongs.length > 0 && one.match.length > 0) {
      throw new ConnectorError(
        "misconfigured",
        `Over http a person cannot be looked up in ${one.name}: only in a root collection.`,
      );
    }
    const parent = collections.findIndex((each) => each.name === edgeOf(one)?.to);
    if (parent > collections.indexOf(one)) {
      throw new ConnectorError(
        "misconfigured",
        `The data map must describe the parent of ${one.name} before it.`,
      );
    }
  }
  const caller = callerFor(context);
  const newWalk = () => walkOf(collections, lineage, settings.base_url, caller);
  const checkedKeys = (keys: readonly FoundKey[]) => {
    for (const root of lineage.roots) keysOf(root, keys);
    return keys;
  };

  async function* collect(keys: readonly FoundKey[]): AsyncGenerator<CollectedPart> {
    const walk = newWalk();
    for (const one of collections) {
      const attached: Attached[] = [];
      yield {
        kind: "records",
        collection: one.name,
        lines: lines(one, walk.rows(one, checkedKeys(keys)), attached),
      };
      for (const [index, file] of attached.entries())
        yield await filePart(one, file, index + 1, settings.base_url, caller);
    }
  }

  async function* lines(
    collection: Collection,
    rows: AsyncIterable<{ via: string; item: JsonObject }>,
    attached: Attached[],
  ): AsyncGenerator<Uint8Array> {
    const fields = disclosedFields(collection);
    let batch = "";
    for await (const { via, item } of rows) {
      batch += recordLine(via, item, fields);
      attached.push(...attachmentsOf(collection, via, item));
      if (batch.length < batchBytes) continue;
      yield Buffer.from(batch);
      batch = "";
    }
    if (batch !== "") yield Buffer.from(batch);
  }

  return {
    check,
    // An HTTP system does not say what it holds; the data map is all there is.
    inspect: async () => [],
    explain: async () =>
      collections.map((one) => ({
        purpose: one.match.length > 0 ? ("locate" as const) : ("collect" as const),
        collection: one.name,
        text: `GET ${one.http?.path ?? "/"} ${JSON.stringify(one.http?.query ?? {})}`,
      })),
    locate: (identifiers) =>
      locateAlone((asked) => newWalk().locate(asked), collections, identifiers, { searchYields: false }),
    count: async (keys) => {
      const walk = newWalk();
      const counts = new Map<string, number>();
      for (const one of collections) {
        let rows = 0;
        for await (const _ of walk.rows(one, checkedKeys(keys))) rows += 1;
        counts.set(one.name, rows);
      }
      return counts;
    },
    collect,
    close: () => caller.close(),
  };

  async function check(): Promise<CheckStep[]> {
    const steps: CheckStep[] = [];
    const step = async (
      name: CheckStep["name"],
      good: string,
      work: () => Promise<unknown>,
    ): Promise<boolean> => {
      const start = performance.now();
      const failure = await work().then(
        () => undefined,
        (error: unknown) => failureOf(error, signal),
      );
      steps.push({
        name,
        ok: failure === undefined,
        ms: Math.round(performance.now() - start),
        note: failure?.message ?? good,
      });
      return failure === undefined;
    };
    const reached = await step("network", "The system answers.", () =>
      caller.file(settings.base_url).catch((error: unknown) => {
        const failure = failureOf(error, signal);
        if (["unreachable", "timeout", "misconfigured"].includes(failure.code)) throw failure;
      }),
    );
    if (!reached || !(await step("sign_in", "Signed in.", () => caller.signIn()))) return steps;
    await step("read", "A search for nobody finds nobody.", async () => {
      for (const root of lineage.roots) {
        const [kind] = Object.keys(root.match ?? {});
        if (kind === undefined) continue;
        const slot = { name: "match", kind, value: "nobody@habeas.invalid" } as const;
        for await (const _ of itemsOf(root, settings.base_url, slot, caller)) {
          throw new ConnectorError(
            "wrong_person",
            `A search in ${root.name} for somebody who does not exist found somebody.`,
          );
        }
      }
    });
    return steps;
  }
}
