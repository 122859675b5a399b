import type { Connector } from "#connectors/contract.ts";
import { openMariadb } from "./session.ts";
import { type MariadbSettings, mariadbSettings } from "./settings.ts";

/** A MariaDB database, 10.6 or newer: the walk runs inside it, rows leave it as bytes. */
export const mariadb: Connector<MariadbSettings> = {
  id: "mariadb",
  title: "MariaDB database",
  settings: mariadbSettings,
  capabilities: ["locate", "collect", "inspect", "candidates", "erase", "correct"],
  open: async (context) => openMariadb(context),
};
