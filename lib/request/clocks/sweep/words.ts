import type { ClockKind } from "#lib/clock/clock.ts";
import { clockTitle } from "#lib/clock/clock-words.ts";
import type { AlertMark } from "#lib/clock/marks.ts";
import { isNoticeKind, type NoticeKind } from "#lib/law/duties/notice.ts";

type Language = "en";

const said: Record<Language, Record<AlertMark, string>> = {
  en: {
    half: "Half of the time is over",
    extension_decision: "Decide now whether it will take longer",
    three_quarters: "Three quarters of the time are over",
    nine_tenths: "Nine tenths of the time are over",
    due: "The safe day has come",
    breached: "The last day has passed",
    forecast_breach: "It will probably be answered too late",
    notice_failed: "This could not be delivered by mail: write by post, or find another address",
    message: "The person has written",
    recipient_silent: "Somebody who was given the data has not answered, or could not be reached",
  },
};

const notices: Record<Language, Record<NoticeKind, string>> = {
  en: {
    acknowledgement: "Confirmation of receipt",
    extension: "Notice that it takes longer",
    refusal: "Refusal",
    partial_refusal: "Refusal of a part",
    not_held: "Answer that nothing is held",
    granted: "Answer",
    fee: "Notice of a fee",
    question: "Question to the person",
    appeal_granted: "Answer to the appeal",
    appeal_denied: "Answer to the appeal",
    complaint_acknowledgement: "Confirmation of the complaint",
    complaint_outcome: "Answer to the complaint",
    opt_out_done: "Confirmation of the opt-out",
  },
};

const recipients: Record<Language, string> = { en: "Notice to a recipient" };

const dealings: Record<Language, { message: string; mail: string }> = {
  en: { message: "Message", mail: "Mail to the person" },
};

const late: Record<Language, string> = { en: "told late" };

/** What an alert says, for staff. */
export const markInWords = (mark: AlertMark, language: Language = "en"): string => said[language][mark];

/** What an alert is about: a clock, a notice or mail that could not be delivered, a recipient of the data, a message. */
export function aboutInWords(kind: string, language: Language = "en"): string {
  if (kind === "recipient") return recipients[language];
  if (kind === "message" || kind === "mail") return dealings[language][kind];
  return isNoticeKind(kind) ? notices[language][kind] : clockTitle(kind as ClockKind);
}

/** What an alert says and of what, in one line for staff. */
export function alertInWords(
  alert: { mark: AlertMark; kind: string; late: boolean },
  language: Language = "en",
): string {
  const line = `${aboutInWords(alert.kind, language)}: ${markInWords(alert.mark, language)}`;
  return alert.late ? `${line} (${late[language]})` : line;
}
