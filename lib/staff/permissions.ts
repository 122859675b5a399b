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
  see_requests: ["lead", "worker", "approver", "auditor"],
  see_findings: ["lead", "worker", "approver"],
  work: ["lead", "worker"],
  release: ["lead", "worker", "approver"],
  assign: ["lead", "worker"],
  cancel: ["lead", "worker"],
  approve: ["lead", "approver"],
  see_figures: ["lead", "worker", "approver", "auditor"],
  publish_figures: ["lead"],
  see_systems: ["lead", "worker", "auditor"],
  manage_systems: ["lead"],
};

/** True where a role may do an action. Everything that is not in the table is refused. */
export function allowed(role: Role, action: StaffAction): boolean {
  return table[action].includes(role);
}
