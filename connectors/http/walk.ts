import type { Collection } from "#connectors/collection.ts";
import type { FoundKey, KnownIdentifier, LocateAnswer, YieldedIdentifier } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { isObject, type JsonObject } from "#connectors/json.ts";
import { listAt } from "#connectors/language/place.ts";
import { isSearchable, sealKey } from "#connectors/lineage.ts";
import { fieldOf, holds, isAbout, neededValues, yieldedBy } from "./field.ts";
import { inOrder } from "./in-order.ts";
import { extracted, type Slot } from "./pages.ts";
import { type Parent, Reached } from "./reached.ts";
import { isRoot, reachOf, subjectKeyOf, type Way, waysOf } from "./shape.ts";

/** A record with the key by which it was reached, that key's root, and the roles in which the person stands in it. */
export type Row = { via: string; root: Collection; roles: ReadonlySet<string>; item: JsonObject };
/** The records of a collection for one question, without any check of whose they are. */
export type Ask = (collection: Collection, slot: Slot) => AsyncGenerator<JsonObject>;

/** How a walk may differ. */
export type Walking = {
  /** People whose keys are known may have been erased since, which is an error else. */
  mayBeGone?: boolean;
  /** A root's record by the person's key, whatever identifier led to it; null where it is gone, undefined where it cannot be asked. */
  byKey?: (root: Collection, key: string) => Promise<JsonObject | null | undefined>;
};

type Located = Extract<LocateAnswer, { kind: "located" }>;
const none: ReadonlySet<string> = new Set();

const wrongPerson = (collection: Collection) =>
  new ConnectorError(
    "wrong_person",
    `The system answered for ${collection.name} with a record that was not asked for.`,
  );

/** One walk through an HTTP system. It remembers the values of parents that children are asked by. */
export class Walk {
  readonly #collections: readonly Collection[];
  readonly #ask: Ask;
  readonly #atOnce: number;
  readonly #how: Walking;
  readonly #reached: Reached;

  constructor(collections: readonly Collection[], ask: Ask, atOnce: number, how: Walking = {}) {
    this.#how = how;
    this.#collections = collections;
    this.#ask = ask;
    this.#atOnce = atOnce;
    this.#reached = new Reached(collections);
  }

  /** The records of a root under an identifier, each of which must hold it. */
  async *found(root: Collection, asked: KnownIdentifier): AsyncGenerator<{ key: string; item: JsonObject }> {
    if (!isSearchable(asked) || !root.match.some((one) => one.kind === asked.kind)) return;
    for await (const item of this.#ask(root, { name: "match", ...asked })) {
      if (!isAbout(asked, item, root)) throw wrongPerson(root);
      if (!holds(root.where, item)) continue;
      yield { key: sealKey(fieldOf(item, subjectKeyOf(root), root)), item };
    }
  }

  /** The records of a collection for these keys. Parents must be walked before their children. */
  async *rows(collection: Collection, keys: readonly FoundKey[]): AsyncGenerator<Row> {
    for await (const row of this.#own(collection, keys)) {
      this.#reached.remember(collection, row);
      yield row;
    }
  }

