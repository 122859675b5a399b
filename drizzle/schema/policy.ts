import { sql } from "drizzle-orm";
import { boolean, check, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { staff } from "./staff.ts";

/**
 * How the house works, as somebody set it at the desk: a version never changes but for its outcome, and the highest one that
 * counts is in force. `looser`: it makes the house less strict or lets it forget sooner, so another person decides on it.
 */
export const policyVersion = pgTable(
  "policy_version",
  {
    number: integer("number").primaryKey(),
    /** What the desk decides: a setting that is not in it is left to the data map or the operator. No personal data. */
    settings: jsonb("settings").$type<Record<string, unknown>>().notNull(),
    /** The version whose settings were taken again; 0: those of the map alone. */
    restored: integer("restored"),
    why: text("why").notNull(),
    looser: boolean("looser").notNull(),
    state: text("state").$type<"waiting" | "counts" | "rejected" | "withdrawn">().notNull(),
    by: uuid("by")
      .notNull()
      .references(() => staff.id),
    at: instant("at").notNull().defaultNow(),
    decidedBy: uuid("decided_by").references(() => staff.id),
    decidedAt: instant("decided_at"),
  },
  () => [
    check("policy_from_one", sql`number >= 1`),
    check("policy_state", sql`state in ('waiting', 'counts', 'rejected', 'withdrawn')`),
    check("policy_decided", sql`(decided_by is null) = (decided_at is null)`),
    check("policy_waits", sql`state <> 'waiting' or (looser and decided_by is null)`),
    check(
      "policy_four_eyes",
      sql`state <> 'counts' or not looser or (decided_by is not null and decided_by <> by)`,
    ),
    check("policy_withdrawn", sql`state <> 'withdrawn' or decided_by = by`),
    uniqueIndex("policy_one_waits").on(sql`(true)`).where(sql`state = 'waiting'`),
  ],
);
