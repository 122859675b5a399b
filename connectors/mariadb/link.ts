import { connect as connectSocket, isIP, type Socket } from "node:net";
import mysql from "mysql2";
import { ConnectorError } from "#connectors/errors.ts";
import { failureOf } from "./failure.ts";
import type { MariadbSettings } from "./settings.ts";

/** A value as the server sent it; null where it has none. */
export type Cell = Buffer | null;

/** One connection of a session, opened when first needed and closed for good when cut or aborted. */
export type Link = {
  /** All rows of a small answer, each value as text. */
  rows(sql: string, failure?: (error: unknown) => ConnectorError): Promise<(string | null)[][]>;
  /** The same by the names of the columns, which must be the statement's own. */
  records(sql: string): Promise<Record<string, string | null>[]>;
  /** Hands over the rows of an answer of any size as they come; before them, which columns hold nothing but JSON. */
  flow(sql: string, take: (row: Cell[]) => void, heads: (isJson: readonly boolean[]) => void): Flow;
  cut(): void;
  close(): Promise<void>;
};

/** An answer on its way: `ended` settles with it; `pause` holds the server back until `resume`. */
export type Flow = { ended: Promise<void>; pause(): void; resume(): void };

const local = new Set(["localhost", "127.0.0.1", "::1", "[::1]", ""]);

/** Where the database is, without the secrets of its address. */
export function addressOf(settings: MariadbSettings): { host: string; port: number } {
  const url = new URL(settings.url);
  return { host: url.hostname.replace(/^\[|\]$/g, "") || "localhost", port: Number(url.port || 3306) };
}

const tlsOf = (settings: MariadbSettings) =>
  settings.tls ?? (local.has(new URL(settings.url).hostname) ? "off" : "verify_full");

function optionsOf(settings: MariadbSettings, socket: Socket): mysql.ConnectionOptions {
  const url = new URL(settings.url);
  const authority = settings.ca === undefined ? {} : { ca: settings.ca };
  // The address's own parameters are left out: they could switch on what we rely on being off.
  return {
    ...addressOf(settings),
    stream: () => socket,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    charset: "utf8mb4",
    connectTimeout: settings.connect_seconds * 1000,
    multipleStatements: false,
    // A hostile server could otherwise ask for our files.
    flags: ["-LOCAL_FILES"],
    typeCast: false,
    rowsAsArray: true,
    ...(tlsOf(settings) === "off"
      ? {}
      : { ssl: { rejectUnauthorized: true, verifyIdentity: true, ...authority } }),
  };
}

/** Connects and signs in. Throws `ConnectorError`. */
export async function connect(settings: MariadbSettings, signal: AbortSignal): Promise<Link> {
  if (signal.aborted) throw stopped();
  const { host, port } = addressOf(settings);
  if (tlsOf(settings) !== "off" && isIP(host) !== 0) {
    // The driver would check the certificate against "localhost".
    throw new ConnectorError(
      "misconfigured",
      "An encrypted connection needs the name of the database's server in the address: a number cannot be checked.",
    );
  }
  const socket = connectSocket({ host, port, keepAlive: true, noDelay: true });
  const connection = mysql.createConnection(optionsOf(settings, socket));
  // The driver tells some losses to the connection only, and a query would wait for ever.
  const lost = new Promise<never>((_, reject) => {
    connection.on("error", reject);
    socket.once("error", reject);
    socket.once("close", () =>
      reject(new ConnectorError("unreachable", "The database closed the connection.")),
    );
  });
  lost.catch(() => {});
  let number: string | null = null;
  let busy = 0;
  const cut = () => {
    if (socket.destroyed) return;
    socket.destroy();
    if (busy > 0 && number !== null) endOnServer(settings, number);
  };
  signal.addEventListener("abort", cut, { once: true });
  const working = async <T>(work: Promise<T>, failure = failureOf): Promise<T> => {
    busy += 1;
    try {
      return await Promise.race([work, lost]);
    } catch (error) {
      throw signal.aborted ? stopped() : failure(error);
    } finally {
      busy -= 1;
    }
  };
  const ask = (sql: string, failure = failureOf) =>
    working(
      new Promise<Answer>((resolve, reject) => {
        connection.query(sql, (error, found, fields) => {
          if (error) reject(error);
          // A statement that answers no rows answers an object instead.
          else if (!Array.isArray(found)) resolve({ names: [], rows: [] });
          else resolve(answerOf(found as unknown as Cell[][], fields));
        });
      }),
      failure,
    );
  const rows: Link["rows"] = async (sql, failure) => (await ask(sql, failure)).rows;
  const records = async (sql: string) => {
    const { names, rows: found } = await ask(sql);
    return found.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])));
  };
  const close = async () => {
    signal.removeEventListener("abort", cut);
    connection.destroy();
    socket.destroySoon();
  };
  try {
    await working(
      new Promise<void>((resolve, reject) => {
        connection.connect((error) => (error ? reject(error) : resolve()));
      }),
    );
    const [own, version] = (await rows("select connection_id(), version()"))[0] ?? [];
    number = own ?? null;
    if (!isSupported(version ?? "")) {
      throw new ConnectorError("misconfigured", "The server is no MariaDB of version 10.6 or newer.");
    }
  } catch (error) {
    signal.removeEventListener("abort", cut);
    socket.destroy();
    throw error;
  }
  return {
    rows,
    records,
    cut,
    close,
    flow: (sql, take, heads) => {
      const query = connection.query({ sql, typeCast: false, rowsAsArray: true });
      query.on("fields", (fields) =>
        heads((fields as unknown as mysql.FieldPacket[]).map((one) => one.extendedFormat === "json")),
      );
      query.on("result", (row) => take(row as unknown as Cell[]));
      const ended = working(
        new Promise<void>((resolve, reject) => {
          query.on("error", reject);
          query.on("end", () => resolve());
        }),
      );
      ended.catch(() => {});
      return { ended, pause: () => connection.pause(), resume: () => connection.resume() };
    },
  };
}

