import { and, desc, eq } from "drizzle-orm";
import { redactionGroup, redactionLook, redactionPlace } from "#drizzle/schema/redaction.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Queryable } from "#lib/db/database.ts";
import { nameOf } from "#lib/decision/view.ts";
import { currentMap } from "#lib/map/current.ts";
import { deciding } from "./decide.ts";
import { hidingHash } from "./hiding-decisions.ts";

/** Who looked at what is hidden as it is decided now, and whether this reader can be the second pair of eyes. */
export type SecondLook = {
  /** What is decided now, as hex: a look is bound to it. */
  decisions: string;
  by: { name: string; at: Date } | null;
  mine: boolean;
  needed: boolean;
};

/** How the second look stands. `actor`: who reads. */
export async function secondLook(tx: Queryable, requestId: string, actor: Actor): Promise<SecondLook> {
  const decisions = await hidingHash(tx, requestId);
  const [found] = await tx
    .select()
    .from(redactionLook)
    .where(and(eq(redactionLook.requestId, requestId), eq(redactionLook.decisions, decisions)))
    .orderBy(desc(redactionLook.at))
    .limit(1);
  return {
    decisions: decisions.toString("hex"),
    by: found ? { name: await nameOf(tx, found.by), at: found.at } : null,
    mine: (await decidersOf(tx, requestId)).has(actorName(actor)),
    needed: currentMap().company.desk?.second_look === true,
  };
}

async function decidersOf(tx: Queryable, requestId: string): Promise<Set<string>> {
  const groups = await tx
    .select({ by: redactionGroup.decidedBy })
    .from(redactionGroup)
    .where(eq(redactionGroup.requestId, requestId));
  const places = await tx
    .select({ by: redactionPlace.decidedBy })
    .from(redactionPlace)
    .innerJoin(redactionGroup, eq(redactionPlace.groupId, redactionGroup.id))
    .where(eq(redactionGroup.requestId, requestId));
  return new Set([...groups, ...places].flatMap(({ by }) => by ?? []));
}

/**
 * Somebody who decided nothing of it says that they have looked at what is hidden, exactly as it is now. Any later
 * decision makes it void. Throws HabeasError `conflict` where it is decided otherwise by now, or they decided of it.
 */
export async function confirmLook(actor: Actor, reference: string, seen: string): Promise<void> {
  await deciding(actor, reference, async (tx, locked) => {
    const now = await secondLook(tx, locked.id, actor);
    if (now.decisions !== seen)
      throw new HabeasError(
        "conflict",
        "Something was decided since you opened this page. Please look again.",
      );
    if (now.mine)
      throw new HabeasError("conflict", "You decided some of it. The second look is another person's.");
    const decisions = Buffer.from(seen, "hex");
    await tx
      .insert(redactionLook)
      .values({ requestId: locked.id, decisions, by: actorName(actor) })
      .onConflictDoNothing();
    await audit(tx, locked.id, actor, { kind: "hidden_looked", decisions: seen });
  });
}
