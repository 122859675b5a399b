/** What a member of staff is: lead, caseworker, approver of what leaves the house, or read-only auditor. */
export const roles = ["lead", "worker", "approver", "auditor"] as const;
export type Role = (typeof roles)[number];
