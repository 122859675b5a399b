import type { TagTone } from "#app/_ui/Tag.tsx";
import type { Role } from "#lib/core/role.ts";
import { lawNamed } from "#lib/law/regimes/all.ts";
import type { Right } from "#lib/law/rights.ts";
import type { RequestStatus } from "#lib/request/moves.ts";
import type { SystemProgress } from "#lib/request/views.ts";

/** The desk's short words for a right, as they stand in a row. */
export const rightWords: Record<Right, string> = {
  access: "Copy",
  portability: "Move",
  rectification: "Correct",
  erasure: "Delete",
  restriction: "Restrict",
  objection: "Object",
  opt_out: "Opt out",
  limit_sensitive: "Limit",
  automated_decision_review: "Review a decision",
  appeal: "Appeal",
  complaint: "Complaint",
};

export const statusWords: Record<RequestStatus, { word: string; tone: TagTone }> = {
  received: { word: "Waiting on person", tone: "slate" },
  collecting: { word: "Collecting", tone: "harbour" },
  reviewing: { word: "To review", tone: "ochre" },
  preparing: { word: "Preparing", tone: "harbour" },
  ready: { word: "Ready", tone: "moss" },
  closed: { word: "Closed", tone: "slate" },
  cancelled: { word: "Cancelled", tone: "slate" },
  lapsed: { word: "Lapsed", tone: "slate" },
  refused: { word: "Refused", tone: "slate" },
};

/** True once nothing more is owed before the due day. */
export function isOver(status: RequestStatus): boolean {
  return (
    status === "ready" ||
    status === "closed" ||
    status === "cancelled" ||
    status === "lapsed" ||
    status === "refused"
  );
}

export type SystemState = SystemProgress["state"];

export const systemWords: Record<SystemState, { word: string; tone: TagTone }> = {
  waiting: { word: "Waiting", tone: "slate" },
  asking: { word: "Asking", tone: "harbour" },
  found: { word: "Found", tone: "moss" },
  nothing_held: { word: "Nothing found", tone: "slate" },
  waiting_for_person: { word: "Waiting for a person", tone: "ochre" },
  trouble: { word: "Trouble", tone: "brick" },
  needs_decision: { word: "Needs a decision", tone: "plum" },
  done: { word: "Done", tone: "moss" },
  refused: { word: "Refused there", tone: "plum" },
};

export const roleWords: Record<Role, string> = {
  administrator: "administrator",
  officer: "privacy officer",
  analyst: "analyst",
  owner: "system owner",
  approver: "approver",
  auditor: "auditor, read only",
};

/** "1 record", "1,204 records". */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}

/** The short name of a law in a row; where no law governs, the company's own policy does. */
export function regimeWords(regime: string): string {
  return lawNamed(regime)?.short ?? "Own policy";
}

const proofs: Record<string, string> = {
  code_by_mail: "Code sent by mail",
  link_by_mail: "Link sent by mail",
  sign_in: "Signed in to their account",
  passkey: "Saved device",
  second_contact: "Code to a second address on file",
  staff_phone: "Called back on a number on file",
  staff_in_person: "Met in person",
  document: "Document",
};

/** How somebody proved who they are. */
export function proofWords(how: string): string {
  return proofs[how] ?? how.replaceAll("_", " ");
}
