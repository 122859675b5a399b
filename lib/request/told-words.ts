import type { ToldStep } from "#lib/audit/steps.ts";

/** What happened to a notice to somebody who was given the data. */
export const toldWords: Record<ToldStep, (who: string) => string> = {
  owed: (who) => `${who} must be told.`,
  sent: (who) => `${who} was told.`,
  acked: (who) => `${who} was told and has taken it.`,
  done: (who) => `${who} has done it.`,
  not_held: (who) => `${who} does not hold this person.`,
  impossible: (who) => `it is impossible at ${who}; the reason is kept.`,
  disproportionate: (who) => `telling ${who} would take too much; the reason is kept.`,
  unreachable: (who) => `${who} could not be reached.`,
  opened: (who) => `${who} has opened the notice.`,
  sent_again: (who) => `the notice to ${who} goes out again.`,
  reminded: (who) => `${who} was reminded.`,
  renewed: (who) => `${who} asked for a new link.`,
};
