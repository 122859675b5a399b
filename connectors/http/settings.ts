import { z } from "zod";

const secret = z.string().min(1);

/** How to reach an HTTP API that answers JSON. `token_url` may be relative to `base_url`. */
export const httpSettings = z.strictObject({
  base_url: z.url({ protocol: /^https?$/ }),
  auth: z
    .discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("oauth2_client_credentials"),
        token_url: z.string().min(1),
        client_id: secret,
        client_secret: secret,
        scope: z.string().optional(),
      }),
      z.strictObject({ kind: z.literal("bearer"), token: secret }),
      z.strictObject({ kind: z.literal("none") }),
    ])
    .default({ kind: "none" }),
  requests_per_second: z.number().positive().optional(),
  /** Longest silence of the system, in seconds. */
  silence_seconds: z.number().positive().default(30),
});

export type HttpSettings = z.output<typeof httpSettings>;
