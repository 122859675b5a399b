/** A cookie of ours as it is read and written. */
export type CookieName = "habeas_browser" | "habeas_person" | "habeas_language";

/** Where the public address is https, the names bind the cookies to this host and to encryption. */
export function cookieName(name: CookieName, origin: string): string {
  return origin.startsWith("https:") ? `__Host-${name}` : name;
}

/** A token as we make them: 32 random bytes in base64url. Anything else in a cookie counts as none. */
export function asToken(value: string | undefined): string | undefined {
  return value !== undefined && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
}

/** A `Set-Cookie` line: not readable by scripts, not sent from foreign forms. `maxAge` in seconds, 0 deletes. */
export function setCookie(name: CookieName, value: string, maxAge: number, origin: string): string {
  const parts = [
    `${cookieName(name, origin)}=${value}`,
    "Path=/",
    `Max-Age=${maxAge}`,
    "HttpOnly",
    "SameSite=Lax",
  ];
  if (origin.startsWith("https:")) parts.push("Secure");
  return parts.join("; ");
}
