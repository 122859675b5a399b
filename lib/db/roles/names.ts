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

/** Settings of a connection that row security asks for. One that is not set is an error, never an empty answer. */
export const settings = {
  /** Brands of which the role `habeas_limited` may know, by commas; `company`: under none of them; `*`: all. */
  brands: "habeas.brands",
  places: "habeas.places",
  /** Whose the connection is by now: they know of the requests that name them. */
  staff: "habeas.staff",
  /** `*`: the owner of the tables means all rows. */
  owner: "habeas.scope",
} as const;

/**
 * The same address, but whoever connects by it is `habeas_app` from the first statement on: it is said while the
 * connection is made, so it costs no further round trip, and `reset role` leads back to it and not to the login.
 */
export function asApp(url: string): string {
  return withOption(url, `-c role=${roles.app}`);
}

/** The same address for the owner of the tables, who is under row security too and says that all rows are meant. */
export function asOwner(url: string): string {
  return withOption(url, `-c ${settings.owner}=*`);
}

function withOption(url: string, option: string): string {
  const address = new URL(url);
  const given = address.searchParams.get("options");
  address.searchParams.set("options", given ? `${given} ${option}` : option);
  return address.href;
}
