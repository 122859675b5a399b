import { type DutyWords, periodIn } from "./catalogue.ts";

const units = {
  month: { one: "month", other: "months" },
  day: { one: "day", other: "days" },
  business_day: { one: "working day", other: "working days" },
} as const;

/** English. */
export const en: DutyWords = {
  locale: "en-GB",
  subject: {
    acknowledgement: "We have your request",
    extension: "We need more time for your request",
    refusal: "Our answer to your request",
    partial_refusal: "Our answer to your request",
    not_held: "Our answer to your request",
    granted: "Our answer to your request",
    fee: "About a fee for your request",
    question: "A question about your request",
    appeal_granted: "Our answer to your appeal",
    appeal_denied: "Our answer to your appeal",
    complaint_acknowledgement: "We have your complaint",
    complaint_outcome: "Our answer to your complaint",
    opt_out_done: "We have done what you asked, request",
  },
  title: {
    acknowledgement: "We have your request",
    extension: "We need more time",
    refusal: "We cannot do what you asked",
    partial_refusal: "We can do a part of what you asked",
    not_held: "We found no data about you",
    granted: "We have done what you asked",
    fee: "This would cost you something",
    question: "We need something from you",
    appeal_granted: "You were right",
    appeal_denied: "Our answer stays the same",
    complaint_acknowledgement: "We have your complaint",
    complaint_outcome: "What came of your complaint",
    opt_out_done: "We have stopped",
  },
  lead: {
    acknowledgement: (right) => `Thank you. You asked us for ${right}.`,
    extension: (right) =>
      `You asked us for ${right}. We are working on it, but it takes longer than we said.`,
    refusal: (right) => `You asked us for ${right}. We have decided that we cannot do it.`,
    partial_refusal: (right) => `You asked us for ${right}. We can do a part of it, but not all.`,
    not_held: (right) =>
      `You asked us for ${right}. We looked in all our systems and found no data about you.`,
    granted: (right) => `You asked us for ${right}. We have done it.`,
    fee: (right) => `You asked us for ${right}. For this we would have to ask you for money.`,
    question: (right) => `You asked us for ${right}. To go on, we need something from you.`,
    appeal_granted: () =>
      "You asked us to look at our answer again. Somebody else has done so and agrees with you.",
    appeal_denied: () =>
      "You asked us to look at our answer again. Somebody else has done so and has come to the same answer.",
    complaint_acknowledgement: () => "Thank you for telling us. We are looking into your complaint.",
    complaint_outcome: () => "You complained to us. We have looked into it.",
    opt_out_done: (right) => `You asked us for ${right}. We have done it. It is in force now.`,
  },
  right: {
    access: "a copy of your data",
    portability: "your data to take elsewhere",
    rectification: "a correction",
    erasure: "deletion of your data",
    restriction: "a limit on how we use your data",
    objection: "a stop to how we use your data",
    opt_out: "no sale, sharing or marketing",
    limit_sensitive: "a limit on sensitive data",
    automated_decision_review: "a person to look at a decision",
    appeal: "an appeal",
    complaint: "an answer to a complaint",
  },
  heading: {
    need: "What we need from you",
    cost: "What it would cost",
    why: "Why",
    done: "What we did",
    check: "How we check who asks",
    next: "What you can do",
  },
  contact: {
    heading: "Whom to ask",
    write: (legalName, contact) => `${legalName}: ${contact}`,
    quote: (reference) => `Please name the reference ${reference}.`,
  },
  reference: (reference) => `Reference ${reference}`,
  page: "See your request",
  pageNumber: (n, all) => `Page ${n} of ${all}`,
  cannotDraw:
    "Where this PDF shows […], it cannot draw the letters of a name or word. They are in full on your page.",
  days: {
    receipt_day: (day) => `We received it on ${day}.`,
    first_day: (day) => `We had said that we would answer by ${day}.`,
    new_day: (day) => `Now we will answer by ${day}.`,
    expected_date: (day) => `We will answer by ${day}.`,
    decided_on: (day) => `We decided this on ${day}.`,
    reply_by: (day) => `Please answer by ${day}.`,
    recourse_deadline: (day) => `You can do that until ${day}.`,
  },
  around: {
    legal_basis: (text) => `This rests on: ${text}`,
    fee_amount: (text) => `It would cost: ${text}`,
  },
  ours: {
    law: ({ laws }) => `The law that counts is: ${laws}.`,
    reasons: () => "We searched each of our systems by what you gave us. None of them has data about you.",
    verification_process: ({ check }) =>
      check.most === "nothing"
        ? "For this you do not have to show who you are. We only ask for what we need to find you."
        : [
            check.codeGiven
              ? "You typed the code that we sent you. So we know that the email address is yours."
              : "We send a code to your email address. If you type it on our page, we know that the address is yours.",
            "We look for your data by that address.",
            check.dataPoints === null
              ? "If we are not sure, we ask you about facts that we know of you already. We ask for as little as we can."
              : `If we are not sure, we ask you about facts that we know of you already: ${check.dataPoints} at most.`,
            "The check costs nothing, and you need no account.",
          ].join(" "),
    rest_complied_with: () => "We have done all the rest of what you asked.",
    complaint_authority: ({ authorities }) =>
      `If you think that we are wrong, you can complain to the authority. It watches over such rights, and it is free: ${authorities}`,
    court: () => "You can also go to court.",
    complaint_to_company: ({ email, reference }) =>
      `You can complain to us first. Write to ${email}, and name ${reference}. We look at it again and tell you what comes of it.`,
    recourse: ({ authorities }) =>
      authorities === ""
        ? "If you do not agree, you can ask a court to look at our answer."
        : `If you do not agree, you can ask to have our answer looked at here: ${authorities}`,
    appeal_route: ({ page, email }) =>
      `If you do not agree, you can appeal. It is free. Open your page (${page}) or write to ${email}. Somebody who did not decide before will look at it.`,
    appeal_deadline: ({ appealWithin }) =>
      appealWithin
        ? `You will have the answer to an appeal within ${periodIn(appealWithin, units, "en")}.`
        : "You will have the answer to an appeal soon.",
    attorney_general: ({ attorneysGeneral }) =>
      `If you think that we are wrong, you can tell the attorney general of your state: ${attorneysGeneral}`,
    may_withdraw: () =>
      "You need not pay. You can take back your request now, and then it costs you nothing.",
    fallback_if_unverified: () =>
      "We could not make sure that it is you. So we tell you what kinds of data we have, and not the data itself.",
    treated_as_opt_out: () =>
      "We could not make sure that it is you. So we have stopped selling and sharing the data, as if you had asked for that.",
    offer_opt_out: ({ ask }) =>
      `Do you want us to stop selling and sharing your data? You can ask for that here, and you need not show who you are: ${ask}`,
    statement_may_be_attached: ({ email }) =>
      `You can send us a short text that says what you think is wrong. We keep it with the data. Send it to ${email}.`,
    record_kept: ({ recordKept }) =>
      `We keep a note that you asked and what we did${recordKept ? `, for ${periodIn(recordKept, units, "en")}` : ""}. We must be able to show it.`,
    right_to_correct: () => "If any of the data is wrong, you can ask us to correct it.",
    who_is_responsible: ({ legalName, contact }) => `${legalName} answers for this data: ${contact}`,
  },
};
