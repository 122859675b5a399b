import type { KnownIdentifier, LocateAnswer } from "#connectors/contract.ts";
import type { identifier } from "#drizzle/schema/identity.ts";
import type { Actor } from "#lib/core/actor.ts";
import { currentMap } from "#lib/map/current.ts";
import { identifierContext } from "#lib/request/plan.ts";
import { type DataKey, open, tokenOf } from "#lib/vault/seal.ts";

export type IdentifierRow = typeof identifier.$inferSelect;
export type Located = Extract<LocateAnswer, { kind: "located" }>;

export const keyContext = (taskId: string) => `found_key/${taskId}`;
export const keyToken = (systemId: string, key: string) => tokenOf(`key/${systemId}`, key);

/** An identifier's value, opened. */
export function openIdentifier(key: DataKey, row: IdentifierRow): KnownIdentifier {
  return { kind: row.kind, value: open(key, identifierContext(row.requestId, row.kind), row.sealed) };
}

/** Whose national way of writing a telephone number a system follows. */
export function countryOf(systemId: string): string | undefined {
  return currentMap().systems.find((system) => system.id === systemId)?.country;
}

export type Work = { taskId: string; requestId: string; systemId: string; key: DataKey; actor: Actor };
