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
export const filesReach = z.strictObject({ pattern: z.string() });

/** A field that holds a file's bytes, delivered as a file of the bundle instead of as text. */
export const fileField = z.strictObject({ field: z.string(), media_type: z.string(), extension: z.string() });
