import { type Finding, mistake, type Path } from "./mistake.ts";

const secretName =
  /(^|_)(password|passwd|passphrase|pass|pwd|secret|token|api_?key|private_?key|secret_access_key|credentials?|authorization|auth_header)$/i;
const reference = /^(env|secret):[A-Za-z_][A-Za-z0-9_]{0,99}$/;

/** True for `env:NAME` and `secret:NAME`: what stands in settings in place of a secret. */
export function isReference(value: unknown): value is string {
  return typeof value === "string" && reference.test(value);
}

/**
 * Secrets that stand in settings in clear: by the name of the member, or by the look of the value. A map is read,
 * compared, exported and kept in git, so they may stand there by reference only.
 */
export function clearSecrets(settings: unknown, path: Path): Finding[] {
  if (typeof settings === "string") return looksSecret(settings) ? [said(path)] : [];
  if (typeof settings !== "object" || settings === null) return [];
  if (Array.isArray(settings)) return settings.flatMap((one, at) => clearSecrets(one, [...path, at]));
  return Object.entries(settings).flatMap(([name, value]) => {
    const here = [...path, name];
    const plain = typeof value === "string" || typeof value === "number";
    if (plain && secretName.test(name) && !isReference(value)) return [said(here)];
    return clearSecrets(value, here);
  });
}

function looksSecret(text: string): boolean {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return true;
  if (/^(Bearer|Basic)\s+\S{8,}$/i.test(text)) return true;
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]*:[^/?#\s@]+@/i.test(text);
}

const said = (path: Path) =>
  mistake(path, "a secret stands here in clear; write env:NAME or secret:NAME in its place");
