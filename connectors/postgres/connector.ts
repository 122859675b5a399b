import type { Connector } from "#connectors/contract.ts";
import { openPostgres } from "./session.ts";
import { type PostgresSettings, postgresSettings } from "./settings.ts";

/** A Postgres database, 12 or newer: the walk runs inside it, rows leave it as bytes. */
export const postgres: Connector<PostgresSettings> = {
  id: "postgres",
  title: "Postgres database",
  settings: postgresSettings,
  capabilities: ["locate", "collect", "inspect", "candidates", "erase", "correct"],
  open: async (context) => openPostgres(context),
};
