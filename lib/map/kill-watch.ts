import { sql } from "drizzle-orm";
import { log } from "#lib/core/log.ts";
import { database } from "#lib/db/database.ts";
import { heldBack } from "./runs.ts";

const lookSeconds = 1;

type Open = { systemId: string; killed: AbortController };

const open = new Set<Open>();
let watching: NodeJS.Timeout | undefined;
let looking = false;

/**
 * Watches the kill switch of a system while a conversation with it is open. The signal aborts within about two
 * seconds of the switch being thrown, on whichever machine; its reason is the error to tell.
 */
export function watchKillSwitch(systemId: string): { signal: AbortSignal; end(): void } {
  const one: Open = { systemId, killed: new AbortController() };
  open.add(one);
  watching ??= setInterval(look, lookSeconds * 1000).unref();
  return {
    signal: one.killed.signal,
    end() {
      open.delete(one);
      if (open.size > 0) return;
      clearInterval(watching);
      watching = undefined;
    },
  };
}

async function look(): Promise<void> {
  // While the database does not answer, one question is enough.
  if (looking) return;
  looking = true;
  try {
    const { rows } = await database().execute<{ system_id: string; reason: string }>(
      sql`select system_id, reason from system_state where state = 'killed'`,
    );
    const killed = new Map(rows.map((row) => [row.system_id, row.reason]));
    for (const { systemId, killed: ended } of open) {
      const reason = killed.get(systemId);
      if (reason !== undefined) ended.abort(heldBack("killed", reason));
    }
  } catch (error) {
    log.warn({ err: error }, "the kill switches could not be read and are read again");
  } finally {
    looking = false;
  }
}
