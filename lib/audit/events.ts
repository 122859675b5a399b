import type { Right } from "#lib/law/rights.ts";
import type { HouseEvent } from "./house-events.ts";
import type { BatchStep, ToldStep } from "./steps.ts";

/** Everything that can happen, with what is recorded of it: ids, counts and closed words, no personal data. */
export type AuditEvent =
  | HouseEvent
  | {
      kind: "request_filed";
      right: Right;
      regime: string;
      legalDue: string;
      safeDue: string;
      channel: string;
    }
  | { kind: "address_changed" }
  /** More proof was asked of the person, or given, or not. */
  | { kind: "proof_asked"; how: string }
  | { kind: "proof_decided"; how: string; state: string }
  | { kind: "code_sent" }
  | { kind: "code_wrong" }
  | { kind: "identity_proven"; how: string }
  | { kind: "plan_frozen"; systems: string[] }
  | { kind: "system_located"; system: string; keys: number; identifiers: number }
  | { kind: "identifier_found"; system: string; collection: string; identifierKind: string }
  | { kind: "shared_identifier"; system: string; identifierKind: string; people: number }
  | { kind: "shared_decided"; system: string; kept: number }
  | { kind: "system_collected"; system: string; records: number; files: number }
  | { kind: "nothing_held"; system: string }
  | { kind: "system_trouble"; system: string; code: string }
  | { kind: "system_recovered"; system: string }
  | { kind: "system_stopped"; system: string; code: string }
  | { kind: "limit_decided"; system: string; use: "all" | "none" }
  | { kind: "links_proposed"; system: string; automatic: number; possible: number }
  | { kind: "too_many_alike"; system: string }
  | { kind: "link_used"; system: string }
  | { kind: "links_viewed" }
  /** A value that pages mask was shown to a member of staff: which, and the reason they chose where the house asks for one. */
  | { kind: "revealed"; field: string; why: string | null }
  | { kind: "link_decided"; system: string; verdict: "accepted" | "rejected"; remembered: boolean }
  | { kind: "split"; system: string; what: string }
  | { kind: "decision_undone"; system: string; verdict: string }
  | { kind: "collect_again_asked"; system: string }
  | { kind: "snapshot_viewed" }
  /** A program of the person's own read their feed; told once an hour. */
  | { kind: "feed_read"; token: string }
  | { kind: "person_asked"; system: string; of: "owner" | "desk" }
  | { kind: "person_answered"; system: string; answer: string; records: number }
  | { kind: "act_recorded"; system: string; outcome: string }
  | { kind: "all_collected"; systems: number; records: number }
  | { kind: "findings_viewed"; system: string; collection: string }
  | { kind: "released"; bundle: number; partial: boolean }
  | { kind: "bundle_trouble"; bundle: number; code: string }
  | { kind: "bundle_retry_asked"; bundle: number }
  | { kind: "bundle_built"; bundle: number; sha256: string; bytes: number; files: number }
  | { kind: "answer_ready" }
  | { kind: "handed_over"; bundle: number }
  | { kind: "link_renewed"; bundle: number }
  /** A wrong file went out: those up to this number open for nobody any more. */
  | { kind: "files_withdrawn"; upTo: number }
  | { kind: "notice_sent"; notice: string }
  | { kind: "notice_failed"; notice: string }
  | { kind: "retry_asked"; system: string }
  | { kind: "assigned"; to: string | null }
  | { kind: "acknowledged" }
  /** Acts of staff that order their work. Words of tags and notes are theirs and are not here. */
  | { kind: "triaged"; taken: boolean }
  | { kind: "tagged"; added: number; removed: number }
  | { kind: "note_written"; about: "note" | "hand_over" }
  | { kind: "note_taken_back" }
  | { kind: "snoozed"; until: string | null }
  | { kind: "linked"; as: "duplicate" | "related"; with: string }
  | { kind: "link_undone"; as: string; with: string }
  | { kind: "merged"; into: string }
  | { kind: "merged_here"; from: string }
  | { kind: "spam"; step: "proposed" | "approved" | "rejected" | "withdrawn"; why: string }
  | { kind: "reopened_as"; with: string }
  | { kind: "reopened_from"; with: string; why: "our_mistake" | "asked_again" }
  | { kind: "bulk_run"; act: string; done: number; notDone: number }
  | { kind: "logged_by_staff"; channel: string; receivedDay: string }
  | { kind: "split_into"; rights: Right[] }
  | { kind: "question_asked"; about: string; evidence: string | null; stops: string[] }
  | { kind: "question_answered"; about: string; document: boolean }
  | { kind: "question_judged"; about: string; verdict: string }
  | { kind: "document_deleted" }
  | { kind: "document_viewed" }
  | { kind: "extended"; laws: string[]; reason: string; from: string; to: string }
  | { kind: "receipt_correction"; step: "asked" | "approved" | "rejected"; from: string; to: string }
  | { kind: "law_corrected"; from: string[]; to: string[]; residence: string }
  | { kind: "fee"; step: "proposed" | "asked" | "paid" | "withdrawn" | "dropped"; reason: string }
  | { kind: "alert_raised"; clock: string; mark: string; late: boolean }
  | { kind: "deadline_breached"; clock: string; law: string; legalDue: string }
  | { kind: "alert_seen"; mark: string }
  | {
      kind: "decision";
      step: "drafted" | "proposed" | "sent_back" | "approved" | "sent" | "dropped";
      outcome: string;
      grounds: string[];
    }
  | { kind: "appeal_filed" }
  | { kind: "complaint_filed" }
  | { kind: "refused" }
  | { kind: "figures_published"; year: number; law: string }
  | { kind: "figures_withdrawn"; year: number; law: string }
  | { kind: "choice_kept"; kinds: string[] }
  | { kind: "choice_taken_back"; kinds: string[] }
  | {
      kind: "effect_done";
      system: string;
      act: "set" | "lift";
      outcome: string;
      changed: number;
      receipt: string;
    }
  | { kind: "effect_by_people"; system: string }
  | { kind: "effect_by_hand"; system: string; act: "set" | "lift" }
  | { kind: "restriction_placed"; ground: string }
  | { kind: "restriction_told"; liftFrom: string }
  | { kind: "restriction_lifted" }
  | { kind: "restriction_exception"; restricted: string; ground: string }
  | { kind: "objection_opened"; marketing: boolean; purposes: number }
  | { kind: "objection_weighed"; verdict: string }
  | { kind: "opt_out_path"; system: string; state: "broken" | "well"; stage: string }
  | { kind: "choice_set_again"; system: string; rows: number }
  | { kind: "house_alert_seen"; alert: string; system: string }
  /** A check of the house's own health was broken for minutes, or is well again. */
  | { kind: "house_health"; check: string; state: "broken" | "well" }
  | { kind: "house_health_seen"; check: string }
  /** A member of staff did more of something than is usual; `staff` is their internal number. */
  | { kind: "unusual_noticed"; what: string; staff: string; count: number }
  | { kind: "unusual_seen"; what: string; staff: string }
  /** A member of staff asked for what their role may not: `what` is the route, without what it named. */
  | { kind: "refused_at_desk"; what: string; role: string }
  /** Records of the house that have served were deleted by schedule; `until`: what was older than that day. */
  | { kind: "records_forgotten"; what: string; records: number; until: string | null }
  | { kind: "erasure_planning"; number: number; cause: string; systems: string[] }
  | { kind: "erasure_system_planned"; number: number; system: string; rows: number }
  | { kind: "erasure_proposed"; number: number; hash: string; changing: number; kept: number }
  | { kind: "erasure_viewed"; number: number }
  | { kind: "erasure_approved"; number: number; hash: string; by: "first" | "second" }
  | { kind: "erasure_started"; number: number; hash: string }
  | { kind: "erasure_system_stopped"; number: number; system: string; code: string }
  | { kind: "erasure_by_hand"; number: number; system: string }
  | { kind: "erasure_remains_accepted"; number: number; system: string; places: number }
  | { kind: "erasure_resumed"; number: number; system: string }
  | {
      kind: "erasure_system_done";
      number: number;
      system: string;
      outcome: string;
      changed: number;
      gone: number;
      kept: number;
      receipt: string;
    }
  | { kind: "erasure_replay_begun"; number: number; system: string }
  /** `receipt`, here and elsewhere: SHA-256 of the text that was signed about it, hex. */
  | {
      kind: "erasure_replayed";
      number: number;
      system: string;
      changed: number;
      clean: boolean;
      receipt: string;
    }
  | { kind: "erasure_undo_asked"; number: number; system: string }
  | {
      kind: "erasure_put_back";
      number: number;
      system: string;
      back: number;
      left: number;
      receipt: string;
    }
  | { kind: "erasure_final"; number: number; system: string }
  | { kind: "came_back"; number: number; system: string; records: number; newer: number }
  | { kind: "came_back_left"; number: number; system: string; records: number }
  | { kind: "erasure_stopped"; number: number; why: string }
  | { kind: "erasure_dropped"; number: number }
  | { kind: "erasure_done"; number: number; changed: number; kept: number }
  /** The certificate as the person gets it: SHA-256 of the text that was signed, hex. Each text once. */
  | { kind: "certificate_issued"; sha256: string }
  | {
      kind: "batch";
      batch: number;
      step: BatchStep;
      system?: string;
      code?: string;
      hash?: string;
      by?: "first" | "second";
      lines?: number;
      systems?: number;
      people?: number;
      /** People of the list who are not erased. */
      aside?: number;
      rows?: number;
      changing?: number;
      kept?: number;
      /** The number of the batch that it goes on with. */
      follows?: number;
      /** SHA-256 of the text that was signed over all receipts, or over what was run again, hex. */
      receipt?: string;
    }
  | { kind: "correction_added"; number: number; about: string }
  | { kind: "correction_withdrawn"; number: number }
  | { kind: "correction_decided"; number: number; granted: boolean; ground: string | null }
  | { kind: "correction_stated"; number: number }
  | { kind: "correction_document"; number: number; step: "added" | "viewed" }
  | { kind: "facts_read"; system: string; values: number }
  | { kind: "rectification_planning"; number: number; undo: boolean; systems: string[] }
  | { kind: "rectification_system_planned"; number: number; system: string; cells: number }
  | { kind: "rectification_proposed"; number: number; hash: string; changing: number; byHand: number }
  | { kind: "rectification_included"; number: number; included: boolean }
  | { kind: "rectification_viewed" }
  | { kind: "rectification_approved"; number: number; hash: string; by: "first" | "second" }
  | { kind: "rectification_started"; number: number; hash: string }
  | { kind: "rectification_system_stopped"; number: number; system: string; code: string }
  | { kind: "rectification_resumed"; number: number; system: string }
  | { kind: "rectification_by_hand"; number: number; system: string; done: number; cannot: number }
  | {
      kind: "rectification_system_done";
      number: number;
      system: string;
      outcome: string;
      changed: number;
      differing: number;
      receipt: string;
    }
  | { kind: "rectification_dropped"; number: number }
  | { kind: "rectification_done"; number: number; changed: number; differing: number }
  | { kind: "identifier_corrected"; system: string; collection: string; identifierKind: string }
  | { kind: "hold_placed"; hold: string; on: "person" | "dossier"; until: string }
  | { kind: "hold_lifted"; hold: string }
  | {
      kind: "recipient_told";
      step: ToldStep;
      /** The row of the ledger. */
      notice: string;
      recipient: string;
      system: string;
      action: string;
      how: string;
    }
  | { kind: "decision_reviewed"; system: string; decision: string; outcome: string }
  | { kind: "hidden_viewed" }
  | { kind: "hidden_decided"; rule: string; choice: "hide" | "show"; places: number }
  /** A reader found what no rule did: in one place of a record, or wherever it stands. */
  | { kind: "hidden_by_hand"; rule: string; everywhere: boolean }
  /** All that rules proposed and nobody had decided on was taken as it is. */
  | { kind: "hidden_accepted"; findings: number }
  /** Somebody who had decided nothing of it looked at what is hidden. */
  | { kind: "hidden_looked"; decisions: string }
  | { kind: "transmission_asked" }
  | { kind: "transmission_agreed" }
  | { kind: "transmission_refused" }
  | { kind: "transmission_withdrawn" }
  | { kind: "transmission_sent"; bundle: number; sha256: string }
  | { kind: "transmission_failed"; code: string }
  | { kind: "message_written"; number: number; side: "person" | "staff"; about: string; files: number }
  /** A message was looked at and confirmed; `later`: for a time that was chosen. */
  | { kind: "message_confirmed"; how: string; later: boolean }
  | { kind: "message_taken_back" }
  | { kind: "message_held"; why: string }
  /** An answer came by mail; `own`: from the address of the request, which proves nothing. */
  | { kind: "mail_joined"; number: number; own: boolean; leftOut: number }
  | { kind: "mail_left_out"; why: string }
  | { kind: "template_added"; template: string }
  /** How the house works was changed, or proposed to be: which version, and which settings it is about. */
  | {
      kind: "policy_changed";
      version: number;
      step: "in_force" | "proposed" | "agreed" | "rejected" | "withdrawn";
      settings: string[];
    }
  | { kind: "template_saved"; template: string; language: string; version: number }
  | { kind: "attachment_viewed"; number: number }
  | { kind: "details_changed"; what: string[] }
  | { kind: "notice_bounced"; notice: string }
  /** Somebody asks for somebody else: what was shown of it, and what was found. */
  | { kind: "asked_for_another"; relation: string }
  | { kind: "authority_paper"; bytes: number }
  | { kind: "authority_accepted"; how: string; to: string }
  | { kind: "authority_refused" }
  | { kind: "authority_reopened" }
  | { kind: "authority_revoked" }
  | { kind: "cancelled" }
  | { kind: "lapsed" }
  | { kind: "closed" }
  /** `commitment`: SHA-256 of the wrapped key that was destroyed, `key`: under which root key it was. */
  | { kind: "data_destroyed"; commitment?: string; key?: string | null }
  /** A backup was put back, and what had been destroyed since was destroyed again. */
  | { kind: "restore_replayed"; destroyed: number; already: number; unknown: number }
  /** The house's root keys; the database writes these itself. */
  | { kind: "root_key_rotated"; key: string; number: number }
  | { kind: "root_key_moved"; key: string; from: string; to: string }
  | { kind: "root_key_retired"; key: string; number: number }
  | { kind: "keys_rewrapped"; key: string; rows: number; unreadable: number };
