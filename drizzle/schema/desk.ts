import { sql } from "drizzle-orm";
import { boolean, check, date, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, oneOf } from "./columns.ts";
import { request } from "./request.ts";
import { staff } from "./staff.ts";

/** How a member of staff wants the desk: keys of their own, how dense, how light. No row: as the house has it. */
export const staffSetting = pgTable(
  "staff_setting",
  {
    staffId: uuid("staff_id")
      .primaryKey()
      .references(() => staff.id, { onDelete: "cascade" }),
    /** `on`: whether single keys work at all; `own`: key by the name of what it does, empty where it is switched off. */
    keys: jsonb("keys").$type<{ on: boolean; own: Record<string, string> }>().notNull(),
    density: text("density").notNull(),
    theme: text("theme").notNull(),
    /** Whether they get a mail each working day about what waits, and the day of the last one. */
    digest: boolean("digest").notNull().default(false),
    digestDay: date("digest_day", { mode: "string" }),
  },
  () => [
    check("known_density", oneOf(sql`density`, ["roomy", "compact"])),
    check("known_theme", oneOf(sql`theme`, ["system", "light", "dark"])),
  ],
);

/** Who has a request open, and who types in it. A row counts until `until` only; it is never looked at later. */
export const presence = pgTable(
  "presence",
  {
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id, { onDelete: "cascade" }),
    staffId: uuid("staff_id")
      .notNull()
      .references(() => staff.id, { onDelete: "cascade" }),
    doing: text("doing").notNull(),
    until: instant("until").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.requestId, t.staffId] }),
    check("known_doing", oneOf(sql`doing`, ["looks", "types"])),
  ],
);
