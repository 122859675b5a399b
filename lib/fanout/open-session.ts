import type { Session } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { connectorOf } from "#connectors/registry.ts";
import { environment } from "#lib/config/environment.ts";
import type { System } from "#lib/map/schema.ts";
import { resolveSecrets } from "#lib/map/secrets.ts";

/** Opens a conversation with a system of the map. Throws ConnectorError `misconfigured` on wrong settings. */
export async function openSession(system: System, signal: AbortSignal): Promise<Session> {
  const connector = await connectorOf(system.connector);
  const settings = connector.settings.safeParse(resolveSecrets(system.settings));
  if (!settings.success) {
    const places = settings.error.issues.map((issue) => issue.path.join(".")).join(", ");
    throw new ConnectorError("misconfigured", `The settings of ${system.title} are not right: ${places}.`);
  }
  return connector.open({
    settings: settings.data,
    collections: system.collections,
    signal,
    internalHosts: environment()
      .HABEAS_INTERNAL_HOSTS.split(",")
      .map((host) => host.trim())
      .filter((host) => host !== ""),
  });
}
