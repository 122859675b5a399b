import type { Connector } from "#connectors/contract.ts";
import { openSqlite } from "./session.ts";
import { type SqliteSettings, sqliteSettings } from "./settings.ts";

/** A SQLite file, read in place. */
export const sqlite: Connector<SqliteSettings> = {
  id: "sqlite",
  title: "SQLite file",
  settings: sqliteSettings,
  capabilities: ["locate", "collect", "inspect", "candidates"],
  open: async (context) => openSqlite(context),
};
