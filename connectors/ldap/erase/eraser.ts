import { randomBytes } from "node:crypto";
import { anonymousRecord } from "#connectors/anonymous.ts";
import type { Eraser, ErasureSample } from "#connectors/erase.ts";
import { bare, plannedStep, strategiesOf } from "#connectors/erasure-steps.ts";
import { sampled } from "#connectors/sampled.ts";
import type { Asking } from "../walk.ts";
import { actIn } from "./act.ts";
import { entryAt, recordOf } from "./find.ts";
import { stepsIn, targetsIn, tieOf } from "./plan.ts";
import { mentionsIn, standingIn } from "./standing.ts";

const mostSamples = 10;

/** Erasure in a directory. Each question has a connection of its own, as everywhere here. */
export function ldapEraser(asking: <T>(work: (open: Asking) => Promise<T>) => Promise<T>): Eraser {
  return {
    endsKeeps: true,
    steps: () => asking(async (open) => stepsIn(open).map(bare)),
    async *targets(keys) {
      yield* await asking(async (open) => [...(await targetsIn(open, stepsIn(open), keys))]);
    },
    samples: (step, rows) =>
      asking(async (open) => {
        const planned = plannedStep(stepsIn(open), step);
        const strategies = strategiesOf(planned.rule, planned.edge) ?? {};
        const tie = tieOf(planned);
        const samples: ErasureSample[] = [];
        for (const row of rows.slice(0, mostSamples)) {
          const entry = await entryAt(open, planned.of, row);
          if (entry === undefined) continue;
          const record = recordOf(entry, planned.of, open);
          const spot = { seed: `${planned.of.name} ${JSON.stringify(row)}`, secret: randomBytes(32) };
          const { record: after } = anonymousRecord(record, strategies, spot);
          if (tie !== undefined) {
            const left = [record[tie]].flat().filter((value) => value !== row.at(-1));
            after[tie] = left.length > 1 ? left : (left[0] ?? null);
          }
          samples.push(sampled(planned.of, record, planned.act === "delete" ? null : after));
        }
        return samples;
      }),
    act: (step, rows, secret) =>
      asking(async (open) => actIn(open, plannedStep(stepsIn(open), step), rows, secret)),
    standing: (step, rows) =>
      asking(async (open) => standingIn(open, plannedStep(stepsIn(open), step), rows)),
    mentions: (values) => asking((open) => mentionsIn(open, values)),
  };
}
