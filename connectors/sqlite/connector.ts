import type { Connector } from "#connectors/contract.ts";
import { openSqlite } from "./session.ts";
import { type SqliteSettings, sqliteSettings } from "./settings.ts";

/** A SQLite file, read in place; what is erased is erased there. */
export const sqlite: Connector<SqliteSettings> = {
  id: "sqlite",
  title: "SQLite file",
  settings: sqliteSettings,
  capabilities: ["locate", "collect", "inspect", "candidates", "erase", "correct"],
  open: async (context) => openSqlite(context),
};
