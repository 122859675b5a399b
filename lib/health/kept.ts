/** What the house deletes by itself, and when: the page of the house's health and the worker read the same table. */
export const kept = {
  bulk_runs: { title: "What came of acts on many requests", when: "after 90 days" },
  erased: {
    title: "Who was erased, as keyed hashes",
    when: "when the months that the house keeps them are over",
  },
  ended_requests: {
    title: "What was collected for cancelled and lapsed requests",
    when: "after the days that the house set",
  },
  refused_requests: {
    title: "What was collected for refused requests",
    when: "after the days that the house set",
  },
  old_requests: { title: "Answered and refused requests", when: "24 months after their end" },
  given_up_bundles: { title: "Parts of bundles that were given up", when: "at once" },
  batches: { title: "Lists of people of batches", when: "30 days after their end" },
  documents: {
    title: "Documents that show who somebody is",
    when: "once judged, 14 days after they came at the latest",
  },
  papers: { title: "Papers of those who ask for others", when: "once decided" },
  presence: { title: "Who has which request open", when: "within minutes" },
  drafts: { title: "Answers typed and not sent", when: "after 7 days" },
  codes: { title: "Codes", when: "after 2 days" },
  person_sessions: { title: "Sessions of people", when: "a day after they end" },
  staff_sessions: { title: "Sessions of staff", when: "after 2 days" },
  budgets: { title: "Budgets of mails, codes and filings", when: "after a day" },
  accounts: { title: "Accounts of people", when: "13 months after they were last proven" },
  letters: { title: "Mails that belong to no request", when: "after 30 days" },
  links: { title: "What staff decided about links", when: "3 years after the end of their request" },
  pings: { title: "What the chat room of staff was told", when: "after 30 days" },
  alerts: { title: "Alerts about the house that are over", when: "after 24 months" },
  canaries: { title: "Tests of opt-outs", when: "after 90 days" },
  runs: { title: "How talks with systems went", when: "after the days that the house set" },
  records: {
    title: "Records of requests that a law asks for",
    when: "when their law lets them go, after 24 months at the earliest",
  },
  feed_keys: { title: "Keys of data feeds", when: "30 days after they ended" },
  previews: { title: "Messages that were looked at and not sent", when: "after some days" },
} as const satisfies Record<string, { title: string; when: string }>;

export type KeptName = keyof typeof kept;
