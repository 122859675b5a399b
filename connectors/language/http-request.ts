import { z } from "zod";

// What an HTTP client sets by itself, or what would change who is spoken to.
const ownHeaders =
  /^(host|content-length|transfer-encoding|connection|upgrade|expect|te|trailer|keep-alive)$/i;

/** The name of a header that a map may set. */
export const headerName = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/, "that is no header name")
  .refine((name) => !ownHeaders.test(name), { error: "this header is not the map's to set" });

/** A header's value: visible ASCII in one line. */
export const headerValue = z
  .string()
  .max(4000)
  .regex(/^[\x20-\x7e]*$/, "a header holds visible characters of ASCII in one line");

const text = z.string().max(4000);

/** A request's parts. `{…}` stands for a value; a parameter whose value is not known in a question is left out. */
export const request = z.strictObject({
  method: z.enum(["GET", "POST"]).default("GET"),
  query: z.record(z.string().min(1).max(200), text).default({}),
  headers: z.record(headerName, headerValue).default({}),
  /** JSON. A string that is `{match}` as a whole becomes that value; values are never put into a longer text. */
  body: z.json().optional(),
});

export const endpoint = z.strictObject({
  ...request.shape,
  path: z.string().startsWith("/").max(2000),
});
