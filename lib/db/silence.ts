import type { Socket } from "node:net";
import type pg from "pg";

/** No statement of ours waits for so many milliseconds without a byte of an answer. */
const longestSilence = 120_000;

/**
 * Ends a connection on which a statement has waited too long without a byte. Where the other side vanished without a word
 * (a server that was moved, a line that was dropped) the socket looks open for a quarter of an hour, and whoever waits
 * for it would wait as long. Idle connections are left alone: the next statement finds out.
 */
export function endWhenSilent(client: pg.ClientBase, milliseconds = longestSilence): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.setTimeout(milliseconds);
  stream.on("timeout", () => {
    if (isWaiting(client)) stream.destroy(new Error("the database has not answered"));
  });
}

/** True while a statement is under way. */
const isWaiting = (client: pg.ClientBase): boolean =>
  Boolean((client as unknown as { _activeQuery?: unknown })._activeQuery);
