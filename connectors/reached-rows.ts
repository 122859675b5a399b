import type { Collection } from "#connectors/collection.ts";
import type { ErasureTarget, RowKey } from "#connectors/erase.ts";
import { keptUntil, type PlannedStep, stepsOfRow } from "#connectors/erasure-steps.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { Edge } from "#connectors/language/edge.ts";

/** Rows of one collection that are held while it is decided what becomes of each. */
const mostRows = 2_000_000;

/** A row that is a person's over one or several edges; null stands for a root's own. */
export type ReachedRow = {
  row: RowKey;
  via: string;
  edges: Iterable<Edge | null>;
  /** Over no edge does it belong to anybody else. */
  lastOwner: boolean;
  /** The text of a field of it. */
  text(field: string): string | undefined;
  /** The values by which it is tied to the person. */
  ties?: ReadonlyMap<Edge, readonly string[]>;
};

type Known = {
  row: RowKey;
  via: string;
  ways: Set<Edge | null>;
  lastOwner: boolean;
  counted: Map<string, string>;
  ties: Map<Edge, Set<string>>;
};

/** The rows that a walk has reached, each once however often it was reached, and the steps that each is in. */
export class ReachedRows {
  readonly #steps: readonly PlannedStep[];
  readonly #tied: (step: PlannedStep) => boolean;
  readonly #rows = new Map<Collection, Map<string, Known>>();

  /** `tied`: steps that need to know which value of a list is the person's; it stands last in their rows. */
  constructor(steps: readonly PlannedStep[], tied: (step: PlannedStep) => boolean = () => false) {
    this.#steps = steps;
    this.#tied = tied;
  }

  add(collection: Collection, { row, via, edges, lastOwner, text, ties }: ReachedRow): void {
    const rows = this.#rows.get(collection) ?? new Map<string, Known>();
    this.#rows.set(collection, rows);
    const mark = JSON.stringify(row);
    const known = rows.get(mark) ?? {
      row,
      via,
      ways: new Set(),
      lastOwner: true,
      counted: new Map(),
      ties: new Map(),
    };
    rows.set(mark, known);
    for (const edge of edges) known.ways.add(edge);
    known.lastOwner &&= lastOwner;
    for (const [edge, values] of ties ?? [])
      known.ties.set(edge, new Set([...(known.ties.get(edge) ?? []), ...values]));
    for (const { rule, of } of this.#steps) {
      if (of !== collection || rule.act !== "keep" || rule.until === undefined) continue;
      const { from } = rule.until;
      // Of several copies of a row the latest day counts.
      const found = text(from) ?? "";
      if (found > (known.counted.get(from) ?? "")) known.counted.set(from, found);
    }
    if (rows.size > mostRows)
      throw new ConnectorError(
        "misconfigured",
        `One person has more than ${mostRows} records in ${collection.name}.`,
      );
  }

  /** Every row in the steps that it is in, the steps in their order. */
  *targets(): Generator<ErasureTarget> {
    for (const step of this.#steps) {
      const mine = this.#steps.filter((one) => one.of === step.of);
      for (const known of this.#rows.get(step.of)?.values() ?? []) {
        if (!stepsOfRow(mine, known.ways, known.lastOwner).includes(step)) continue;
        const from = step.rule.act === "keep" ? step.rule.until?.from : undefined;
        const until = keptUntil(step.rule, from === undefined ? undefined : known.counted.get(from));
        const ties = step.edge === null ? undefined : known.ties.get(step.edge);
        const rows = this.#tied(step) ? [...(ties ?? [])].map((tie) => [...known.row, tie]) : [known.row];
        for (const row of rows) yield { step: step.no, via: known.via, until, row };
      }
    }
  }
}
