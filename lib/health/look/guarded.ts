import { log } from "#lib/core/log.ts";
import { type CheckName, type Found, knownChecks } from "../check.ts";

/** Milliseconds after which something that does not answer counts as broken. */
const patience = 20_000;

/**
 * Looks, and answers what was found; what fails or does not end is broken, and keeps nothing else from being looked at.
 */
export async function guarded(name: CheckName, look: () => Promise<Omit<Found, "name">>): Promise<Found> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer")), patience);
    timer.unref();
  });
  try {
    return { name, ...(await Promise.race([look(), late])) };
  } catch (error) {
    log.warn({ err: error, check: name }, "this could not be looked at");
    return { name, value: null, state: "broken", words: `${knownChecks[name].title}: no answer.` };
  } finally {
    clearTimeout(timer);
  }
}
