import type { Row, ViewerCollection } from "../shape.ts";

type Policy = { createScriptURL(path: string): string };
type Factory = { createPolicy(name: string, rules: { createScriptURL(path: string): string }): Policy };

/** Shards that stay in memory after they were shown; everything else is read from the disk again. */
const kept = 6;

/** Reads the records: a script is added for each piece, calls `__d`, and is taken away again. */
export class Shards {
  readonly #arrived = new Map<string, Row[]>();
  readonly #recent = new Map<string, Row[]>();
  readonly #coming = new Map<string, Promise<Row[] | null>>();
  readonly #policy: Policy | null;

  constructor() {
    const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
    this.#policy = factory?.createPolicy("habeas", { createScriptURL: onlyShards }) ?? null;
  }

  /** What a shard's script hands over. */
  deliver(collection: number, shard: number, rows: Row[]): void {
    if (Array.isArray(rows)) this.#arrived.set(`${collection}-${shard}`, rows);
  }

  /** The rows of a collection's n-th shard (from 0), or null where the file is missing or cannot be read. */
  async rows(collection: ViewerCollection, n: number, keep = true): Promise<Row[] | null> {
    const key = `${collection.number}-${collection.firstShard + n}`;
    const known = this.#recent.get(key);
    if (known) {
      this.#recent.delete(key);
      this.#recent.set(key, known);
      return known;
    }
    const coming = this.#coming.get(key) ?? this.#load(key, pathOf(collection, n));
    this.#coming.set(key, coming);
    const rows = await coming;
    this.#coming.delete(key);
    if (rows && keep) this.#remember(key, rows);
    return rows;
  }

  #remember(key: string, rows: Row[]): void {
    this.#recent.set(key, rows);
    for (const oldest of this.#recent.keys()) {
      if (this.#recent.size <= kept) break;
      this.#recent.delete(oldest);
    }
  }

  #load(key: string, path: string): Promise<Row[] | null> {
    return new Promise((settle) => {
      const script = document.createElement("script");
      const end = () => {
        script.remove();
        settle(this.#arrived.get(key) ?? null);
        this.#arrived.delete(key);
      };
      script.addEventListener("load", end);
      script.addEventListener("error", end);
      script.src = this.#policy ? this.#policy.createScriptURL(path) : onlyShards(path);
      document.head.append(script);
    });
  }
}

/** `viewer/data/CC-NNNN.js`, the file of a collection's n-th shard. */
function pathOf(collection: ViewerCollection, n: number): string {
  const shard = String(collection.firstShard + n).padStart(4, "0");
  return `viewer/data/${String(collection.number).padStart(2, "0")}-${shard}.js`;
}

/** The only scripts that may be added to the page. */
function onlyShards(path: string): string {
  if (!/^viewer\/data\/\d{2,}-\d{4,}\.js$/.test(path)) throw new Error("not a part of the data");
  return path;
}
