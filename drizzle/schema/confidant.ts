import { index, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns.ts";
import { request } from "./request.ts";
import { staff } from "./staff.ts";

/** Who of the staff may see a request that is closed to the others, or that lies outside what they see. */
export const requestConfidant = pgTable(
  "request_confidant",
  {
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    staffId: uuid("staff_id")
      .notNull()
      .references(() => staff.id),
    byId: uuid("by_id").references(() => staff.id),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.requestId, t.staffId] }), index("request_confidant_staff").on(t.staffId)],
);

/** A glass that was broken: somebody opened a request that was not theirs to see, for a reason and for minutes. */
export const brokenGlass = pgTable(
  "broken_glass",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    staffId: uuid("staff_id")
      .notNull()
      .references(() => staff.id),
    /** The reason in their words, under the request's key. */
    sealed: bytes("sealed").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    until: instant("until").notNull(),
    /** The officer who has read of it. */
    readBy: uuid("read_by").references(() => staff.id),
    readAt: instant("read_at"),
  },
  (t) => [
    index("broken_glass_open").on(t.requestId, t.staffId, t.until),
    index("broken_glass_of").on(t.staffId, t.until),
    index("broken_glass_at").on(t.createdAt),
  ],
);
