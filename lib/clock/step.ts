import type { Day } from "#lib/core/day.ts";
import type { Source } from "#lib/law/source.ts";

/** One step of a derivation, as data. Words are made of it in `words.ts`. */
export type Step = { from: Day; to: Day; source?: Source } & (
  | { op: "received" }
  | { op: "begins"; because: "followed" | "last_entry" | "withdrawn" }
  | { op: "dated" }
  | { op: "starts_later"; because: "identity" | "fee" | "authority" | "fee_reflection" }
  | { op: "add"; n: number; unit: "month" | "day" | "business_day" }
  | { op: "clamp" }
  | { op: "pause"; days: number }
  | { op: "roll"; place: string }
  | { op: "two_working_days" }
  | { op: "first_day_counted" }
  | { op: "saturday_counted" }
  | { op: "person_day" }
);

export type Warning = "holiday_data_missing" | "undue_delay" | "extension_invalid" | "pause_refused";

/** Where a period ends: on the best reading of the law, and on the earliest plausible one. */
export type Due = { legal: Day; safe: Day; steps: Step[]; safeSteps: Step[]; warnings: Warning[] };
