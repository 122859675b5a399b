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
});
