import type { MailWords } from "./words.ts";

/** Mails to staff and to those who answer for a system, in English. */
export const staffMails: Record<
  | "house_alert"
  | "staff_message"
  | "owner_task"
  | "owner_reminder"
  | "owner_due"
  | "owner_silent"
  | "staff_digest"
  | "staff_alert",
  MailWords
> = {
  house_alert: {
    subject: "Opt-outs need you: {system}",
    body: ["{what}", "Please look at it now. The page says what is known."],
    link: { path: "/desk/alerts", says: "Open the alerts on the desk" },
  },
  staff_message: {
    subject: "The person has written, request {reference}",
    body: ["The person of request {reference} has written. Please read it and answer."],
    link: { path: "/desk/requests/{reference}", says: "Open the request on the desk" },
  },
  owner_task: {
    subject: "A question about {system}, due {due}",
    body: [
      "Hello {name},",
      "A person has asked us for their data, and only you can look in {system}.",
      "{title} It takes a few minutes. You do not need an account.",
      "Please answer by {due}.",
    ],
    link: { path: "{link}", says: "Answer the question" },
  },
  owner_reminder: {
    subject: "Reminder: a question about {system}, due {due}",
    body: [
      "Hello {name},",
      "We asked you to look in {system}, and have no answer yet.",
      "{title} It takes a few minutes. You do not need an account.",
      "Please answer by {due}. If {system} is not yours, the page lets you say so.",
    ],
    link: { path: "{link}", says: "Answer the question" },
  },
  owner_due: {
    subject: "Still open: a question about {system}, due {due}",
    body: [
      "Hello {name},",
      "The day for an answer about {system} was {due}, and we have none yet.",
      "{title} A person waits for it, and the law gives us a date.",
      "If you cannot look, or {system} is not yours, please say so on the page.",
    ],
    link: { path: "{link}", says: "Answer the question" },
  },
  owner_silent: {
    subject: "No answer for {system}, request {reference}",
    body: [
      "The person who looks after {system} was asked and has not answered by {due}.",
      "Request {reference} waits for it. Ask them again, or ask somebody else, and record what comes of it.",
    ],
    link: { path: "/desk/requests/{reference}", says: "Open the request on the desk" },
  },
  staff_digest: {
    subject: "What waits on the desk today",
    body: [
      "Late: {late}. Due within a week: {week}.",
      "Yours: {mine}. New: {fresh}. Waiting for a second person: {approve}.",
      "You get this because you asked for it in the desk's settings.",
    ],
    link: { path: "/desk", says: "Open the desk" },
  },
  staff_alert: {
    subject: "Request {reference} needs you, due {due}",
    body: ["{what}", "Request {reference} is due on {due}."],
    link: { path: "/desk/requests/{reference}", says: "Open the request on the desk" },
  },
};
