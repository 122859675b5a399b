/**
 * The people of Larkspur who have a story. All invented; addresses on reserved domains.
 * Everything the tests need to recognise one of them stands here; the seed reads the same list.
 */

/** The identifiers under which a person really is known, written down by hand and not found by any walk. */
export type KnownAs = {
  emails: string[];
  customerNumbers: string[];
  cards: string[];
};

/** One person with a story. */
export type StoryPerson = {
  key: string;
  name: string;
  /** The address they type when they ask. */
  email: string;
  /** Where they live: ISO 3166, with the state in the US. */
  place: string;
  language: string;
  /** Stands in their own rows in every system that knows them, and in nobody else's. */
  canary: string;
  knownAs: KnownAs;
  /** One sentence: what this person proves. */
  story: string;
};

type Draft = Omit<StoryPerson, "canary" | "knownAs"> & {
  /** Null where no system knows them. */
  number: number | null;
  mark: string;
  card?: string;
  others?: string[];
};

const drafts: Draft[] = [
  {
    key: "mina",
    name: "Mina Okafor",
    email: "mina.okafor@example.com",
    place: "IE",
    language: "en",
    number: 100417,
    mark: "7f3a91c4",
    card: "3100-4417-02",
    others: ["mina.receipts@example.org", "mina.adeyemi@example.net"],
    story: "A copy of everything: 10,951 records in five systems, none in the newsletter.",
  },
  {
    key: "jun",
    name: "Jun Tanaka",
    email: "jun.tanaka@example.com",
    place: "US-CA",
    language: "en",
    number: 100633,
    mark: "2be8d05a",
    card: "3100-4633-19",
    story: "A copy under California's law.",
  },
  {
    key: "priya",
    name: "Priya Raman",
    email: "priya.raman@example.com",
    place: "US-CA",
    language: "en",
    number: 100702,
    mark: "c91f4e77",
    card: "3100-4702-33",
    others: ["priya.raman@example.org"],
    story: "Deletion with payments that tax law keeps.",
  },
  {
    key: "tomas",
    name: "Tomás Herrera",
    email: "tomas.herrera@example.com",
    place: "ES",
    language: "es",
    number: 100811,
    mark: "05dd6b2e",
    card: "3100-4811-40",
    story: "A deletion that is late.",
  },
  {
    key: "leila",
    name: "Leila Haddad ليلى حداد",
    email: "leila.haddad@example.com",
    place: "GB",
    language: "ar",
    number: 100926,
    mark: "b6407c1d",
    card: "3100-4926-57",
    story: "Her name is misspelt; she reads Arabic, from right to left.",
  },
  {
    key: "aoife",
    name: "Aoife Byrne",
    email: "aoife.byrne@example.com",
    place: "IE",
    language: "en",
    number: 101038,
    mark: "e2a95f80",
    card: "3100-5038-61",
    story: "She takes her data elsewhere.",
  },
  {
    key: "chris_senior",
    name: "Chris Martin",
    email: "chris.martin@example.com",
    place: "GB",
    language: "en",
    number: 101144,
    mark: "19c7be63",
    card: "3100-5144-08",
    story: "The father: same name and address as his son, another person.",
  },
  {
    key: "chris_junior",
    name: "Chris Martin",
    email: "chris.j.martin@example.org",
    place: "GB",
    language: "en",
    number: 101145,
    mark: "a48d02f9",
    card: "3100-5145-16",
    story: "The son: same name and address as his father, another person.",
  },
  {
    key: "oskar",
    name: "Oskar Lindqvist",
    email: "oskar.lindqvist@example.com",
    place: "SE",
    language: "en",
    number: 101257,
    mark: "6d1e83b0",
    others: ["oskar.l@example.net"],
    story: "Changed his address in 2019; newsletter and support know only the old one.",
  },
  {
    key: "nora",
    name: "Nora Quist",
    email: "nora.quist@example.org",
    place: "DE",
    language: "en",
    number: null,
    mark: "f0b2a7d8",
    story: "No system knows her: the honest empty answer.",
  },
  {
    key: "harriet",
    name: "Harriet Vance",
    email: "harriet.vance@example.com",
    place: "GB",
    language: "en",
    number: 101369,
    mark: "38e4c95d",
    card: "3100-5369-74",
    story: "A million page views with --scale 1000.",
  },
  {
    key: "dana",
    name: "Dana Whitfield",
    email: "dana.whitfield@example.com",
    place: "US-CA",
    language: "en",
    number: 101471,
    mark: "d75a1e06",
    card: "3100-5471-82",
    story: "Wants the use of her data limited.",
  },
  {
    key: "sam",
    name: "Sam Keller",
    email: "sam.keller@example.net",
    place: "IE",
    language: "en",
    number: 101583,
    mark: "4c09f7b2",
    card: "3100-5583-95",
    story: "Twelve years old; a parent asks.",
  },
  {
    key: "ruth",
    name: "Ruth Keller",
    email: "ruth.keller@example.com",
    place: "IE",
    language: "en",
    number: 101584,
    mark: "8e63d1a5",
    story: "Sam's parent.",
  },
  {
    key: "fergal",
    name: "Fergal Moss",
    email: "fergal.moss@example.com",
    place: "IE",
    language: "en",
    number: 101692,
    mark: "51b8e2c3",
    card: "3100-5692-11",
    story: "A shop's till account stands in his history and in Una's: the walk stops there.",
  },
  {
    key: "una",
    name: "Una Brady",
    email: "una.brady@example.com",
    place: "IE",
    language: "en",
    number: 101693,
    mark: "97f4a06e",
    card: "3100-5693-29",
    story: "Shares the till account's address with Fergal.",
  },
  {
    key: "lucja",
    name: "Łucja Wójcik",
    email: "lucja.wojcik@example.com",
    place: "PL",
    language: "en",
    number: 101777,
    mark: "2d7cb913",
    card: "3100-5777-38",
    story: "Lives in Łódź; letters beyond Latin-1.",
  },
  {
    key: "hanako",
    name: "佐藤 花子",
    email: "hanako.sato@example.com",
    place: "JP",
    language: "en",
    number: 101862,
    mark: "c3518fae",
    card: "3100-5862-46",
    story: "Lives in 東京; a name without spaces to split.",
  },
  {
    key: "noam",
    name: "נועם לוי",
    email: "noam.levi@example.com",
    place: "IL",
    language: "en",
    number: 101949,
    mark: "70ae4d9b",
    card: "3100-5949-53",
    story: "Hebrew, from right to left.",
  },
];

/** Everyone with a story, in the order of the seed. */
export const people: StoryPerson[] = drafts.map((draft) => ({
  key: draft.key,
  name: draft.name,
  email: draft.email,
  place: draft.place,
  language: draft.language,
  story: draft.story,
  canary: `canary-${draft.key.replaceAll("_", "-")}-${draft.mark}`,
  knownAs: {
    emails: draft.number === null ? [] : [draft.email, ...(draft.others ?? [])],
    customerNumbers: draft.number === null ? [] : [`C-${draft.number}`],
    cards: draft.card === undefined ? [] : [draft.card],
  },
}));

/** The address that a till in Galway typed for customers without one. It belongs to nobody alone. */
export const TILL_EMAIL = "till.galway@example.net";

/** Stands in what is filed under the till's address: it must never be in anybody's bundle. */
export const TILL_CANARY = "canary-till-nobody-alone-5e2d70f1";

/** One person by key; throws for a key that is not in the list. */
export function person(key: string): StoryPerson {
  const found = people.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no person of the story is called ${key}`);
  return found;
}
