import { pathOf } from "#connectors/anonymous.ts";
import type { FoundKey } from "#connectors/contract.ts";
import type { ErasureTarget } from "#connectors/erase.ts";
import { erasureSteps, type PlannedStep, strategiesOf } from "#connectors/erasure-steps.ts";
import { keysOf } from "#connectors/lineage.ts";
import { ReachedRows } from "#connectors/reached-rows.ts";
import { compact, valuesOf } from "../entry.ts";
import { attributeOf } from "../filter.ts";
import { isBinary, isName } from "../schema.ts";
import { type Asking, isRoot, ownedBy, tiedBy } from "../walk.ts";
import { attributeNamed, rowOf } from "./find.ts";

/** What hangs below an entry goes with it; what of that the map describes must have gone before. */
const below = { table: "entries below it", onDelete: "cascade" } as const;

/** The steps in a directory, judged against its schema. */
export function stepsIn(asking: Asking): PlannedStep[] {
  const { collections, schema } = asking;
  const steps = erasureSteps(collections, (act, of, edge, rule) => {
    if (act === "delete") return null;
    for (const [field, strategy] of Object.entries(strategiesOf(rule, edge) ?? {})) {
      if (pathOf(field).steps.length > 0 && !edge?.on.some((tie) => tie.own.text === field))
        return `A directory has no place inside ${field} of ${of.name}.`;
      const attribute = attributeOf({ ...pathOf(field), steps: [] }, of, schema);
      const type = schema.attribute(attribute);
      if (attribute === "dn" || type === undefined)
        return `The name of an entry of ${of.name} cannot be changed.`;
      if (strategy !== "null" && (isBinary(type) || isName(type)))
        return `${field} of ${of.name} holds no text that could be made anonymous; it can only be emptied.`;
    }
    return null;
  });
  return steps.map((step) => (step.act === "delete" ? { ...step, cascades: [below] } : step));
}

/** The attribute from which an unlink takes this person's value and no other; undefined for the other steps. */
export function tieOf(step: PlannedStep): string | undefined {
  if (step.act !== "unlink" || step.edge === null) return undefined;
  const own = step.edge.on[0]?.own.text;
  return own !== undefined && Object.hasOwn(strategiesOf(step.rule, step.edge) ?? {}, own) ? own : undefined;
}

/** Every entry of these keys in the steps that it is in, the steps in their order. */
export async function targetsIn(
  asking: Asking,
  steps: readonly PlannedStep[],
  keys: readonly FoundKey[],
): Promise<Iterable<ErasureTarget>> {
  const { collections, schema } = asking;
  const reached = new ReachedRows(steps, (step) => tieOf(step) !== undefined);
  for (const collection of collections.filter((one) => one.key.length > 0)) {
    const text = (entry: Parameters<typeof valuesOf>[0]) => (field: string) => {
      const value = compact(valuesOf(entry, attributeNamed(field, collection, asking), schema));
      return typeof value === "string" ? dayOf(value) : undefined;
    };
    for (const root of collections.filter(isRoot)) {
      for (const via of keysOf(root, keys)) {
        if (isRoot(collection)) {
          for await (const { entry } of ownedBy(asking, collection, root.name, via)) {
            const row = rowOf(entry, collection, asking);
            reached.add(collection, { row, via, edges: [null], lastOwner: true, text: text(entry) });
          }
          continue;
        }
        const mine = new Map<string, Set<string>>();
        const seen: {
          entry: Parameters<typeof valuesOf>[0];
          edge: (typeof collection.belongs)[number];
          ties: string[];
        }[] = [];
        for (const edge of collection.belongs) {
          const own = attributeNamed(edge.on[0]?.own.column ?? "", collection, asking);
          for await (const { entry, tiedBy: tied } of tiedBy(asking, collection, edge, root.name, via)) {
            const values = [...(tied.get(own) ?? [])];
            seen.push({ entry, edge, ties: values });
            const known = mine.get(entry.dn) ?? new Set();
            mine.set(entry.dn, known);
            for (const value of values) known.add(`${own} ${value}`);
          }
        }
        const owning = collection.belongs
          .filter((edge) => edge.as === "owned" || edge.as === "shared")
          .map((edge) => attributeNamed(edge.on[0]?.own.column ?? "", collection, asking))
          .filter((name) => name !== "dn");
        for (const { entry, edge, ties } of seen) {
          const others = owning.some((name) =>
            valuesOf(entry, name, schema).some((value) => !mine.get(entry.dn)?.has(`${name} ${value}`)),
          );
          reached.add(collection, {
            row: rowOf(entry, collection, asking),
            via,
            edges: [edge],
            lastOwner: !others,
            text: text(entry),
            ties: new Map([[edge, ties]]),
          });
        }
      }
    }
  }
  return reached.targets();
}

/** `20240229120000Z`, the directory's way of writing an instant, as a day. */
const dayOf = (text: string): string =>
  text.replace(/^(\d{4})(\d\d)(\d\d)\d{2,6}(?:[.,]\d+)?(?:Z|[+-]\d{2,4})$/, "$1-$2-$3");
