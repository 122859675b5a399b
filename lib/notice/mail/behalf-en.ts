import type { MailWords } from "./words.ts";

type Kind =
  | "behalf_received"
  | "behalf_accepted"
  | "behalf_refused"
  | "behalf_revoked"
  | "behalf_asked"
  | "behalf_to_agent";

/** Mails about asking for somebody else, in English. Nothing that anybody typed is in them. */
export const behalfMails: Record<Kind, MailWords> = {
  behalf_received: {
    subject: "We have it: your request {reference} for someone else",
    body: [
      "You asked us something for another person. Before we look at their data, we must know that you may ask.",
      "The page says what is needed and how it stands.",
    ],
    link: { path: "/for/{reference}", says: "See what is needed" },
  },
  behalf_accepted: {
    subject: "You may ask: request {reference} goes on",
    body: [
      "We know now that you may ask for this person. The paper that you sent is deleted.",
      "We have begun the work.",
    ],
    link: { path: "/for/{reference}", says: "See how it stands" },
  },
  behalf_refused: {
    subject: "We need something else for request {reference}",
    body: [
      "What you sent does not show yet that you may ask for this person. Nothing of theirs was looked up for you.",
      "The page says what else works. Any paper that you sent is deleted.",
    ],
    link: { path: "/for/{reference}", says: "See what else works" },
  },
  behalf_revoked: {
    subject: "The person said no, request {reference}",
    body: [
      "The person does not want you to ask for them. We have stopped and send you nothing.",
      "Please talk to them if you think this is a mistake.",
    ],
    link: { path: "/for/{reference}", says: "See how it stands" },
  },
  behalf_asked: {
    subject: "May somebody ask us for you? Please say yes or no",
    body: [
      "Somebody asks us about personal data and says that you allowed it. They gave us this address.",
      "The page says who it is and what they ask. You can say yes or no there.",
      "If you do nothing, nothing happens, and nobody gets your data.",
    ],
    link: { path: "/for/say/{link}", says: "Look at it, and say yes or no" },
  },
  behalf_to_agent: {
    subject: "An answer about you will go to somebody else",
    body: [
      "Somebody showed us a paper that you signed. By it, our answer about your data goes to them.",
      "We wait three days before we send it. If you do not want this, say no on the page.",
      "If it is right, you need not do anything.",
    ],
    link: { path: "/for/say/{link}", says: "Look at it, or say no" },
  },
};
