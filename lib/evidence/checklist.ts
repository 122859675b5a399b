import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { readChecklist } from "#lib/fanout/checklist.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";

/** One thing that the law asks for, how it stood when the pack was made, and the place in the law. */
export type Checked = { reference: string; title: string; state: string; why: string; cite: string };

/** What the law asks for a request, judged by how it stands now; nothing once its key has been destroyed. */
export async function checklistFor(actor: Actor, reference: string): Promise<Checked[]> {
  try {
    const { lines } = await readChecklist(actor, await readRequestFile(actor, reference));
    return lines.map(({ title, state, why, source }) => ({
      reference,
      title,
      state,
      why,
      cite: source.cite,
    }));
  } catch (error) {
    if (error instanceof HabeasError && (error.code === "not_found" || error.code === "gone")) return [];
    throw error;
  }
}
