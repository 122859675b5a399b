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

/**
 * Whose national way of writing a telephone number the identifiers follow that a system yields: of the country that
 * the map names there, else of the system's own. Undefined where they follow several: then only `+…` is understood.
 */
export function countryOf(systemId: string, kind: string): string | undefined {
  const system = currentMap().systems.find((one) => one.id === systemId);
  const yields = system?.collections.flatMap((one) => one.yields).filter((one) => one.kind === kind) ?? [];
  const named = new Set(yields.map((one) => one.country ?? system?.country));
  if (named.size > 1) return undefined;
  return [...named][0] ?? system?.country;
}

export type Work = { taskId: string; requestId: string; systemId: string; key: DataKey; actor: Actor };
