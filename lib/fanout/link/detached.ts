import { and, eq, inArray } from "drizzle-orm";
import { linkDecision } from "#drizzle/schema/link.ts";
import { inTransaction } from "#lib/db/database.ts";
import { stillOurs } from "#lib/jobs/lease.ts";
import { tokenOf } from "#lib/vault/seal.ts";
import { keyToken, type Located } from "../known.ts";
import type { TaskWork } from "../settle.ts";
import { adopt, rememberedFor } from "./remember.ts";

/** Tokens, in hex, of the keys and identifiers that staff have taken off this person in a system. */
export type Detached = { keys: ReadonlySet<string>; identifiers: ReadonlySet<string> };

/** What is taken off the person in a task's system: in this request, or in an earlier one of the same person. */
export async function detachedFrom(work: TaskWork): Promise<Detached> {
  const { requestId, systemId } = work.row;
  return inTransaction(async (tx) => {
    await stillOurs(tx, work.lease);
    const own = await tx
      .select()
      .from(linkDecision)
      .where(
        and(
          eq(linkDecision.requestId, requestId),
          eq(linkDecision.systemId, systemId),
          inArray(linkDecision.verdict, ["split", "rejected"]),
        ),
      );
    const known = new Set(own.flatMap((row) => hexOf(row.keyToken ?? row.identifierToken)));
    const earlier = (await rememberedFor(tx, requestId, systemId)).filter(
      (row) =>
        row.verdict === "split" &&
        !hexOf(row.keyToken ?? row.identifierToken).some((token) => known.has(token)),
    );
    for (const row of earlier) await adopt(tx, requestId, work.key, row);
    const stands = [...own.filter((row) => row.undoneAt === null), ...earlier];
    return {
      keys: new Set(stands.flatMap((row) => hexOf(row.keyToken))),
      identifiers: new Set(stands.flatMap((row) => hexOf(row.identifierToken))),
    };
  });
}

const hexOf = (token: Buffer | null) => (token ? [token.toString("hex")] : []);

/** A system's answer without the keys and identifiers that are taken off the person, nor what those keys yielded. */
export function withoutDetached(answer: Located, systemId: string, detached: Detached): Located {
  const stays = (one: { key: string }) => !detached.keys.has(keyToken(systemId, one.key).toString("hex"));
  return {
    ...answer,
    keys: answer.keys.filter(stays),
    identifiers: answer.identifiers.filter(
      (one) => stays(one) && !detached.identifiers.has(tokenOf(one.kind, one.value).toString("hex")),
    ),
  };
}
