import { sql } from "drizzle-orm";
import { check, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";
import { staff } from "./staff.ts";

/** A template that the house added to those that come with Habeas. Its name is for staff only. */
export const houseTemplate = pgTable(
  "house_template",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    by: uuid("by")
      .notNull()
      .references(() => staff.id),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  () => [check("template_id", sql`id ~ '^[a-z][a-z0-9_]{1,39}$'`)],
);

/** The words of a template in one language. A version never changes; the highest one counts. No personal data. */
export const templateVersion = pgTable(
  "template_version",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    template: text("template").notNull(),
    language: text("language").notNull(),
    version: integer("version").notNull(),
    subject: text("subject").notNull(),
    body: text("body").notNull(),
    /** The version whose words were taken again; 0: those that come with Habeas. */
    restored: integer("restored"),
    by: uuid("by")
      .notNull()
      .references(() => staff.id),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [
    unique("template_version_number").on(t.template, t.language, t.version),
    check("template_version_from_one", sql`version >= 1`),
  ],
);
