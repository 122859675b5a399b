import type { Contradiction, Outline, OutlineStep } from "#connectors/language/outline.ts";
import type { MapCase } from "./map-case.ts";

/** A map for one kind of annotation: what the person gets to read, and what their erasure will do. */
export type AnnotatedCase = MapCase & {
  /** In order: `<collection> by <collection> [role]: <what> [, assumed] [, the system cascades]`. */
  outline: string[];
  contradictions?: string[];
};

/** An outline in the form of the cases. */
export function spoken({ steps, contradictions }: Outline): { outline: string[]; contradictions: string[] } {
  return { outline: steps.map(stepText), contradictions: contradictions.map(contradictionText) };
}

function stepText({ collection, by, rule, assumed, bySystem }: OutlineStep): string {
  const way = by === null ? "itself" : `by ${by.to}${by.role === undefined ? "" : ` as ${by.role}`}`;
  const marks = [...(assumed ? ["assumed"] : []), ...(bySystem === null ? [] : [`system: ${bySystem}`])];
  return `${collection} ${way}: ${[rule.act, ...marks].join(", ")}`;
}

const contradictionText = ({ collection, to, sentence }: Contradiction) =>
  `${collection} by ${to}: ${sentence}`;

/** Two people, and nothing else yet. */
export const twoPeople = `
  create table people (id int primary key, email varchar(90));
  insert into people values (1, 'ada@example.com'), (2, 'bo@example.com');`;
