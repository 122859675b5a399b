import { type Filling, nth } from "../product.ts";

/** So many further account holders, each with what they send under, an address book of three and a group. */
export function crowdFillings(size: number): Filling[] {
  const all = <T>(of: (n: number) => T[]): T[] => Array.from({ length: size }, (_, n) => of(n)).flat();
  const user = (n: number) => 100_000 + n;
  const email = (n: number) => `person${n}@example.${["com", "org", "net"][n % 3]}`;
  const three = [0, 1, 2];
  return [
    {
      table: "users",
      columns: ["user_id", "username", "mail_host", "created"],
      rows: all((n) => [[user(n), email(n), "imap.example.com", nth(n)]]),
    },
    {
      table: "identities",
      columns: ["identity_id", "user_id", "changed", "name", "email"],
      rows: all((n) => [[user(n), user(n), nth(n), `Person ${n}`, email(n)]]),
    },
    {
      table: "contacts",
      columns: [
        "contact_id",
        "user_id",
        "changed",
        "name",
        "email",
        "firstname",
        "surname",
        "vcard",
        "words",
      ],
      rows: all((n) =>
        three.map((k) => [user(n) * 3 + k, user(n), nth(n), `Person ${n + k}`, email(n + k), "", "", "", ""]),
      ),
    },
    {
      table: "contactgroups",
      columns: ["contactgroup_id", "user_id", "changed", "name"],
      rows: all((n) => [[user(n), user(n), nth(n), "Friends"]]),
    },
    {
      table: "contactgroupmembers",
      columns: ["contactgroup_id", "contact_id", "created"],
      rows: all((n) => three.map((k) => [user(n), user(n) * 3 + k, nth(n)])),
    },
  ];
}
