/** What happens to the house and among its staff: part of everything that can happen (`events.ts`). */
export type HouseEvent =
  | { kind: "system_registered"; system: string }
  | { kind: "system_version_saved"; system: string; version: number; hash: string }
  | { kind: "system_state_changed"; system: string; from: string; to: string; version: number | null }
  | { kind: "system_secret_set"; system: string; name: string }
  | { kind: "system_secret_forgotten"; system: string; name: string }
  | { kind: "system_rate_set"; system: string; perMinute: number | null }
  | { kind: "system_checked"; system: string; version: number | null; ok: boolean }
  | { kind: "system_inspected"; system: string; version: number | null }
  | { kind: "system_sampled"; system: string; version: number | null; collection: string }
  | { kind: "system_tested"; system: string; version: number | null; identifierKind: string }
  /** A request is for people named by name only; `staff` is their internal number. */
  | { kind: "request_closed_off" }
  | { kind: "request_opened_up" }
  | { kind: "confidant_named"; staff: string }
  | { kind: "confidant_removed"; staff: string }
  /** Somebody opened a request that is not theirs to see, for so many minutes; their reason is kept sealed. */
  | { kind: "glass_broken"; minutes: number }
  | { kind: "glass_read"; glass: string }
  | { kind: "staff_session_ended"; staff: string }
  | { kind: "staff_disabled"; staff: string }
  | { kind: "staff_enabled"; staff: string }
  | { kind: "staff_role_changed"; staff: string; from: string; to: string }
  | { kind: "log_checked"; whole: boolean }
  /** The log goes on from before a checkpoint that the witness has, after a backup was put back: of which size and root. */
  | { kind: "restore_accepted"; size: number; root: string; reason: string }
  | { kind: "log_exported"; filter: string }
  /** A list of the queue was taken as a file; of a search for somebody only that it was one. */
  | { kind: "queue_exported"; query: string }
  | { kind: "view_kept"; view: string; reach: string; step: "saved" | "renamed" | "deleted" }
  /** A pack of evidence was taken along; `words`: with what was written to the people and by them. */
  | { kind: "evidence_taken"; requests: number; words: boolean }
  | { kind: "staff_signed_in"; role: string }
  | { kind: "staff_signed_out" };
