import { checkServerIdentity } from "node:tls";
import pg from "pg";
import { ConnectorError } from "#connectors/errors.ts";
import { failureOf } from "./failure.ts";
import type { PostgresSettings } from "./settings.ts";

/** One connection of a session, opened when first needed and closed for good when cut or aborted. */
export type Link = {
  client: pg.Client;
  cut(): void;
  close(): Promise<void>;
  /** Cuts the connection when it is still under way after so many seconds; a new deadline replaces the last one. */
  deadline(seconds: number | null): void;
  /** True where a deadline has cut it. */
  late(): boolean;
};

/** The server itself stops what takes too long; a connection that hangs is given up so many seconds later. */
const graceSeconds = 2;

const local = new Set(["localhost", "127.0.0.1", "::1", "[::1]", ""]);

/** Connects and signs in. `timed` hears when the network and when the sign-in are done. Throws `ConnectorError`. */
export async function connect(settings: PostgresSettings, signal: AbortSignal): Promise<Link> {
  if (signal.aborted) throw stopped();
  const url = new URL(settings.url);
  const host = url.searchParams.get("host") ?? url.hostname;
  const tls = settings.tls ?? (local.has(host) || host.startsWith("/") ? "off" : "verify_full");
  // The address's own sslmode would win over ours.
  for (const name of [...url.searchParams.keys()]) if (name.startsWith("ssl")) url.searchParams.delete(name);
  const client = new pg.Client({
    connectionString: url.toString(),
    application_name: "habeas",
    ssl:
      tls === "off"
        ? false
        : {
            rejectUnauthorized: true,
            ...(settings.ca === undefined ? {} : { ca: settings.ca }),
            // The driver names no host where it is an address, and then "localhost" would be good enough.
            checkServerIdentity: (_, certificate) =>
              checkServerIdentity(host.replace(/^\[|\]$/g, ""), certificate),
          },
    connectionTimeoutMillis: settings.connect_seconds * 1000,
    keepAlive: true,
  });
  // Without a listener a cut connection would end the process; the query under way reports it.
  client.on("error", () => {});
  const cut = () => streamOf(client)?.destroy();
  signal.addEventListener("abort", cut, { once: true });
  try {
    await client.connect();
    // The server notices within two seconds when we are gone. Older servers do not know the setting.
    await client.query("set client_connection_check_interval = '2s'").catch(() => {});
  } catch (error) {
    signal.removeEventListener("abort", cut);
    cut();
    throw signal.aborted ? stopped() : failureOf(error);
  }
  let timer: NodeJS.Timeout | undefined;
  let late = false;
  const deadline = (seconds: number | null) => {
    clearTimeout(timer);
    if (seconds === null) return;
    const give = () => {
      late = true;
      cut();
    };
    timer = setTimeout(give, Math.min((seconds + graceSeconds) * 1000, 2_147_483_000));
  };
  const close = async () => {
    clearTimeout(timer);
    signal.removeEventListener("abort", cut);
    await client.end().catch(() => {});
  };
  return { client, cut, close, deadline, late: () => late };
}

/** What a connection that hung answers. */
export function hung(): ConnectorError {
  return new ConnectorError("timeout", "The database did not answer in time.");
}

/** What an aborted session answers. */
export function stopped(): ConnectorError {
  return new ConnectorError("timeout", "The work was stopped before the system had answered.");
}

function streamOf(client: pg.Client): { destroy(): void } | undefined {
  const { connection } = client as unknown as { connection?: { stream?: { destroy(): void } } };
  return connection?.stream;
}

/** Begins a reading that sees one moment of the database and cannot write. */
export async function beginReading(client: pg.Client, statementSeconds: number): Promise<void> {
  await client.query("begin transaction isolation level repeatable read, read only");
  await client.query(
    `select set_config('statement_timeout', $1, true), set_config('idle_in_transaction_session_timeout', '300s', true),
            set_config('lock_timeout', '10s', true), set_config('timezone', 'UTC', true),
            set_config('intervalstyle', 'iso_8601', true), set_config('extra_float_digits', '1', true),
            set_config('bytea_output', 'hex', true), set_config('search_path', 'pg_catalog', true),
            set_config('datestyle', 'ISO, YMD', true), set_config('jit', 'off', true)`,
    [`${Math.ceil(settingMs(statementSeconds))}ms`],
  );
}

/** A lock that is not free within this time is somebody else's: nobody shall queue behind us. */
const lockMs = 80;

/** Begins a short transaction that writes, with texts in the same forms as in a reading. */
export async function beginWriting(client: pg.Client, statementSeconds: number): Promise<void> {
  const settings = {
    statement_timeout: Math.ceil(settingMs(statementSeconds)),
    idle_in_transaction_session_timeout: 30_000,
    lock_timeout: lockMs,
    timezone: "UTC",
    intervalstyle: "iso_8601",
    extra_float_digits: 1,
    bytea_output: "hex",
    datestyle: "ISO, YMD",
    jit: "off",
  };
  const list = Object.entries(settings).map(([name, value]) => `set local ${name} = '${value}'`);
  await client.query(`begin transaction isolation level read committed, read write; ${list.join("; ")}`);
}

function settingMs(seconds: number): number {
  return Math.min(seconds * 1000, 2_147_483_000);
}
