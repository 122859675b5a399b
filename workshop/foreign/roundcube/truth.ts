import type { TrueCollection, TruePerson } from "../product.ts";
import { ids } from "./seed.ts";

/**
 * What belongs to a person in Roundcube, decided as a privacy officer would, in SQL written by hand; it knows of no
 * data map and no walk.
 *
 * - Theirs: the account and all that hangs on it, thrown-away things too; the address book is the account holder's.
 * - Not theirs: the entries about them in other people's address books and collected addresses (giving them out would
 *   tell who knows them), identities of others that send answers to them, sessions (nothing in their columns says
 *   whose), the dictionary and the cache that everybody shares.
 */
function truthOf(id: number): Record<string, TrueCollection> {
  const owned = (table: string, ...key: string[]): TrueCollection => ({
    table,
    key,
    stands: ["owned"],
    sql: `select t.* from ${table} t where t.user_id = ${id}`,
  });
  return {
    users: owned("users", "user_id"),
    identities: owned("identities", "identity_id"),
    responses: owned("responses", "response_id"),
    contacts: owned("contacts", "contact_id"),
    contactgroups: owned("contactgroups", "contactgroup_id"),
    contactgroupmembers: {
      table: "contactgroupmembers",
      key: ["contactgroup_id", "contact_id"],
      stands: ["owned"],
      sql: `select m.* from contactgroupmembers m join contacts c on c.contact_id = m.contact_id
        join contactgroups g on g.contactgroup_id = m.contactgroup_id where c.user_id = ${id} and g.user_id = ${id}`,
    },
    collected_addresses: owned("collected_addresses", "address_id"),
    cache: owned("cache", "user_id", "cache_key"),
    cache_index: owned("cache_index", "user_id", "mailbox"),
    cache_thread: owned("cache_thread", "user_id", "mailbox"),
    cache_messages: owned("cache_messages", "user_id", "mailbox", "uid"),
    dictionary: owned("dictionary", "user_id", "language"),
    searches: owned("searches", "search_id"),
    filestore: owned("filestore", "file_id"),
  };
}

const person = (name: keyof typeof ids, email: string, trap: string): TruePerson => ({
  name,
  email,
  trap,
  collections: truthOf(ids[name]),
});

export const roundcubePeople: readonly TruePerson[] = [
  person("mina", "mina@example.com", "is in three other address books, and another's answers go to her"),
  person("minb", "m.okafor@example.org", "has the same name as Mina"),
  person("hank", "hank@example.net", "signs in with a name that is no address"),
  person("priya", "priya@example.com", "shares one of her addresses with Tomás"),
  person("jonas", "jonas@example.net", "keeps one contact with the addresses of both Minas"),
  person("lea", "lea.brandt@example.org", "her address is written with capitals"),
  person("tomas", "tomas@example.org", "shares one of his addresses with Priya"),
  person("nia", "nia@example.com", "has an account and did nothing"),
];
