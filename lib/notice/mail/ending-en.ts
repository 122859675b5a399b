import type { MailWords } from "./words.ts";

/** Mails about a request that staff closed without an answer of its own, in English. */
export const endingMails: Record<"merged" | "closed_spam", MailWords> = {
  merged: {
    subject: "You asked twice: we answer in {other}",
    body: [
      "You asked us for the same thing twice: in {reference} and in {other}. We answer you once, in {other}. It came first, so its date counts.",
      "Your request {reference} is closed. Nothing is lost.",
      "If you meant something else, tell us. Then we take it up again.",
    ],
    link: { path: "/r/{other}", says: "See your request" },
  },
  closed_spam: {
    subject: "We closed request {reference}",
    body: [
      "Somebody sent us a request with this address. It looked like spam. Two of us looked at it and closed it. Nothing was sent to anyone.",
      "Did you ask us? Then we are sorry. Ask again on the page, or write to us. Then we take it up.",
    ],
    link: { path: "/r/{reference}", says: "See your request" },
  },
};
