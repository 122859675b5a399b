import { randomBytes } from "node:crypto";
import { anonymousRecord, pathOf } from "#connectors/anonymous.ts";
import type { Collection } from "#connectors/collection.ts";
import type { FoundKey } from "#connectors/contract.ts";
import type { Eraser, RowKey } from "#connectors/erase.ts";
import {
  bare,
  erasureSteps,
  type PlannedStep,
  plannedStep,
  strategiesOf,
} from "#connectors/erasure-steps.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { type JsonObject, textOf } from "#connectors/json.ts";
import type { Edge } from "#connectors/language/edge.ts";
import { ReachedRows } from "#connectors/reached-rows.ts";
import { sampled } from "#connectors/sampled.ts";
import { answers, readAnswer } from "./answers.ts";
import { eraseRows } from "./erase.ts";
import { answeredLines, recordIn, rolesOf } from "./records.ts";
import type { Sender } from "./sender.ts";
import type { AskedKey } from "./session.ts";
import { rowsThere, standingRows } from "./standing.ts";

const mostSamples = 10;

/** Erasure in a system that announces that it can; in any other every step is done by hand. */
export function webhookEraser(
  collections: readonly Collection[],
  sender: Sender,
  most: number,
  askedKeys: (keys: readonly FoundKey[]) => AskedKey[],
): Eraser {
  const planned = async (): Promise<PlannedStep[]> => {
    const { capabilities } = readAnswer(
      answers.describe,
      await sender.json({ type: "describe" }),
      "describe",
    );
    const able = capabilities.includes("erase");
    return erasureSteps(collections, (act, of, edge, rule) => {
      if (!able) return "The system does not announce that it may erase.";
      return act === "delete" ? null : unsaid(of, Object.keys(strategiesOf(rule, edge) ?? {}));
    });
  };
  return {
    // Said of systems that can; in the others nothing but keeping is left to be ended, and it says so.
    endsKeeps: true,
    steps: async () => (await planned()).map(bare),
    async *targets(keys) {
      const asked = askedKeys(keys);
      const steps = await planned();
      const reached = new ReachedRows(steps);
      if (asked.length === 0) return;
      for (const collection of collections.filter((one) => one.key.length > 0)) {
        for await (const { via, line } of answeredLines(collection, asked, sender, most)) {
          if (Object.hasOwn(line, "file")) continue;
          const record = recordIn(line, collection);
          reached.add(collection, {
            row: rowKeyIn(record, collection),
            via,
            edges: edgesOf(line, collection),
            // Only where the system says that nobody else has a part in it does a shared record go.
            lastOwner: line.others === false,
            text: (field) => textOf(record[field]),
          });
        }
      }
      const looked = new Set<Collection>();
      for (const target of reached.targets()) {
        const step = steps[target.step];
        if (step !== undefined && step.act !== "by_hand" && !looked.has(step.of)) {
          looked.add(step.of);
          // A system that answers nothing to `standing` would have everything taken for gone.
          if ((await rowsThere(step.of, [target.row], sender, most)).length === 0)
            throw new ConnectorError(
              "bad_answer",
              `The system says that a record of ${step.collection} which it has just sent is not there.`,
            );
        }
        yield target;
      }
    },
    async samples(step, rows) {
      const { of, rule, edge, act } = plannedStep(await planned(), step);
      const secret = randomBytes(32);
      const there = await rowsThere(of, rows.slice(0, mostSamples), sender, most);
      return there.map(({ row, record }) => {
        const spot = { seed: `${of.name} ${JSON.stringify(row)}`, secret };
        const after = anonymousRecord(record, strategiesOf(rule, edge) ?? {}, spot).record;
        return sampled(of, record, act === "delete" ? null : after);
      });
    },
    act: async (step, rows, secret) =>
      eraseRows(plannedStep(await planned(), step), rows, secret, sender, most),
    standing: async (step, rows) => standingRows(plannedStep(await planned(), step), rows, sender, most),
    async mentions(values) {
      const question = { type: "mentions" as const, values };
      return readAnswer(answers.mentions, await sender.json(question), "mentions").mentions;
    },
  };
}

function unsaid(of: Collection, fields: readonly string[]): string | null {
  const inner = fields.find((field) => pathOf(field).steps.length > 0);
  return inner === undefined
    ? null
    : `${inner} of ${of.name} stands within a value, which the protocol cannot change.`;
}

/** A record's key as a plan names it. */
export function rowKeyIn(record: JsonObject, collection: Collection): RowKey {
  return collection.key.map((field) => {
    const text = textOf(record[field]);
    if (text === undefined || text === "")
      throw new ConnectorError(
        "bad_answer",
        `A record of ${collection.name} has no key, so it cannot be named.`,
      );
    return text;
  });
}

/** Over which edges a record is the person's: the only one there is, or those of the roles that the line names. */
export function edgesOf(line: JsonObject, collection: Collection): (Edge | null)[] {
  const [only, ...more] = collection.belongs;
  if (only === undefined) return [null];
  if (more.length === 0 && collection.subject_key.length === 0) return [only];
  const roles = rolesOf(line);
  const edges = collection.belongs.filter((edge) => edge.role !== undefined && roles.has(edge.role));
  if (edges.length > 0) return edges;
  throw new ConnectorError(
    "bad_answer",
    `The system's answer for ${collection.name} does not say in which role a record is the person's.`,
  );
}
