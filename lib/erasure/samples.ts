import { buffer } from "node:stream/consumers";
import type { ErasureSample } from "#connectors/erase.ts";
import { readSpool } from "#lib/spool/spool.ts";
import type { DataKey } from "#lib/vault/seal.ts";

/** The first rows of a step, before and after. */
export type PreviewSample = { step: number; samples: ErasureSample[] };

/** Reads the samples that were stored beside a plan. */
export async function readSamples(key: DataKey, storageKey: string): Promise<PreviewSample[]> {
  return JSON.parse((await buffer(readSpool(key, storageKey))).toString("utf8")) as PreviewSample[];
}
