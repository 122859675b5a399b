/**
 * The roles of Postgres that Habeas knows (security decision 22). None of them logs in, none owns a table. Roles belong to
 * a server and not to a database: all houses of one server share these names.
 */
export const roles = {
  /** What portal, worker and command line are while they run. */
  app: "habeas_app",
  /** The same for somebody who may know of some requests only: row security shows it nothing else. */
  limited: "habeas_limited",
  /** Reads the log, and nothing else. */
  verifier: "habeas_verifier",
} as const;

/** The roles that a process of ours takes at run time. */
export const runtimeRoles = [roles.app, roles.limited] as const;

/** The setting of a connection that says of which requests the role `habeas_limited` may know. */
export const scopeSetting = "habeas.scope";

/**
 * The same address, but whoever connects by it is `habeas_app` from the first statement on: it is said while the
 * connection is made, so it costs no further round trip, and `reset role` leads back to it and not to the login.
 */
export function asApp(url: string): string {
  const address = new URL(url);
  const given = address.searchParams.get("options");
  address.searchParams.set("options", `${given ? `${given} ` : ""}-c role=${roles.app}`);
  return address.href;
}
