import { sql } from "drizzle-orm";
import { check, index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, instant, oneOf } from "./columns.ts";

/**
 * Somebody known by what they have proven: one mailbox, or one account at the company's own login. There is no password,
 * and nothing is in it but what the proof told.
 */
export const account = pgTable(
  "account",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    kind: text("kind").notNull(),
    /** Keyed token of the mailbox, or of issuer and subject: one row for each. */
    token: bytes("token").notNull(),
    /** Keyed token of the mailbox that is proven; null where the login vouches for none. */
    mailboxToken: bytes("mailbox_token"),
    /** The spelling of what is proven, sealed. */
    sealed: bytes("sealed").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastProvenAt: instant("last_proven_at").notNull().defaultNow(),
  },
  (t) => [
    unique("account_once").on(t.kind, t.token),
    index("account_mailbox").on(t.mailboxToken).where(sql`mailbox_token is not null`),
    check("known_account", oneOf(sql`kind`, ["mailbox", "sign_in"])),
  ],
);
