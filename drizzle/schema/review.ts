import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns.ts";
import { request } from "./request.ts";

/**
 * A person's look at what a machine had decided about somebody (Art. 22(3) GDPR): one row for each automated decision of
 * the map, never changed; a newer one replaces it. Words are under the request's key.
 */
export const decisionReview = pgTable(
  "decision_review",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    systemId: text("system_id").notNull(),
    /** The decision's id in the map, and the hash of what the map said of it then. */
    decisionId: text("decision_id").notNull(),
    described: bytes("described").notNull(),
    /** stands, changed, set_aside; never_made: no such decision was made about them. */
    outcome: text("outcome").notNull(),
    /** JSON: what was looked at, what weighed for this person, what they are told. */
    sealed: bytes("sealed").notNull(),
    reviewedBy: text("reviewed_by").notNull(),
    reviewedAt: instant("reviewed_at").notNull().defaultNow(),
    replacedBy: uuid("replaced_by"),
  },
  (t) => [
    index("decision_review_of").on(t.requestId),
    check("known_review_outcome", sql`outcome in ('stands','changed','set_aside','never_made')`),
    check("people_review", sql`reviewed_by like 'staff/%'`),
  ],
);
