import { lawNamed } from "#lib/law/regimes/all.ts";

/** Whether the law is the GDPR of the EU or the UK, which share their article numbers. */
const isGdpr = (regime: string) => regime === "EU_GDPR" || regime === "UK_GDPR";

const laws: Record<string, string> = {
  EU_GDPR: "the General Data Protection Regulation, Regulation (EU) 2016/679",
  UK_GDPR: "the UK GDPR and the Data Protection Act 2018",
  CH_FADP: "the Swiss Federal Act on Data Protection",
  US_CA_CCPA: "the California Consumer Privacy Act",
};

const bases: Record<string, string> = {
  consent: "Your consent, Art. 6(1)(a)",
  contract: "A contract with you, Art. 6(1)(b)",
  legal_obligation: "A legal duty, Art. 6(1)(c)",
  vital_interests: "Somebody's vital interests, Art. 6(1)(d)",
  public_task: "A public task, Art. 6(1)(e)",
  legitimate_interests: "Our legitimate interests, Art. 6(1)(f)",
};

const count = (n: number, one: string, many: string) =>
  `${new Intl.NumberFormat("en-GB").format(n)} ${n === 1 ? one : many}`;

/** Every sentence of the bundle and the letter, in English. Names of files and keys are not words: they never change. */
export const en = {
  language: "en",
  locale: "en-GB",
  direction: "ltr" as "ltr" | "rtl",

  law: (regime: string) =>
    laws[regime] ?? lawNamed(regime)?.full ?? "the data protection law that applies to you",
  basis: (regime: string, basis: string) => {
    const words = bases[basis] ?? basis;
    return isGdpr(regime) ? words : (words.split(", Art.")[0] ?? words);
  },
  records: (n: number) => count(n, "record", "records"),
  files: (n: number) => count(n, "file", "files"),
  outcome: {
    found: "data found",
    nothing_held: "nothing found",
    not_yet: "not answered yet",
    asked_person_nothing: "looked up by hand, nothing found",
    not_included: "not in this copy",
  },

  title: (company: string, complete: boolean) =>
    complete ? `Everything ${company} holds about you` : `What ${company} holds about you, so far`,
  portableTitle: (company: string, complete: boolean) =>
    complete
      ? `Your data from ${company}, to take along`
      : `Your data from ${company}, to take along, so far`,
  copyMade: (date: string) => `Copy made ${date}`,
  request: "Request",
  skip: "Skip to the content",
  summary: "Summary",
  whyLink: "Why we have it",
  whoLink: "Who got it",
  missingLink: "What is not here",
  dictionaryLink: "What each field means",
  bySystem: "By system",
  filesHeading: "Files",
  letterLink: "Letter (PDF)",
  allFiles: "All files and checks",
  offline: "This page works without the internet and sends nothing to anyone.",
  answered: (company: string, date: string) => `Answered by ${company} on ${date}.`,
  factRecords: (n: number) => (n === 1 ? "record" : "records"),
  factFiles: (n: number) => (n === 1 ? "file beside them" : "files beside them"),
  foundOf: (n: number, all: number) => `${n} of ${all}`,
  factSystems: "systems had data",
  factWaiting: (n: number) => (n === 1 ? "part still to come" : "parts still to come"),
  waitingHeading: "Not everything is here yet",
  kinds: "What kinds of data",
  nothingAtAll: (company: string) =>
    `${company} searched every system on its list and found nothing about you. “What is not here” says where we looked and for what.`,
  kind: "Kind",
  source: "Where from",
  purpose: "Why we have it",
  retention: "Kept until",
  category: "Category",
  legalBasis: "Legal basis",
  recipients: "Who got it",
  noRecipients: "Nobody outside the company",
  system: "System",
  country: "Country",
  role: "What they do with it",
  filesColumn: "Files",
  table: "Table",
  json: "JSON",
  kept: (country: string) => `Kept in ${country}.`,
  firstRecords: (shown: number, all: number) =>
    shown < all
      ? `The first ${shown} of ${new Intl.NumberFormat("en-GB").format(all)} records`
      : "All records",
  restInFiles: "All of them, whole, are in the files above.",
  attachments: (n: number) =>
    count(n, "file that belongs to these records", "files that belong to these records"),
  attachmentsMore: (n: number, folder: string) => `and ${n} more in the folder ${folder}`,
  nothingFound: (title: string) => `Nothing found in ${title}.`,
  askedPerson: (title: string) => `Somebody looked in ${title} by hand and found nothing.`,
  notIncluded: (title: string) =>
    `${title} was answered by hand, and nothing from it is in this copy. Ask us, and we tell you why.`,
  notYet: (title: string) => `${title} has not answered yet. Its part follows.`,
  searchedFor: (identifiers: string) => `We searched for ${identifiers}.`,
  unexplained: (title: string, keys: string) =>
    `${title}: the fields ${keys} are in the JSON file, but we have not explained them yet. Ask us what they mean.`,
  unexplainedHeading: "Not yet explained",
  nothingHeading: "Systems where we found nothing",
  notIncludedHeading: "Systems whose part is not in this copy",
  notPortableHeading: "What is not part of a copy to take along",
  notPortable: {
    basis: (kind: string, system: string) =>
      `${kind} (${system}): you can take along what we hold because you agreed or because we have a contract with you. We hold this for another reason.`,
    origin: (kind: string, system: string) =>
      `${kind} (${system}): you can take along what you gave us and what your use left with us. This we worked out ourselves, or got from others.`,
    fields: (kind: string, system: string, fields: string) =>
      `${kind} (${system}): without ${fields}. These we worked out ourselves, or got from others.`,
  },
  notPortableAsk: "You can see all of this as well: ask us for a copy of your data.",
  missingWaiting: "Systems that have not answered yet",
  missingNone: "Every system on our list answered, and each held something about you.",
  missingIntro: "We list every system that we searched, also those that are not in this copy.",

  rightsHeading: "Your rights",
  rights: (regime: string): string[] =>
    isGdpr(regime)
      ? [
          "You can have wrong data corrected (Art. 16) and data erased (Art. 17).",
          "You can have its use restricted (Art. 18) and you can object to it (Art. 21).",
          "You can take the data you gave us to somebody else (Art. 20).",
          "Where we rely on your consent, you can withdraw it at any time (Art. 7(3)).",
          "This copy is free. You can ask for another.",
        ]
      : regime.startsWith("US_")
        ? [
            "You can have wrong data corrected and data deleted.",
            "You can opt out of the sale and sharing of your data and of targeted advertising.",
            "We will not treat you worse because you used your rights.",
          ]
        : ["You can have wrong data corrected, and you can ask us to delete data that we no longer need."],
  complaint: (regime: string, authority: string) =>
    isGdpr(regime)
      ? `If you think that we handle your data wrongly, you can complain to the authority (${authority}, Art. 77), or to the one where you live or work, and you can go to court (Art. 79).`
      : `If you think that we handle your data wrongly, you can complain to the authority: ${authority}.`,
  complaintFirst: (regime: string) =>
    regime === "UK_GDPR" ? "You can also complain to us first; we must answer." : null,
  contactHeading: "Whom to ask",
  contact: (company: string, ways: string) => `${company}: ${ways}`,
  quote: (reference: string) => `Please name the reference ${reference}.`,

  field: "Field",
  label: "What it is called",
  meaning: "What it means",
  key: "Key",
  filesIntro:
    "Tables (.csv) open in any spreadsheet; JSON files (.ndjson) hold the same records exactly as we have them. The list manifest.json gives the SHA-256 of every file, so that you can check that none was changed.",
  size: "Size",
  file: "File",
  recordsColumn: "Records",
};
