import { environment } from "#lib/config/environment.ts";
import { brandAt } from "#lib/map/brand/brands.ts";

const here = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/;
/** What a machine asks by whatever address it knows. */
const forMachines = /^\/api\/(?:health|metrics)(?:\?|$)/;

/**
 * True where a request names a host of ours: that of the origin, one of a brand, or one that the operator named besides
 * (HABEAS_HOSTS, by commas). This machine may ask itself, and whoever watches whether we live may ask by any name.
 */
export function isOurs(host: string | undefined, path: string, local: boolean): boolean {
  if (forMachines.test(path)) return true;
  const asked = host?.toLowerCase();
  if (asked === undefined) return false;
  const origin = new URL(environment().HABEAS_ORIGIN);
  if (asked === origin.host || (local && here.test(asked))) return true;
  // With the port that everybody knows, which browsers leave out.
  if (asked === `${origin.host}:${origin.protocol === "https:" ? 443 : 80}`) return true;
  const besides = (process.env.HABEAS_HOSTS ?? "").split(",").map((one) => one.trim().toLowerCase());
  return besides.includes(asked) || isBrand(asked);
}

/** Without a readable map there is no brand. */
function isBrand(host: string): boolean {
  try {
    return brandAt(host) !== null;
  } catch {
    return false;
  }
}
