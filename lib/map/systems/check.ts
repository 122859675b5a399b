import type { CheckStep } from "#connectors/contract.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import { chosenVersion, tryOut } from "./try-out.ts";

const patience = 20;

/** How a check went. More rights than are needed are worth a word, but such a system answers. */
export type Checked = { ok: boolean; note: string; steps: CheckStep[] };

/**
 * Checks a system: network, sign-in, every declared column, no more rights than reading, each timed. What is wrong
 * with the system is the answer, not an error.
 */
export async function checkSystem(
  actor: Actor,
  id: string,
  typed: { version?: number } = {},
): Promise<Checked> {
  const chosen = await chosenVersion(actor, id, "see_systems", typed.version);
  const checked = await check(chosen);
  await inTransaction((tx) =>
    audit(tx, null, actor, { kind: "system_checked", system: id, version: chosen.version, ok: checked.ok }),
  );
  return checked;
}

async function check(chosen: Parameters<typeof tryOut>[0]): Promise<Checked> {
  try {
    const steps = await tryOut(chosen, "check", patience, (session) => session.check());
    const bad = steps.find((step) => !step.ok && step.name !== "least_privilege");
    const fine = steps.map((step) => `${step.name} ${step.ms} ms`).join(", ");
    return { ok: bad === undefined, note: bad?.note ?? fine, steps };
  } catch (error) {
    if (error instanceof HabeasError) return { ok: false, note: error.message, steps: [] };
    throw error;
  }
}
