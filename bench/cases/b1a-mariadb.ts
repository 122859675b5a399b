import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { createConnection } from "mysql2/promise";
import { mariadb } from "#connectors/mariadb/connector.ts";
import { findMariadb, noMariadb } from "#workshop/mariadb/find.ts";
import { launchMariadb } from "#workshop/mariadb/launch.ts";
import { dumping, extract, harriet, reading, valuesHash } from "../harness/extract.ts";
import { compare } from "../harness/pairs.ts";
import type { Bench } from "../run.ts";

const select = "select id, person, at, kind, amount, note from events where person = 'P0'";

/** `rows` of Harriet's, among as many of others. */
async function extractOf(rows: number, pairs: number) {
  const program = findMariadb()?.client;
  if (program === undefined) throw new Error(noMariadb);
  const server = await launchMariadb({ "innodb-buffer-pool-size": "1G" });
  try {
    const owner = await createConnection({ uri: server.url(""), multipleStatements: true });
    await owner.query(`create database bench; use bench;
      create table people (number varchar(20) primary key, email varchar(200), name varchar(200), key (email));
      create table events (id bigint primary key, person varchar(20) not null, at datetime(6), kind varchar(20),
        amount decimal(12,2), note text, key (person));
      insert into people values ('P0', '${harriet}', 'Harriet Vance'), ('P1', 'other@example.com', 'Somebody Else');
      insert into events select seq, concat('P', seq % 2), '2026-01-01' + interval seq second, concat('kind-', seq % 7),
        floor(seq / 100) + 0.25, concat('note ', seq, repeat(' lorem ipsum', 6)) from seq_1_to_${rows * 2};
      analyze table events;`);
    const settings = { url: server.url("bench") };
    const { username, password } = new URL(settings.url);
    const client = (...words: string[]) => [
      ...["--no-defaults", "-h127.0.0.1", `-P${server.port}`, `-u${username}`, `-p${password}`],
      ...["--batch", "--quick", "--skip-column-names", ...words, "-e", select, "bench"],
    ];
    const own = await valuesHash((sink) => extract(mariadb, settings, sink));
    const dumped = execFileSync(program, client(), { maxBuffer: 2 ** 31 - 1 });
    if (own !== createHash("sha256").update(dumped).digest("hex"))
      throw new Error("the connector and the client do not say the same");
    const [ours, out] = [reading(mariadb, settings, own), join(server.folder, "out")];
    const byClient = dumping(own, () => {
      execFileSync(program, client(), { stdio: ["ignore", "ignore", "inherit"] });
    });
    const byServer = dumping(own, async () => {
      rmSync(out, { force: true });
      await owner.query(`${select} into outfile '${out}'`);
    });
    const result = {
      [`${rows} rows, client --quick`]: await compare(ours, byClient, pairs),
      [`${rows} rows, INTO OUTFILE`]: await compare(ours, byServer, pairs),
    };
    await owner.end();
    return result;
  } finally {
    await server.stop();
  }
}

export const bench: Bench = {
  title:
    "extract: rows through the MariaDB connector to nowhere, against its own fastest dumps of the same rows (pass 2.00)",
  run: (full) => extractOf(full ? 1_000_000 : 100_000, 5),
};
