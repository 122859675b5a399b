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
  | "manage_systems"
  /** Write the texts of messages that staff begin with. */
  | "edit_templates"
  /** Close a request to all but people named, and open it again. */
  | "close_off"
  /** Open for minutes what is not theirs to see, with a reason that officers read. */
  | "break_glass"
  /** See how the house works and who changed it; change it. */
  | "see_policy"
  | "manage_policy"
  | "see_team"
  | "manage_team"
  | "see_log"
  /** See how the house itself is: workers, queue, keys, what is deleted. */
  | "see_health"
  | "export_log"
  /** Answer the open questions about systems of theirs. */
  | "answer_tasks";

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
  edit_templates: ["officer"],
  close_off: ["officer"],
  break_glass: ["officer", "analyst", "approver"],
  see_policy: ["administrator", "officer", "analyst", "approver", "auditor"],
  manage_policy: ["administrator", "officer"],
  see_team: ["administrator", "officer", "auditor"],
  manage_team: ["administrator", "officer"],
  see_log: ["administrator", "officer", "auditor"],
  see_health: ["administrator", "officer", "auditor"],
  export_log: ["officer", "auditor"],
  answer_tasks: ["owner"],
};

/** True where a role may do an action. Everything that is not in the table is refused. */
export function allowed(role: Role, action: StaffAction): boolean {
  return table[action].includes(role);
}

/** The page of the desk on which a role begins. */
export function homeOf(role: Role): string {
  if (allowed(role, "see_requests")) return "/desk";
  return allowed(role, "answer_tasks") ? "/desk/tasks" : "/desk/team";
}
