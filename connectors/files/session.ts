import { performance } from "node:perf_hooks";
import type { Collection } from "#connectors/collection.ts";
import type {
  CheckStep,
  CollectedPart,
  FoundKey,
  KnownIdentifier,
  LocateAnswer,
  Session,
  SessionContext,
} from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { type JsonObject, recordLine, textOf } from "#connectors/json.ts";
import {
  disclosedFields,
  isIdentifier,
  isSearchable,
  keysOf,
  openKey,
  plainField,
  plainFields,
  rootOf,
  sealKey,
} from "#connectors/lineage.ts";
import { locateAlone } from "#connectors/shared-yields.ts";
import { dayFiles, failureOf } from "./folder.ts";
import { objectsHolding } from "./scan.ts";
import type { FilesSettings } from "./settings.ts";

const batchBytes = 256 * 1024;

/** Opens a session over a folder. Files hold single records, so every collection is a root. */
export function openFiles(context: SessionContext<FilesSettings>): Session {
  const { collections, settings, signal } = context;
  for (const one of collections) {
    rootOf([one]);
    if (one.belongs.length > 0) {
      throw new ConnectorError("misconfigured", `In files ${one.name} cannot belong to another collection.`);
    }
  }

  /** Records that hold one of the texts; `proofs` are fields that every record must have for the search to be honest. */
  async function* holding(
    collection: Collection,
    texts: readonly string[],
    proofs: readonly string[],
  ): AsyncGenerator<JsonObject> {
    const files = await dayFiles(settings.folder, collection);
    for (const [index, file] of files.entries()) {
      for await (const { record, first } of objectsHolding(
        { ...file, newest: index === files.length - 1 },
        texts,
        signal,
      )) {
        const missing = first ? proofs.find((field) => !Object.hasOwn(record, field)) : undefined;
        if (missing !== undefined) {
          throw new ConnectorError(
            "schema_changed",
            `The records of ${collection.name} no longer have ${missing}.`,
          );
        }
        yield record;
      }
    }
  }

  const subjectOf = (collection: Collection, record: JsonObject) =>
    textOf(record[rootOf([collection]).subjectKey]);
  const proofsOf = (one: Collection) => [
    ...new Set([...plainFields(one.match).map(([, field]) => field), rootOf([one]).subjectKey]),
  ];

  async function* owned(
    collection: Collection,
    keys: readonly FoundKey[],
  ): AsyncGenerator<{ via: string; record: JsonObject }> {
    const wanted = new Map(keysOf(collection, keys).map((via) => [openKey(via), via]));
    if (wanted.size === 0) return;
    for await (const record of holding(collection, [...wanted.keys()], proofsOf(collection))) {
      const via = wanted.get(subjectOf(collection, record) ?? "");
      if (via !== undefined) yield { via, record };
    }
  }

  async function* lines(collection: Collection, keys: readonly FoundKey[]): AsyncGenerator<Uint8Array> {
    const fields = disclosedFields(collection);
    let batch: string[] = [];
    let size = 0;
    for await (const { via, record } of owned(collection, keys)) {
      const line = recordLine(via, record, fields);
      batch.push(line);
      size += line.length;
      if (size < batchBytes) continue;
      yield Buffer.from(batch.join(""));
      batch = [];
      size = 0;
    }
    if (size > 0) yield Buffer.from(batch.join(""));
  }

  async function locateIn(
    collection: Collection,
    asked: readonly KnownIdentifier[],
    answer: Located,
  ): Promise<void> {
    const known = asked.filter(
      (one) => isSearchable(one) && plainField(collection.match, one.kind) !== undefined,
    );
    if (known.length === 0) return;
    // A–Z and a–z are the same in an e-mail address, but not in bytes: there every address is looked at.
    const texts = known.map((one) => (one.kind === "email" ? "@" : one.value));
    const keys = new Map<KnownIdentifier, Set<string>>(known.map((one) => [one, new Set()]));
    const yielded = new Map<string, Map<string, KnownIdentifier>>();
    for await (const record of holding(collection, [...new Set(texts)], proofsOf(collection))) {
      const key = subjectOf(collection, record);
      if (key === undefined) continue;
      for (const one of known) {
        if (!isIdentifier(one, textOf(record[plainField(collection.match, one.kind) ?? ""]))) continue;
        keys.get(one)?.add(sealKey(key));
        const seen = yielded.get(sealKey(key)) ?? new Map<string, KnownIdentifier>();
        yielded.set(sealKey(key), seen);
        for (const [kind, field] of plainFields(collection.yields)) {
          const value = textOf(record[field]);
          if (value !== undefined && value !== "") seen.set(`${kind} ${value}`, { kind, value });
        }
      }
    }
    const mine = new Set<string>();
    for (const [via, found] of keys) {
      if (found.size > 1) answer.shared.push({ ...via, collection: collection.name, keys: [...found] });
      else
        for (const key of found)
          answer.keys.push({ collection: collection.name, key: mine.add(key) && key, via });
    }
    for (const key of mine) {
      for (const one of yielded.get(key)?.values() ?? []) {
        const same = (other: KnownIdentifier) => other.kind === one.kind && other.value === one.value;
        if (!asked.some(same) && !answer.identifiers.some(same))
          answer.identifiers.push({ ...one, collection: collection.name, key });
      }
    }
  }

  async function locateOnce(
    asked: readonly KnownIdentifier[],
    searched: readonly Collection[],
  ): Promise<Located> {
    const answer: Located = { kind: "located", keys: [], identifiers: [], shared: [] };
    for (const one of searched) await locateIn(one, asked, answer);
    return answer;
  }

  return {
    check,
    inspect: async () =>
      Promise.all(
        collections.map(async (one) => {
          const columns = new Set<string>();
          for await (const record of holding(one, [], []))
            for (const name of Object.keys(record)) columns.add(name);
          return {
            name: one.name,
            kind: "files" as const,
            columns: [...columns].map((name) => ({ name, type: "json", nullable: true })),
            keys: [],
            references: [],
            rows: null,
          };
        }),
      ),
    explain: async () =>
      collections.map((one) => ({
        purpose: "collect" as const,
        collection: one.name,
        text: `read ${one.files?.pattern ?? one.name} and keep the records of the person's ${rootOf([one]).subjectKey}`,
      })),
    locate: (identifiers) => locateAlone(locateOnce, collections, identifiers, { searchYields: true }),
    count: async (keys) => {
      const counts = new Map<string, number>();
      for (const one of collections) {
        let rows = 0;
        for await (const _ of owned(one, keys)) rows += 1;
        counts.set(one.name, rows);
      }
      return counts;
    },
    collect: async function* (keys): AsyncGenerator<CollectedPart> {
      for (const one of collections) yield { kind: "records", collection: one.name, lines: lines(one, keys) };
    },
    close: async () => {},
  };

  async function check(): Promise<CheckStep[]> {
    const start = performance.now();
    try {
      for (const one of collections) await dayFiles(settings.folder, one);
      return [
        {
          name: "read",
          ok: true,
          ms: Math.round(performance.now() - start),
          note: "The folder and its files can be seen.",
        },
      ];
    } catch (error) {
      return [
        {
          name: "read",
          ok: false,
          ms: Math.round(performance.now() - start),
          note: failureOf(error).message,
        },
      ];
    }
  }
}

type Located = Extract<LocateAnswer, { kind: "located" }>;
