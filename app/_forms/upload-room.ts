import { HabeasError } from "#lib/core/errors.ts";

/** Room for so many at a time in this process. Who finds none gets HabeasError `too_many`. */
export function roomFor(most: number): <T>(read: () => Promise<T>) => Promise<T> {
  let reading = 0;
  return async (read) => {
    if (reading >= most)
      throw new HabeasError("too_many", "Many files are arriving just now. Send yours again in a minute.");
    reading += 1;
    try {
      return await read();
    } finally {
      reading -= 1;
    }
  };
}

/**
 * Reads a form with files where there is room for one, so that many at once cannot take all of the memory: each of the
 * eight may hold 25 MB until it is read. Nothing is remembered of who sent it. Throws HabeasError `too_many`.
 */
export const withUploadRoom = roomFor(8);
