import { sql } from "drizzle-orm";
import { boolean, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns.ts";

/** A member of staff, bound to (issuer, subject) of the sign-in provider, never to an e-mail address. */
export const staff = pgTable(
  "staff",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    name: text("name").notNull(),
    email: text("email").notNull(),
    role: text("role").notNull(),
    disabled: boolean("disabled").notNull().default(false),
    /** The brands and places whose requests they see, as the company's sign-in told last; null: all. */
    brands: text("brands").array(),
    places: text("places").array(),
    /** The systems they answer for, by the map's ids: for owners of systems. */
    systems: text("systems").array().notNull().default(sql`'{}'`),
    /** When they signed in last. */
    seenAt: instant("seen_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [unique("staff_identity").on(t.issuer, t.subject)],
);

/** A sign-in that can be revoked: idle 15 minutes, eight hours at most. Only the token's hash is stored. */
export const staffSession = pgTable("staff_session", {
  id: uuid("id").primaryKey().defaultRandom(),
  tokenHash: bytes("token_hash").notNull().unique(),
  staffId: uuid("staff_id")
    .notNull()
    .references(() => staff.id),
  createdAt: instant("created_at").notNull().defaultNow(),
  seenAt: instant("seen_at").notNull().defaultNow(),
  endedAt: instant("ended_at"),
  /** When the company's sign-in last asked who they are: legal acts want that fresh. */
  steppedUpAt: instant("stepped_up_at").notNull().defaultNow(),
  /** Browser and machine in two words, so that somebody knows their own sessions in a list. */
  device: text("device").notNull().default(""),
});

/** What somebody had filled in when an act asked for a fresh sign-in. Kept for minutes, sealed, one a person. */
export const staffKeptForm = pgTable("staff_kept_form", {
  staffId: uuid("staff_id")
    .primaryKey()
    .references(() => staff.id),
  sealed: bytes("sealed").notNull(),
  expiresAt: instant("expires_at").notNull(),
});
