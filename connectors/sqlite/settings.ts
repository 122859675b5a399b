import { z } from "zod";

/** Where the SQLite file is. It is opened for reading only, but for what erasure changes. */
export const sqliteSettings = z.strictObject({
  file: z.string().min(1),
  /** How long to wait for a writer to finish. */
  busy_seconds: z.number().positive().max(60).default(5),
});

export type SqliteSettings = z.output<typeof sqliteSettings>;
