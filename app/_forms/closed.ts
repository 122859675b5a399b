import { rolledBack } from "#lib/audit/log/stand.ts";
import { maintenance } from "#lib/config/maintenance.ts";
import { log } from "#lib/core/log.ts";

/**
 * True while the portal takes nothing in: somebody works on it, or its database was put back to an older state and nobody
 * has accepted that yet.
 */
export async function closed(): Promise<boolean> {
  if (maintenance()) return true;
  try {
    return await rolledBack();
  } catch (error) {
    // Whatever else is asked of the database says so as well, and better.
    log.warn({ err: error }, "it could not be seen whether the database is the one its witness saw");
    return false;
  }
}
