import { sql } from "drizzle-orm";
import { boolean, check, date, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { request } from "./request.ts";
import { staff } from "./staff.ts";

/** How a request stands in the desk's queue, and as what it is counted there. Written by triggers only. */
export const queueStanding = pgTable(
  "queue_standing",
  {
    requestId: uuid("request_id")
      .primaryKey()
      .references(() => request.id),
    /** True where something of it waits for a second person. */
    approval: boolean("approval").notNull().default(false),
    /** `kind|owner|day` for each count that it is part of; owner and day are empty where they do not matter. */
    parts: text("parts").array().notNull().default(sql`'{}'`),
    brand: text("brand").notNull(),
    place: text("place").notNull(),
    /** False where only people named may know of it: it is in nobody's counts but theirs. */
    counted: boolean("counted").notNull().default(true),
  },
  (t) => [index("queue_standing_approval").on(t.requestId).where(sql`approval`)],
);

/**
 * The counts of the queue, as rows that are added up. Rows are only ever added, so that nobody waits for anybody; the worker
 * folds them. Each count is kept twice: for everything (`*`), and by brand and place for members who see a part.
 */
export const queueTally = pgTable(
  "queue_tally",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    kind: text("kind").notNull(),
    brand: text("brand").notNull(),
    place: text("place").notNull(),
    ownerId: uuid("owner_id"),
    /** What the count is about may begin or end on a day: when it is due, or until when it is put off. */
    day: date("day", { mode: "string" }),
    requests: integer("requests").notNull(),
    folded: boolean("folded").notNull().default(false),
  },
  (t) => [
    index("queue_tally_all").on(t.kind, t.ownerId, t.day).where(sql`brand = '*'`),
    index("queue_tally_part").on(t.kind, t.brand, t.place).where(sql`brand <> '*'`),
    index("queue_tally_new").on(t.id).where(sql`not folded`),
  ],
);

/** Requests whose standing must be told anew because somebody held them when it changed. */
export const queueStale = pgTable(
  "queue_stale",
  { id: uuid("id").primaryKey().defaultRandom(), requestId: uuid("request_id").notNull() },
  (t) => [index("queue_stale_of").on(t.requestId)],
);

/** A view of the queue that somebody keeps: a name and a query without personal data. */
export const savedView = pgTable(
  "saved_view",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    staffId: uuid("staff_id")
      .notNull()
      .references(() => staff.id),
    /** Whose it is: private to its maker, of everybody, or of one role. */
    reach: text("reach").notNull(),
    role: text("role"),
    name: text("name").notNull(),
    query: text("query").notNull(),
    position: integer("position").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    index("saved_view_of").on(t.staffId),
    index("saved_view_reach").on(t.reach, t.role),
    check("known_reach", sql`reach in ('private','shared','role')`),
    check("role_of_view", sql`(reach = 'role') = (role is not null)`),
  ],
);
