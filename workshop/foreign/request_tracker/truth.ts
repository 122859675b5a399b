import type { TrueCollection, TruePerson } from "../product.ts";
import { ids } from "./people.ts";

/**
 * What belongs to a person in Request Tracker, decided as a privacy officer would, in SQL written by hand; it knows of
 * no data map and no walk.
 *
 * - Theirs: the account with what staff noted about them, its principal, the group that stands for them, its rights,
 *   tokens, preferences, custom values, memberships and roles.
 * - Tickets that they asked in or were copied on, with everything said there: also internal comments, which are read
 *   before they leave. A ticket that was merged into theirs stays the other person's.
 * - Staff get what they wrote and did anywhere, but not the tickets of the people they helped: of those only that they
 *   handled them, and when.
 * - Changes to their account, and entries in which they are the person added, removed or put in charge.
 * - Not theirs: searches of the whole system that they set up, settings they made, sessions (nothing says whose).
 */
function truthOf(id: number): Record<string, TrueCollection> {
  const inRole = (domain: string, roles: string) => `select g.Instance from Groups g
      join GroupMembers m on m.GroupId = g.id and m.MemberId = ${id}
      where g.Domain = '${domain}' and g.Name in (${roles})`;
  const asked = inRole("RT::Ticket-Role", "'Requestor', 'Cc'");
  const holds = inRole("RT::Asset-Role", "'HeldBy', 'Contact', 'Owner'");
  const happened = `select t.id from Transactions t where t.Creator = ${id}
      or (t.ObjectType = 'RT::User' and t.ObjectId = ${id})
      or (t.ObjectType = 'RT::Ticket' and t.ObjectId in (${asked}))
      or (t.ObjectType = 'RT::Asset' and t.ObjectId in (${holds}))
      or (t.Field in ('Requestor', 'Cc', 'AdminCc', 'Owner', 'Member')
          and (t.OldValue = '${id}' or t.NewValue = '${id}'))`;
  const groups = (where: string) => `select g.* from Groups g
      where g.id in (select m.GroupId from GroupMembers m where m.MemberId = ${id}) and ${where}`;
  const one = (table: string, stands: TrueCollection["stands"], sql: string): TrueCollection => ({
    table,
    key: ["id"],
    stands,
    sql,
  });
  return {
    users: {
      ...one("Users", ["owned"], `select u.* from Users u where u.id = ${id}`),
      never: ["Password", "AuthToken"],
    },
    principals: one("Principals", ["owned"], `select p.* from Principals p where p.id = ${id}`),
    own_group: one(
      "Groups",
      ["owned"],
      `select g.* from Groups g where g.Domain = 'ACLEquivalence' and g.Instance = ${id}`,
    ),
    acl: one(
      "ACL",
      ["owned"],
      `select a.* from ACL a where a.PrincipalId in
        (select g.id from Groups g where g.Domain = 'ACLEquivalence' and g.Instance = ${id})`,
    ),
    groupmembers: one("GroupMembers", ["owned"], `select m.* from GroupMembers m where m.MemberId = ${id}`),
    cachedgroupmembers: one(
      "CachedGroupMembers",
      ["owned"],
      `select m.* from CachedGroupMembers m where m.MemberId = ${id}`,
    ),
    participation: one(
      "Groups",
      ["shared"],
      groups("g.Domain = 'RT::Ticket-Role' and g.Name in ('Requestor', 'Cc')"),
    ),
    handling: one(
      "Groups",
      ["shared"],
      groups("g.Domain = 'RT::Ticket-Role' and g.Name in ('Owner', 'AdminCc')"),
    ),
    asset_roles: one("Groups", ["shared"], groups("g.Domain = 'RT::Asset-Role'")),
    teams: one("Groups", ["shared"], groups("g.Domain = 'UserDefined'")),
    tickets: one("Tickets", ["shared"], `select t.* from Tickets t where t.id in (${asked})`),
    tickets_handled: {
      ...one(
        "Tickets",
        ["about"],
        `select t.* from Tickets t where t.Owner = ${id}
          or t.id in (${inRole("RT::Ticket-Role", "'Owner', 'AdminCc'")})`,
      ),
      only: ["id", "Queue", "Owner", "Status", "TimeWorked", "Created", "Resolved"],
    },
    transactions: one(
      "Transactions",
      ["shared", "authored", "about", "owned"],
      `select t.* from Transactions t where t.id in (${happened})`,
    ),
    attachments: one(
      "Attachments",
      ["shared", "authored"],
      `select a.* from Attachments a where a.TransactionId in (${happened})`,
    ),
    links: one(
      "Links",
      ["shared"],
      `select l.* from Links l where l.LocalBase in (${asked}) or l.LocalTarget in (${asked})`,
    ),
    objectcustomfieldvalues: one(
      "ObjectCustomFieldValues",
      ["owned", "shared"],
      `select v.* from ObjectCustomFieldValues v where (v.ObjectType = 'RT::User' and v.ObjectId = ${id})
        or (v.ObjectType = 'RT::Ticket' and v.ObjectId in (${asked}))
        or (v.ObjectType = 'RT::Asset' and v.ObjectId in (${holds}))`,
    ),
    attributes: one(
      "Attributes",
      ["owned"],
      `select a.* from Attributes a where a.ObjectType = 'RT::User' and a.ObjectId = ${id}`,
    ),
    assets: one("Assets", ["owned"], `select a.* from Assets a where a.id in (${holds})`),
    articles: one("Articles", ["authored"], `select a.* from Articles a where a.Creator = ${id}`),
    authtokens: {
      ...one("AuthTokens", ["owned"], `select a.* from AuthTokens a where a.Owner = ${id}`),
      never: ["Token"],
    },
  };
}

const person = (name: keyof typeof ids, email: string, trap: string): TruePerson => ({
  name,
  email,
  trap,
  collections: truthOf(ids[name]),
});

export const requestTrackerPeople: readonly TruePerson[] = [
  person("mina", "mina@example.com", "shares tickets with two people, and her name with another"),
  person("minb", "m.okafor@example.org", "has the same name as Mina and nothing else of hers"),
  person("hank", "hank@example.net", "staff, and asks for help himself"),
  person("priya", "priya@example.com", "copied on another's ticket; her own was merged into it"),
  person("jonas", "jonas@example.net", "created and changed other people's accounts"),
  person("lea", "lea.brandt@example.org", "her address is written with capitals"),
  person("tomas", "tomas@example.org", "was once a watcher of another's ticket"),
  person("nia", "nia@example.com", "has an account and did nothing"),
];
