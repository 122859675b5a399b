import { connect, type Socket } from "node:net";
import { facts } from "./facts.ts";

/** Where the portal of this run listens, as a socket needs it. */
export function portalSocket(): { host: string; port: number; name: string } {
  const url = new URL(facts().urls.portal);
  return { host: "127.0.0.1", port: Number(url.port), name: url.host };
}

/** A connection to the portal by which anything can be said. */
export function opened(): Promise<Socket> {
  const { host, port } = portalSocket();
  return new Promise((settle, fail) => {
    const socket = connect(port, host, () => settle(socket));
    socket.once("error", fail);
  });
}

/** Says these bytes to the portal, and hears everything until it ends the connection or `patience` ms are over. */
export async function say(bytes: string | Buffer, patience = 4_000): Promise<string> {
  const socket = await opened();
  const heard: Buffer[] = [];
  return new Promise((settle) => {
    const end = () => {
      clearTimeout(timer);
      socket.destroy();
      settle(Buffer.concat(heard).toString("latin1"));
    };
    const timer = setTimeout(end, patience);
    socket.on("data", (chunk) => heard.push(chunk));
    socket.on("close", end);
    // A portal that ends the connection while we still speak has refused as well.
    socket.on("error", () => undefined);
    socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
  });
}

/** The statuses of all answers in what was heard, in their order. */
export const statusesIn = (heard: string): number[] =>
  [...heard.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));

/** The headers of the first answer, names in small letters. */
export function headersIn(heard: string): Map<string, string> {
  const [head = ""] = heard.split("\r\n\r\n", 1);
  return new Map(
    head
      .split("\r\n")
      .slice(1)
      .map((line): [string, string] => [
        line.slice(0, line.indexOf(":")).toLowerCase(),
        line.slice(line.indexOf(":") + 1).trim(),
      ]),
  );
}
