import type { Right } from "#lib/law/rights.ts";
import { currentMap } from "#lib/map/current.ts";

/**
 * First answers of a draft that a link in somebody's copy leads to ("this is wrong", "delete this"): the link names a system
 * and a kind of data by their ids, never what is held. Nothing where the map does not know them.
 */
export function aboutKind(
  right: Right,
  named: { system?: string | undefined; collection?: string | undefined },
): Record<string, string> {
  const system = currentMap().systems.find((one) => one.id === named.system);
  const kind = system?.collections.find((one) => one.name === named.collection);
  if (!system || !kind) return {};
  const about = `${kind.label} (${system.title})`;
  if (right === "rectification") return { wrong: `${about}: ` };
  return right === "erasure" ? { scope: "some", details: about } : { details: about };
}
