import type { Server } from "node:http";

/** An environment variable that a process of the demo cannot do without. */
export function needed(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === "") {
    console.error(`${name} is not set: start the demo with "npm run demo"`);
    process.exit(2);
  }
  return value;
}

/**
 * Listens on this computer only, says "ready" to whoever started us, and ends when told to.
 */
export function serve(server: Server, port: number, onEnd: () => void = () => {}): void {
  server.listen(port, "127.0.0.1", () => {
    console.log(`ready on port ${port}`);
    process.send?.("ready");
  });
  server.on("error", (error) => {
    console.error(error.message);
    process.exit(1);
  });
  endInOrder(() => {
    server.close();
    server.closeAllConnections();
    onEnd();
  });
}

/** Calls `onEnd` once and exits, on SIGTERM (also when the process that started us has ended) or Ctrl-C. */
function endInOrder(onEnd: () => void): void {
  const end = (): void => {
    onEnd();
    process.exit(0);
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
}
