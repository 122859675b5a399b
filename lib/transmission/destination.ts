import { z } from "zod";
import { type DataKey, open } from "#lib/vault/seal.ts";

/** Where a person wants their data to go. */
export type Destination = { controller: string; address: string };

export const destinationContext = (id: string) => `transmission/${id}/sealed`;

const shape = z.object({ controller: z.string(), address: z.string() });

/** Opens where it goes. */
export function destinationOf(key: DataKey, row: { id: string; sealed: Buffer }): Destination {
  return shape.parse(JSON.parse(open(key, destinationContext(row.id), row.sealed)));
}
