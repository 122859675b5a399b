import type { Collection } from "#connectors/collection.ts";
import type { FoundKey, KnownIdentifier, LocateAnswer, YieldedIdentifier } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { type JsonObject, textOf } from "#connectors/json.ts";
import {
  edgeOf,
  isIdentifier,
  isSearchable,
  type Lineage,
  plainField,
  plainFields,
  rootOf,
  sealKey,
} from "#connectors/lineage.ts";
import type { Caller } from "./caller.ts";
import { fieldOf, itemsOf } from "./pages.ts";

export type Walk = {
  locate(identifiers: readonly KnownIdentifier[]): Promise<Extract<LocateAnswer, { kind: "located" }>>;
  /** The records of a collection for these keys, each with its key. Parents are walked before their children. */
  rows(collection: Collection, keys: readonly FoundKey[]): AsyncIterable<{ via: string; item: JsonObject }>;
};

/** The walk through one HTTP system. It remembers the values of parents that children are asked by. */
export function walkOf(
  collections: readonly Collection[],
  lineage: Lineage,
  base: string,
  caller: Caller,
): Walk {
  const children = (parent: Collection) => collections.filter((one) => edgeOf(one)?.to === parent.name);
  const reached = new Map<string, { via: string; value: string }[]>();

  const remember = (parent: Collection, via: string, item: JsonObject): void => {
    for (const child of children(parent)) {
      const known = reached.get(child.name) ?? [];
      reached.set(child.name, known);
      known.push({ via, value: fieldOf(item, onOf(child).theirs, parent) });
    }
  };

  async function* found(
    root: Collection,
    asked: KnownIdentifier,
  ): AsyncGenerator<{ key: string; item: JsonObject }> {
    const field = plainField(root.match, asked.kind);
    if (field === undefined || !isSearchable(asked)) return;
    for await (const item of itemsOf(
      root,
      base,
      { name: "match", kind: asked.kind, value: asked.value },
      caller,
    )) {
      fieldOf(item, field, root);
      if (!isIdentifier(asked, textOf(item[field]))) {
        throw new ConnectorError(
          "wrong_person",
          `The system answered for ${root.name} with a record that was not asked for.`,
        );
      }
      yield { key: sealKey(fieldOf(item, rootOf([root]).subjectKey, root)), item };
    }
  }

  async function* rootRows(root: Collection, keys: readonly FoundKey[]) {
    const wanted = new Map<string, FoundKey>();
    for (const one of keys) {
      const known = wanted.get(one.key);
      if (
        one.collection === root.name &&
        (known === undefined || plainField(root.match, known.via.kind) === undefined)
      )
        wanted.set(one.key, one);
    }
    for (const one of wanted.values()) {
      let held = false;
      for await (const { key, item } of found(root, one.via)) {
        if (key !== one.key) continue;
        held = true;
        yield { via: one.key, item };
      }
      if (!held)
        throw new ConnectorError(
          "bad_answer",
          `A record of ${root.name} that was there a moment ago was not sent.`,
        );
    }
  }

  async function* childRows(child: Collection) {
    const { own } = onOf(child);
    for (const parent of reached.get(child.name) ?? []) {
      for await (const item of itemsOf(child, base, { name: "parent", value: parent.value }, caller)) {
        if (fieldOf(item, own, child) !== parent.value) {
          throw new ConnectorError(
            "wrong_person",
            `The system answered for ${child.name} with a record that was not asked for.`,
          );
        }
        yield { via: parent.via, item };
      }
    }
  }

  async function* rows(collection: Collection, keys: readonly FoundKey[]) {
    for (const child of children(collection)) reached.delete(child.name);
    const own = collection.belongs.length === 0 ? rootRows(collection, keys) : childRows(collection);
    for await (const row of own) {
      remember(collection, row.via, row.item);
      yield row;
    }
  }

  /** What the collections below a root yield; the root's own records are at hand already. */
  async function* yieldsBelow(root: Collection, keys: readonly FoundKey[]) {
    const below = collections.filter((one) => lineage.chainOf(one).at(-1) === root);
    const giving = below.filter((one) => one !== root && one.yields.length > 0);
    const needed = new Set(giving.flatMap((one) => lineage.chainOf(one)));
    for (const one of parentsFirst(below, lineage).filter((each) => needed.has(each))) {
      for await (const { via, item } of rows(one, keys))
        if (one !== root) yield* yieldsOf(one, root, via, item);
    }
  }

  return {
    rows,
    locate: async (identifiers) => {
      const answer: Extract<LocateAnswer, { kind: "located" }> = {
        kind: "located",
        keys: [],
        identifiers: [],
        shared: [],
      };
      const learn = (one: YieldedIdentifier): void => {
        const same = (other: KnownIdentifier) => other.kind === one.kind && other.value === one.value;
        if (!identifiers.some(same) && !answer.identifiers.some(same)) answer.identifiers.push(one);
      };
      for (const root of lineage.roots) {
        const mine: FoundKey[] = [];
        for (const via of identifiers) {
          const hits: { key: string; item: JsonObject }[] = [];
          for await (const hit of found(root, via)) hits.push(hit);
          const keys = new Set(hits.map((hit) => hit.key));
          if (keys.size > 1) {
            answer.shared.push({ ...via, collection: root.name, keys: [...keys] });
            continue;
          }
          for (const key of keys) mine.push({ collection: root.name, key, via });
          for (const { key, item } of hits) for (const one of yieldsOf(root, root, key, item)) learn(one);
        }
        answer.keys.push(...mine);
        for await (const one of yieldsBelow(root, mine)) learn(one);
      }
      return answer;
    },
  };
}

function* yieldsOf(
  collection: Collection,
  root: Collection,
  key: string,
  item: JsonObject,
): Generator<YieldedIdentifier> {
  for (const [kind, field] of plainFields(collection.yields)) {
    const value = textOf(item[field]);
    if (value !== undefined && value !== "") yield { kind, value, collection: root.name, key };
  }
}

/** Parents before their children, else in the map's order. */
function parentsFirst(collections: readonly Collection[], lineage: Lineage): Collection[] {
  return [...collections].sort((a, b) => lineage.chainOf(a).length - lineage.chainOf(b).length);
}

function onOf(child: Collection): { own: string; theirs: string } {
  const [pair, ...more] = edgeOf(child)?.on ?? [];
  if (pair === undefined || more.length > 0) {
    throw new ConnectorError(
      "misconfigured",
      `Over http ${child.name} must hang on exactly one field of its parent.`,
    );
  }
  return { own: pair.own.column, theirs: pair.theirs.column };
}
