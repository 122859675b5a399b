import { readFileSync } from "node:fs";
import { join } from "node:path";
import { debianPackage } from "../packages.ts";
import type { Dialect } from "../product.ts";
import { statementsOf } from "../statements.ts";

const file: Record<Dialect, string> = { postgres: "postgres", sqlite: "sqlite", mariadb: "mysql" };

/** Roundcube 1.6, webmail, from the Debian package roundcube-core. @throws PackageUnavailable */
export async function roundcubeSchema(dialect: Dialect): Promise<string[]> {
  const { folder } = await debianPackage("roundcube-core", "1.6.");
  const text = readFileSync(join(folder, "usr/share/roundcube/SQL", `${file[dialect]}.initial.sql`), "utf8");
  return statementsOf(text);
}
