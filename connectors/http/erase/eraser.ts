import { randomBytes } from "node:crypto";
import { anonymousRecord } from "#connectors/anonymous.ts";
import type { Collection } from "#connectors/collection.ts";
import type { Eraser, ErasureSample } from "#connectors/erase.ts";
import { bare, erasureSteps, plannedStep, strategiesOf } from "#connectors/erasure-steps.ts";
import { textOf } from "#connectors/json.ts";
import { ReachedRows } from "#connectors/reached-rows.ts";
import { sampled } from "#connectors/sampled.ts";
import { fieldOf } from "../field.ts";
import { type Ask, Walk } from "../walk.ts";
import { actOver, type Shop } from "./act.ts";
import { lookAt } from "./look.ts";
import { mentionsOver } from "./mentions.ts";
import { changeFor, eraseOf, hindranceOf, usesTie } from "./reach.ts";
import { standingOver } from "./standing.ts";

const mostSamples = 10;

/** Erasure over http, as the data map writes its requests. */
export function httpEraser(shop: Shop, collections: readonly Collection[], ask: Ask): Eraser {
  const { base, caller } = shop;
  const planned = erasureSteps(collections, hindranceOf);
  const tied = (step: (typeof planned)[number]) =>
    step.act === "unlink" && usesTie(changeFor(eraseOf(step.of), step.act));
  return {
    steps: async () => planned.map(bare),
    async *targets(keys) {
      const walk = new Walk(collections, ask, shop.atOnce);
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
      yield* reached.targets();
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
