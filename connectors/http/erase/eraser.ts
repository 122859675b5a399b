import { randomBytes } from "node:crypto";
import { anonymousRecord } from "#connectors/anonymous.ts";
import type { Collection } from "#connectors/collection.ts";
import type { Eraser, ErasureSample } from "#connectors/erase.ts";
import {
  bare,
  canEnd,
  erasureSteps,
  type PlannedStep,
  plannedStep,
  strategiesOf,
} from "#connectors/erasure-steps.ts";
import { textOf } from "#connectors/json.ts";
import { ReachedRows } from "#connectors/reached-rows.ts";
import { sampled } from "#connectors/sampled.ts";
import { fieldOf } from "../field.ts";
import { type Ask, Walk } from "../walk.ts";
import { actOver, type Shop } from "./act.ts";
import { checkLook, lookAt } from "./look.ts";
import { mentionsOver } from "./mentions.ts";
import { changeFor, eraseOf, hindranceOf, usesTie } from "./reach.ts";
import { standingOver } from "./standing.ts";

const mostSamples = 10;
const isDone = (step: PlannedStep): boolean =>
  step.act !== "by_hand" && (step.act !== "keep" || strategiesOf(step.rule, step.edge) !== null);

/**
 * What stands inside the records of a parent goes with them, by the system's own doing: where both are to be deleted it
 * is no step of its own.
 */
function withinParents(steps: readonly PlannedStep[]): PlannedStep[] {
  const goes = (name: string | undefined) =>
    steps.some((one) => one.collection === name && one.act === "delete");
  const isWithin = (one: PlannedStep): boolean =>
    one.of.http?.inside !== undefined && one.rule.act === "delete" && goes(one.by?.to);
  return steps
    .filter((one) => !isWithin(one))
    .map((one, no) => {
      const inner = steps.filter((each) => isWithin(each) && each.by?.to === one.collection);
      const cascades = inner.map((each) => ({ table: each.collection, onDelete: "cascade" as const }));
      return { ...one, no, cascades: one.act === "delete" ? cascades : [] };
    });
}

/** Erasure over http, as the data map writes its requests. */
export function httpEraser(shop: Shop, collections: readonly Collection[], ask: Ask): Eraser {
  const { base, caller } = shop;
  const planned = withinParents(erasureSteps(collections, hindranceOf));
  const tied = (step: (typeof planned)[number]) =>
    step.act === "unlink" && usesTie(changeFor(eraseOf(step.of), step.act));
  return {
    endsKeeps: canEnd(planned),
    steps: async () => planned.map(bare),
    async *targets(keys) {
      const walk = new Walk(collections, ask, shop.atOnce, { mayBeGone: true });
      const reached = new ReachedRows(planned, tied);
      for (const collection of collections) {
        for await (const { via, item, way, tie } of walk.reachedRows(collection, keys)) {
          if (collection.key.length === 0) continue;
          const edge = way?.edge ?? null;
          reached.add(collection, {
            row: collection.key.map((field) => fieldOf(item, field, collection)),
            via,
            edges: [edge],
            lastOwner: !walk.hasOthers(collection, item),
            text: (field) => textOf(item[field]),
            ...(edge === null || tie === undefined ? {} : { ties: new Map([[edge, [tie]]]) }),
          });
        }
      }
      const looked = new Set<Collection>();
      for (const target of reached.targets()) {
        const step = planned[target.step];
        if (step !== undefined && isDone(step) && !looked.has(step.of)) {
          looked.add(step.of);
          await checkLook(step.of, target.row, base, caller);
        }
        yield target;
      }
    },
    async samples(step, rows) {
      const { of, edge, rule, act } = plannedStep(planned, step);
      const secret = randomBytes(32);
      const samples: ErasureSample[] = [];
      for (const row of rows.slice(0, mostSamples)) {
        const record = await lookAt(of, row, base, caller);
        if (record === undefined) continue;
        const spot = { seed: `${of.name} ${JSON.stringify(row)}`, secret };
        const after = anonymousRecord(record, strategiesOf(rule, edge) ?? {}, spot).record;
        samples.push(sampled(of, record, act === "delete" ? null : after));
      }
      return samples;
    },
    act: (step, rows, secret) => actOver(shop, plannedStep(planned, step), rows, secret),
    standing: (step, rows) => standingOver(base, caller, plannedStep(planned, step), rows),
    mentions: (values) => mentionsOver(collections, ask, values),
  };
}
