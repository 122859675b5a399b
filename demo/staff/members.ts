/** The staff of Larkspur, as the login provider and the mail tray know them. */
export const staff = [
  {
    sub: "alba",
    name: "Alba Reyes",
    email: "alba@larkspur.example",
    role: "lead",
    part: "leads the privacy team",
  },
  {
    sub: "idris",
    name: "Idris Bello",
    email: "idris@larkspur.example",
    role: "worker",
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
