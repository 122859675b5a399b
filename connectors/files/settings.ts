import { z } from "zod";

const secret = z.string().min(1);

/** A bucket that speaks S3. Keys are given by reference; `endpoint` may be left out for Amazon's own. */
const bucket = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "write the name of a bucket"),
  region: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/)
    .default("us-east-1"),
  endpoint: z.url({ protocol: /^https?$/ }).optional(),
  /** What stands before the pattern in every object's key: `exports/`. */
  prefix: z.string().max(500).default(""),
  /** True where the bucket stands in the path of the address and not in its host name. */
  path_style: z.boolean().default(false),
  access_key_id: secret,
  secret_access_key: secret,
  session_token: secret.optional(),
  silence_seconds: z.number().positive().max(600).default(30),
});

/** Files in a folder of this machine or in a bucket; what is in them stands with each collection. */
export const filesSettings = z
  .strictObject({
    folder: z.string().min(1).optional(),
    bucket: bucket.optional(),
    /** Of every collection that names no format and whose pattern does not end in one. */
    format: z.enum(["ndjson", "csv", "json", "parquet"]).optional(),
    /** Files may be written anew without a person's records. Without it erasure is done by hand. */
    rewrite: z
      .strictObject({
        /** A file of lines that may still be written to is left alone until nobody has touched it for so long. */
        settled_minutes: z.number().min(0).max(10_080).default(5),
      })
      .optional(),
  })
  .refine((one) => (one.folder === undefined) !== (one.bucket === undefined), {
    error: "name either a `folder` or a `bucket`",
    path: ["folder"],
  });

export type FilesSettings = z.output<typeof filesSettings>;
export type BucketSettings = z.output<typeof bucket>;
