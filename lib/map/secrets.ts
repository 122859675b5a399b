import { eq } from "drizzle-orm";
import { systemSecret } from "#drizzle/schema/map.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database } from "#lib/db/database.ts";
import { derivedKey, open, seal } from "#lib/vault/seal.ts";
import { isReference } from "./reading/clear-secrets.ts";

/** Variables that are the house's own. No system's settings may send them anywhere. */
const ownVariable = /^(HABEAS|NEXTAUTH)_/;

const context = (systemId: string, name: string) => `system_secret/${systemId}/${name}`;

/** A secret as it is stored: bound to its system and name, so that it opens nowhere else. */
export function sealSecret(systemId: string, name: string, value: string): Buffer {
  return seal(derivedKey("secret"), context(systemId, name), value);
}

/**
 * Settings with every `env:NAME` replaced by that variable's value, and every `secret:NAME` by the system's secret
 * of that name. What is missing is named, never guessed. Only what opens a session may call this.
 * Throws HabeasError `unavailable`.
 */
export async function resolveSecrets(systemId: string, settings: unknown): Promise<unknown> {
  const needed = references(settings).filter((one) => one.startsWith("secret:"));
  const opened = needed.length === 0 ? new Map<string, string>() : await secretsOf(systemId);
  return replaced(settings, opened);
}

/** Every reference to a secret in some settings: `env:NAME`, `secret:NAME`. */
export function references(settings: unknown): string[] {
  if (typeof settings === "string") return isReference(settings) ? [settings] : [];
  if (typeof settings !== "object" || settings === null) return [];
  return Object.values(settings).flatMap(references);
}

async function secretsOf(systemId: string): Promise<Map<string, string>> {
  const rows = await database().select().from(systemSecret).where(eq(systemSecret.systemId, systemId));
  const key = derivedKey("secret");
  return new Map(rows.map((row) => [row.name, open(key, context(systemId, row.name), row.sealed)]));
}

function replaced(settings: unknown, secrets: ReadonlyMap<string, string>): unknown {
  if (typeof settings === "string") return isReference(settings) ? secretBehind(settings, secrets) : settings;
  if (Array.isArray(settings)) return settings.map((one) => replaced(one, secrets));
  if (typeof settings !== "object" || settings === null) return settings;
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, replaced(value, secrets)]),
  );
}

function secretBehind(reference: string, secrets: ReadonlyMap<string, string>): string {
  const [kind, name = ""] = reference.split(":");
  const value =
    kind === "secret" ? secrets.get(name) : ownVariable.test(name) ? undefined : process.env[name];
  if (value !== undefined) return value;
  const sentence =
    kind === "secret"
      ? `The secret ${name} has not been set for this system.`
      : ownVariable.test(name)
        ? `The variable ${name} is the house's own and is given to no system.`
        : `The variable ${name} is not set.`;
  throw new HabeasError("unavailable", sentence);
}
