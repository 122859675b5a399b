import type { Collection } from "#connectors/collection.ts";
import type { KnownIdentifier } from "#connectors/contract.ts";
import { graphOf, ownedOnly, rootsOf } from "./graph.ts";
import { hitsOf } from "./hits.ts";
import { statement } from "./reach.ts";
import type { Making } from "./values.ts";
import { yieldsOf } from "./yields.ts";

/** A row of the answer: asked identifier `no` leads to a key of root `root`, or a key yields a value of `kind`. */
export type LocateRow = {
  what: "hit" | "yield";
  /** Of the roots, in the map's order. */
  root: number;
  /** Of the asked identifiers. */
  no: number;
  /** How many keys of this root the identifier leads to; at most `listed` of them are answered. */
  people: number;
  kind: string;
  /** `p0` … the parts of the key, `v0` … those of the identifier. */
  [part: `${"p" | "v"}${number}`]: string | null;
};

/** No more keys of a shared identifier than this are listed. */
const listed = 100;

/** The widths of the answer: parts of keys and of identifiers. */
export function widthsOf(collections: readonly Collection[]): { parts: number; values: number } {
  const yields = collections.flatMap((one) => one.yields.map((each) => each.fields.length));
  return {
    parts: Math.max(1, ...collections.map((one) => one.subject_key.length)),
    values: Math.max(1, ...yields),
  };
}

/**
 * The whole search as one statement: from each asked identifier, in a root itself or in a collection that is owned
 * by one, up to the subject keys; an identifier with several keys stops there; from the rest, down again to what the
 * map says they yield. Null where nothing in the map can match what is asked.
 */
export function locateSql<T>(
  making: Making<T>,
  collections: readonly Collection[],
  asked: readonly KnownIdentifier[],
): string | null {
  const roots = rootsOf(collections);
  const { parts, values } = widthsOf(collections);
  const columns = (name: string, count: number) => Array.from({ length: count }, (_, no) => `${name}${no}`);
  const keyColumns = columns("p", parts);
  const hits = collections.flatMap((one) =>
    one.match.flatMap((identify) => hitsOf(making, collections, one, identify, asked, keyColumns)),
  );
  if (hits.length === 0) return null;
  const found = roots.filter((root) => hits.some((hit) => hit.root === root));
  const p = keyColumns.join(", ");
  const queries = [
    `hit as (${hits.map((hit) => hit.sql).join("\nunion ")})`,
    `counted as (select root, no, ${p}, count(*) over (partition by root, no) as people,
      row_number() over (partition by root, no order by ${p}) as place from hit)`,
    making.dialect.fenced(
      "mine",
      ["root", "n", ...keyColumns],
      `select root, row_number() over (order by root, ${p}) as n, ${p} from (select distinct root, ${p} from counted where people = 1) one`,
    ),
    ...found.map((root) =>
      making.dialect.fenced(
        `mine_${roots.indexOf(root)}`,
        ["via", ...keyColumns],
        `select n as via, ${p} from mine where root = ${roots.indexOf(root)}`,
      ),
    ),
  ];
  const graph = graphOf(collections, { isRoot: (root) => found.includes(root), follows: ownedOnly });
  const made = statement(making, graph, collections, (root, alias) => `mine_${roots.indexOf(root)} ${alias}`);
  const nothing = columns("v", values).map((name) => `${making.dialect.noText} as ${name}`);
  const { noText } = making.dialect;
  const lines = [
    `select 'hit' as what, root, no, people, ${noText} as kind, ${p}, ${nothing.join(", ")} from counted where place <= ${listed}`,
  ];
  for (const one of graph.reached) {
    for (const identify of one.yields) {
      const known = yieldsOf(making, one, identify, made.reached(one));
      const v = columns("v", values).map((name, no) => (no < identify.fields.length ? `y.${name}` : noText));
      const keyParts = keyColumns.map((name) => `m.${name}`).join(", ");
      lines.push(
        `select 'yield', m.root, ${noText}, 0, '${identify.kind}', ${keyParts}, ${v.join(", ")}
         from (${known}) y join mine m on m.n = y.via`,
      );
    }
  }
  const ahead = [...queries, ...made.queries].join(",\n");
  return `with ${made.recursive ? "recursive " : ""}${ahead}\n${lines.join("\nunion all ")}`;
}
