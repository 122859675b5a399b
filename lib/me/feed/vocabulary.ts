/**
 * The words of the feed that schema.org has none for. A change of what one means is a new name; new ones may come at any
 * time, and readers pass over what they do not know (docs/my-data-feed.md).
 */
const terms = {
  PersonalRecord: "What one company holds about one person, as it answered them.",
  KindOfData: "One kind of data in one system of the company.",
  Fact: "One thing that systems say about the person, with every way in which they say it.",
  Value: "One value of a fact, and the kinds of data in which it stands.",
  System: "A system of the company in which personal data is kept.",
  Recipient: "Somebody outside the company who is given a kind of data.",
  Request: "Something that the person asked the company for.",
  Choice: "Something that the person stopped or allowed.",
  asOf: "When the company let this answer out: what has changed since is not in it.",
  complete: "False where the lists were so long that only their beginning was looked at for facts.",
  answeredBy: "The reference of the request that this is the answer to.",
  kindOfData: "Each kind of data that is held.",
  nothingIn: "Systems that were asked and hold nothing about the person.",
  inSystem: "The system in which a kind of data is kept.",
  category: "What sort of data it is, from a closed list.",
  specialCategory: "The sort of data that laws protect more, where it is one.",
  purpose: "What the company uses it for.",
  legalBasis: "The ground in law on which it is held, from a closed list.",
  source: "Where the company has it from.",
  retention: "Until when it is kept.",
  keptIn: "The country in which a system keeps it (ISO 3166-1).",
  records: "How many records of this kind there are.",
  files: "How many files of this kind there are.",
  recipient: "Who is given this kind of data.",
  role: "What a recipient does for the company.",
  relation: "What a recipient is to the company in law, from a closed list.",
  safeguard: "On what ground data may go to a country outside.",
  fact: "Each thing that systems say about the person.",
  about: "Which thing it is, from a closed list.",
  agreement: "How systems agree on it: one, same, written, differs or listed.",
  value: "Each value of a fact.",
  text: "As the first system writes it.",
  writtenAs: "Other ways in which the same value is written.",
  standsIn: "The kinds of data in which a value stands.",
  more: "How many further values there are.",
  request: "Each request of the person.",
  right: "Which right was asked for, from a closed list.",
  status: "How far a request is, from a closed list.",
  received: "The day on which a request came.",
  answerBy: "The day by which the law wants it answered.",
  answered: "The day on which it was answered.",
  choice: "Each choice of the person.",
  of: "What a choice is about, from a closed list.",
  stands: "out: stopped. in: allowed.",
  since: "Since when.",
} as const;

const dates = { asOf: "xsd:dateTime", received: "xsd:date", answerBy: "xsd:date", answered: "xsd:date" };

/** The vocabulary's address: each term is `<address><name>`. */
const vocabularyAt = (origin: string): string => `${origin}/api/me/terms#`;

/** The feed's context: everything is said in the document itself, so that no reader has to fetch anything. */
export function contextOf(origin: string, language: string): Record<string, unknown> {
  const own = Object.fromEntries(
    Object.keys(terms).map((name) => {
      const type = name in dates ? dates[name as keyof typeof dates] : undefined;
      return [name, type ? { "@id": `held:${name}`, "@type": type } : `held:${name}`];
    }),
  );
  return {
    "@version": 1.1,
    "@language": language,
    "@vocab": "https://schema.org/",
    held: vocabularyAt(origin),
    xsd: "http://www.w3.org/2001/XMLSchema#",
    ...own,
    since: { "@id": "held:since", "@type": "xsd:dateTime" },
    inSystem: { "@id": "held:inSystem", "@type": "@id" },
    standsIn: { "@id": "held:standsIn", "@type": "@id", "@container": "@set" },
  };
}

/** The vocabulary itself as JSON-LD, for programs that look a term up. */
export function vocabularyDocument(origin: string): Record<string, unknown> {
  return {
    "@context": {
      "@language": "en",
      held: vocabularyAt(origin),
      rdfs: "http://www.w3.org/2000/01/rdf-schema#",
      label: "rdfs:label",
      comment: "rdfs:comment",
    },
    "@graph": Object.entries(terms).map(([name, comment]) => ({
      "@id": `held:${name}`,
      "@type": /^[A-Z]/.test(name) ? "rdfs:Class" : "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property",
      label: name,
      comment,
    })),
  };
}
