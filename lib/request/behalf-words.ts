/** What happened to the authority of somebody who asks for another, in words for the desk. */
export const behalfWords = {
  asked_for_another: (e: { relation: string }) =>
    `Asked for somebody else, as ${e.relation === "parent" ? "parent or guardian" : e.relation}.`,
  authority_paper: () => "A paper that shows the authority arrived.",
  authority_accepted: (e: { how: string; to: string }) =>
    `The authority was accepted${e.how === "person" ? ": the person said yes" : ` by ${e.how}`}. The answer goes to ${e.to === "asker" ? "whoever asked" : "the person"}.`,
  authority_refused: () => "What was shown of the authority is not enough.",
  authority_reopened: () => "The decision about the authority was taken back.",
  authority_revoked: () => "The person said no: nothing goes on in their name.",
};
