import { connect, createServer, type Socket } from "node:net";

/** A wire between a connector and its system that a test can hold or cut. */
export type Wire = {
  port: number;
  /** Passes nothing on until released. */
  stall(): () => Promise<void>;
  /** Passes every piece on late until released. */
  slow(): () => Promise<void>;
  /** Passes on a piece like this, waits for the answer to it and cuts the wire instead of delivering it. */
  lose(piece: RegExp): () => Promise<void>;
  cut(): Promise<void>;
  close(): Promise<void>;
};

/** Puts a wire in front of a system that listens on this machine. */
export async function wireTo(host: string, port: number): Promise<Wire> {
  const pairs = new Set<[Socket, Socket]>();
  let stalled = false;
  let lateness = 0;
  let lost: RegExp | undefined;
  const server = createServer((near) => {
    const far = connect({ host, port });
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    let deaf = false;
    const end = () => {
      near.destroy();
      far.destroy();
      pairs.delete(pair);
    };
    for (const socket of pair) socket.on("error", end).on("close", end);
    near.on("data", (chunk) => {
      if (lost?.test(chunk.toString("latin1"))) deaf = true;
      if (!stalled) far.write(chunk);
    });
    far.on("data", (chunk) => {
      if (stalled) return;
      if (deaf) {
        near.resetAndDestroy();
        far.destroy();
        return;
      }
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
    lose: (piece) => {
      lost = piece;
      return async () => {
        lost = undefined;
      };
    },
    cut,
    close: async () => {
      await cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
