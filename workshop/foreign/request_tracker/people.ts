import { type Filling, mark, nth, type Value } from "../product.ts";

/**
 * The invented people of the ticketing system and who they are to it. Principals, users and groups share one row of
 * numbers in Request Tracker; each user has a group of their own (ACLEquivalence) that carries their rights.
 */
export const ids = { mina: 20, minb: 21, hank: 22, priya: 23, jonas: 24, lea: 25, tomas: 26, nia: 27 };

const people: readonly [id: number, name: string, email: string, realName: string, comments: string][] = [
  [1, "RT_System", "", "The RT System itself", ""],
  [6, "Nobody", "", "Nobody in particular", ""],
  [ids.mina, "mina@example.com", "mina@example.com", "Mina Okafor", `Asked twice for a call ${mark("mina")}`],
  [
    ids.minb,
    "m.okafor@example.org",
    "m.okafor@example.org",
    "Mina Okafor",
    `Not the other Mina ${mark("minb")}`,
  ],
  [ids.hank, "hank", "hank@example.net", "Hank Visser", `Support, early shift ${mark("hank")}`],
  [ids.priya, "priya@example.com", "priya@example.com", "Priya Raman", mark("priya")],
  [ids.jonas, "jonas", "jonas@example.net", "Jonas Weiß", `Administrator ${mark("jonas")}`],
  // Written as she wrote it when the mail came in.
  [ids.lea, "Lea.Brandt@Example.org", "Lea.Brandt@Example.org", "Léa Brandt", mark("lea")],
  [ids.tomas, "tomas@example.org", "tomas@example.org", "Tomás Reyes", mark("tomas")],
  [ids.nia, "nia@example.com", "nia@example.com", "Nia Adeyemi", ""],
];

const equivalent = (user: number) => 500 + user;

/** A role on a ticket or an asset: the group that stands for it, and who is in it. */
type Role = { id: number; domain: string; name: string; instance: number; members: number[] };
const role = (id: number, domain: string, name: string, instance: number, ...members: number[]): Role => ({
  id,
  domain,
  name,
  instance,
  members,
});
const ticketRole = (ticket: number, name: string, ...members: number[]) =>
  role(
    1000 + ticket * 10 + ["Requestor", "Cc", "AdminCc", "Owner"].indexOf(name),
    "RT::Ticket-Role",
    name,
    ticket,
    ...members,
  );

const roles: readonly Role[] = [
  ticketRole(11, "Requestor", ids.mina),
  ticketRole(11, "Cc", ids.priya),
  ticketRole(11, "AdminCc"),
  ticketRole(11, "Owner", ids.hank),
  ticketRole(12, "Requestor", ids.minb),
  ticketRole(12, "Owner", ids.hank),
  // Hank is staff, and here he is the one who asks.
  ticketRole(13, "Requestor", ids.hank),
  ticketRole(13, "Owner", ids.jonas),
  ticketRole(14, "Requestor", ids.priya),
  ticketRole(14, "Owner", ids.hank),
  ticketRole(15, "Requestor", ids.lea, ids.mina),
  ticketRole(15, "Owner", 6),
  ticketRole(16, "Requestor", ids.tomas),
  ticketRole(16, "AdminCc", ids.hank),
  ticketRole(16, "Owner", 6),
  role(1990, "RT::Asset-Role", "HeldBy", 41, ids.priya),
  role(1991, "RT::Asset-Role", "HeldBy", 42, ids.hank),
  role(1992, "RT::Asset-Role", "Contact", 41),
  role(51, "UserDefined", "Support", 0, ids.hank, ids.jonas),
  // Everybody of Support is in Staff because Support is: a group in a group.
  role(52, "UserDefined", "Staff", 0, 51),
];

const named = Object.fromEntries(Object.entries(ids).map(([name, id]) => [id, name]));
const members = (group: Role) => group.members.flatMap((id) => named[id] ?? []);
const realUser = (id: number) => named[id] !== undefined;

const equivalents: Role[] = people.map(([id]) => role(equivalent(id), "ACLEquivalence", "UserEquiv", id, id));
const groups = [...equivalents, ...roles];
const direct = groups.flatMap((group) =>
  group.members.map((member) => [group.id, member, group.id] as const),
);
const nested = [ids.hank, ids.jonas].map((member) => [52, member, 51] as const);

const description = (group: Role): Value => (members(group).length ? mark(...members(group)) : "");

/** Accounts, principals, groups, roles and memberships. */
export const peopleFillings: readonly Filling[] = [
  {
    table: "Principals",
    columns: ["id", "PrincipalType", "Disabled"],
    rows: [
      ...people.map(([id]) => [id, "User", id === ids.nia ? 1 : 0]),
      ...groups.map((group) => [group.id, "Group", 0]),
    ],
  },
  {
    table: "Users",
    columns: [
      ...["id", "Name", "Password", "AuthToken", "Comments", "Signature", "EmailAddress", "Organization"],
      ...["RealName", "Lang", "WorkPhone", "Address1", "City", "Zip", "Country", "Creator", "Created"],
    ],
    rows: people.map(([id, name, email, realName, comments], n) => [
      ...[
        id,
        name,
        realUser(id) ? `!bcrypt!12!${mark("never")}` : "*NO-PASSWORD*",
        mark("never").slice(0, 16),
      ],
      ...[comments, realUser(id) ? `-- \n${realName}` : "", email === "" ? null : email],
      ...[name.includes("@") ? null : "Larch Outfitters", realName, id === ids.lea ? "fr" : "en"],
      ...[`+353 1 555 01${id}`, `${id} Harbour Row`, "Galway", `H91 ${id}AB`, "Ireland", 1, nth(n)],
    ]),
  },
  {
    table: "Groups",
    columns: ["id", "Name", "Description", "Domain", "Instance", "Creator", "Created"],
    rows: groups.map((group, n) => [
      ...[group.id, group.name, description(group), group.domain, group.instance, 1, nth(n)],
    ]),
  },
  {
    table: "GroupMembers",
    columns: ["id", "GroupId", "MemberId", "Creator", "Created"],
    rows: direct.map(([group, member], n) => [3000 + n, group, member, 1, nth(n)]),
  },
  {
    table: "CachedGroupMembers",
    columns: ["id", "GroupId", "MemberId", "Via", "ImmediateParentId", "Disabled"],
    rows: [
      ...groups.map((group) => [group.id, group.id, group.id, group.id, 0]),
      ...direct.map(([group, member, parent]) => [group, member, group, parent, 0]),
      ...nested.map(([group, member, parent]) => [group, member, group, parent, 0]),
    ].map((row, n) => [4000 + n, ...row]),
  },
  {
    table: "ACL",
    columns: [
      "id",
      "PrincipalType",
      "PrincipalId",
      "RightName",
      "ObjectType",
      "ObjectId",
      "Creator",
      "Created",
    ],
    rows: [
      [601, "Group", equivalent(ids.hank), "SuperUser", "RT::System", 1, 1, nth(1)],
      [602, "Group", 51, "OwnTicket", "RT::Queue", 3, ids.jonas, nth(2)],
      // The right that whoever asks has on their own message: nobody's in particular.
      [603, "Requestor", 53, "ReplyToTicket", "RT::System", 1, 1, nth(3)],
    ],
  },
  {
    table: "AuthTokens",
    columns: ["id", "Owner", "Token", "Description", "LastUsed", "Creator", "Created"],
    rows: [
      [701, ids.hank, mark("never"), `Command line on my laptop ${mark("hank")}`, nth(40), ids.hank, nth(9)],
    ],
  },
];
