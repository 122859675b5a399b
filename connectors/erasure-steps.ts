import { isDeepStrictEqual } from "node:util";
import type { Collection } from "#connectors/collection.ts";
import type { ErasureAct, ErasureStep } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import type { Edge } from "#connectors/language/edge.ts";
import type { ErasureRule } from "#connectors/language/erasure.ts";
import { outlineOf } from "#connectors/language/outline.ts";
import { addDays, addMonths, type Day, isDay } from "#lib/core/day.ts";

/**
 * A step with what of the map it is about; `edge` is null for a root's own rows. `cannotEnd`: why rows that are kept could
 * not be deleted when their time is over; null where they can.
 */
export type PlannedStep = ErasureStep & { of: Collection; edge: Edge | null; cannotEnd: string | null };

/** field → how it is made to say nothing. */
export type Strategies = Extract<ErasureRule, { act: "anonymise" }>["fields"];

/** Why a kind of system cannot do an act to rows of a collection, as a sentence; null where it can. */
export type Hindrance = (
  act: ErasureAct,
  of: Collection,
  edge: Edge | null,
  rule: ErasureRule,
) => string | null;

/**
 * The steps of a system that has no cascades and no keys of its own: in the order of the map's outline, each with what
 * is really done. A row that goes with its last owner has two: this person's part is taken out, or the row goes.
 */
export function erasureSteps(collections: readonly Collection[], hindrance: Hindrance): PlannedStep[] {
  const waysLeft = new Map(
    collections.map((one) => [one.name, [...(one.subject_key.length > 0 ? [null] : []), ...one.belongs]]),
  );
  const steps: PlannedStep[] = [];
  for (const { collection, by, rule, assumed } of outlineOf(collections).steps) {
    const of = collections.find((one) => one.name === collection);
    const edge = waysLeft.get(collection)?.shift();
    if (of === undefined || edge === undefined) continue;
    for (const act of actsOf(rule)) {
      const why = hindered(act, of, edge, rule, hindrance);
      // What cannot be done in one of its two ways is one thing for a person.
      if (why !== null && steps.at(-1)?.edge === edge && steps.at(-1)?.why === why) continue;
      const done = { act: why === null ? act : ("by_hand" as const), why };
      const cannotEnd = hindered("delete", of, edge, rule, hindrance);
      steps.push({
        no: steps.length,
        collection,
        by,
        rule,
        assumed,
        ...done,
        cascades: [],
        of,
        edge,
        cannotEnd,
      });
    }
  }
  return steps;
}

/** The step without what only its own kind needs, as it is approved. */
export function bare({ of: _of, edge: _edge, cannotEnd: _end, ...step }: PlannedStep): ErasureStep {
  return step;
}

/** What a step does to whom, however it was kept meanwhile: members in another order, or left out where undefined. */
const saidOf = ({ collection, by, rule, act }: ErasureStep): unknown =>
  JSON.parse(JSON.stringify({ collection, by, rule, act }));

/**
 * The step of these that is meant: the map must still say the same. A step that keeps may also be meant with its act changed
 * to `delete`. Throws `misconfigured` for one that cannot be done.
 */
export function plannedStep(steps: readonly PlannedStep[], step: ErasureStep): PlannedStep {
  const find = (act: ErasureAct) =>
    steps.find((one) => isDeepStrictEqual(saidOf(one), saidOf({ ...step, act })));
  const kept = step.act === "delete" ? find("keep") : undefined;
  const same = find(step.act) ?? (kept && { ...kept, act: "delete" as const });
  if (same === undefined)
    throw new ConnectorError(
      "misconfigured",
      `The data map says something else of ${step.collection} by now.`,
    );
  if (same.act === "by_hand")
    throw new ConnectorError("misconfigured", `What is done by hand in ${step.collection} is not done here.`);
  if (kept !== undefined && kept.cannotEnd !== null)
    throw new ConnectorError("misconfigured", kept.cannotEnd);
  return same;
}

/** True where everything that these steps keep can be deleted when its time is over. */
export const canEnd = (steps: readonly PlannedStep[]): boolean =>
  steps.every((step) => step.act !== "keep" || step.cannotEnd === null);

function actsOf(rule: ErasureRule): ErasureAct[] {
  if (rule.act === "delete_with_last_owner") return ["unlink", "delete"];
  return [rule.act === "decorrelate" ? "by_hand" : rule.act];
}

function hindered(
  act: ErasureAct,
  of: Collection,
  edge: Edge | null,
  rule: ErasureRule,
  hindrance: Hindrance,
): string | null {
  if (rule.act === "by_hand") return rule.note;
  if (rule.act === "decorrelate") return "This kind of system cannot give a record an invented owner.";
  if (act === "keep" && strategiesOf(rule, edge) === null) return null;
  if (of.key.length === 0) return `The data map gives ${of.name} no key by which one record is known.`;
  const taken = Object.keys(strategiesOf(rule, edge) ?? {}).find((field) => of.key.includes(field));
  if (taken !== undefined && act !== "delete")
    return `${taken} is part of the key of ${of.name}: without it the record could not be found again.`;
  return hindrance(act, of, edge, rule);
}

/** What becomes of the fields of a row that stays; null where nothing does. Of an unlinked row its ties are emptied. */
export function strategiesOf(rule: ErasureRule, edge: Edge | null): Strategies | null {
  switch (rule.act) {
    case "anonymise":
      return rule.fields;
    case "keep":
      return rule.anonymise ?? null;
    case "unlink":
    case "delete_with_last_owner": {
      const named = rule.act === "unlink" ? rule.fields : undefined;
      const fields = named ?? edge?.on.map((tie) => tie.own.text) ?? [];
      return Object.fromEntries(fields.map((field) => [field, "null" as const]));
    }
    default:
      return null;
  }
}

/**
 * The steps that a row is in which is somebody's in these ways: what must be kept stays out of all else, what is done by
 * hand out of all but that, and what goes is not changed before. `lastOwner`: nobody else has a part in it.
 */
export function stepsOfRow(
  steps: readonly PlannedStep[],
  ways: ReadonlySet<Edge | null>,
  lastOwner: boolean,
): PlannedStep[] {
  const mine = steps.filter(
    (step) =>
      ways.has(step.edge) &&
      (step.rule.act !== "delete_with_last_owner" ||
        step.act === "by_hand" ||
        (step.act === "delete") === lastOwner),
  );
  const first = (act: ErasureAct) => mine.filter((step) => step.act === act).slice(0, 1);
  for (const act of ["keep", "by_hand", "delete"] as const) {
    const [only] = first(act);
    if (only !== undefined) return [only];
  }
  return mine;
}

/** The civil day after which a row need not be kept, from the text of the field that its rule counts from. */
export function keptUntil(rule: ErasureRule, text: string | undefined): Day | null {
  if (rule.act !== "keep" || rule.until === undefined) return null;
  const from = dayIn(text ?? "");
  const [, years, months, days] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?$/.exec(rule.until.after) ?? [];
  if (from === null) return null;
  return addDays(addMonths(from, Number(years ?? 0) * 12 + Number(months ?? 0)), Number(days ?? 0));
}

/** The day of a date, of an instant, or of seconds or milliseconds since 1970. */
function dayIn(text: string): Day | null {
  if (/^\d{9,10}$|^\d{12,13}$/.test(text))
    return new Date(Number(text) * (text.length < 12 ? 1000 : 1)).toISOString().slice(0, 10);
  const day = text.slice(0, 10);
  return isDay(day) ? day : null;
}
