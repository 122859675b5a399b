import { HabeasError } from "#lib/core/errors.ts";

/** Forms with files that one process reads at a time: each may hold 25 MB of memory until it is read. */
const most = 8;
let reading = 0;

/**
 * Reads a form with files where there is room for one, so that many at once cannot take all of the memory. Nothing is
 * remembered of who sent it. Throws HabeasError `too_many` where there is none.
 */
export async function withUploadRoom<T>(read: () => Promise<T>): Promise<T> {
  if (reading >= most)
    throw new HabeasError("too_many", "Many files are arriving just now. Send yours again in a minute.");
  reading += 1;
  try {
    return await read();
  } finally {
    reading -= 1;
  }
}
