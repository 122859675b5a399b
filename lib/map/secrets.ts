import { HabeasError } from "#lib/core/errors.ts";

/**
 * Settings with every `env:NAME` replaced by that variable's value. A missing variable is named, never guessed.
 * Throws HabeasError `unavailable`.
 */
export function resolveSecrets(settings: unknown): unknown {
  if (typeof settings === "string" && settings.startsWith("env:")) {
    const name = settings.slice("env:".length);
    const value = process.env[name];
    if (value === undefined) throw new HabeasError("unavailable", `The variable ${name} is not set.`);
    return value;
  }
  if (Array.isArray(settings)) return settings.map(resolveSecrets);
  if (settings !== null && typeof settings === "object") {
    return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, resolveSecrets(value)]));
  }
  return settings;
}
