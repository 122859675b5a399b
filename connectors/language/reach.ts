import { z } from "zod";

/** The files of a folder or bucket that hold a collection. */
export const filesReach = z.strictObject({
  /** `visits/dt={date}/*.parquet`: `*` any characters but "/", `{date}` the day, by which the newest is known. */
  pattern: z.string().min(1).max(500),
  /** By the end of the pattern where it is left out. A name that ends in `.gz` is unpacked. */
  format: z.enum(["ndjson", "csv", "json", "parquet"]).optional(),
  /** How a CSV file is written. */
  csv: z
    .strictObject({
      delimiter: z.string().length(1).default(","),
      quote: z.string().length(1).default('"'),
      encoding: z.enum(["utf-8", "utf-16le", "windows-1252", "iso-8859-15"]).default("utf-8"),
      /** The columns in their order, where the file has no header line. */
      columns: z.array(z.string().min(1)).min(1).max(2000).optional(),
    })
    .optional(),
});

/** A field that holds a file's bytes, delivered as a file of the bundle instead of as text. */
export const fileField = z.strictObject({ field: z.string(), media_type: z.string(), extension: z.string() });
