import { isIP } from "node:net";
import { headers } from "next/headers";
import { environment } from "#lib/config/environment.ts";

/**
 * The part of the network that somebody comes from, as our own proxy tells it: `203.0.113.0/24`, `2001:db8:1::/48`. Null
 * unless the operator says which header the proxy writes: anybody could write any other.
 */
export async function networkNow(): Promise<string | null> {
  const header = environment().HABEAS_ADDRESS_HEADER;
  return header === undefined ? null : networkOf((await headers()).get(header));
}

/** The same of a header's value: of several addresses the last is what our proxy itself saw. */
export function networkOf(value: string | null): string | null {
  const address = (value ?? "").split(",").at(-1)?.trim() ?? "";
  if (isIP(address) === 4) return `${address.split(".").slice(0, 3).join(".")}.0/24`;
  if (isIP(address) !== 6) return null;
  const [head = "", tail] = address.toLowerCase().split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array.from({ length: zeros }, () => "0"), ...right];
  return `${groups
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/48`;
}
