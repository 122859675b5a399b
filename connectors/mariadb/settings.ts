import { z } from "zod";

/** How to reach a MariaDB database. The address and its password come from the environment. */
export const mariadbSettings = z.strictObject({
  url: z
    .url({ protocol: /^(mysql|mariadb)$/ })
    .refine((text) => /^\/[^/]+$/.test(new URL(text).pathname), { error: "the address names no database" }),
  /** `verify_full` unless the database is on this machine. */
  tls: z.enum(["verify_full", "off"]).optional(),
  /** PEM text of the authority that signed the server's certificate, where it is no public one. */
  ca: z.string().optional(),
  connect_seconds: z.number().positive().default(10),
  /** Longest time of one search. */
  statement_seconds: z.number().positive().default(60),
  /** Longest time of reading one collection, the reader's own pauses included. */
  collect_seconds: z.number().positive().default(3600),
});

export type MariadbSettings = z.output<typeof mariadbSettings>;
