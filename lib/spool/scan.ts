import { connect } from "node:net";
import { HabeasError } from "#lib/core/errors.ts";

/** Milliseconds in which a file must have been looked at. */
const patience = 20_000;
const chunkBytes = 256 * 1024;

const notNow = () =>
  new HabeasError("unavailable", "Files cannot be checked for harm just now. Try again in a while.");

/**
 * Has a file that a stranger sent looked at by the operator's ClamAV (HABEAS_CLAMAV, host:port); without that setting nothing
 * is asked. Throws HabeasError `invalid` where something was found, `unavailable` where the scanner does not say that the
 * file is clean: nothing passes unseen.
 */
export async function mustBeHarmless(bytes: Uint8Array, at = process.env.HABEAS_CLAMAV): Promise<void> {
  if (!at) return;
  const said = await ask(at, bytes).catch(() => "");
  if (/^stream: OK\0?$/.test(said)) return;
  if (/ FOUND\0?$/.test(said))
    throw new HabeasError("invalid", "Our virus scanner found something in this file. We did not keep it.");
  throw notNow();
}

/** Sends a file in the scanner's own way (INSTREAM) and answers what it says. */
function ask(at: string, bytes: Uint8Array): Promise<string> {
  const colon = at.lastIndexOf(":");
  const host = at.slice(0, colon).replace(/^\[|\]$/g, "");
  return new Promise((settle, fail) => {
    const socket = connect(Number(at.slice(colon + 1)), host);
    const over = setTimeout(() => socket.destroy(notNow()), patience);
    let said = "";
    socket.on("connect", () => {
      socket.write("zINSTREAM\0");
      for (let from = 0; from < bytes.length; from += chunkBytes) {
        const chunk = bytes.subarray(from, from + chunkBytes);
        socket.write(lengthOf(chunk.length));
        socket.write(chunk);
      }
      socket.write(lengthOf(0));
    });
    socket.on("data", (chunk) => {
      said += chunk.toString("latin1");
      // One line, and none of ours is long: whoever says more is no scanner.
      if (said.length > 1_000) socket.destroy(notNow());
      if (said.endsWith("\0")) socket.end();
    });
    socket.on("error", fail);
    socket.on("close", () => {
      clearTimeout(over);
      settle(said);
    });
  });
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}
