import type { Collection } from "#connectors/collection.ts";
import type { Eraser } from "#connectors/erase.ts";
import { bare, canEnd, plannedStep } from "#connectors/erasure-steps.ts";
import type { Read } from "../owned.ts";
import { actIn } from "./act.ts";
import { mentionsIn } from "./mentions.ts";
import { judgedSteps, stepsIn, targetsIn } from "./plan.ts";
import type { Shop } from "./rewritten.ts";
import { samplesIn } from "./samples.ts";
import { standingIn } from "./standing.ts";

/** Erasure in files: they are written anew without a person's records, each in one moment. */
export function filesEraser(shop: Shop, ordered: readonly Collection[], read: Read): Eraser {
  const { place, settings, collections } = shop;
  const planned = () => stepsIn(place, settings, collections);
  return {
    endsKeeps: settings.rewrite !== undefined && canEnd(judgedSteps(settings, collections, null)),
    steps: async () => (await planned()).map(bare),
    async *targets(keys) {
      yield* targetsIn(await planned(), ordered, keys, read);
    },
    samples: async (step, rows) => samplesIn(plannedStep(await planned(), step), rows, read),
    act: async (step, rows, secret, _keep, whose) =>
      actIn(shop, plannedStep(await planned(), step), rows, secret, whose),
    standing: async (step, rows) => standingIn(plannedStep(await planned(), step), rows, read),
    mentions: (values) => mentionsIn(place, shop, values),
  };
}
