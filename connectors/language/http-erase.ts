import { z } from "zod";
import { httpJob } from "./http-job.ts";
import { endpoint, headerName } from "./http-request.ts";
import { listPlace, place } from "./place.ts";

/** Answers that mean that there is no such record (any more). */
export const gone = z.array(z.int().min(400).max(499)).min(1).max(10).default([404, 410]);

/** One record by its key: asked before anything is done to it, and afterwards as the proof. */
export const look = z.strictObject({ ...endpoint.shape, items: listPlace.default(""), gone });
export type HttpLook = z.output<typeof look>;
/** Where a system answers 202 and works on: where its number stands, and how it is asked. */
export const laterJob = z.strictObject({ id: place, poll: httpJob.shape.poll });

const change = {
  ...endpoint.shape,
  gone,
  /** Rows in one request, where `{keys}` stands for their list. */
  most: z.int().min(1).max(10_000).default(1),
  job: laterJob.optional(),
};
const changing = z.strictObject({
  ...change,
  method: z.enum(["PATCH", "PUT", "POST", "DELETE"]).default("PATCH"),
});

/**
 * How a person's records are taken out of an HTTP system. `{key}` stands for a record's key, `{new.name}` for the new
 * value of a field, `{tie}` for the value by which a record is tied to the person, `{once}` for what is the same in every
 * repeat of the same request.
 */
export const httpErase = z.strictObject({
  look,
  delete: z
    .strictObject({ ...change, method: z.enum(["DELETE", "POST", "PUT", "PATCH"]).default("DELETE") })
    .optional(),
  /** Sets the new values of a record that stays. */
  anonymise: changing.optional(),
  /** Takes the person out of a record that stays; where it is left out, `anonymise` empties its fields. */
  unlink: changing.optional(),
  /** The header that carries `{once}`. */
  once_header: headerName.default("idempotency-key"),
});
export type HttpErase = z.output<typeof httpErase>;
/** A request that changes something. */
export type HttpChange = NonNullable<HttpErase["delete"] | HttpErase["anonymise"]>;
