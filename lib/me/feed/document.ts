import type { Company, System } from "#lib/map/schema.ts";
import type { Held, HeldKind } from "../snapshot.ts";
import { contextOf } from "./vocabulary.ts";

/** A request as the feed tells it. */
export type FeedRequest = {
  reference: string;
  right: string;
  status: string;
  received: string;
  answerBy: string | null;
  answered: string | null;
};

export type FeedChoice = { kind: string; stands: "out" | "in"; since: Date };

export type FeedFacts = {
  origin: string;
  language: string;
  company: Company;
  /** Null where nothing was let out to the person yet. */
  held: Held | null;
  requests: readonly FeedRequest[];
  choices: readonly FeedChoice[];
};

/** Facts that schema.org has a word for. */
const schemaWords = {
  "person.full_name": "name",
  "person.given_name": "givenName",
  "person.family_name": "familyName",
  "person.birth_date": "birthDate",
  "person.sex": "gender",
  "person.language": "knowsLanguage",
  "contact.email": "email",
  "contact.phone": "telephone",
} as const;

const addressWords = {
  "contact.street": "streetAddress",
  "contact.city": "addressLocality",
  "contact.postal_code": "postalCode",
  "contact.country": "addressCountry",
} as const;

const kindId = (system: string, collection: string) => `urn:habeas:kind:${system}:${collection}`;
const systemId = (id: string) => `urn:habeas:system:${id}`;

/**
 * A person's own record of the company as JSON-LD (pure): the same facts give the same document, so that a program can ask
 * whether anything has changed.
 */
export function feedDocument(facts: FeedFacts): Record<string, unknown> {
  const { held, company, origin, language } = facts;
  return {
    "@context": contextOf(origin, language),
    "@type": "PersonalRecord",
    publisher: {
      "@type": "Organization",
      name: company.name,
      legalName: company.legal_name,
      url: origin,
      email: company.contact.email,
    },
    inLanguage: language,
    ...(held ? { asOf: held.answeredAt.toISOString(), answeredBy: held.reference, complete: !held.cut } : {}),
    ...(held ? { mainEntity: personOf(held) } : {}),
    kindOfData: held ? held.kinds.map(kindOf) : [],
    nothingIn: held ? held.without.map(systemOf) : [],
    fact: held ? factsOf(held) : [],
    request: facts.requests.map(requestOf),
    choice: facts.choices.map(({ kind, stands, since }) => ({
      "@type": "Choice",
      of: kind,
      stands,
      since: since.toISOString(),
    })),
  };
}

const systemOf = ({ id, title, country }: System) => ({
  "@id": systemId(id),
  "@type": "System",
  name: title,
  keptIn: country,
});

function kindOf({ system, collection, records, files }: HeldKind) {
  const { name, label, category, special, purpose, legal_basis, source, retention } = collection;
  return {
    "@id": kindId(system.id, name),
    "@type": "KindOfData",
    name: label,
    inSystem: systemOf(system),
    category,
    ...(special ? { specialCategory: special } : {}),
    purpose,
    legalBasis: legal_basis,
    source,
    retention,
    records,
    files,
    recipient: recipientsFor({ system, collection }).map((one) => ({
      "@type": "Recipient",
      name: one.name,
      role: one.role,
      keptIn: one.country,
      relation: one.kind,
      ...(one.since ? { since: `${one.since}T00:00:00Z` } : {}),
      ...(one.safeguard ? { safeguard: one.safeguard } : {}),
    })),
  };
}

/** Who is given a kind of data (pure). */
export function recipientsFor({ system, collection }: Pick<HeldKind, "system" | "collection">) {
  return system.recipients.filter((one) => one.collections?.includes(collection.name) ?? true);
}

function factsOf({ groups }: Held) {
  return groups.flatMap(({ facts }) =>
    facts.map(({ fact, agreement, values, more }) => ({
      "@type": "Fact",
      about: fact,
      agreement,
      value: values.map(({ text, otherwise, sources }) => ({
        "@type": "Value",
        text,
        ...(otherwise.length > 0 ? { writtenAs: otherwise } : {}),
        standsIn: sources.map(({ system, collection }) => kindId(system, collection)),
      })),
      ...(more > 0 ? { more } : {}),
    })),
  );
}

/** The person in the words of schema.org; every value where systems know several. */
function personOf({ groups }: Held): Record<string, unknown> {
  const said = new Map(groups.flatMap((group) => group.facts).map((one) => [one.fact as string, one.values]));
  const worded = (words: Record<string, string>, whole: (count: number) => boolean) =>
    Object.fromEntries(
      Object.entries(words).flatMap(([fact, word]) => {
        const values = (said.get(fact) ?? []).map(({ text }) => text);
        if (!whole(values.length)) return [];
        return [[word, values.length === 1 ? values[0] : values]];
      }),
    );
  // Of two addresses nobody could tell which town belongs to which street: they stand among the facts only.
  const address = worded(addressWords, (count) => count === 1);
  return {
    "@type": "Person",
    ...worded(schemaWords, (count) => count > 0),
    ...(Object.keys(address).length > 0 ? { address: { "@type": "PostalAddress", ...address } } : {}),
  };
}

function requestOf({ reference, right, status, received, answerBy, answered }: FeedRequest) {
  return {
    "@type": "Request",
    identifier: reference,
    right,
    status,
    received,
    ...(answerBy ? { answerBy } : {}),
    ...(answered ? { answered } : {}),
  };
}
