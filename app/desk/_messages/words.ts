import type { Waiting } from "#lib/dealing/outgoing/read.ts";
import type { Way } from "#lib/dealing/outgoing/sealed.ts";
import type { Message } from "#lib/dealing/read.ts";

/** How a message goes, as staff choose it: a label and what it means for the person. */
export const wayWords: Record<Way, { label: string; hint: string; short: string }> = {
  page: {
    label: "On their page",
    hint: "The mail says only that there is a message. For everything that is about their data.",
    short: "on their page, with a mail that says so",
  },
  mail: {
    label: "In the mail too",
    hint: "The words stand in the mail. For words that anybody may read.",
    short: "in the mail, and on their page",
  },
  post: {
    label: "As a letter by post",
    hint: "No mail goes out. Print the PDF and post it; the words stand on their page too.",
    short: "as a letter by post",
  },
};

export const aboutWords: Record<Message["kind"], string> = {
  message: "",
  detail: "added a detail: look again by hand",
  change: "changed what was noted",
  narrow: "wants less",
};

export const heldWords: Record<NonNullable<Waiting["held"]>, string> = {
  person_wrote: "Not sent: the person wrote after you had looked. Read it, then write again.",
  changed: "Not sent: what is noted about the person changed, so it would look different now.",
  not_allowed: "Not sent: whoever wrote it may no longer send it.",
  gone: "Not sent: what we held for this request was destroyed.",
};
