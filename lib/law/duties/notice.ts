/** What is written to a person in the course of a request. */
export const noticeKinds = [
  "acknowledgement",
  "extension",
  "refusal",
  "partial_refusal",
  "not_held",
  "granted",
  "fee",
  "question",
  "appeal_granted",
  "appeal_denied",
  "complaint_acknowledgement",
  "complaint_outcome",
  "opt_out_done",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const isNoticeKind = (word: string): word is NoticeKind =>
  (noticeKinds as readonly string[]).includes(word);

/** What a notice may have to say, with its name for staff. */
export const noticeContents = {
  law: "which law counts",
  receipt_day: "the day we received the request",
  first_day: "the first due day",
  new_day: "the new due day",
  expected_date: "when to expect the answer",
  verification_process: "how we check who asks",
  reasons: "the reasons",
  legal_basis: "the article it rests on",
  what_was_provided: "what was given or done",
  rest_complied_with: "that the rest was done",
  decided_on: "the day of the decision",
  complaint_authority: "the authority to complain to: name, link, postal address",
  court: "that a court can be asked",
  complaint_to_company: "how to complain to us",
  recourse: "what can be done against it",
  recourse_deadline: "until when that can be done",
  appeal_route: "how to appeal",
  appeal_deadline: "how long an appeal takes at most",
  attorney_general: "how to reach the attorney general",
  fee_amount: "what it would cost",
  may_withdraw: "that the request can be withdrawn at no cost",
  reply_by: "until when we need an answer",
  what_is_asked: "what we need to know",
  clock_effect: "what the question does to the due day",
  fallback_if_unverified: "what was done instead, as we could not verify",
  treated_as_opt_out: "that it was treated as an opt-out",
  offer_opt_out: "the question whether the person wants to opt out",
  statement_may_be_attached: "that a statement may be attached to the data",
  record_kept: "that a record of the request is kept",
  right_to_correct: "that wrong data can be corrected",
  who_is_responsible: "who is responsible for the data",
} as const;
export type NoticeContent = keyof typeof noticeContents;

export const isNoticeContent = (word: string): word is NoticeContent => Object.hasOwn(noticeContents, word);
