import { and, eq, inArray, isNotNull, or } from "drizzle-orm";
import type { YieldedIdentifier } from "#connectors/contract.ts";
import { linkDecision } from "#drizzle/schema/link.ts";
import { inTransaction } from "#lib/db/database.ts";
import { canonicalIdentifier } from "#lib/identity/canonical.ts";
import { stillOurs } from "#lib/jobs/lease.ts";
import { lockRequest } from "#lib/request/move.ts";
import { tokenOf } from "#lib/vault/seal.ts";
import { countryOf, keyToken, type Located } from "../known.ts";
import type { TaskWork } from "../settle.ts";
import { adopt, rememberedFor } from "./remember.ts";
import { type Standing, standingOf } from "./standing.ts";

/** Tokens, in hex, of the keys and identifiers that staff have taken off this person in a system. */
export type Detached = { keys: ReadonlySet<string>; identifiers: ReadonlySet<string> };

const nothing: Detached = { keys: new Set(), identifiers: new Set() };

/**
 * What is taken off the person in a task's system: in this request, or in an earlier one of the same person. An
 * identifier that is taken off is nobody's way to them, whichever system knows it.
 */
export async function detachedFrom(work: TaskWork, standing?: Standing): Promise<Detached> {
  if (!(standing ?? (await standingOf(work.row))).mayBeDetached) return nothing;
  const { requestId, systemId } = work.row;
  return inTransaction(async (tx) => {
    // The request first, as everywhere: staff who act on it at this moment hold it, and want the task next.
    await lockRequest(tx, requestId);
    await stillOurs(tx, work.lease);
    const own = await tx
      .select()
      .from(linkDecision)
      .where(
        and(
          eq(linkDecision.requestId, requestId),
          or(eq(linkDecision.systemId, systemId), isNotNull(linkDecision.identifierToken)),
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
  return {
    ...answer,
    keys: answer.keys.filter((one) => !isDetached(systemId, one.key, detached)),
    identifiers: yieldedWithout(answer.identifiers, systemId, detached),
  };
}

/** True of a key that staff have taken off the person. */
export function isDetached(systemId: string, key: string, detached: Detached): boolean {
  return detached.keys.has(keyToken(systemId, key).toString("hex"));
}

/** Identifiers without those that are taken off, however the system writes them. */
export function yieldedWithout(
  yielded: readonly YieldedIdentifier[],
  systemId: string,
  detached: Detached,
): YieldedIdentifier[] {
  return yielded.filter((one) => {
    if (isDetached(systemId, one.key, detached)) return false;
    const value = canonicalIdentifier(one.kind, one.value, countryOf(systemId, one.kind));
    return value === null || !detached.identifiers.has(tokenOf(one.kind, value).toString("hex"));
  });
}
