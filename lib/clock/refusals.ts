/** Why a clock refuses what it is told, as plain words for staff, by language. Nothing changes where it does. */
const en = {
  not_a_day: "One of the days does not exist. Days are written like 2026-01-31.",
  received_in_future: "The day of receipt has not come yet.",
  received_before_law: "The law was not in force yet on the day of receipt.",
  received_after_law: "Another version of the law was in force on the day of receipt.",
  unknown_law: "There is no law of that name here.",
  right_not_in_law: "This law did not give this right on the day of receipt.",
  unknown_place: "There is no such place.",
  event_in_future: "One of the days has not come yet.",
  event_before_receipt: "Nothing can have happened before the request was received.",
  resumed_before_pause: "An answer cannot have come before its question.",
  no_appeal_in_law: "This law knows no appeal to the company.",
  stopped_before_withdrawal: "Nothing can have stopped because of a withdrawal before it came.",
  no_consent_in_law: "This law says nothing of how soon to stop when consent is withdrawn.",
  no_complaint_in_law: "This law knew no complaint to the company on that day.",
  asked_before_receipt: "A question cannot have been asked before the request was received.",
  no_pause_in_law: "This law does not let a question like this stop the clock.",
  right_not_covered: "This law lets such a question stop the clock for other rights only.",
  proof_not_allowed: "No proof may be asked for this right.",
  question_open: "A question for the same reason is still open.",
  asked_too_late: "The legal day had passed when it was asked; no pause reaches back.",
  no_extension_in_law: "This law knows no extension for this right.",
  already_extended: "It was extended already, and only once is allowed.",
  already_answered: "It was answered already.",
  withdrawn: "The request counts as withdrawn.",
  no_day_to_extend: "This law names no day for it, so there is none to extend.",
  reason_not_in_law: "This law does not accept that reason for an extension.",
  notice_too_late: "The last day for the notice of an extension has passed.",
  new_day_missing: "This law sets no longest time: the notice must name the new day.",
  new_day_not_later: "The new day must be later than the first one.",
} as const;

export type Refusal = keyof typeof en;

const catalogues: Readonly<Record<string, Record<Refusal, string>>> = { en };

/** The reason in a language; in English where that language has no words for staff yet. */
export const refusalInWords = (refusal: Refusal, language = "en"): string =>
  (catalogues[language] ?? en)[refusal];
