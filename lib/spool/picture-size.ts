import { HabeasError } from "#lib/core/errors.ts";

/** Points of a picture at most: what unpacks to more is made to fill a reader's memory. */
const mostPoints = 120_000_000;

/**
 * Refuses a picture that is no picture of a document: of more points than any phone makes, or of so few that nothing can be
 * read on it. What is no PNG or JPEG, or does not say its size, passes. Throws HabeasError `invalid`.
 */
export function mustBeReadable(bytes: Uint8Array): void {
  const size = pngSize(bytes) ?? jpegSize(bytes);
  if (size === null) return;
  if (size.width * size.height > mostPoints)
    throw new HabeasError("invalid", "This picture is too large to be opened. Send a smaller one.");
  if (Math.min(size.width, size.height) < 16)
    throw new HabeasError("invalid", "This picture is too small to be read. Send a larger one.");
}

type Size = { width: number; height: number };

function pngSize(bytes: Uint8Array): Size | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 32));
  if (
    view.length < 24 ||
    view.toString("latin1", 1, 4) !== "PNG" ||
    view.toString("latin1", 12, 16) !== "IHDR"
  )
    return null;
  return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
}

/** By the frame's own header, behind whatever segments come before (ITU T.81, B.1.1.4 and B.2.2). */
function jpegSize(bytes: Uint8Array): Size | null {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < view.length; ) {
    if (view[at] !== 0xff) return null;
    const marker = view[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) };
    // Any number of such bytes may stand before a marker, and some markers stand alone (B.1.1.2, B.1.1.3).
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else at += 2 + Math.max(2, view.readUInt16BE(at + 2));
  }
  return null;
}
