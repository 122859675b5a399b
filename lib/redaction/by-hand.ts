import { eq } from "drizzle-orm";
import { redactionGroup, redactionPlace } from "#drizzle/schema/redaction.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { orderScan } from "#lib/fanout/order-scan.ts";
import { seal } from "#lib/vault/seal.ts";
import { deciding, reasonContext, reasonFrom } from "./decide.ts";
import { byHand, rulesByHand } from "./detect/rule.ts";
import { groupContext, type Told } from "./groups.ts";
import { groupToken } from "./tokens.ts";

/** Letters of a text that can be hidden by hand. */
const [shortest, longest] = [2, 400];

/** What a reader marked: the text, why, and the one place that is meant; null: wherever it stands. */
export type MarkedByHand = {
  text: string;
  rule: string;
  why: string;
  place: { system: string; collection: string; field: string; record: string } | null;
};

/**
 * Hides a text that no rule found, or that is another matter than a rule says: wherever it stands, or in one field of one
 * record. What was found is looked through once more, so that its places are counted. It can be shown again like
 * whatever a rule found. Throws HabeasError `invalid` for no text, no reason or an unknown ground.
 */
export async function hideByHand(actor: Actor, reference: string, marked: MarkedByHand): Promise<void> {
  const { text, place } = marked;
  const rule = rulesByHand.find((one) => one === marked.rule);
  if (rule === undefined) throw new HabeasError("invalid", "Choose why it is hidden.");
  if (text.trim().length < shortest || text.length > longest)
    throw new HabeasError("invalid", `Mark a text of ${shortest} to ${longest} letters.`);
  if (place !== null && !/^[0-9a-f]{64}$/.test(place.record))
    throw new HabeasError("invalid", "The form is not whole. Mark the text again.");
  const why = reasonFrom(marked.why);
  await deciding(actor, reference, async (tx, locked, key) => {
    const by = { decidedBy: actorName(actor), decidedAt: new Date() };
    const [group] = await tx
      .insert(redactionGroup)
      .values({
        ...{ requestId: locked.id, rule, count: 1, proposal: "hide" },
        token: groupToken(locked.id, { rule, same: text }),
        sealed: seal(key, groupContext(locked.id), JSON.stringify(toldBy(text))),
      })
      .onConflictDoUpdate({
        target: [redactionGroup.requestId, redactionGroup.rule, redactionGroup.token],
        set: { proposal: "hide" },
      })
      .returning();
    if (!group) throw new Error("a text to hide was not written");
    const sealedReason = seal(key, reasonContext(group.id), why);
    const set = { ...by, sealedReason };
    // Where only one place is meant, the others are shown by the same word.
    const whole = place === null ? "hide" : (group.decision ?? "show");
    await tx
      .update(redactionGroup)
      .set({ ...set, decision: whole })
      .where(eq(redactionGroup.id, group.id));
    if (place !== null) {
      const where = { systemId: place.system, collection: place.collection, field: place.field };
      const recordToken = Buffer.from(place.record, "hex");
      const { groupId, systemId, collection, field, recordToken: record } = redactionPlace;
      await tx
        .insert(redactionPlace)
        .values({ groupId: group.id, ...where, recordToken, decision: "hide", ...set })
        .onConflictDoUpdate({
          target: [groupId, systemId, collection, field, record],
          set: { decision: "hide", ...set },
        });
    }
    await orderScan(tx, locked.id);
    await audit(tx, locked.id, actor, { kind: "hidden_by_hand", rule, everywhere: place === null });
  });
}

const toldBy = (text: string): Told => ({ text, reason: byHand, where: [], places: [] });
