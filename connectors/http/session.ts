import type { Collection } from "#connectors/collection.ts";
import type {
  CollectedPart,
  FoundKey,
  KnownIdentifier,
  LocateAnswer,
  Session,
  SessionContext,
  WalkStep,
} from "#connectors/contract.ts";
import { type JsonObject, recordLine } from "#connectors/json.ts";
import { keysOf } from "#connectors/lineage.ts";
import { ownedPart } from "#connectors/owned-part.ts";
import { locateAlone } from "#connectors/shared-yields.ts";
import { type Attached, attachmentsOf, filePart } from "./attachments.ts";
import { callerFor } from "./caller.ts";
import { checkSystem } from "./check.ts";
import { httpCorrector } from "./correct/corrector.ts";
import { httpEraser } from "./erase/eraser.ts";
import { fieldsFor } from "./fields-for.ts";
import { inspectSystem, sampleOf } from "./inspect.ts";
import { jobsOf } from "./jobs.ts";
import { extracted, pagesOf, type Slot } from "./pages.ts";
import type { HttpSettings } from "./settings.ts";
import { checkShape, isRoot, reachOf } from "./shape.ts";
import { type Row, Walk } from "./walk.ts";

const batchBytes = 64 * 1024;

/** Opens a session. Nothing is sent before the first question. Throws `misconfigured` for a map that cannot be walked. */
export function openHttp(context: SessionContext<HttpSettings>): Session {
  const { collections, settings } = context;
  checkShape(collections);
  const caller = callerFor(context);
  const jobs = jobsOf(context, caller);

  async function* ask(collection: Collection, slot: Slot): AsyncGenerator<JsonObject> {
    const raw =
      reachOf(collection).job && slot.name === "match"
        ? jobs.records(collection, slot)
        : pagesOf(collection, settings.base_url, slot, caller);
    for await (const item of raw) yield extracted(collection, item);
  }
  const shop = { base: settings.base_url, caller, atOnce: settings.concurrency };
  const newWalk = () => new Walk(collections, ask, settings.concurrency);
  const ownWalk = () => new Walk(ownedPart(collections), ask, settings.concurrency);
  const checkedKeys = (keys: readonly FoundKey[]) => {
    for (const root of collections.filter(isRoot)) keysOf(root, keys);
    return keys;
  };

  /** When the first of the exports that these identifiers need may be ready; undefined where none is waited for. */
  const exportsReady = async (identifiers: readonly KnownIdentifier[]): Promise<Date | undefined> => {
    let first: Date | undefined;
    for (const root of collections.filter((one) => isRoot(one) && reachOf(one).job)) {
      for (const one of identifiers.filter(({ kind }) => root.match.some((each) => each.kind === kind))) {
        const progress = await jobs.ask(root, one);
        if (progress.kind === "later" && (first === undefined || progress.at < first)) first = progress.at;
      }
    }
    return first;
  };

  const locate = async (identifiers: readonly KnownIdentifier[]): Promise<LocateAnswer> => {
    try {
      return await locateAlone(
        async (asked) => {
          const at = await exportsReady(asked);
          if (at) throw new NotYet(at);
          return ownWalk().locate(asked);
        },
        collections,
        identifiers,
        { searchYields: false },
      );
    } catch (error) {
      if (error instanceof NotYet) return { kind: "in_progress", askAgainAt: error.at, memo: jobs.memo() };
      throw error;
    }
  };

  async function* collect(keys: readonly FoundKey[]): AsyncGenerator<CollectedPart> {
    const walk = newWalk();
    for (const one of collections) {
      const attached: Attached[] = [];
      yield {
        kind: "records",
        collection: one.name,
        lines: linesOf(one, walk.rows(one, checkedKeys(keys)), attached),
      };
      for (const [index, file] of attached.entries())
        yield await filePart(one, file, index + 1, settings.base_url, caller);
    }
  }

  return {
    check: () => checkSystem(collections, settings.base_url, caller, ask),
    inspect: () => inspectSystem(collections, settings.base_url, caller),
    sample: (collection, columns, rows) =>
      sampleOf(collections, settings.base_url, caller, { collection, columns, rows }),
    explain: async () => collections.flatMap(stepsOf),
    locate,
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
    eraser: httpEraser(shop, collections, ask),
    corrector: httpCorrector(shop, collections, ask),
    close: () => caller.close(),
  };
}

/** An export that a question needs is not ready. */
class NotYet extends Error {
  readonly at: Date;
  constructor(at: Date) {
    super("an export is not ready");
    this.at = at;
  }
}

async function* linesOf(
  collection: Collection,
  rows: AsyncIterable<Row>,
  attached: Attached[],
): AsyncGenerator<Uint8Array> {
  const shown = fieldsFor(collection);
  let batch = "";
  for await (const { via, item, roles } of rows) {
    batch += recordLine(via, item, shown(roles));
    attached.push(...attachmentsOf(collection, via, item));
    if (batch.length < batchBytes) continue;
    yield Buffer.from(batch);
    batch = "";
  }
  if (batch !== "") yield Buffer.from(batch);
}

function stepsOf(collection: Collection): WalkStep[] {
  const http = reachOf(collection);
  const purpose = isRoot(collection) ? "locate" : "collect";
  const step = (text: string): WalkStep => ({ purpose, collection: collection.name, text });
  const written = (one: { method: string; query: object; body?: unknown }, path: string): string => {
    const query = Object.entries(one.query).map(([name, value]) => `${name}=${value}`);
    const address = query.length === 0 ? path : `${path}?${query.join("&")}`;
    return `${one.method} ${address}${one.body === undefined ? "" : ` ${JSON.stringify(one.body)}`}`;
  };
  if (http.inside !== undefined) return [step(`inside ${collection.belongs[0]?.to}: ${http.inside}`)];
  if (http.job) {
    const { start, poll, result } = http.job;
    return [
      step(written(start, start.path)),
      step(written(poll, poll.path)),
      step(`GET ${result.path ?? `the address at ${result.url}`}`),
    ];
  }
  return [
    ...(http.path === undefined ? [] : [step(written(http, http.path))]),
    ...Object.entries(http.by).map(([name, one]) => step(`by ${name}: ${written(one, one.path)}`)),
  ];
}
