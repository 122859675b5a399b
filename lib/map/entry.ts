import { HabeasError } from "#lib/core/errors.ts";
import { readSystem } from "./reading/read-map.ts";
import type { Company, System } from "./schema.ts";

export const systemStates = ["draft", "enabled", "paused", "killed", "retired"] as const;
/**
 * draft: nobody is looked for in it yet · enabled · paused: what runs ends, nothing new begins · killed: what runs is
 * cut off, nothing new begins · retired: in no new plan; requests that have it in theirs are still answered from it.
 */
export type SystemState = (typeof systemStates)[number];

/** A system with what stands around its definition. */
export type SystemEntry = {
  id: string;
  /** In the map's file, which the desk can only read, or on the desk. */
  keptIn: "file" | "desk";
  /** The version in force; null for what the file keeps. */
  version: number | null;
  state: SystemState;
  /** Why it stands so, in the words of whoever changed it. */
  reason: string;
  changedBy: string;
  changedAt: Date | null;
  perMinute: number | null;
  written: Record<string, unknown>;
  system: System;
  /** Why it cannot be used although it is here: it was registered with an older version of the product. */
  unusable: string | null;
};

/** A system as the database has it. */
export type StoredSystem = {
  id: string;
  version: number | null;
  state: SystemState;
  reason: string;
  changedBy: string;
  changedAt: string;
  perMinute: number | null;
  definition: Record<string, unknown> | null;
};

const about = (row: StoredSystem) => ({
  state: row.state,
  reason: row.reason,
  changedBy: row.changedBy,
  changedAt: new Date(row.changedAt),
  perMinute: row.perMinute,
});

/** A system that the file keeps, with the state that staff gave it. */
export function fileEntry(
  kept: { written: Record<string, unknown>; system: System },
  row: StoredSystem | undefined,
): SystemEntry {
  const untouched = {
    state: "enabled" as const,
    reason: "",
    changedBy: "file",
    changedAt: null,
    perMinute: null,
  };
  const standing = row ? about(row) : untouched;
  const { written, system } = kept;
  return { written, system, ...standing, id: system.id, keptIn: "file", version: null, unusable: null };
}

/**
 * A system that was registered on the desk. One that this version of the product no longer understands stays in
 * every plan all the same, and says what is wrong with it when it is asked.
 */
export function deskEntry(row: StoredSystem, company: Company): SystemEntry {
  const written = row.definition ?? {};
  const reading = readSystem(written, row.state === "draft" ? "draft" : "whole");
  const entry = { ...about(row), id: row.id, keptIn: "desk" as const, version: row.version, written };
  if (reading.system) return { ...entry, system: reading.system, unusable: null };
  const word = (value: unknown, otherwise: string) => (typeof value === "string" ? value : otherwise);
  return {
    ...entry,
    unusable: `Version ${row.version} of it cannot be read any more; save it anew on the desk.`,
    system: {
      id: row.id,
      title: word(written.title, row.id),
      connector: word(written.connector, "unknown"),
      owner: { name: company.name, email: company.contact.email },
      country: word(written.country, company.controller_place.slice(0, 2)),
      recipients: [],
      settings: {},
      collections: [],
      ignored: [],
      automated_decisions: [],
    },
  };
}

/** The refusal of a change to what the file keeps. */
export function keptInFile(): never {
  throw new HabeasError(
    "conflict",
    "This system is kept in the file of the data map: change it there. Only pausing is done here.",
  );
}
