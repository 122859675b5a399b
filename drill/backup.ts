import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { Client } from "pg";

/** Last night's backup of the database, and putting it in the place of the one that was lost. */
export type Backup = { how: string; restore(): Promise<void> };

async function onServer(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

// Row security holds for the owner too: what is backed up is the whole house.
const whole = { ...process.env, PGOPTIONS: "-c habeas.scope=*" };
const run = (program: string, ...words: string[]) =>
  spawnSync(program, words, { encoding: "utf8", env: whole });

/**
 * By pg_dump and pg_restore while everything runs, where they are here in the server's version; else by a copy of the
 * database on the server, for which nobody may be connected: then `quiet` runs the copying while the house is stopped.
 */
export async function backUp(
  folder: string,
  { server, database }: { server: string; database: string },
  quiet: (work: () => Promise<void>) => Promise<void>,
): Promise<Backup> {
  const name = new URL(database).pathname.slice(1);
  const owner = decodeURIComponent(new URL(database).username);
  const file = join(folder, "last-night.dump");
  if (run("pg_dump", "--format=custom", "--enable-row-security", `--file=${file}`, database).status === 0) {
    return {
      how: "by pg_dump, while everything ran",
      async restore() {
        await onServer(
          server,
          `drop database ${name} with (force)`,
          `create database ${name} owner ${owner}`,
        );
        const { status, stderr } = run("pg_restore", "--exit-on-error", `--dbname=${database}`, file);
        if (status !== 0) throw new Error(`pg_restore: ${stderr.split("\n")[0]}`);
      },
    };
  }
  const copy = `${name}_last_night`;
  await quiet(() => onServer(server, `create database ${copy} template ${name} owner ${owner}`));
  return {
    how: "as a copy on the server, because no pg_dump of its version is here",
    restore: () =>
      onServer(server, `drop database ${name} with (force)`, `alter database ${copy} rename to ${name}`),
  };
}
