import { extension } from "#drizzle/schema/clock.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { lawNamed } from "#lib/law/regimes/all.ts";
import type { Right } from "#lib/law/rights.ts";
import { demandFresh } from "#lib/staff/step-up.ts";
import { oweDutyNotice } from "../duty-notice.ts";
import { extensionReasons, noExtension, previewExtend } from "./extend-effect.ts";
import { keepClocks } from "./keep.ts";
import { noticeTexts } from "./notice-texts.ts";
import { typedText } from "./typed.ts";
import { workedOn } from "./worked-on.ts";

/** Why it takes longer: a reason of the laws' lists, and what the person reads of it. */
export type Extending = { reason: string; explanation: string; until?: Day | undefined };

/** The laws under which the day moved, those that keep theirs with the reason, and the days. */
export type Extended = { laws: string[]; kept: { law: string; why: string }[]; from: Day; to: Day };

/**
 * Tells the person that it takes longer, in time and once: under each law that allows it for this reason. The others keep
 * their days. Throws HabeasError `invalid` with the reasons where none allows it; then nothing is sent or changed.
 */
export async function extendRequest(actor: Actor, reference: string, wish: Extending): Promise<Extended> {
  demandFresh(actor);
  return inTransaction(async (tx) => {
    const { row, facts, laws, today } = await workedOn(tx, actor, reference);
    const none = noExtension(facts, laws, today);
    if (none !== null) throw new HabeasError("invalid", none);
    const reason = extensionReasons(laws, row.right as Right).find((one) => one === wish.reason);
    if (!reason) throw new HabeasError("invalid", "Choose a reason that the law accepts.");
    const explanation = typedText(wish.explanation, { what: "why it takes longer", most: 2_000, least: 10 });
    const preview = previewExtend(facts, laws, { reason, until: wish.until || undefined }, today);
    const told = preview.effects.filter((one) => one.extends);
    const { to } = preview;
    if (told.length === 0 || to === null) throw new HabeasError("invalid", whyNot(preview.effects));
    const noticeId = await oweDutyNotice(tx, row, {
      notice: "extension",
      given: {
        reasons: `${noticeTexts(row.language).extension[reason]} ${explanation}`,
        new_day: to,
      },
    });
    await tx.insert(extension).values(
      told.map(({ law, first, until }) => ({
        requestId: row.id,
        law,
        sentDay: today,
        untilDay: until,
        reason,
        by: actorName(actor),
        firstLegal: first?.legal ?? row.legalDue,
        firstSafe: first?.safe ?? row.safeDue,
        noticeId,
      })),
    );
    const extended = told.map(({ law }) => law);
    await audit(tx, row.id, actor, { kind: "extended", laws: extended, reason, from: preview.from, to });
    await keepClocks(tx, row, { cause: "extended", actor, today });
    return {
      laws: extended,
      kept: preview.effects.flatMap(({ law, why }) => (why === null ? [] : [{ law, why }])),
      from: preview.from,
      to,
    };
  });
}

/** Each law with why it allows no extension. */
function whyNot(effects: readonly { law: string; why: string | null }[]): string {
  return effects
    .flatMap(({ law, why }) => (why === null ? [] : [`${lawNamed(law)?.short ?? "Our own policy"}: ${why}`]))
    .join(" ");
}
