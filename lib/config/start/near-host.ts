import { BlockList, isIP } from "node:net";

const near = new BlockList();
near.addSubnet("127.0.0.0", 8, "ipv4");
near.addSubnet("10.0.0.0", 8, "ipv4");
near.addSubnet("172.16.0.0", 12, "ipv4");
near.addSubnet("192.168.0.0", 16, "ipv4");
near.addAddress("::1", "ipv6");
near.addSubnet("fc00::", 7, "ipv6");

/**
 * True for a host by whose name alone one sees that it is of this machine or the operator's own network: a name without a
 * dot, a suffix that is never public, a private address.
 */
export function isNear(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, "").toLowerCase();
  const family = isIP(name);
  if (family !== 0) return near.check(name, family === 4 ? "ipv4" : "ipv6");
  return !name.includes(".") || /\.(?:localhost|internal|local|lan|test|home\.arpa|svc)$/.test(name);
}
