import { connect, createServer, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type FaultProxy, faultProxy, type LineFault, type Way } from "./proxy.ts";

/** A server that answers each piece with itself in capitals, and keeps what it heard. */
let heard = "";
const sockets = new Set<Socket>();
const server = createServer((socket) => {
  sockets.add(socket);
  socket.on("error", () => {});
  socket.on("data", (piece) => {
    heard += piece.toString();
    socket.write(piece.toString().toUpperCase());
  });
});
let proxy: FaultProxy;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  proxy = await faultProxy({ host: "127.0.0.1", port: address.port });
});
afterEach(() => {
  proxy.heal();
  proxy.cut();
  heard = "";
});
afterAll(async () => {
  await proxy.close();
  for (const socket of sockets) socket.destroy();
  server.close();
});

/** Says pieces, one after the other, and gives what came back within the time and how the line ended. */
async function talk(pieces: string[], milliseconds: number): Promise<{ answer: string; ended: string }> {
  const socket = connect(proxy.port, "127.0.0.1");
  let answer = "";
  let ended = "open";
  socket.on("data", (piece) => {
    answer += piece.toString();
  });
  socket.on("error", (error: NodeJS.ErrnoException) => {
    ended = error.code ?? "error";
  });
  socket.on("end", () => {
    if (ended === "open") ended = "end";
  });
  const until = performance.now() + milliseconds;
  for (const piece of pieces) {
    socket.write(piece);
    await wait(20);
  }
  await wait(Math.max(0, until - performance.now()));
  socket.destroy();
  return { answer, ended };
}

const during = async (fault: LineFault, way: Way | "both", pieces: string[], milliseconds = 80) => {
  proxy.play(fault, way);
  return talk(pieces, milliseconds);
};

test("without a fault everything passes as it is", async () => {
  expect(await talk(["one", "two"], 80)).toEqual({ answer: "ONETWO", ended: "open" });
});

test("late and dripping lines bring everything in order", async () => {
  expect((await during({ kind: "delay", milliseconds: 40 }, "down", ["one"], 20)).answer).toBe("");
  expect((await during({ kind: "delay", milliseconds: 10 }, "both", ["one", "two"], 150)).answer).toBe(
    "ONETWO",
  );
  proxy.heal();
  const before = proxy.ledger.length;
  expect((await during({ kind: "drip", milliseconds: 2 }, "down", ["abcdef"], 120)).answer).toBe("ABCDEF");
  expect(proxy.ledger.slice(before).map((one) => one.kind)).toEqual(["drip"]);
});

test("a silent line stays open, says nothing and is reset when it heals", async () => {
  const socket = connect(proxy.port, "127.0.0.1");
  const ended = new Promise<string>((resolve) => {
    socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? "error"));
  });
  proxy.play({ kind: "silence" });
  socket.write("is anybody there");
  await wait(60);
  expect([socket.destroyed, heard]).toEqual([false, ""]);
  proxy.heal();
  expect(await ended).toBe("ECONNRESET");
});

test("a line is reset or ended after so many bytes", async () => {
  expect(await during({ kind: "reset", after: 4 }, "down", ["abc", "def"])).toEqual({
    answer: "ABC",
    ended: "ECONNRESET",
  });
  expect(await during({ kind: "cut", after: 4 }, "down", ["abc", "def"])).toEqual({
    answer: "ABCD",
    ended: "end",
  });
});

test("an answer is lost after the work was done", async () => {
  const { answer, ended } = await during({ kind: "lose_answer", to: /commit/ }, "up", ["begin", "commit"]);
  expect([answer, ended, heard]).toEqual(["BEGIN", "ECONNRESET", "begincommit"]);
});

test("pieces are doubled and change places; a refused line is reset", async () => {
  expect((await during({ kind: "duplicate" }, "up", ["one"])).answer).toBe("ONEONE");
  heard = "";
  proxy.heal();
  proxy.play({ kind: "reorder" }, "up");
  await talk(["one", "two"], 150);
  expect(heard).toBe("twoone");
  expect((await during({ kind: "refuse" }, "both", ["one"])).ended).toBe("ECONNRESET");
});
