import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { stringify } from "yaml";
import { launchPostgres } from "#workshop/postgres/launch.ts";

/** A Habeas of its own with a Postgres of its own, in a folder that vanishes with it. */
export type House = {
  folder: string;
  /** Connection string of a database on the same server, made on first use. */
  database(name: string): Promise<string>;
  /** Points this process at a data map. Must come before the product's code is loaded. */
  settle(systems: readonly unknown[]): Promise<void>;
  end(): Promise<void>;
};

const company = {
  name: "Bench",
  legal_name: "Bench Ltd",
  controller_place: "IE",
  timezone: "Europe/Dublin",
  reference_prefix: "BM",
  languages: ["en"],
  contact: { email: "privacy@example.com" },
  authority: { name: "Data Protection Commission", url: "https://www.dataprotection.ie" },
};

/** Starts the server; audit, encryption and fsync of the store stay on, as in a deployment. */
export async function openHouse(): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), "habeas-bench-"));
  const server = await launchPostgres({
    folder: join(folder, "postgres"),
    settings: { autovacuum: "off", checkpoint_timeout: "1h", max_wal_size: "8GB", shared_buffers: "512MB" },
  });
  const made = new Set<string>();
  const database = async (name: string): Promise<string> => {
    if (!made.has(name)) {
      const client = new pg.Client({ connectionString: server.url("postgres") });
      await client.connect();
      await client.query(`create database ${pg.escapeIdentifier(name)}`);
      await client.end();
      made.add(name);
    }
    return server.url(name);
  };
  return {
    folder,
    database,
    async settle(systems) {
      const map = join(folder, "map.yaml");
      writeFileSync(map, stringify({ company, systems }));
      Object.assign(process.env, {
        HABEAS_DATABASE_URL: await database("habeas"),
        HABEAS_MASTER_KEY: randomBytes(32).toString("base64"),
        HABEAS_MAP: map,
        HABEAS_STORE: join(folder, "store"),
        HABEAS_ORIGIN: "http://localhost:4000",
        HABEAS_LOG: "error",
      });
      const { migrate } = await import("#lib/db/migrate.ts");
      await migrate(await database("habeas"));
      const { openVault } = await import("#lib/vault/open.ts");
      await openVault();
    },
    async end() {
      await server.stop("immediate");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