  #own(collection: Collection, keys: readonly FoundKey[]): AsyncGenerator<Row> {
    if (isRoot(collection)) return this.#rootRows(collection, keys);
    return reachOf(collection).inside === undefined
      ? this.#childRows(collection)
      : this.#insideRows(collection, keys);
  }

  async *#rootRows(root: Collection, keys: readonly FoundKey[]): AsyncGenerator<Row> {
    const usable = (one: FoundKey) => root.match.some((each) => each.kind === one.via.kind);
    const wanted = new Map<string, FoundKey>();
    for (const one of keys) {
      const known = wanted.get(one.key);
      if (one.collection === root.name && (known === undefined || !usable(known))) wanted.set(one.key, one);
    }
    for (const one of wanted.values()) {
      let held = false;
      const known = await this.#how.byKey?.(root, one.key);
      if (known !== undefined) {
        if (known !== null) yield { via: one.key, root, roles: none, item: known };
        continue;
      }
      for await (const { key, item } of this.found(root, one.via)) {
        if (key !== one.key) continue;
        held = true;
        yield { via: one.key, root, roles: none, item };
      }
      if (!held && !this.#how.mayBeGone)
        throw new ConnectorError(
          "bad_answer",
          `A record of ${root.name} that was there a moment ago was not sent.`,
        );
    }
  }

  async *#childRows(child: Collection): AsyncGenerator<Row> {
    const byRole = Object.values(child.fields).some((field) => field.roles !== undefined);
    const several = waysOf(child).length > 1;
    const rolesOf = new Map<string, Set<string>>();
    if (byRole && several) {
      // What a person may see of a record depends on all the roles they have in it: those are asked for first.
      for await (const { row, mark } of this.#asked(child)) {
        const roles = rolesOf.get(mark) ?? new Set<string>();
        rolesOf.set(mark, roles);
        for (const role of row.roles) roles.add(role);
      }
    }
    const seen = new Set<string>();
    for await (const { row, mark } of this.#asked(child)) {
      if (several && child.key.length > 0) {
        if (seen.has(mark)) continue;
        seen.add(mark);
      }
      yield { ...row, roles: rolesOf.get(mark) ?? row.roles };
    }
  }

  /**
   * The records of a collection for these keys with the way over which each was reached, null for a root's own, and
   * the value that ties it; one that is reached over several ways comes several times. Parents first, as with `rows`.
   */
  async *reachedRows(
    collection: Collection,
    keys: readonly FoundKey[],
  ): AsyncGenerator<Row & { way: Way | null; tie: string | undefined }> {
    const isChild = !isRoot(collection) && reachOf(collection).inside === undefined;
    if (!isChild) {
      const [way = null] = waysOf(collection);
      for await (const row of this.rows(collection, keys)) yield { ...row, way, tie: undefined };
      return;
    }
    for await (const { row, parent } of this.#asked(collection)) {
      this.#reached.remember(collection, row);
      yield { ...row, way: parent.way, tie: parent.value };
    }
  }

  /** Whether a record belongs, over any way of owning, to somebody whose values were not reached. */
  hasOthers(collection: Collection, item: JsonObject): boolean {
    const owning = waysOf(collection).filter((way) => way.as === "owned" || way.as === "shared");
    const reached = this.#reached.of(collection);
    return owning.some(
      (way) =>
        holds(way.when, item) &&
        neededValues(item, way.own, collection).some(
          ({ text }) =>
            text !== "" && !reached.some((one) => one.way.edge === way.edge && one.value === text),
        ),
    );
  }

  async *#asked(child: Collection): AsyncGenerator<{ row: Row; mark: string; parent: Parent }> {
    const parents = this.#reached.of(child);
    const several = waysOf(child).length > 1;
    const pages = inOrder(
      parents,
      this.#atOnce,
      async function* (this: Walk, parent: Parent) {
        const { way, value, json } = parent;
        for await (const item of this.#ask(child, { name: "parent", role: way.role, value, json })) {
          if (!neededValues(item, way.own, child).some((own) => own.text === value)) throw wrongPerson(child);
          if (holds(way.when, item) && holds(child.where, item)) yield { parent, item };
        }
      }.bind(this),
    );
    for await (const { parent, item } of pages) {
      const roles = parent.way.role === undefined ? none : new Set([parent.way.role]);
      const row = { via: parent.via, root: parent.root, roles, item };
      yield { row, mark: several ? markOf(child, row) : "", parent };
    }
  }

  async *#insideRows(child: Collection, keys: readonly FoundKey[]): AsyncGenerator<Row> {
    const [way] = waysOf(child);
    const place = reachOf(child).inside ?? "";
    const parent = this.#collections.find((one) => one.name === way?.to);
    if (way === undefined || parent === undefined) return;
    const roles = way.role === undefined ? none : new Set([way.role]);
    for await (const { via, root, item } of this.#own(parent, keys)) {
      for (const inner of listInside(child, item, place)) {
        const whole = tied(extracted(child, inner), item, way, parent);
        if (
          !neededValues(whole, way.own, child).some(
            (own) => own.text === fieldOf(item, way.theirs.text, parent),
          )
        )
          throw wrongPerson(child);
        if (holds(way.when, whole) && holds(child.where, whole)) yield { via, root, roles, item: whole };
      }
    }
  }

  /** The person's keys under these identifiers, and what else the system knows them by. */
  async locate(identifiers: readonly KnownIdentifier[]): Promise<Located> {
    const answer: Located = { kind: "located", keys: [], identifiers: [], shared: [] };
    const learn = (one: YieldedIdentifier): void => {
      const same = (other: KnownIdentifier) => other.kind === one.kind && other.value === one.value;
      if (!identifiers.some(same) && !answer.identifiers.some(same)) answer.identifiers.push(one);
    };
    for (const root of this.#collections.filter(isRoot)) {
      for (const via of identifiers) {
        const hits: { key: string; item: JsonObject }[] = [];
        for await (const hit of this.found(root, via)) hits.push(hit);
        const keys = new Set(hits.map((hit) => hit.key));
        if (keys.size > 1) {
          answer.shared.push({ ...via, collection: root.name, keys: [...keys] });
          continue;
        }
        for (const key of keys) answer.keys.push({ collection: root.name, key, via });
        for (const { key, item } of hits)
          for (const one of yieldedBy(root, item)) learn({ ...one, collection: root.name, key });
      }
    }
    const giving = this.#collections.filter((one) => !isRoot(one) && one.yields.length > 0);
    const needed = this.#reached.above(giving);
    for (const one of this.#collections.filter((each) => needed.has(each.name))) {
      for await (const { via, root, item } of this.rows(one, answer.keys)) {
        if (isRoot(one)) continue;
        for (const known of yieldedBy(one, item)) learn({ ...known, collection: root.name, key: via });
      }
    }
    return answer;
  }
}

function markOf(child: Collection, row: Row): string {
  return JSON.stringify([
    row.root.name,
    row.via,
    ...child.key.map((field) => fieldOf(row.item, field, child)),
  ]);
}

function listInside(child: Collection, item: JsonObject, place: string): JsonObject[] {
  const list = listAt(item, place);
  if (list === undefined) {
    throw new ConnectorError("schema_changed", `The system sent a record without its ${child.name}.`);
  }
  if (list.every(isObject)) return [...list];
  throw new ConnectorError("bad_answer", `The ${child.name} inside a record are not a list of records.`);
}

/** A record inside its parent's need not repeat whose it is: where it stands says it. */
function tied(inner: JsonObject, item: JsonObject, way: Way, parent: Collection): JsonObject {
  if (way.own.steps.length > 0 || Object.hasOwn(inner, way.own.column)) return inner;
  return { ...inner, [way.own.column]: fieldOf(item, way.theirs.text, parent) };
}
