import { z } from "zod";

const paging = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("cursor"), param: z.string(), next: z.string() }),
  z.strictObject({
    kind: z.literal("page"),
    param: z.string(),
    size_param: z.string().optional(),
    size: z.int().min(1).max(1000),
  }),
]);

/** Where an HTTP system keeps a collection. */
export const httpReach = z.strictObject({
  path: z.string().startsWith("/"),
  query: z.record(z.string(), z.string()).optional(),
  items: z.string(),
  paging: paging.default({ kind: "none" }),
});

/** Files that belong to a record of an HTTP system. */
export const attachmentsReach = z.strictObject({
  items: z.string(),
  url: z.string(),
  name: z.string(),
  bytes: z.string().optional(),
});

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
