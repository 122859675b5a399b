import { type SQL, sql } from "drizzle-orm";
import { bigint, customType, integer, text, timestamp } from "drizzle-orm/pg-core";

/** Raw bytes: sealed values, hashes, wrapped keys. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** An instant with zone, by the database's clock. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 6 });

/**
 * The columns by which a row of durable work has at most one owner (security decision 13): who, until when,
 * and a fencing number that grows with every claim, so that a late owner's write fails.
 */
export const lease = {
  state: text("state").notNull().default("ready"),
  notBefore: instant("not_before").notNull().defaultNow(),
  leaseOwner: text("lease_owner"),
  leaseUntil: instant("lease_until"),
  fence: bigint("fence", { mode: "number" }).notNull().default(0),
  /** Failed tries in a row; back to 0 after a success. */
  attempts: integer("attempts").notNull().default(0),
  /** Times an owner died while it held this row. */
  lost: integer("lost").notNull().default(0),
};

/** The constraint that a column is one of these words. */
export const oneOf = (column: SQL, words: readonly string[]) =>
  sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(","))})`;
