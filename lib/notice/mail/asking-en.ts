import type { MailWords } from "./words.ts";

/** Mails about asking itself, in English: to go on with answers that were not sent, and to find what was. */
export const askingMails: Record<"draft" | "find", MailWords> = {
  draft: {
    subject: "Go on with your answers",
    body: [
      "You asked us to keep your answers. Nothing has been sent yet.",
      "The link works for {days} days, on any device. Press the button on the page to go on.",
      "If you did not ask for this, you need not do anything. The answers are then deleted.",
    ],
    link: { path: "/ask/resume/{token}", says: "Go on with my answers" },
  },
  find: {
    subject: "Your requests",
    body: ["You asked us for the numbers of your requests. They are:", "{references}"],
    link: { path: "/find", says: "Open a request" },
  },
};
