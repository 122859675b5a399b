import type { Problem } from "../_systems/guard.ts";

/** One request that a message becomes, in words. */
export type PlannedRow = {
  right: string;
  laws: string;
  by: string;
  legal: string | null;
  late: boolean;
  next: string;
};

/** What stands on the page for logging: what was typed, what is wrong with it, or what would come of it. */
export type LogState = {
  problem: Problem | null;
  errors: Record<string, string>;
  values: Record<string, string>;
  rights: string[];
  /** Set once it can be filed. */
  check: { rows: PlannedRow[]; came: string; place: string } | null;
};
