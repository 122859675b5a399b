import { sql } from "drizzle-orm";
import { bigint, boolean, check, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { instant, oneOf } from "./columns.ts";

/** A worker process: it says every five seconds that it is there. One that ended cleanly is deleted, a silent one after a day. */
export const workerHeartbeat = pgTable("worker_heartbeat", {
  /** Made anew by each process; the holder of its leases has the same. */
  id: uuid("id").primaryKey(),
  startedAt: instant("started_at").notNull().defaultNow(),
  seenAt: instant("seen_at").notNull().defaultNow(),
  version: text("version").notNull(),
  /** Migrations that it knows. */
  migrations: integer("migrations").notNull(),
  /** Pieces of work in its hands. */
  busy: integer("busy").notNull().default(0),
  /** True once it was told to stop and takes nothing new. */
  draining: boolean("draining").notNull().default(false),
});

/** The last run of each thing that is done again and again: the sweep of the clocks, what is deleted on schedule. */
export const houseRound = pgTable("house_round", {
  name: text("name").primaryKey(),
  /** By the database's clock. */
  ranAt: instant("ran_at").notNull(),
  ok: boolean("ok").notNull(),
  /** When it last did not fail. */
  okAt: instant("ok_at"),
  /** Rows that the last run saw to; of what is deleted by schedule, those since the log was last told. */
  handled: bigint("handled", { mode: "number" }).notNull().default(0),
  /** The same, over all runs. */
  handledEver: bigint("handled_ever", { mode: "number" }).notNull().default(0),
  /** What is older than this was taken away; null where it goes by something else than age. */
  cutOff: instant("cut_off"),
});

/** How each check of the house's health stood when a worker last looked. */
export const healthMark = pgTable(
  "health_mark",
  {
    name: text("name").primaryKey(),
    state: text("state").notNull(),
    since: instant("since").notNull().defaultNow(),
    lookedAt: instant("looked_at").notNull().defaultNow(),
  },
  () => [check("known_health", oneOf(sql`state`, ["well", "slow", "broken"]))],
);

/** Something of the house was broken for so long that staff were told. */
export const healthAlert = pgTable(
  "health_alert",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    name: text("name").notNull(),
    /** Since when it was broken. */
    brokenAt: instant("broken_at").notNull(),
    raisedAt: instant("raised_at").notNull().defaultNow(),
    endedAt: instant("ended_at"),
    seenAt: instant("seen_at"),
    seenBy: text("seen_by"),
  },
  (t) => [uniqueIndex("one_open_health_alert").on(t.name).where(sql`ended_at is null`)],
);

/** One row: which migrations the database has, and how many a process must know at least to work on it. */
export const houseSchema = pgTable(
  "house_schema",
  {
    one: boolean("one").primaryKey().default(true),
    applied: integer("applied").notNull(),
    /** Raised by a migration that processes of an older version would do harm to. */
    oldest: integer("oldest").notNull().default(0),
  },
  () => [check("only_one_house_schema", sql`one`)],
);
