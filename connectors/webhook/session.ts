import type { Collection } from "#connectors/collection.ts";
import type {
  CollectedPart,
  FoundKey,
  KnownIdentifier,
  LocateAnswer,
  Session,
  SessionContext,
} from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { isSearchable, keysOf, openKey, sealKey } from "#connectors/lineage.ts";
import { locateAlone } from "#connectors/shared-yields.ts";
import { answers, readAnswer } from "./answers.ts";
import { checkSystem } from "./check.ts";
import { webhookCorrector } from "./corrector.ts";
import { webhookEraser } from "./eraser.ts";
import { type Named, partFiles, recordsOf } from "./records.ts";
import { type Sender, senderFor } from "./sender.ts";
import type { WebhookSettings } from "./settings.ts";

type Located = Extract<LocateAnswer, { kind: "located" }>;

/** The system is still looking. */
class NotYet extends Error {
  readonly seconds: number;
  readonly memo: string | undefined;
  constructor(answer: { ask_again_seconds: number; memo?: string | undefined }) {
    super("the system is still looking");
    this.seconds = answer.ask_again_seconds;
    this.memo = answer.memo;
  }
}

/** Opens a session. Nothing is sent before the first question. */
export function openWebhook(context: SessionContext<WebhookSettings>): Session {
  const { collections, settings } = context;
  const roots = collections.filter((one) => one.belongs.length === 0);
  const sender = senderFor(context);
  // Only what this task remembers goes along; what a system says later takes its place.
  let memo = context.memo;

  const locateOnce = async (asked: readonly KnownIdentifier[]): Promise<Located> => {
    const kinds = new Set(roots.flatMap((one) => one.match.map((each) => each.kind)));
    const identifiers = asked.filter((one) => kinds.has(one.kind) && isSearchable(one));
    if (identifiers.length === 0) return { kind: "located", keys: [], identifiers: [], shared: [] };
    const document = await sender.json({
      type: "locate",
      identifiers,
      ...(memo === undefined ? {} : { memo }),
      ...(context.callbackUrl === undefined ? {} : { callback_url: context.callbackUrl }),
    });
    const answer = readAnswer(answers.locate, document, "locate");
    if (answer.status === "in_progress") {
      memo = answer.memo ?? memo;
      throw new NotYet({ ...answer, memo });
    }
    return locatedFrom(answer, identifiers, roots);
  };

  async function* collect(keys: readonly FoundKey[]): AsyncGenerator<CollectedPart> {
    const asked = askedKeys(roots, keys);
    for (const one of collections) {
      const files: Named[] = [];
      yield {
        kind: "records",
        collection: one.name,
        lines: asked.length === 0 ? nothing() : recordsOf(one, asked, sender, settings.record_bytes, files),
      };
      yield* partFiles(one, files, sender);
    }
  }

  return {
    check: () => checkSystem(roots, settings.url, context, sender),
    inspect: async () => {
      const described = readAnswer(answers.describe, await sender.json({ type: "describe" }), "describe");
      return described.collections.map(({ name, fields }) => ({
        name,
        kind: "endpoint" as const,
        columns: fields.map((field) => ({ name: field, type: "json", nullable: true })),
        keys: [],
        references: [],
        rows: null,
      }));
    },
    explain: async () => [
      { purpose: "locate", collection: null, text: 'POST {"type":"locate","identifiers":[…]}' },
      { purpose: "count", collection: null, text: 'POST {"type":"count","keys":[…]}' },
      ...collections.map((one) => ({
        purpose: "collect" as const,
        collection: one.name,
        text: `POST {"type":"collect","collection":"${one.name}","keys":[…]}`,
      })),
    ],
    locate: async (identifiers) => {
      try {
        return await locateAlone(locateOnce, collections, identifiers, { searchYields: false });
      } catch (error) {
        if (!(error instanceof NotYet)) throw error;
        const askAgainAt = new Date(Date.now() + error.seconds * 1000);
        return { kind: "in_progress", askAgainAt, ...(error.memo === undefined ? {} : { memo: error.memo }) };
      }
    },
    count: async (keys) => countOf(collections, askedKeys(roots, keys), sender),
    collect,
    eraser: webhookEraser(collections, sender, settings.record_bytes, (keys) => askedKeys(roots, keys)),
    corrector: webhookCorrector(collections, sender, settings.record_bytes, (keys) => askedKeys(roots, keys)),
    close: () => sender.close(),
  };
}

/** A person's key as the system gave it, with the identifier that led to it. */
export type AskedKey = { collection: string; key: string; via: KnownIdentifier };

function askedKeys(roots: readonly Collection[], keys: readonly FoundKey[]): AskedKey[] {
  const wanted = roots.flatMap((root) => keysOf(root, keys).map((key) => ({ collection: root.name, key })));
  return wanted.flatMap(({ collection, key }) => {
    const found = keys.find((one) => one.collection === collection && one.key === key);
    return found ? [{ collection, key: openKey(key), via: found.via }] : [];
  });
}

async function countOf(
  collections: readonly Collection[],
  keys: readonly AskedKey[],
  sender: Sender,
): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map(collections.map((one) => [one.name, 0]));
  const answer = readAnswer(answers.count, await sender.json({ type: "count", keys }), "count");
  return new Map(
    collections.map((one) => {
      const count = answer.counts[one.name];
      if (count === undefined)
        throw new ConnectorError(
          "schema_changed",
          `The system does not count ${one.name}, which the data map names.`,
        );
      return [one.name, count];
    }),
  );
}

/** Checks an answer against what was asked. An identifier that leads to two people in one collection is shared. */
function locatedFrom(
  answer: {
    keys: { collection: string; key: string; via: number }[];
    identifiers: (KnownIdentifier & { collection: string; key: string })[];
  },
  asked: readonly KnownIdentifier[],
  roots: readonly Collection[],
): Located {
  const byPath = new Map<string, { via: KnownIdentifier; collection: string; keys: Set<string> }>();
  for (const one of answer.keys) {
    const via = asked[one.via];
    if (via === undefined || !roots.some((root) => root.name === one.collection)) {
      throw new ConnectorError(
        "bad_answer",
        "The system found somebody by what it was not asked, or where nobody is.",
      );
    }
    const mark = `${one.collection} ${one.via}`;
    const path = byPath.get(mark) ?? { via, collection: one.collection, keys: new Set() };
    byPath.set(mark, path);
    path.keys.add(sealKey(one.key));
  }
  const located: Located = { kind: "located", keys: [], identifiers: [], shared: [] };
  for (const { via, collection, keys } of byPath.values()) {
    if (keys.size > 1) located.shared.push({ ...via, collection, keys: [...keys] });
    else for (const key of keys) located.keys.push({ collection, key, via });
  }
  for (const { kind, value, collection, key } of answer.identifiers) {
    const sealed = sealKey(key);
    const mine = located.keys.some((one) => one.collection === collection && one.key === sealed);
    const known = [...asked, ...located.identifiers].some((one) => one.kind === kind && one.value === value);
    // What it knows of people whom a shared identifier led to is nobody's until staff have decided.
    if (mine && !known) located.identifiers.push({ kind, value, collection, key: sealed });
  }
  return located;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
