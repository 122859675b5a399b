import { people } from "#demo/people.ts";

/** The staff of Larkspur, as the login provider and the mail tray know them. */
export const staff = [
  {
    sub: "alba",
    name: "Alba Reyes",
    email: "alba@larkspur.example",
    role: "officer",
    part: "leads the privacy team",
  },
  {
    sub: "idris",
    name: "Idris Bello",
    email: "idris@larkspur.example",
    role: "analyst",
    part: "works on requests",
  },
  {
    sub: "rosa",
    name: "Rosa Lindt",
    email: "rosa@larkspur.example",
    role: "approver",
    part: "approves what leaves the house",
  },
  {
    sub: "ravi",
    name: "Ravi Menon",
    email: "ravi@larkspur.example",
    role: "auditor",
    part: "reads, changes nothing",
  },
] as const;

/** The owner of the loyalty cards. He has no account: the task mail is his only door. */
export const hank = { name: "Hank", email: "hank@larkspur.example" } as const;

/** Somebody who has an account at Larkspur's login, and what it tells of them beside name and address. */
export type Member = {
  sub: string;
  name: string;
  email: string;
  part: string;
  claims: Record<string, string>;
};

/** Customers who have an account at the shop: those with a story and a number. */
const customers: Member[] = people.flatMap(({ key, name, email, knownAs }) => {
  const [number] = knownAs.customerNumbers;
  return number === undefined
    ? []
    : [{ sub: `customer-${key}`, name, email, part: email, claims: { customer_number: number } }];
});

/** Who can sign in: to the desk its staff, to the portal the customers. */
export function membersOf(door: "desk" | "portal" | "everybody"): Member[] {
  const members = staff.map(({ role, ...one }): Member => ({ ...one, claims: { habeas_role: role } }));
  if (door === "desk") return members;
  return door === "portal" ? customers : [...members, ...customers];
}
