import type { Role } from "#lib/core/role.ts";

/** What staff can do. One table: the checks, the desk's buttons and the tests all read it. */
export type StaffAction =
  | "see_requests"
  | "see_findings"
  | "work"
  | "release"
  | "assign"
  | "cancel"
  | "approve"
  | "see_figures"
  | "publish_figures"
  | "see_systems"
  | "manage_systems";

const table: Record<StaffAction, readonly Role[]> = {
  see_requests: ["officer", "analyst", "approver", "auditor"],
  see_findings: ["officer", "analyst", "approver"],
  work: ["officer", "analyst"],
  release: ["officer", "analyst", "approver"],
  assign: ["officer", "analyst"],
  cancel: ["officer", "analyst"],
  approve: ["officer", "approver"],
  see_figures: ["officer", "analyst", "approver", "auditor"],
  publish_figures: ["officer"],
  see_systems: ["administrator", "officer", "analyst", "auditor"],
  manage_systems: ["administrator", "officer"],
};

/** True where a role may do an action. Everything that is not in the table is refused. */
export function allowed(role: Role, action: StaffAction): boolean {
  return table[action].includes(role);
}
