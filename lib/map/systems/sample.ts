import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { liveOf } from "../live/compare.ts";
import type { System } from "../schema.ts";
import { chosenVersion, tryOut } from "./try-out.ts";

const patience = 30;
const most = 10;
const longest = 40;

/**
 * The shape of a value without the value: letters as x, digits as 9, signs as they are, cut after 40. Enough to see
 * that a column holds addresses or dates, and nothing of anybody.
 */
export function masked(value: string): string {
  const shape = [...value.normalize("NFC")]
    .slice(0, longest)
    .map((one) =>
      /\p{Lu}/u.test(one) ? "X" : /[\p{L}\p{M}]/u.test(one) ? "x" : /\p{N}/u.test(one) ? "9" : one,
    )
    .map((one) => (/[\p{C}\p{Z}]/u.test(one) ? " " : /[\p{P}\p{S} Xx9]/u.test(one) ? one : "·"))
    .join("");
  return value.length > longest ? `${shape}…` : shape;
}

/**
 * Masked examples of one live collection, in the order of the columns. What the map never discloses is not even
 * read. Throws `conflict` where the kind of system gives no examples.
 */
export async function maskedSample(
  actor: Actor,
  id: string,
  typed: { collection: string; columns: readonly string[]; rows?: number; version?: number },
): Promise<{ columns: string[]; rows: (string | null)[][] }> {
  const chosen = await chosenVersion(actor, id, "manage_systems", typed.version);
  const hidden = neverShown(chosen.system, typed.collection);
  const columns = typed.columns.filter((column) => !hidden.has(column)).slice(0, 200);
  if (columns.length === 0) return { columns, rows: [] };
  const count = Math.min(most, Math.max(1, Math.trunc(typed.rows ?? 5)));
  const rows = await tryOut(chosen, "sample", patience, async (session) => {
    if (!session.sample) {
      throw new HabeasError("conflict", "This kind of system gives no examples.");
    }
    return session.sample(typed.collection, columns, count);
  });
  await inTransaction((tx) =>
    audit(tx, null, actor, {
      kind: "system_sampled",
      system: id,
      version: chosen.version,
      collection: typed.collection,
    }),
  );
  return { columns, rows: rows.map((row) => row.map((value) => (value === null ? null : masked(value)))) };
}

function neverShown(system: System, live: string): Set<string> {
  const mapped = system.collections.filter((one) => liveOf(system, one.table ?? one.name, [{ name: live }]));
  return new Set(
    mapped.flatMap((one) =>
      Object.entries(one.fields).flatMap(([name, { disclose }]) => (disclose === "never" ? [name] : [])),
    ),
  );
}
