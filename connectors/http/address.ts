import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { ConnectorError } from "#connectors/errors.ts";

/** All addresses of a host name. Injected, so that a test can play a resolver that changes its mind. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** The system's own resolver. */
export const resolveHost: Resolve = async (host) =>
  (await lookup(host, { all: true, verbatim: true })).map((one) => one.address);

// Public by its range, but the platform endpoint inside one large cloud.
const deniedByName = new Set(["168.63.129.16"]);

/** Whether an address is on the public internet: not private, local, shared, mapped, reserved or a cloud's own. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const one = ipaddr.process(address);
  return one.range() === "unicast" && !deniedByName.has(one.toString());
}

/**
 * The checked web address of a request. Throws `misconfigured` for other schemes and for user names in addresses,
 * which are only ever there to mislead.
 */
export function webAddress(text: string, base?: string): URL {
  if (!URL.canParse(text, base))
    throw new ConnectorError("misconfigured", "The address of the system is not a web address.");
  const url = new URL(text, base);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    throw new ConnectorError("misconfigured", "The address of the system must begin with https or http.");
  }
  if (url.username !== "" || url.password !== "") {
    throw new ConnectorError("misconfigured", "The address of the system must not hold a user name.");
  }
  return url;
}

/** `host:port` with the scheme's own port where none is given. */
export function hostPort(url: URL): string {
  return `${url.hostname}:${url.port || (url.protocol === "https:" ? "443" : "80")}`;
}

/**
 * Resolves a host once and answers the one address to connect to. Every address of the name must be public, else
 * the whole name is refused; only `host:port` pairs that the operator listed may be internal, and plain http is for
 * those alone. Throws `misconfigured` or `unreachable`.
 */
export async function admit(
  url: URL,
  internalHosts: readonly string[],
  resolve: Resolve = resolveHost,
): Promise<string> {
  const internal = internalHosts.includes(hostPort(url));
  if (!internal && url.protocol !== "https:") {
    throw new ConnectorError("misconfigured", "The system must be reached by https.");
  }
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(host) ? [host] : await found(host, resolve);
  const [first] = addresses;
  if (first === undefined)
    throw new ConnectorError("unreachable", "The name of the system is not known on the network.");
  if (!internal && !addresses.every(isPublicAddress)) {
    throw new ConnectorError(
      "misconfigured",
      "The address of the system is not a public one. An operator can allow it in HABEAS_INTERNAL_HOSTS.",
    );
  }
  return first;
}

async function found(host: string, resolve: Resolve): Promise<readonly string[]> {
  try {
    return await resolve(host);
  } catch {
    throw new ConnectorError("unreachable", "The name of the system cannot be found on the network.");
  }
}
