import { z } from "zod";

/** How to reach a Postgres database. The address and its password come from the environment. */
export const postgresSettings = z.strictObject({
  url: z.url({ protocol: /^postgres(ql)?$/ }),
  /** The schema of tables whose name in the map has none. */
  schema: z.string().min(1).default("public"),
  /** `verify_full` unless the database is on this machine. */
  tls: z.enum(["verify_full", "off"]).optional(),
  /** PEM of the authority that signed the server's certificate, where it is not one that everybody knows. */
  ca: z.string().startsWith("-----BEGIN CERTIFICATE-----").optional(),
  connect_seconds: z.number().positive().default(10),
  /** Longest time of one search. */
  statement_seconds: z.number().positive().default(60),
  /** Longest time of reading one collection, the reader's own pauses included. */
  collect_seconds: z.number().positive().default(3600),
});

export type PostgresSettings = z.output<typeof postgresSettings>;