/** Ends our own work on the server, which does not notice by itself that nobody waits for it any more. */
function endOnServer(settings: MariadbSettings, number: string): void {
  const { host, port } = addressOf(settings);
  const socket = connectSocket({ host, port, timeout: 3000 });
  const done = () => socket.destroy();
  socket.once("timeout", done);
  const other = mysql.createConnection(optionsOf(settings, socket));
  other.on("error", done);
  other.query(`kill connection ${Number(number)}`, done);
}

/** `10.11.6-MariaDB-log`. JSON tables came with 10.6; other servers of the same protocol speak another SQL. */
export function isSupported(version: string): boolean {
  const [, major, minor] = /^(\d+)\.(\d+).*mariadb/i.exec(version) ?? [];
  return Number(major) > 10 || (Number(major) === 10 && Number(minor) >= 6);
}

type Answer = { names: string[]; rows: (string | null)[][] };

const answerOf = (rows: Cell[][], fields: mysql.FieldPacket[]): Answer => ({
  names: fields.map((one) => one.name),
  rows: rows.map((row) => row.map((cell) => cell?.toString("utf8") ?? null)),
});

/** What an aborted session answers. */
export function stopped(): ConnectorError {
  return new ConnectorError("timeout", "The work was stopped before the system had answered.");
}

/** Begins a reading that sees one moment of the database and cannot write. */
export async function beginReading(link: Link, statementSeconds: number): Promise<void> {
  const seconds = Math.ceil(Math.min(statementSeconds, 31_536_000));
  // Without the last one a walk that is deeper than a thousand steps would end early, with a warning only.
  const settings = {
    sql_mode: "'NO_BACKSLASH_ESCAPES'",
    time_zone: "'+00:00'",
    max_statement_time: seconds,
    lock_wait_timeout: 10,
    net_write_timeout: Math.min(seconds, 86_400),
    wait_timeout: 900,
    max_recursive_iterations: 4_294_967_295,
  };
  const list = Object.entries(settings).map(([name, value]) => `session ${name} = ${value}`);
  await link.rows(`set ${list.join(", ")}`);
  await link.rows("set session transaction isolation level repeatable read, read only");
  await link.rows("start transaction with consistent snapshot, read only");
}

/**
 * Begins a short transaction that writes. Rows that somebody else works on are not waited for, and a value that does
 * not fit is an error.
 */
export async function beginWriting(link: Link, statementSeconds: number): Promise<void> {
  const settings = {
    sql_mode: "'NO_BACKSLASH_ESCAPES,STRICT_ALL_TABLES'",
    time_zone: "'+00:00'",
    max_statement_time: Math.ceil(Math.min(statementSeconds, 31_536_000)),
    lock_wait_timeout: 1,
    innodb_lock_wait_timeout: 0,
    wait_timeout: 60,
    max_recursive_iterations: 4_294_967_295,
  };
  const list = Object.entries(settings).map(([name, value]) => `session ${name} = ${value}`);
  await link.rows(`set ${list.join(", ")}`);
  await link.rows("set session transaction isolation level read committed, read write");
  await link.rows("start transaction read write");
}
