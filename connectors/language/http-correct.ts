import { z } from "zod";
import { gone, laterJob, look } from "./http-erase.ts";
import { endpoint, headerName } from "./http-request.ts";

const statuses = (usual: number[]) => z.array(z.int().min(400).max(499)).max(10).default(usual);

/**
 * How fields of a record of an HTTP system are changed. `{key}` stands for the record's key, `{new.name}` for what a
 * field is to say, `{changed}` for an object of the members that change, `{whole}` for the whole record with the change in it,
 * `{once}` for what is the same in every repeat of the same request.
 */
export const httpCorrect = z.strictObject({
  ...endpoint.shape,
  method: z.enum(["PATCH", "PUT", "POST"]).default("PATCH"),
  /** `changed` and `whole` alone are short for the placeholders of that name. */
  body: z
    .json()
    .default("changed")
    .transform((body) => (body === "changed" || body === "whole" ? `{${body}}` : body)),
  /** One record by its key, asked before and after; where it is left out, that of `erase`. */
  look: look.optional(),
  gone,
  /** The record is not what it was when we looked. */
  conflict: statuses([409, 412]),
  /** The system does not take the new value. */
  refused: statuses([400, 422]),
  /** Whether the record's ETag, where it has one, is sent as If-Match. */
  if_match: z.boolean().default(true),
  job: laterJob.optional(),
  /** The header that carries `{once}`. */
  once_header: headerName.default("idempotency-key"),
});
export type HttpCorrect = z.output<typeof httpCorrect>;
