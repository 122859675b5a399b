import { readFileSync } from "node:fs";
import { join } from "node:path";
import { debianPackage } from "../packages.ts";
import type { Dialect } from "../product.ts";
import { statementsOf } from "../statements.ts";

const file: Record<Dialect, string> = {
  postgres: "schema.Pg",
  sqlite: "schema.SQLite",
  mariadb: "schema.mysql",
};

/** Request Tracker 5, a ticketing system, from the Debian package request-tracker5. @throws PackageUnavailable */
export async function requestTrackerSchema(dialect: Dialect): Promise<string[]> {
  const { folder } = await debianPackage("request-tracker5", "5.");
  const text = readFileSync(join(folder, "usr/share/request-tracker5/etc", file[dialect]), "utf8");
  return statementsOf(text, dialect === "postgres" ? "operator" : "comment");
}
