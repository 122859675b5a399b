import { z } from "zod";
import { endpoint } from "./http-request.ts";
import { listPlace, place } from "./place.ts";

const states = z
  .array(z.union([z.string(), z.number(), z.boolean()]))
  .min(1)
  .max(20);

/**
 * An export that a system prepares by itself: started, asked after until it is done, then read as a stream.
 * `{job}` stands for its number, `{callback_url}` for where the system may say that it has finished.
 */
export const httpJob = z.strictObject({
  start: z.strictObject({
    ...endpoint.shape,
    method: z.enum(["GET", "POST"]).default("POST"),
    /** Where the answer holds the job's number. */
    id: place,
  }),
  poll: z.strictObject({
    ...endpoint.shape,
    /** Where the answer says how far it is; without it, status 202 means "not yet". */
    state: place.optional(),
    done: states.default(["done", "completed", "complete", "succeeded", "success", "finished"]),
    failed: states.default(["failed", "error", "cancelled", "canceled", "expired"]),
    /** States that mean that the system holds nothing under this identifier. */
    nothing: states.optional(),
    /** Seconds between two questions, where the system names none. */
    every_seconds: z.int().min(1).max(86_400).default(60),
    /** Hours after which a job that is still not done is given up and begun anew. */
    patience_hours: z.int().min(1).max(720).default(72),
  }),
  result: z
    .strictObject({
      path: endpoint.shape.path.optional(),
      /** Where the poll's answer holds the result's address. */
      url: place.optional(),
      format: z.enum(["json", "ndjson"]).default("ndjson"),
      /** JSON pointer to the list in the result, of which one record at a time is read; for `json` only. */
      items: listPlace
        .refine((text) => !text.startsWith("$"), { error: "a result is read by JSON pointer" })
        .default(""),
    })
    .refine((one) => (one.path === undefined) !== (one.url === undefined), {
      error: "give `path` or `url`, not both",
    }),
});
export type HttpJob = z.output<typeof httpJob>;
