import { isIP, connect as plainly, type Socket } from "node:net";
import type { ConnectionOptions } from "node:tls";
import { Client } from "ldapts";
import { failureOf } from "./failure.ts";
import type { LdapSettings } from "./settings.ts";

/** A signed-in connection, for one question. An abort cuts it. */
export type Link = { client: Client; close(): Promise<void> };

const local = new Set(["localhost", "127.0.0.1", "::1", "[::1]"]);

/** What happened on the way, for `check`. */
export type Stage = "network" | "sign_in";

/** Connects, encrypts and signs in. `passed` hears of each stage that went well. Throws `ConnectorError`. */
export async function connect(
  settings: LdapSettings,
  signal: AbortSignal,
  passed: (stage: Stage) => void = () => {},
): Promise<Link> {
  const url = new URL(settings.url);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const tls: ConnectionOptions = {
    host,
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
    ...(isIP(host) ? {} : { servername: host }),
    ...(settings.ca === undefined ? {} : { ca: settings.ca }),
  };
  let socket: Socket | undefined;
  const client = new Client({
    url: settings.url,
    connectTimeout: settings.connect_seconds * 1000,
    timeout: settings.answer_seconds * 1000,
    // The library encrypts whenever it is given these, whatever the address says.
    ...(url.protocol === "ldaps:" ? { tlsOptions: tls } : {}),
    strictDN: false,
    createConnection: ((port: number, name: string) => {
      socket = plainly(port, name);
      return socket;
    }) as typeof plainly,
  });
  const cut = () => socket?.destroy() ?? client.unbind().catch(() => {});
  signal.addEventListener("abort", cut, { once: true });
  const close = async () => {
    signal.removeEventListener("abort", cut);
    await client.unbind().catch(() => {});
    socket?.destroy();
  };
  try {
    signal.throwIfAborted();
    const isPlain = url.protocol === "ldap:";
    if (isPlain && (settings.tls ?? (local.has(url.hostname) ? "off" : "start_tls")) === "start_tls")
      await client.startTLS({ ...tls });
    // Anonymous where no account is named: a bind all the same, so that the network is known to answer.
    await client.bind(settings.bind_dn ?? "", settings.password ?? "").catch((error: unknown) => {
      if (failureOf(error, signal).code === "refused_credentials") passed("network");
      throw error;
    });
    passed("network");
    passed("sign_in");
    return { client, close };
  } catch (error) {
    await close();
    throw failureOf(error, signal);
  }
}
