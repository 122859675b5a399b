import { desc, eq } from "drizzle-orm";
import { systemVersion } from "#drizzle/schema/map.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database } from "#lib/db/database.ts";
import { isReference } from "./reading/clear-secrets.ts";
import type { System } from "./schema.ts";
import { references } from "./secrets.ts";

const addressName = /(^|_)(url|uri|host|hostname|endpoint|server|address|port|proxy|tls)$/i;

type Described = { connector?: unknown; settings?: unknown };

/** Where a system's secrets go: its kind, and every address in its settings. Equal texts, the same place. */
export function placeOfSecrets({ connector, settings }: Described): string {
  return JSON.stringify([connector, ...addresses(settings).sort()]);
}

function addresses(settings: unknown): string[] {
  if (typeof settings !== "object" || settings === null) return [];
  return Object.entries(settings).flatMap(([name, value]) => {
    if (typeof value === "object") return addresses(value);
    return addressName.test(name) && !isReference(value) ? [`${name}=${String(value)}`] : [];
  });
}

/** The names of secrets that are addresses themselves: whoever sets one says where all the others go. */
export function addressSecrets({ settings }: Described): string[] {
  if (typeof settings !== "object" || settings === null) return [];
  return Object.entries(settings).flatMap(([name, value]) => {
    if (typeof value === "object") return addressSecrets({ settings: value });
    const secret = typeof value === "string" && value.startsWith("secret:");
    return secret && addressName.test(name) ? [value.slice("secret:".length)] : [];
  });
}

/**
 * Secrets of the desk stay with the address that they were given for, which is the newest version's: an older version
 * that names another one is not given them. Throws HabeasError `unavailable`.
 */
export async function mustBeWhereSecretsGo(system: System): Promise<void> {
  if (!references(system.settings).some((one) => one.startsWith("secret:"))) return;
  const [newest] = await database()
    .select()
    .from(systemVersion)
    .where(eq(systemVersion.systemId, system.id))
    .orderBy(desc(systemVersion.number))
    .limit(1);
  if (!newest || placeOfSecrets(newest.definition) === placeOfSecrets(system)) return;
  throw new HabeasError(
    "unavailable",
    "This version has another address than the newest one, and the secrets were given for that: save it anew and set them.",
  );
}
