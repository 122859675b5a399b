import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sqlite } from "#connectors/sqlite/connector.ts";
import { dumping, extract, harriet, reading, valuesHash } from "../harness/extract.ts";
import { compare } from "../harness/pairs.ts";
import type { Bench } from "../run.ts";

// Debian's package of the same name; its own reading and writing of rows is the fastest dump that SQLite has.
const shell = "sqlite3";
const select = "select id, person, at, kind, amount, note from events where person = 'P0'";

/** `rows` of Harriet's, among as many of others. */
async function extractOf(rows: number, pairs: number) {
  const folder = mkdtempSync(join(tmpdir(), "habeas-bench-"));
  try {
    const file = join(folder, "source.db");
    const owner = new DatabaseSync(file);
    owner.exec(`
      create table people (number text primary key, email text, name text);
      create table events (id integer primary key, person text not null, at text, kind text, amount numeric, note text);
      insert into people values ('P0', '${harriet}', 'Harriet Vance'), ('P1', 'other@example.com', 'Somebody Else');
      with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rows * 2})
        insert into events select i, 'P' || (i % 2), datetime('2026-01-01', i || ' seconds'), 'kind-' || (i % 7),
          (i % 100000) / 4.0, 'note ' || i || ' lorem ipsum lorem ipsum lorem ipsum lorem ipsum lorem ipsum lorem ipsum' from n;
      create index events_person on events (person);`);
    owner.close();
    const settings = { file };
    const words = ["-readonly", "-list", "-noheader", "-separator", "\t", file, select];
    const own = await valuesHash((sink) => extract(sqlite, settings, sink));
    // The shell writes 7.0 where JSON's reader says 7.
    const dumped = execFileSync(shell, words, { maxBuffer: 2 ** 31 - 1 });
    const theirs = createHash("sha256");
    for (const line of dumped.toString("utf8").split("\n").slice(0, -1)) {
      const cells = line.split("\t");
      cells[4] = String(Number(cells[4]));
      theirs.update(`${cells.join("\t")}\n`);
    }
    if (own !== theirs.digest("hex")) throw new Error("the connector and the shell do not say the same");
    const byShell = dumping(own, () => {
      execFileSync(shell, words, { stdio: ["ignore", "ignore", "inherit"] });
    });
    const byDriver = dumping(own, () => {
      const database = new DatabaseSync(file, { readOnly: true });
      const statement = database.prepare(select);
      statement.setReturnArrays(true);
      let rows = 0;
      for (const _ of statement.iterate()) rows += 1;
      database.close();
      if (rows === 0) throw new Error("nothing was read");
    });
    const ours = reading(sqlite, settings, own);
    return {
      [`${rows} rows, sqlite3 shell`]: await compare(ours, byShell, pairs),
      [`${rows} rows, driver, nothing written`]: await compare(ours, byDriver, pairs),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const bench: Bench = {
  title:
    "extract: rows through the SQLite connector to nowhere, against its own fastest dumps of the same rows (pass 2.00)",
  run: (full) => extractOf(full ? 1_000_000 : 100_000, 5),
};
