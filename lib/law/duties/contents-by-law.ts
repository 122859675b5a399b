import type { Day } from "#lib/core/day.ts";
import type { Regime } from "#lib/law/regime.ts";
import type { Right } from "#lib/law/rights.ts";
import type { Source } from "#lib/law/source.ts";
import { isNoticeContent, type NoticeContent, type NoticeKind } from "./notice.ts";
import { refusalWord } from "./refusal-words.ts";
import { singleContents } from "./single-contents.ts";

/** The notice in question with everything that decides what it must say. */
export type Answering = {
  regime: Regime | null;
  right: Right;
  notice: NoticeKind;
  received: Day;
  sent: Day;
  ground?: string | undefined;
};

type Wanted = { content: NoticeContent; why: Source };

/** What the law itself asks of this notice: what the regime says of such notices, and what single articles add. */
export function contentsByLaw(regime: Regime, asked: Answering): Wanted[] {
  return [...byRegime[asked.notice](regime, asked), ...singleContents(regime.id, asked)];
}

const say = (why: Source, ...contents: NoticeContent[]): Wanted[] =>
  contents.map((content) => ({ content, why }));
const nothing = (): Wanted[] => [];

const byRegime: Readonly<Record<NoticeKind, (regime: Regime, asked: Answering) => Wanted[]>> = {
  refusal: refused,
  partial_refusal: refused,
  not_held: refused,
  acknowledgement: ({ acknowledgement }, { right, received }) =>
    acknowledgement?.rights.includes(right) && (acknowledgement.from ?? received) <= received
      ? say(acknowledgement.source, ...acknowledgement.contents.filter(isNoticeContent))
      : [],
  extension: ({ extension }) => (extension ? say(extension.source, "reasons", "new_day") : []),
  fee: ({ fee }) =>
    fee.chargeable.length === 0
      ? []
      : say(fee.source, "fee_amount", "may_withdraw", ...(fee.reflection ? (["reply_by"] as const) : [])),
  question: (regime, { right }) => (mayPause(regime, right) ? say(regime.pause.source, "clock_effect") : []),
  appeal_granted: ({ appeal }) => (appeal ? say(appeal.within.source, "reasons") : []),
  appeal_denied: ({ appeal, remedies }) =>
    appeal
      ? say(
          appeal.within.source,
          "reasons",
          ...(remedies.includes("attorney_general") ? (["attorney_general"] as const) : []),
        )
      : [],
  complaint_acknowledgement: ({ complaint }, { sent }) =>
    complaint && complaint.from <= sent ? say(complaint.acknowledgement.source, "receipt_day") : [],
  complaint_outcome: nothing,
  granted: nothing,
  opt_out_done: nothing,
};

function refused({ refusal }: Regime, asked: Answering): Wanted[] {
  return refusal.contents.flatMap((word) => say(refusal.source, ...refusalWord(word, asked)));
}

function mayPause({ pause, rights }: Regime, right: Right): boolean {
  const forIdentity = pause.identity.effect !== "none" && rights[right]?.proof !== "none";
  const { clarification } = pause;
  return (
    forIdentity ||
    clarification.effect === "restarts" ||
    (clarification.effect === "suspends" && (clarification.rights?.includes(right) ?? true))
  );
}
