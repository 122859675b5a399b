import { z } from "zod";

/** A folder of files with one JSON object on each line, one file a day, named so that the newest sorts last. */
export const filesSettings = z.strictObject({
  folder: z.string().min(1),
  format: z.literal("ndjson").default("ndjson"),
});

export type FilesSettings = z.output<typeof filesSettings>;
