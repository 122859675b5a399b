import { z } from "zod";

/** Text of at least 24 characters, or `whsec_` and base64 of at least 24 bytes. */
const secret = z
  .string()
  .min(24)
  .max(1000)
  .refine((text) => !text.startsWith("whsec_") || Buffer.from(text.slice(6), "base64").length >= 24, {
    error: "after whsec_ there must be base64 of at least 24 bytes",
  });

/** How to reach a system that speaks our protocol (docs/webhook-protocol.md). */
export const webhookSettings = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  /** One, or two while a new one takes the old one's place: requests are signed with both. */
  secrets: z.array(secret).min(1).max(2),
  requests_per_second: z.number().positive().optional(),
  /** Longest that a "come back later" is waited for within one session, in seconds. */
  wait_seconds: z.number().min(0).max(900).default(60),
  /** Longest silence of the system, in seconds. */
  silence_seconds: z.number().positive().default(30),
  /** Largest record, in bytes. */
  record_bytes: z
    .int()
    .min(1000)
    .max(256 * 1024 * 1024)
    .default(64 * 1024 * 1024),
});

export type WebhookSettings = z.output<typeof webhookSettings>;
