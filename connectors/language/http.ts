import { z } from "zod";
import { fieldRef } from "./field-path.ts";
import { httpCorrect } from "./http-correct.ts";
import { httpErase } from "./http-erase.ts";
import { httpJob } from "./http-job.ts";
import { endpoint, request } from "./http-request.ts";
import { listPlace, place } from "./place.ts";

const name = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, "use lower-case letters, digits and _");
const param = z.string().min(1).max(200);
const size = z.int().min(1).max(10_000);
/** Where the parameter stands: in the address, or in the JSON body at the top. */
const inside = z.enum(["query", "body"]).default("query");

const paging = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  /** `next` holds the cursor of the next page, or a whole address with the cursor in it; `more` says whether there is one. */
  z.strictObject({
    kind: z.literal("cursor"),
    param,
    next: place,
    more: place.optional(),
    size_param: param.optional(),
    size: size.optional(),
    in: inside,
  }),
  z.strictObject({
    kind: z.literal("page"),
    param,
    first: z.int().min(0).max(1).default(1),
    size_param: param.optional(),
    size,
    in: inside,
  }),
  z.strictObject({
    kind: z.literal("offset"),
    param,
    size_param: param.optional(),
    size: size.optional(),
    in: inside,
  }),
  /** The address of the next page: in the header `Link` with rel="next" (RFC 8288), or in the answer at `next`. */
  z.strictObject({ kind: z.literal("link"), next: place.optional() }),
  /** The next page begins after the last record's field. */
  z.strictObject({
    kind: z.literal("keyset"),
    param,
    field: fieldRef,
    size_param: param.optional(),
    size: size.optional(),
    in: inside,
  }),
]);
export type Paging = z.output<typeof paging>;

const answer = {
  /** Where the records stand in the answer. */
  items: listPlace.default(""),
  /** `ndjson`: one JSON object a line, read as it comes. */
  format: z.enum(["json", "ndjson"]).default("json"),
  paging: paging.default({ kind: "none" }),
};
/** field → the place in a record where its value stands, for records that are not flat. */
const extract = z.record(z.string().min(1).max(200), place).default({});
const asked = z.strictObject({ ...endpoint.shape, ...answer });

/**
 * Where an HTTP system keeps a collection: behind an address, in the result of an export job, or inside its parent's
 * records. `{match}` stands for the identifier that is asked for, `{parent}` for the parent's value.
 */
export const httpReach = z
  .strictObject({
    ...request.shape,
    path: endpoint.shape.path.optional(),
    ...answer,
    extract,
    /** A different address for one kind of identifier, or for one role of the edges to the parent. */
    by: z.record(name, asked).default({}),
    job: httpJob.optional(),
    inside: listPlace.optional(),
    erase: httpErase.optional(),
    correct: httpCorrect.optional(),
  })
  .refine(
    (one) => {
      const ways = [one.path !== undefined || Object.keys(one.by).length > 0, one.job, one.inside];
      return ways.filter((way) => way !== undefined && way !== false).length === 1;
    },
    { error: "give exactly one of `path` (or `by`), `job` and `inside`" },
  );
export type HttpReach = z.output<typeof httpReach>;
export type HttpEndpoint = z.output<typeof asked>;

/** Files that belong to a record of an HTTP system. */
export const attachmentsReach = z.strictObject({
  /** The list of files in a record. */
  items: listPlace,
  /** In a file's description: its address, below the system's or whole. */
  url: place,
  name: place,
  bytes: place.optional(),
});
