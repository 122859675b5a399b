import { lawNamed } from "#lib/law/regimes/all.ts";
import { catalogues } from "./catalogues.ts";
import type { MessageKey, Say } from "./say.ts";

/** Whether the law is the GDPR of the EU or the UK, which share their article numbers. */
const isGdpr = (regime: string) => regime === "EU_GDPR" || regime === "UK_GDPR";
const gdpr = (regime: string) => (isGdpr(regime) ? "yes" : "no");
const yes = (is: boolean) => (is ? "yes" : "no");

const { law: known } = catalogues.en;

export type Sentences = ReturnType<typeof sentencesOf>;

/** The sentences that many pages say, by name and with typed values. */
export function sentencesOf(say: Say) {
  return { ...figures(say), ...headings(say), ...missing(say), ...legal(say), ...fixed(say) };
}

function figures(say: Say) {
  return {
    records: (n: number) => say("pages.records", { n }),
    files: (n: number) => say("pages.files", { n }),
    factRecords: (n: number) => say("pages.factRecords", { n }),
    factFiles: (n: number) => say("pages.factFiles", { n }),
    factWaiting: (n: number) => say("pages.factWaiting", { n }),
    foundOf: (n: number, all: number) => say("pages.foundOf", { n, all }),
    firstRecords: (shown: number, n: number) => say("pages.firstRecords", { shown, n, all: yes(shown >= n) }),
    attachments: (n: number) => say("pages.attachments", { n }),
    attachmentsMore: (n: number, folder: string) => say("pages.attachmentsMore", { n, folder }),
  };
}

function headings(say: Say) {
  return {
    title: (company: string, complete: boolean) => say("pages.title", { company, complete: yes(complete) }),
    portableTitle: (company: string, complete: boolean) =>
      say("pages.portableTitle", { company, complete: yes(complete) }),
    copyMade: (date: string) => say("pages.copyMade", { date }),
    answered: (company: string, date: string) => say("pages.answered", { company, date }),
    nothingAtAll: (company: string) => say("pages.nothingAtAll", { company }),
    kept: (country: string) => say("pages.kept", { country }),
    recipient: (name: string, role: string, country: string) =>
      say("pages.recipient", { name, role, country }),
    contact: (company: string, ways: string) => say("pages.contact", { company, ways }),
    quote: (reference: string) => say("pages.quote", { reference }),
  };
}

function missing(say: Say) {
  return {
    withNote: (title: string, note: string) => say("pages.withNote", { title, note }),
    nothingFound: (title: string) => say("pages.nothingFound", { title }),
    askedPerson: (title: string) => say("pages.askedPerson", { title }),
    notIncluded: (title: string) => say("pages.notIncluded", { title }),
    notYet: (title: string) => say("pages.notYet", { title }),
    searchedFor: (identifiers: string) => say("pages.searchedFor", { identifiers }),
    unexplained: (title: string, keys: string) => say("pages.unexplained", { title, keys }),
    notPortable: {
      basis: (kind: string, system: string) => say("pages.notPortable.basis", { kind, system }),
      origin: (kind: string, system: string) => say("pages.notPortable.origin", { kind, system }),
      fields: (kind: string, system: string, fields: string) =>
        say("pages.notPortable.fields", { kind, system, fields }),
    },
  };
}

function legal(say: Say) {
  return {
    law: (regime: string) => {
      if (Object.hasOwn(known.names, regime)) return say(`law.names.${regime}` as MessageKey);
      const named = lawNamed(regime);
      return named === null ? say("law.unknown") : say("law.usState", { name: named.full });
    },
    basis: (regime: string, basis: string) =>
      Object.hasOwn(known.basis, basis)
        ? say(`law.basis.${basis}` as MessageKey, { gdpr: gdpr(regime) })
        : basis,
    rights: (regime: string): string[] => {
      const set = isGdpr(regime) ? "gdpr" : regime.startsWith("US_") ? "us" : "other";
      return Object.keys(known.rights[set]).map((key) => say(`law.rights.${set}.${key}` as MessageKey));
    },
    complaint: (regime: string, authority: string) => say("law.complaint", { gdpr: gdpr(regime), authority }),
    complaintFirst: (regime: string) => (regime === "UK_GDPR" ? say("law.complaintFirst") : null),
  };
}

/** Words without values. */
function fixed(say: Say) {
  return {
    request: say("pages.request"),
    skip: say("pages.skip"),
    summary: say("pages.summary"),
    whyLink: say("pages.whyLink"),
    whoLink: say("pages.whoLink"),
    missingLink: say("pages.missingLink"),
    dictionaryLink: say("pages.dictionaryLink"),
    bySystem: say("pages.bySystem"),
    filesHeading: say("pages.filesHeading"),
    letterLink: say("pages.letterLink"),
    allFiles: say("pages.allFiles"),
    offline: say("pages.offline"),
    factSystems: say("pages.factSystems"),
    waitingHeading: say("pages.waitingHeading"),
    kinds: say("pages.kinds"),
    kind: say("pages.kind"),
    source: say("pages.source"),
    purpose: say("pages.purpose"),
    retention: say("pages.retention"),
    category: say("pages.category"),
    legalBasis: say("pages.legalBasis"),
    recipients: say("pages.recipients"),
    noRecipients: say("pages.noRecipients"),
    system: say("pages.system"),
    country: say("pages.country"),
    role: say("pages.role"),
    table: say("pages.table"),
    json: say("pages.json"),
    restInFiles: say("pages.restInFiles"),
    unexplainedHeading: say("pages.unexplainedHeading"),
    nothingHeading: say("pages.nothingHeading"),
    notIncludedHeading: say("pages.notIncludedHeading"),
    notPortableHeading: say("pages.notPortableHeading"),
    notPortableAsk: say("pages.notPortableAsk"),
    missingWaiting: say("pages.missingWaiting"),
    missingNone: say("pages.missingNone"),
    missingIntro: say("pages.missingIntro"),
    rightsHeading: say("pages.rightsHeading"),
    contactHeading: say("pages.contactHeading"),
    field: say("pages.field"),
    label: say("pages.label"),
    meaning: say("pages.meaning"),
    key: say("pages.key"),
    filesIntro: say("pages.filesIntro"),
    size: say("pages.size"),
    file: say("pages.file"),
    recordsColumn: say("pages.recordsColumn"),
  };
}
