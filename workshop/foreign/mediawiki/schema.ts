import { readFileSync } from "node:fs";
import { join } from "node:path";
import { debianPackage } from "../packages.ts";
import type { Dialect } from "../product.ts";
import { statementsOf } from "../statements.ts";

const files: Record<Dialect, readonly string[]> = {
  // The second adds search vectors and the triggers that fill them: derived copies of what people wrote.
  postgres: ["postgres/tables-generated.sql", "postgres/tables.sql"],
  sqlite: ["sqlite/tables-generated.sql"],
  mariadb: ["tables-generated.sql"],
};

/** MediaWiki 1.39, the wiki, from the Debian package mediawiki. @throws PackageUnavailable */
export async function mediawikiSchema(dialect: Dialect): Promise<string[]> {
  const { folder } = await debianPackage("mediawiki", "1.39.");
  const read = (name: string) => readFileSync(join(folder, "usr/share/mediawiki/maintenance", name), "utf8");
  return (
    files[dialect]
      .flatMap((name) => statementsOf(read(name)))
      // MediaWiki's installer ends the transaction that the file begins; here each statement stands alone.
      .filter((statement) => statement !== "BEGIN")
  );
}
