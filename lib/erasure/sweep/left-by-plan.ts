import { and, inArray, type SQL } from "drizzle-orm";
import { erasedToken } from "#drizzle/schema/undo.ts";
import type { Queryable } from "#lib/db/database.ts";
import { internalKinds } from "../prove.ts";

type Found = { rowToken: Buffer; kinds: ReadonlySet<string | null> };

/** What the plan itself left there is none that came back. `of`: whose tokens are asked. */
export async function leftByPlan<One extends Found>(
  tx: Queryable,
  of: SQL,
  hits: readonly One[],
): Promise<(hit: One) => boolean> {
  const known = new Map<string, string>();
  for (let at = 0; at < hits.length; at += 1000) {
    const rows = await tx
      .select({ token: erasedToken.token, what: erasedToken.what })
      .from(erasedToken)
      .where(
        and(
          of,
          inArray(erasedToken.what, ["stays", "changed"]),
          inArray(
            erasedToken.token,
            hits.slice(at, at + 1000).map((hit) => hit.rowToken),
          ),
        ),
      );
    for (const { token, what } of rows) known.set(token.toString("hex"), what);
  }
  const ours = internalKinds();
  return (hit) => {
    const what = known.get(hit.rowToken.toString("hex"));
    // A number of ours may stay in a row that was changed; a name or an address may not.
    return (
      what === "stays" ||
      (what === "changed" && [...hit.kinds].every((kind) => kind === null || ours.has(kind)))
    );
  };
}
