import type { InspectedCollection } from "#connectors/contract.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction } from "#lib/db/database.ts";
import { chosenVersion, tryOut } from "./try-out.ts";

const patience = 60;

/** The collections, columns, keys and references of the live system. Throws `unavailable` where it does not say. */
export async function inspectSystem(
  actor: Actor,
  id: string,
  typed: { version?: number } = {},
): Promise<InspectedCollection[]> {
  const chosen = await chosenVersion(actor, id, "manage_systems", typed.version);
  const live = await tryOut(chosen, "inspect", patience, (session) => session.inspect());
  await inTransaction((tx) =>
    audit(tx, null, actor, { kind: "system_inspected", system: id, version: chosen.version }),
  );
  return live;
}
