import { and, eq, inArray, isNotNull, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { objection, restriction } from "#drizzle/schema/effect.ts";
import { request } from "#drizzle/schema/request.ts";
import { log } from "#lib/core/log.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { lockRequest } from "#lib/request/move.ts";
import { tellNow } from "./lift.ts";

/**
 * A restriction that stood while an objection was weighed has lost its ground once the person has the answer that other
 * grounds outweigh it, or a refusal: they are told that it will be lifted, and from when. Not while their appeal is open:
 * then it is still being looked at. Returns how many were told.
 */
export async function tellWeighed(): Promise<number> {
  const due = await database()
    .select({ requestId: restriction.requestId })
    .from(restriction)
    .innerJoin(request, eq(request.id, restriction.requestId))
    .innerJoin(objection, eq(objection.requestId, request.id))
    .where(hasLostItsGround())
    .limit(100);
  let told = 0;
  for (const { requestId } of due) {
    try {
      await inTransaction(async (tx) => {
        const locked = await lockRequest(tx, requestId);
        const [still] = await tx
          .select({ id: restriction.id })
          .from(restriction)
          .innerJoin(request, eq(request.id, restriction.requestId))
          .innerJoin(objection, eq(objection.requestId, request.id))
          .where(and(eq(request.id, requestId), hasLostItsGround()));
        if (!still) return;
        await tellNow(tx, locked, { kind: "worker", requestId });
        told++;
      });
    } catch (error) {
      // One that nobody can be told of keeps nobody else's from it.
      log.warn({ err: error, request: requestId }, "a person is told later that a restriction ends");
    }
  }
  return told;
}

function hasLostItsGround() {
  const appeal = alias(request, "appeal");
  const open = database()
    .select({ one: sql`1` })
    .from(appeal)
    .where(
      and(
        eq(appeal.aboutId, request.id),
        eq(appeal.right, "appeal"),
        sql`${appeal.endedAt} is null and ${appeal.status} <> 'ready'`,
      ),
    );
  return and(
    eq(restriction.ground, "objection_pending"),
    eq(restriction.state, "standing"),
    or(
      and(eq(objection.state, "overridden"), isNotNull(request.answeredDay)),
      and(inArray(objection.state, ["overridden", "weighing"]), eq(request.status, "refused")),
    ),
    notExists(open),
  );
}
