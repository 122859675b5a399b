import { and, asc, eq, notInArray } from "drizzle-orm";
import { identifier } from "#drizzle/schema/identity.ts";
import type { Transaction } from "#lib/db/database.ts";
import { mask } from "#lib/identity/canonical.ts";
import { currentMap } from "#lib/map/current.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import type { RequestFile } from "#lib/request/views.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { openIdentifier } from "./known.ts";

/** Whether this reader may see values, and which they had shown to them a moment ago. */
export type Sight = { sees: boolean; shown: ReadonlySet<string> };

/** A mask that tells nothing at all, for readers who may not see what was found. */
export const hiddenWhole = "•••";

/** What the person is known by, each with the way on which it was reached, masked as far as this reader may see. */
export async function identifiersOf(
  tx: Transaction,
  row: RequestRow,
  key: DataKey,
  { sees, shown }: Sight,
): Promise<RequestFile["identifiers"]> {
  const rows = await tx
    .select()
    .from(identifier)
    .where(and(eq(identifier.requestId, row.id), notInArray(identifier.origin, ["tainted", "detached"])))
    .orderBy(asc(identifier.id));
  const byId = new Map(rows.map((known) => [known.id, known]));
  const titles = new Map(currentMap().systems.map((system) => [system.id, system.title]));
  const pathOf = (known: (typeof rows)[number]): string[] => {
    const path: string[] = [];
    const seen = new Set<number>();
    for (let at: typeof known | undefined = known; at && !seen.has(at.id); at = byId.get(at.fromId ?? -1)) {
      seen.add(at.id);
      const where =
        at.systemId === null
          ? at.origin === "proven"
            ? "proven by code"
            : "typed, not proven"
          : (titles.get(at.systemId) ?? at.systemId);
      path.unshift(`${at.kind.replaceAll("_", " ")}: ${where}`);
    }
    return path;
  };
  return rows.map((known) => {
    const { kind, value } = openIdentifier(key, known);
    const origin = known.origin === "proven" || known.origin === "claimed" ? known.origin : "found";
    const field = `identifier/${known.id}`;
    return {
      kind,
      value: {
        field,
        masked: sees ? mask(kind, value) : hiddenWhole,
        shown: sees && shown.has(field) ? value : null,
      },
      origin,
      path: pathOf(known),
    };
  });
}
