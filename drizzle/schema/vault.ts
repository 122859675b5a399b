import { sql } from "drizzle-orm";
import { bigint, check, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns.ts";

/**
 * The house's root keys, each wrapped by the key-encryption key. The first is the one from which tokens and signatures
 * come, and it stays; each rotation adds one under which is sealed from then on. Which key was ever there is never deleted.
 */
export const vaultRoot = pgTable(
  "vault_root",
  {
    /** The first 8 bytes of a hash of the key, in hex: it stands in every ciphertext. */
    id: text("id").primaryKey(),
    /** 0 for the first. */
    number: integer("number").notNull().unique(),
    /** What wraps it: `local:…`, `aws-kms:…` or `vault-transit:…`. */
    keeper: text("keeper").notNull(),
    /** The key, wrapped; null once it is retired. */
    wrapped: bytes("wrapped"),
    madeAt: instant("made_at").notNull().defaultNow(),
    /** Until then every process has come to know it; from then on it seals. */
    usedFrom: instant("used_from").notNull().defaultNow(),
    /** From then on the database takes nothing more that is sealed with it. */
    closedAt: instant("closed_at"),
    retiredAt: instant("retired_at"),
    /** Sealing everything again under this key: how far it is, and how much of it could not be opened. */
    rewrapPlace: integer("rewrap_place"),
    rewrapAfter: jsonb("rewrap_after"),
    rewrapped: bigint("rewrapped", { mode: "number" }).notNull().default(0),
    unreadable: bigint("unreadable", { mode: "number" }).notNull().default(0),
    rewrapDoneAt: instant("rewrap_done_at"),
  },
  (t) => [
    check("vault_root_id", sql`${t.id} ~ '^[0-9a-f]{16}$'`),
    check(
      "vault_root_retired",
      sql`(${t.retiredAt} is null or ${t.closedAt} is not null) and (${t.wrapped} is not null or ${t.retiredAt} is not null)`,
    ),
  ],
);
