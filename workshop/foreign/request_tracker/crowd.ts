import { type Filling, nth } from "../product.ts";

/** So many further people, each with an account, one ticket, a message and an answer. Keys above 100 000. */
export function crowdFillings(size: number): Filling[] {
  const each = <T>(of: (n: number) => T[]): T[] => Array.from({ length: size }, (_, n) => of(n)).flat();
  const user = (n: number) => 100_000 + n * 4;
  const ticket = (n: number) => 100_000 + n;
  const email = (n: number) => `person${n}@example.${["com", "org", "net"][n % 3]}`;
  return [
    {
      table: "Principals",
      columns: ["id", "PrincipalType", "Disabled"],
      rows: each((n) => [
        [user(n), "User", 0],
        [user(n) + 1, "Group", 0],
        [user(n) + 2, "Group", 0],
      ]),
    },
    {
      table: "Users",
      columns: ["id", "Name", "Password", "EmailAddress", "RealName", "City", "Creator", "Created"],
      rows: each((n) => [[user(n), email(n), "*NO-PASSWORD*", email(n), `Person ${n}`, "Cork", 1, nth(n)]]),
    },
    {
      table: "Groups",
      columns: ["id", "Name", "Description", "Domain", "Instance", "Creator", "Created"],
      rows: each((n) => [
        [user(n) + 1, "UserEquiv", "", "ACLEquivalence", user(n), 1, nth(n)],
        [user(n) + 2, "Requestor", "", "RT::Ticket-Role", ticket(n), 1, nth(n)],
      ]),
    },
    {
      table: "GroupMembers",
      columns: ["id", "GroupId", "MemberId", "Creator", "Created"],
      rows: each((n) => [1, 2].map((kind) => [user(n) + kind, user(n) + kind, user(n), 1, nth(n)])),
    },
    {
      table: "CachedGroupMembers",
      columns: ["id", "GroupId", "MemberId", "Via", "ImmediateParentId"],
      rows: each((n) =>
        [1, 2].map((kind) => [user(n) + kind, user(n) + kind, user(n), user(n) + kind, user(n) + kind]),
      ),
    },
    {
      table: "Tickets",
      columns: ["id", "EffectiveId", "Queue", "Type", "Owner", "Subject", "Status", "Creator", "Created"],
      rows: each((n) => [[ticket(n), ticket(n), 3, "ticket", 6, `Question ${n}`, "new", user(n), nth(n)]]),
    },
    {
      table: "Transactions",
      columns: ["id", "ObjectType", "ObjectId", "Type", "Creator", "Created"],
      rows: each((n) => [
        [100_000 + n * 2, "RT::Ticket", ticket(n), "Create", user(n), nth(n)],
        [100_001 + n * 2, "RT::Ticket", ticket(n), "Correspond", 1, nth(n + 1)],
      ]),
    },
    {
      table: "Attachments",
      columns: ["id", "TransactionId", "Subject", "ContentType", "Content", "Creator", "Created"],
      rows: each((n) => [
        [
          100_000 + n * 2,
          100_000 + n * 2,
          `Question ${n}`,
          "text/plain",
          "How long does it take?",
          user(n),
          nth(n),
        ],
        [100_001 + n * 2, 100_001 + n * 2, `Re: Question ${n}`, "text/plain", "Three days.", 1, nth(n + 1)],
      ]),
    },
  ];
}
