import type { Eraser } from "#connectors/erase.ts";
import { currentMap, systemOf } from "#lib/map/current.ts";
import type { System } from "#lib/map/schema.ts";
import { endingOnly, outlivedPart } from "../retention/part.ts";
import type { BatchRow } from "./work.ts";

/** A system as a batch may see it: whole, or of a retention run only what has outlived its time. */
export type SystemOfBatch = { system: System; only: (eraser: Eraser) => Eraser };

export function systemOfBatch({ kind, asOf }: Pick<BatchRow, "kind" | "asOf">, id: string): SystemOfBatch {
  const system = systemOf(currentMap(), id);
  if (kind !== "retention") return { system, only: (eraser) => eraser };
  const part = outlivedPart(system, asOf);
  return { system: part.system, only: (eraser) => endingOnly(eraser, part) };
}
