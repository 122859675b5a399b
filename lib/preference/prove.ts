import type { Corrector } from "#connectors/correct.ts";
import type { Applied } from "./apply.ts";
import { says } from "./rules.ts";

/** What the re-read found: rows that do not say what they should, though nobody told us that they cannot. */
export type Proof = { at: Date; standing: number; rows: number };

const atOnce = 500;

/** Reads every row again by its key alone, by code of the connector that neither found nor changed it. */
export async function proofOf(corrector: Corrector, { desired }: Applied): Promise<Proof> {
  const asked = desired.filter(({ fields }) => fields.length > 0);
  let standing = 0;
  for (let at = 0; at < asked.length; at += atOnce) {
    const page = asked.slice(at, at + atOnce);
    const now = await corrector.now(
      page.map(({ row, fields }) => ({
        collection: row.collection,
        row: row.row,
        fields: fields.map(({ field }) => field),
      })),
    );
    standing += page.filter(({ fields }, index) => {
      const row = now[index];
      // What is gone sells nobody's data any more.
      return row !== null && row !== undefined && fields.some((one) => !says(row[one.field], one.value));
    }).length;
  }
  return { at: new Date(), standing, rows: asked.length };
}
