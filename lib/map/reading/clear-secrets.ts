import { type Finding, mistake, type Path } from "./mistake.ts";

/** Names of members whose value is a secret, `-` written as `_`. */
const secretName =
  /(^|_)(passwords?|passwd|passphrase|pass|pwd|secrets?|tokens?|api_?keys?|private_?key|secret_access_key|signing_key|credentials?|authorization|cookie)$/i;
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
    const plain = name.replaceAll("-", "_");
    // Headers by which one signs in may be called anything.
    const signsIn = plain === "headers" && path.at(-1) === "auth";
    return secretName.test(plain) || signsIn ? notByReference(value, here) : clearSecrets(value, here);
  });
}

/** Everything that is a secret, however deep, and does not stand there by reference. */
function notByReference(value: unknown, path: Path): Finding[] {
  if (typeof value === "string" || typeof value === "number") return isReference(value) ? [] : [said(path)];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    notByReference(one, [...path, Array.isArray(value) ? Number(name) : name]),
  );
}

function looksSecret(text: string): boolean {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return true;
  if (/^(Bearer|Basic)\s+\S{8,}$/i.test(text)) return true;
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]*:[^/?#\s@]+@/i.test(text)) return true;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) && namesSecret(text);
}

/** An address that hands over a secret behind its question mark. */
function namesSecret(address: string): boolean {
  const query = address.split("#", 1)[0]?.split("?").slice(1).join("?") ?? "";
  return [...new URLSearchParams(query)].some(
    ([name, value]) => value !== "" && secretName.test(name.replaceAll("-", "_")),
  );
}

const said = (path: Path) =>
  mistake(path, "a secret stands here in clear; write env:NAME or secret:NAME in its place");
