/**
 * What a member of staff is. administrator: runs the house (team, systems, policy) and sees no request; officer: answers
 * for the privacy team; analyst: works on requests; approver: the second pair of eyes; owner: answers for systems of
 * theirs and sees their tasks only; auditor: reads the log and the figures, never the data.
 */
export const roles = ["administrator", "officer", "analyst", "approver", "owner", "auditor"] as const;
export type Role = (typeof roles)[number];
