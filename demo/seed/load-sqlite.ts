import { readFileSync, renameSync, rmSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { Cell, Table } from "./table.ts";

/** SQLite has no boolean. */
function plain(cell: Cell): string | number | null | Buffer {
  return typeof cell === "boolean" ? Number(cell) : cell;
}

/** Makes a SQLite file anew from a schema and rows; the finished file appears in one step. */
export function seedSqlite(file: string, schemaFile: URL, tables: readonly Table[]): void {
  const unfinished = `${file}.new`;
  for (const end of ["", "-wal", "-shm"]) rmSync(`${unfinished}${end}`, { force: true });
  const database = new DatabaseSync(unfinished);
  database.exec(`pragma synchronous = off; ${readFileSync(schemaFile, "utf8")}; begin`);
  for (const one of tables) {
    const marks = one.columns.map(() => "?").join(", ");
    const insert = database.prepare(
      `insert into "${one.name}" (${one.columns.join(", ")}) values (${marks})`,
    );
    for (const row of one.rows) insert.run(...row.map(plain));
  }
  database.exec("commit");
  database.close();
  for (const end of ["-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });
  renameSync(unfinished, file);
}
