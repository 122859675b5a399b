import { expect, it } from "vitest";
import { log } from "#lib/core/log.ts";
import { isRing, payloadVersion } from "./catalogue.ts";
import { Pool } from "./pool.ts";

log.level = "silent";

it("FI-37: work that throws before it has begun ends neither the process nor the work beside it", async () => {
  const ran: string[] = [];
  const pool = new Pool(1, async (id) => {
    ran.push(id);
    if (id === "bad") throw new Error("no connection");
  });
  const left: unknown[] = [];
  const note = (error: unknown) => left.push(error);
  process.on("unhandledRejection", note);
  for (const id of ["bad", "good", "bad", "last"]) pool.offer(id);
  while (pool.busy > 0) await new Promise((resolve) => setTimeout(resolve, 1));
  await new Promise((resolve) => setTimeout(resolve, 5));
  process.off("unhandledRejection", note);
  expect([ran, left]).toEqual([["bad", "good", "bad", "last"], []]);
});

it("FI-37: a ring of another version, or of nobody, is none", () => {
  const id = "0c5f4f4e-6a1d-4d5b-9a39-1f2c3d4e5f60";
  expect([{ id }, { id, v: payloadVersion }, { id, more: 1 }].every(isRing)).toBe(true);
  const others = [
    null,
    undefined,
    7,
    "x",
    [],
    {},
    { id: 1 },
    { id: "x" },
    { id: `${id}0` },
    { id, v: payloadVersion + 1 },
    { id, v: "1" },
  ];
  expect(others.filter(isRing)).toEqual([]);
});
