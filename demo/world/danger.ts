const loopback = new Set(["localhost", "127.0.0.1", "[::1]", "::1"]);

function isElsewhere(address: string): boolean {
  try {
    return !loopback.has(new URL(address).hostname);
  } catch {
    return true;
  }
}

/**
 * The reason why a demo must not start in this environment, as a sentence, or null. Whoever has a production's
 * settings in their shell should never fill it with invented people.
 */
export function dangers(environment: Record<string, string | undefined>): string | null {
  if (environment.NODE_ENV === "production") {
    return "NODE_ENV is production here, so the demo does not start: it belongs on a computer without real requests.";
  }
  for (const name of ["HABEAS_ORIGIN", "HABEAS_SMTP_URL", "HABEAS_OIDC_ISSUER"]) {
    const value = environment[name];
    if (value !== undefined && value !== "" && isElsewhere(value)) {
      return `${name} names another computer, as a production does, so the demo does not start: unset it first.`;
    }
  }
  if (environment.HABEAS_MASTER_KEY) {
    return "HABEAS_MASTER_KEY is set, as in a production, so the demo does not start: unset it first. The demo makes its own.";
  }
  return null;
}
