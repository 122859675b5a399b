import { count, eq } from "drizzle-orm";
import { effectReceipt } from "#drizzle/schema/effect.ts";
import type { Transaction } from "#lib/db/database.ts";
import { canonical } from "#lib/vault/canonical.ts";
import { signText } from "#lib/vault/sign.ts";
import { evidenceHead } from "./evidence.ts";
import type { EffectRow } from "./work.ts";

/** Signs what was switched in one system: kinds, counts and times. It names nobody. Returns the exact text. */
export async function writeReceipt(tx: Transaction, row: EffectRow, title: string): Promise<string> {
  const [before] = await tx
    .select({ receipts: count() })
    .from(effectReceipt)
    .where(eq(effectReceipt.systemRow, row.id));
  const number = (before?.receipts ?? 0) + 1;
  const body = canonical({
    format: "habeas-effect-receipt/1",
    effect: row.id,
    number,
    act: row.act,
    kinds: row.kinds,
    system: row.systemId,
    title,
    begun: row.startedAt?.toISOString() ?? "",
    outcome: row.outcome,
    records: {
      looked_at: row.rows,
      changed: row.changed,
      said_so_before: row.already,
      gone: row.gone,
      refused: row.refused,
    },
    recheck: { at: row.provenAt?.toISOString() ?? "", standing: row.standing },
    evidence: { entries: row.evidence, head: (await evidenceHead(tx, row.id)).toString("hex") },
  });
  await tx.insert(effectReceipt).values({ systemRow: row.id, number, body, ...signText(body) });
  return body;
}
