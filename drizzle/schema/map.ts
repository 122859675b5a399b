import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, instant } from "./columns.ts";
import { task } from "./task.ts";

/**
 * What was said of a system at one time, as it was written. A version never changes; `json` and not `jsonb`,
 * because the order of fields is the order in which a person reads them.
 */
export const systemVersion = pgTable(
  "system_version",
  {
    systemId: text("system_id").notNull(),
    number: integer("number").notNull(),
    definition: json("definition").$type<Record<string, unknown>>().notNull(),
    /** SHA-256 of the definition's JSON text. */
    hash: bytes("hash").notNull(),
    author: text("author").notNull(),
    reason: text("reason").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.systemId, t.number] })],
);

/** How a system stands, and which of its versions is in force. Without a version: it is kept in the map's file. */
export const systemState = pgTable(
  "system_state",
  {
    systemId: text("system_id").primaryKey(),
    version: integer("version"),
    state: text("state").notNull(),
    reason: text("reason").notNull(),
    changedBy: text("changed_by").notNull(),
    changedAt: instant("changed_at").notNull().defaultNow(),
    /** Most sessions that are opened in a minute, over all workers; null for no limit of ours. */
    perMinute: integer("per_minute"),
  },
  (t) => [
    foreignKey({
      name: "system_state_version",
      columns: [t.systemId, t.version],
      foreignColumns: [systemVersion.systemId, systemVersion.number],
    }),
    check("known_system_state", sql`state in ('draft','enabled','paused','killed','retired')`),
    check("file_keeps_its_systems", sql`version is not null or state in ('enabled','paused','killed')`),
    check("sensible_rate", sql`per_minute between 1 and 6000`),
  ],
);

/** A secret of a system's settings, sealed for this system and name. It is set and used, never shown. */
export const systemSecret = pgTable(
  "system_secret",
  {
    systemId: text("system_id").notNull(),
    name: text("name").notNull(),
    sealed: bytes("sealed").notNull(),
    setAt: instant("set_at").notNull().defaultNow(),
    setBy: text("set_by").notNull(),
  },
  (t) => [primaryKey({ columns: [t.systemId, t.name] })],
);

/** One conversation with a system. `ok` is null while it lasts, and stays so where the process died. */
export const systemRun = pgTable(
  "system_run",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    systemId: text("system_id").notNull(),
    version: integer("version"),
    taskId: uuid("task_id").references(() => task.id, { onDelete: "set null" }),
    kind: text("kind").notNull(),
    startedAt: instant("started_at").notNull().defaultNow(),
    ms: integer("ms"),
    ok: boolean("ok"),
    /** The connector's code of what went wrong. */
    code: text("code"),
    rows: bigint("rows", { mode: "number" }),
  },
  (t) => [
    index("system_run_newest").on(t.systemId, t.startedAt),
    check("known_run", sql`kind in ('check','inspect','sample','test','locate','collect','erase','correct')`),
  ],
);

/** Why the drafter proposed what it did, for who mends the draft. Names and reasons, never a value of a system. */
export const systemProposal = pgTable("system_proposal", {
  systemId: text("system_id").primaryKey(),
  reasons: json("reasons").$type<Record<string, unknown>>().notNull(),
  madeAt: instant("made_at").notNull().defaultNow(),
  madeBy: text("made_by").notNull(),
});

/** One row whose number grows with every change of a version or a state, so that every process notices. */
export const mapHead = pgTable(
  "map_head",
  {
    one: boolean("one").primaryKey().default(true),
    version: bigint("version", { mode: "number" }).notNull(),
  },
  () => [check("only_one", sql`one`)],
);
