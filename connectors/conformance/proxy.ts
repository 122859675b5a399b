import { connect, createServer, type Socket } from "node:net";

/** A wire between a connector and its system that a test can hold or cut. */
export type Wire = {
  port: number;
  /** Passes nothing on until released. */
  stall(): () => Promise<void>;
  /** Passes every piece on late until released. */
  slow(): () => Promise<void>;
  cut(): Promise<void>;
  close(): Promise<void>;
};

/** Puts a wire in front of a system that listens on this machine. */
export async function wireTo(host: string, port: number): Promise<Wire> {
  const pairs = new Set<[Socket, Socket]>();
  let stalled = false;
  let lateness = 0;
  const server = createServer((near) => {
    const far = connect({ host, port });
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    const end = () => {
      near.destroy();
      far.destroy();
      pairs.delete(pair);
    };
    for (const socket of pair) socket.on("error", end).on("close", end);
    near.on("data", (chunk) => {
      if (!stalled) far.write(chunk);
    });
    far.on("data", (chunk) => {
      if (stalled) return;
      if (lateness > 0) {
        // One piece after the other, as over a bad line.
        far.pause();
        setTimeout(() => {
          if (!near.destroyed) near.write(chunk);
          far.resume();
        }, lateness);
      } else if (!near.write(chunk)) {
        far.pause();
        near.once("drain", () => far.resume());
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the wire has no port");
  const cut = async () => {
    for (const [near, far] of pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
  };
  return {
    port: address.port,
    stall: () => {
      stalled = true;
      return async () => {
        stalled = false;
        await cut();
      };
    },
    slow: () => {
      lateness = 40;
      return async () => {
        lateness = 0;
      };
    },
    cut,
    close: async () => {
      await cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
