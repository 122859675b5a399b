import { people } from "#demo/people.ts";

/** Staff whose part the sign-in tells by the claim `habeas_role`. */
const staff = [
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

/** Staff whose part comes from the groups of Larkspur's sign-in (`groups.yaml`). */
const byGroup = [
  {
    sub: "nadia",
    name: "Nadia Osei",
    email: "nadia@larkspur.example",
    groups: ["desk-administrators"],
    part: "runs the desk, sees no request",
  },
  {
    sub: "lena",
    name: "Lena Brandt",
    email: "lena@larkspur.example",
    groups: ["everybody", "privacy-team-dach"],
    part: "works on requests from Germany, Austria and Switzerland",
  },
] as const;

/** The owner of the loyalty cards. The mail with his task is his door, and he can answer at the desk too. */
export const hank = { name: "Hank", email: "hank@larkspur.example" } as const;

const hankAtDesk: Member = {
  ...hank,
  sub: "hank",
  part: "keeps the loyalty cards",
  claims: { groups: ["loyalty-keepers"] },
};

/** Everybody of the staff whom one can be on the stage. */
export const onStage: readonly { sub: string; name: string; part: string }[] = [...staff, ...byGroup];

/** Somebody who has an account at Larkspur's login, and what it tells of them beside name and address. */
export type Member = {
  sub: string;
  name: string;
  email: string;
  part: string;
  claims: Record<string, string | readonly string[]>;
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
  const members = [
    ...staff.map(({ role, ...one }): Member => ({ ...one, claims: { habeas_role: role } })),
    ...byGroup.map(({ groups, ...one }): Member => ({ ...one, claims: { groups } })),
    hankAtDesk,
  ];
  if (door === "desk") return members;
  return door === "portal" ? customers : [...members, ...customers];
}
