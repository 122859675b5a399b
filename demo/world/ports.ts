import { createServer } from "node:net";
import { DemoError } from "./sentence.ts";

/** Every port that one world listens on. Postgres takes a free one by itself. */
export const portNames = ["portal", "stage", "mail", "login", "support", "smtp"] as const;
export type PortName = (typeof portNames)[number];
export type Ports = Record<PortName, number>;

/** The demo's first port; the others follow in the order of `portNames`. */
export const FIRST_PORT = 4000;

function tryPort(port: number, host: string): Promise<number | null> {
  return new Promise((settle) => {
    const probe = createServer();
    // An address family that this computer does not have cannot be in the way.
    probe.once("error", (error: NodeJS.ErrnoException) => settle(error.code === "EADDRINUSE" ? null : port));
    probe.listen({ port, host, exclusive: true }, () => {
      const address = probe.address();
      const taken = typeof address === "object" && address !== null ? address.port : port;
      probe.close(() => settle(taken));
    });
  });
}

/** True when nothing listens there, on either kind of loopback address: browsers try both for "localhost". */
async function isFree(port: number): Promise<boolean> {
  return (await tryPort(port, "127.0.0.1")) !== null && (await tryPort(port, "::1")) !== null;
}

/** A port that the system gives out, none of `others`. */
export async function freePort(others: readonly number[] = []): Promise<number> {
  let port = 0;
  do port = (await tryPort(0, "127.0.0.1")) ?? 0;
  while (port === 0 || others.includes(port));
  return port;
}

/** Ports that the system gives out. */
export async function freePorts(): Promise<Ports> {
  const chosen = new Map<PortName, number>();
  for (const name of portNames) chosen.set(name, await freePort([...chosen.values()]));
  return Object.fromEntries(chosen) as Ports;
}

/** Ports from `first` on; those that are taken are passed over, and `say` is told. @throws DemoError when none is left */
export async function portsFrom(first: number, say: (line: string) => void): Promise<Ports> {
  const chosen = new Map<PortName, number>();
  const taken: number[] = [];
  for (let port = first; chosen.size < portNames.length; port++) {
    const name = portNames[chosen.size];
    if (port > first + 200 || port > 65_535 || name === undefined) {
      throw new DemoError(`No free port from ${first} on: choose another start with --port.`);
    }
    if (await isFree(port)) chosen.set(name, port);
    else taken.push(port);
  }
  if (taken.length > 0) {
    const which = taken.length === 1 ? `Port ${taken[0]} is` : `Ports ${taken.join(", ")} are`;
    say(`${which} taken by another program, so others are used: see the addresses below.`);
  }
  return Object.fromEntries(chosen) as Ports;
}
