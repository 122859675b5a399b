import { asker } from "#app/_auth/visitor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { type PersonPart, personErasure } from "#lib/erasure/read.ts";

/** The erasure of the person's data as they see it. */
export type OwnDeletion = {
  state: "proposed" | "approved" | "acting" | "stopped" | "done";
  waitUntil: Date | null;
  doneAt: Date | null;
  /** The last day on which we can put back what was removed; null where nobody can. */
  undo: { untilDay: string } | null;
  /** How many records we have put back. */
  putBack: { rows: number } | null;
  systems: { title: string; done: boolean; parts: PersonPart[] }[];
};

const shown = ["proposed", "approved", "acting", "stopped", "done"] as const;

/** What goes and what stays, for whoever has proved to be the person; null before there is a plan, and for all others. */
export async function deletionFor(reference: string): Promise<OwnDeletion | null> {
  try {
    const found = await personErasure(await asker(), reference);
    const state = shown.find((one) => one === found?.state);
    return found && state ? { ...found, state } : null;
  } catch (error) {
    if (error instanceof HabeasError && error.code === "not_found") return null;
    throw error;
  }
}
