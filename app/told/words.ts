import type { ToldAction } from "#lib/law/duties/recipients.ts";

/** What a recipient is asked, in plain words. */
export const asks: Record<ToldAction, { title: string; text: string; done: string }> = {
  erase: {
    title: "Please delete this person's data",
    text: "We have deleted what stands below, because this person asked us to. Please delete what we gave you of it, and tell whoever you passed it on to.",
    done: "We have deleted it",
  },
  correct: {
    title: "Please correct this person's data",
    text: "We have corrected what stands below. Please correct what we gave you of it, and tell whoever you passed it on to.",
    done: "We have corrected it",
  },
  restrict: {
    title: "Please stop using this person's data for now",
    text: "This person has asked that their data be kept and not used. Please keep what we gave you, and do not use it until we tell you that this is over.",
    done: "We keep it and do not use it",
  },
  lift: {
    title: "This person's data may be used again",
    text: "We had asked you to keep this person's data and not to use it. That is over now.",
    done: "We have noted it",
  },
  opt_out: {
    title: "Please do not sell or share this person's data",
    text: "This person does not want their data to be sold or shared. Please stop, and tell whoever you passed it on to.",
    done: "We have stopped",
  },
  limit: {
    title: "Please limit how you use this person's data",
    text: "This person wants their sensitive data used only for what they asked for. Please stop every other use of what we gave you.",
    done: "We have limited it",
  },
};
