import type { ViewerCollection, ViewerIndex } from "../shape.ts";
import { inWords, numberText, type Values } from "./message.ts";

/** How much of a record is shown: the plain facts, or every field exactly as it is. */
export type Depth = "plain" | "all";

/** What every part of the viewer knows: the index, its words, and where a record stands among all. */
export class House {
  readonly index: ViewerIndex;
  depth: Depth = "plain";
  /** Number of the first record of each collection, counted over all of them. */
  readonly #starts: number[] = [];

  constructor(index: ViewerIndex) {
    this.index = index;
    let start = 0;
    for (const collection of index.collections) {
      this.#starts.push(start);
      start += collection.rows;
    }
  }

  say(key: string, values: Values = {}): string {
    const isolated = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? apart(value) : value]),
    );
    return inWords(this.index.words[key] ?? key, isolated, this.index.locale);
  }

  number(n: number): string {
    return numberText(n, this.index.locale);
  }

  collection(position: number): ViewerCollection {
    const found = this.index.collections[position];
    if (!found) throw new Error("no such collection");
    return found;
  }

  start(position: number): number {
    return this.#starts[position] ?? 0;
  }

  /** Which collection, and which of its records, a number over all records is. */
  place(number: number): { position: number; row: number } {
    let position = this.#starts.length - 1;
    while (position > 0 && (this.#starts[position] ?? 0) > number) position -= 1;
    return { position, row: number - this.start(position) };
  }
}

/** A value that may run the other way than its sentence stands in an isolate, or it would turn its neighbours round. */
function apart(value: string): string {
  const oneWay = document.documentElement.dir !== "rtl" && !/[\u0590-\u08FF\uFB1D-\uFEFC]/u.test(value);
  return oneWay ? value : `\u2068${value}\u2069`;
}
