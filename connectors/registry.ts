import type { Connector } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";

/** Every kind of system that can be connected; a kind's driver is loaded when the kind is first used. */
export const connectors: ReadonlyMap<string, () => Promise<Connector>> = new Map<
  string,
  () => Promise<Connector>
>([
  ["postgres", async () => (await import("#connectors/postgres/connector.ts")).postgres],
  ["mariadb", async () => (await import("#connectors/mariadb/connector.ts")).mariadb],
  ["sqlite", async () => (await import("#connectors/sqlite/connector.ts")).sqlite],
  ["http", async () => (await import("#connectors/http/connector.ts")).http],
  ["files", async () => (await import("#connectors/files/connector.ts")).files],
  ["webhook", async () => (await import("#connectors/webhook/connector.ts")).webhook],
  ["ldap", async () => (await import("#connectors/ldap/connector.ts")).ldap],
  ["human", async () => (await import("#connectors/human/connector.ts")).human],
]);

/** The connector of a kind. Throws `misconfigured` with the known kinds. */
export async function connectorOf(id: string): Promise<Connector> {
  const load = connectors.get(id);
  if (load === undefined) {
    throw new ConnectorError(
      "misconfigured",
      `There is no connector of the kind that the data map names. Known kinds: ${[...connectors.keys()].join(", ")}.`,
    );
  }
  return load();
}
