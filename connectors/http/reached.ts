import type { Collection } from "#connectors/collection.ts";
import { neededValues } from "./field.ts";
import { type Way, waysOf } from "./shape.ts";
import type { Row } from "./walk.ts";

/** A parent's value by which a child is to be asked, and the key by which the parent was reached. */
export type Parent = { via: string; root: Collection; way: Way; value: string; json: unknown };

/** What a walk has reached so far: the values of parents, each once for a person and a way. */
export class Reached {
  readonly #ways: ReadonlyMap<string, readonly Way[]>;
  readonly #parents = new Map<string, Parent[]>();
  readonly #seen = new Set<string>();

  constructor(collections: readonly Collection[]) {
    this.#ways = new Map(collections.map((one) => [one.name, waysOf(one)]));
  }

  /** The parents of a collection; the list grows while the walk goes on, where rows of it have rows of it below them. */
  of(child: Collection): readonly Parent[] {
    const known = this.#parents.get(child.name) ?? [];
    this.#parents.set(child.name, known);
    return known;
  }

  remember(parent: Collection, row: Row): void {
    for (const [child, ways] of this.#ways) {
      for (const [number, way] of ways.entries()) {
        if (way.to !== parent.name) continue;
        for (const { text, json } of neededValues(row.item, way.theirs, parent)) {
          const mark = JSON.stringify([child, number, row.root.name, row.via, text]);
          if (this.#seen.has(mark)) continue;
          this.#seen.add(mark);
          const known = this.#parents.get(child) ?? [];
          this.#parents.set(child, known);
          known.push({ via: row.via, root: row.root, way, value: text, json });
        }
      }
    }
  }

  /** The names of these collections and of all above them. */
  above(collections: readonly Collection[]): ReadonlySet<string> {
    const names = new Set(collections.map((one) => one.name));
    for (const name of names) for (const way of this.#ways.get(name) ?? []) names.add(way.to);
    return names;
  }
}
