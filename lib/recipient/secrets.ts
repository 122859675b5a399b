import type { WayToTell } from "#lib/map/recipient.ts";
import { resolveSecrets } from "#lib/map/secrets.ts";

/**
 * The secret with which messages to a recipient are signed, and theirs to us. Throws HabeasError `unavailable` where it
 * is not set, naming the variable and never its value.
 */
export async function secretsOf(
  systemId: string,
  way: Extract<WayToTell, { how: "webhook" }>,
): Promise<string[]> {
  const resolved = (await resolveSecrets(systemId, { secret: way.secret })) as { secret: string };
  return [resolved.secret];
}
