import { connect, createServer, type Socket } from "node:net";

/** `up` is from the client to the server, `down` the way back. */
export type Way = "up" | "down";

/** What the line does to what passes over it. */
export type LineFault =
  /** Every piece comes late. */
  | { kind: "delay"; milliseconds: number }
  /** One byte after another. */
  | { kind: "drip"; milliseconds: number }
  /** Nothing passes and nothing is said: the line looks open from both ends. */
  | { kind: "silence" }
  /** The line is reset, or ended politely, once so many bytes have passed on that way. */
  | { kind: "reset"; after: number }
  | { kind: "cut"; after: number }
  /** What the expression finds is passed on; what comes back to it is swallowed and the line is reset. */
  | { kind: "lose_answer"; to: RegExp }
  /** Pieces come twice, or in the wrong order: what no TCP does, but a broken middle box. */
  | { kind: "duplicate" }
  | { kind: "reorder" }
  /** New connections are reset at once. */
  | { kind: "refuse" };

/** One thing that the line did to somebody: for counting, and for a story when an invariant falls. */
export type LineEvent = { at: number; kind: LineFault["kind"]; way: Way; bytes: number };

export type FaultProxy = {
  port: number;
  /** Plays a fault on one way (or on both) until `heal`; on the connections there are and on those to come. */
  play(fault: LineFault, way?: Way | "both"): void;
  /** Takes every fault away. A line that was silent is reset, as its two ends disagree about what was said. */
  heal(): void;
  /** Resets whatever is open now. Returns how many connections that were. */
  cut(): number;
  /** What was done, oldest first. */
  ledger: LineEvent[];
  open(): number;
  close(): Promise<void>;
};

type Line = { near: Socket; far: Socket; deaf: boolean; silenced: boolean; end(): void };

/** Stands before a TCP server and spoils what passes. Listens on 127.0.0.1, on a port of its own. */
export async function faultProxy(target: { host: string; port: number }): Promise<FaultProxy> {
  const lines = new Set<Line>();
  const faults: Record<Way, LineFault | undefined> = { up: undefined, down: undefined };
  const ledger: LineEvent[] = [];
  const note = (kind: LineFault["kind"], way: Way, bytes: number) =>
    ledger.push({ at: Date.now(), kind, way, bytes });

  const server = createServer((near) => {
    if (faults.up?.kind === "refuse" || faults.down?.kind === "refuse") {
      note("refuse", "up", 0);
      near.on("error", () => {});
      near.resetAndDestroy();
      return;
    }
    const far = connect(target);
    const line: Line = {
      near,
      far,
      deaf: false,
      silenced: false,
      end() {
        if (!lines.delete(line)) return;
        near.resetAndDestroy();
        far.resetAndDestroy();
      },
    };
    lines.add(line);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on("error", line.end);
      from.on("end", () => {
        // Of a half-open line the other end is never told.
        if (!line.silenced) to.end();
      });
      from.on("close", () => {
        if (!line.silenced && near.destroyed && far.destroyed) lines.delete(line);
      });
    }
    carry(line, "up", near, far);
    carry(line, "down", far, near);
  });

  /** Passes pieces on one after the other, so that a late one does not let the next overtake it. */
  function carry(line: Line, way: Way, from: Socket, to: Socket): void {
    let passed = 0;
    let held: Buffer | undefined;
    from.on("data", async (piece) => {
      from.pause();
      try {
        await pass(Buffer.from(piece));
      } finally {
        if (!from.destroyed) from.resume();
      }
    });
    const write = (bytes: Buffer): Promise<void> | void => {
      if (to.destroyed || bytes.length === 0 || to.write(bytes)) return;
      return new Promise((resolve) => {
        to.once("drain", resolve).once("close", resolve);
      });
    };
    const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

    async function pass(piece: Buffer): Promise<void> {
      const fault = faults[way];
      if (way === "down" && line.deaf) {
        note("lose_answer", way, piece.length);
        return line.end();
      }
      const before = passed;
      passed += piece.length;
      switch (fault?.kind) {
        case "silence":
          line.silenced = true;
          note("silence", way, piece.length);
          return;
        case "delay":
          note("delay", way, piece.length);
          await wait(fault.milliseconds);
          return write(piece);
        case "drip":
          note("drip", way, piece.length);
          for (const byte of piece) {
            if (faults[way] !== fault || to.destroyed) break;
            await write(Buffer.of(byte));
            await wait(fault.milliseconds);
          }
          return;
        case "reset":
        case "cut": {
          if (passed <= fault.after) return write(piece);
          note(fault.kind, way, passed);
          const rest = piece.subarray(0, Math.max(0, fault.after - before));
          if (fault.kind === "reset") return line.end();
          to.end(rest);
          from.destroy();
          return;
        }
        case "lose_answer":
          if (fault.to.test(piece.toString("latin1"))) line.deaf = true;
          return write(piece);
        case "duplicate":
          note("duplicate", way, piece.length);
          await write(piece);
          return write(piece);
        case "reorder": {
          note("reorder", way, piece.length);
          if (held === undefined) {
            held = piece;
            setTimeout(() => {
              if (held !== piece) return;
              held = undefined;
              write(piece);
            }, 200);
            return;
          }
          const first = held;
          held = undefined;
          await write(piece);
          return write(first);
        }
        default:
          return write(piece);
      }
    }
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  const cut = () => {
    const open = [...lines];
    for (const line of open) line.end();
    return open.length;
  };
  return {
    port: address.port,
    play(fault, way = "both") {
      if (way !== "down") faults.up = fault;
      if (way !== "up") faults.down = fault;
    },
    heal() {
      faults.up = undefined;
      faults.down = undefined;
      for (const line of [...lines]) if (line.silenced || line.deaf) line.end();
    },
    cut,
    ledger,
    open: () => lines.size,
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
