import type { Problem } from "#app/desk/_systems/guard.ts";

/** What a form of the clock page comes back with: why nothing came of it, and what was typed. */
export type ClockState = { problem: Problem | null; values: Record<string, string> };

export const fresh: ClockState = { problem: null, values: {} };
