import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { resolve, sep } from "node:path";
import { ConnectorError } from "#connectors/errors.ts";
import { isPublicAddress } from "#connectors/http/address.ts";
import { deskFolders, internalHosts } from "#lib/config/environment.ts";

/** Ports that go without saying, by the scheme of an address; web addresses are guarded where calls are made. */
const ports: Readonly<Record<string, string>> = {
  "postgres:": "5432",
  "postgresql:": "5432",
  "mysql:": "3306",
  "mariadb:": "3306",
  "ldap:": "389",
  "ldaps:": "636",
};

/**
 * Refuses a database's or directory's address that the desk may not reach: it is public, or the operator has listed
 * its host and port. Otherwise somebody at the desk could knock at every door inside the house. What the file keeps is
 * the operator's own word and is not asked. Throws `misconfigured`, `unreachable`.
 */
export async function mustBeAllowed(settings: unknown): Promise<void> {
  const text = typeof settings === "object" && settings !== null && "url" in settings ? settings.url : null;
  if (typeof text !== "string" || !URL.canParse(text)) return;
  const url = new URL(text);
  const usual = ports[url.protocol];
  if (usual === undefined) return;
  if ([...url.searchParams.keys()].some((name) => /host|port|socket/i.test(name))) {
    throw new ConnectorError(
      "misconfigured",
      "The address names its host twice: write it once, before the path.",
    );
  }
  if (internalHosts().includes(`${url.hostname}:${url.port || usual}`)) return;
  const addresses = await addressesOf(url.hostname.replace(/^\[|\]$/g, ""));
  if (addresses.length > 0 && addresses.every(isPublicAddress)) return;
  throw new ConnectorError(
    "misconfigured",
    "The address of the system is not a public one. An operator can allow it in HABEAS_INTERNAL_HOSTS.",
  );
}

async function addressesOf(host: string): Promise<string[]> {
  if (isIP(host)) return [host];
  try {
    return (await lookup(host, { all: true })).map((one) => one.address);
  } catch {
    throw new ConnectorError("unreachable", "The name of the system cannot be found on the network.");
  }
}

/** Folders and files of this machine that settings name and that the operator has not opened to the desk. */
export function closedPaths(settings: unknown): string[] {
  if (typeof settings !== "object" || settings === null) return [];
  const roots = deskFolders().map((root) => resolve(root));
  return (["file", "folder"] as const).filter((name) => {
    const path = (settings as Record<string, unknown>)[name];
    if (typeof path !== "string") return false;
    const whole = resolve(path);
    return !roots.some((root) => whole === root || whole.startsWith(root + sep));
  });
}
