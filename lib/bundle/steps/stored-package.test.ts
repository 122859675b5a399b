import { createHash, randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { unzipped } from "../fixture/unzip.ts";
import type { Package } from "../zip/package.ts";
import { zipInto } from "../zip/zip.ts";
import { readChain } from "./chain.ts";
import { type DoneStep, storedPackage } from "./stored-package.ts";

const folder = mkdtempSync(join(tmpdir(), "habeas-steps-"));
const key = randomBytes(32);
const when = new Date("2026-03-12T09:30:00Z");
const photo = randomBytes(2_500_000);

beforeAll(() => {
  Object.assign(process.env, {
    HABEAS_DATABASE_URL: "postgres://localhost/none",
    HABEAS_ORIGIN: "http://localhost:4000",
    HABEAS_MASTER_KEY: Buffer.alloc(32, 7).toString("base64"),
    HABEAS_MAP: "none",
    HABEAS_STORE: folder,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* once(text: string | Buffer) {
  yield Buffer.from(text);
}

/** Three steps: files after one another, several open at once, and stored ones of both sizes among them. */
async function written(into: Package, ran: string[] = [], breakIn = ""): Promise<unknown> {
  const step = async (name: string, work: Parameters<typeof into.step<unknown>>[1]) =>
    into.step(name, async (files) => {
      ran.push(name);
      const result = await work(files);
      if (name === breakIn) throw new Error("it died here");
      return result;
    });
  await step("letter", async (files) => {
    await files.add("letter.txt", once("Dear Mina"));
    await files.add("empty.txt", once(""));
    await files.add("small.jpg", once(photo.subarray(0, 1000)), { stored: true });
  });
  const sizes = await step("shop", async (files) => {
    const [ndjson, csv] = [files.begin("data/orders.ndjson"), files.begin("data/orders.csv")];
    for (let i = 0; i < 30; i += 1) {
      await ndjson.write(Buffer.from(`{"n":${i},"text":"${"Łódź ".repeat(20_000)}"}\n`));
      await csv.write(Buffer.from(`${i};`));
      if (i % 10 === 0) await files.add(`viewer/data/${i}.js`, once(`__d(${i})`));
    }
    const open = [csv.end(), ndjson.end()];
    await files.add("data/files/photo.jpg", once(photo), { stored: true });
    await files.add("data/files/after.txt", once("after"));
    const [table] = await Promise.all(open);
    return { table, none: undefined, at: when };
  });
  await step("nothing", async () => undefined);
  await step("end", async (files) => {
    await files.add("manifest.json", once(JSON.stringify(sizes)));
  });
  return into.finish();
}

function attempt(number: number, done: DoneStep[], kept: DoneStep[] = []) {
  return storedPackage({
    key,
    storage: (position) => `bundle/request/1/${position}-${number}`,
    when,
    topFolder: "larkspur",
    done,
    commit: async (position, step) => {
      kept[position] = step;
    },
    forget: async (position) => {
      kept.splice(position);
    },
  });
}

async function bytesOf(steps: readonly DoneStep[], from = 0, to = Number.POSITIVE_INFINITY): Promise<Buffer> {
  const chain = steps.flatMap((step) => step.pieces);
  const whole = chain.reduce((sum, piece) => sum + piece.bytes, 0);
  return buffer(readChain(key, chain, from, Math.min(to, whole)));
}

it("is, piece after piece, the zip that goes out as one stream, and any part of it can be read", async () => {
  const out = new PassThrough();
  const plain = zipInto(out, when, "larkspur");
  const [, zip] = await Promise.all([written(plain), buffer(out)]);
  const kept: DoneStep[] = [];
  const finished = await written(attempt(1, [], kept));
  expect(finished).toEqual({ bytes: zip.length, sha256: createHash("sha256").update(zip).digest("hex") });
  expect((await bytesOf(kept)).equals(zip)).toBe(true);
  expect((await unzipped(zip)).get("data/files/photo.jpg")?.equals(photo)).toBe(true);
  for (const from of [0, 1, 40, 5000, 2_000_000, zip.length - 3])
    for (const length of [1, 70_000, zip.length]) {
      const part = await bytesOf(kept, from, from + length);
      expect(part.equals(zip.subarray(from, from + length)), `${length} from ${from}`).toBe(true);
    }
});

it("goes on after the steps that were finished, and ends with the same bytes", async () => {
  const whole: DoneStep[] = [];
  await written(attempt(2, [], whole));
  for (const [i, breakIn] of ["letter", "shop", "end"].entries()) {
    const kept: DoneStep[] = [];
    await expect(written(attempt(3 + 2 * i, [], kept), [], breakIn)).rejects.toThrow("it died here");
    const left = readdirSync(join(folder, "bundle/request/1")).filter((name) =>
      name.endsWith(`-${3 + 2 * i}`),
    );
    expect(left.length, "of the step that broke nothing is left").toBe(
      kept.filter((step) => step.pieces.length > 0).length,
    );
    const ran: string[] = [];
    const again = [...kept];
    await written(attempt(4 + 2 * i, kept, again), ran);
    expect(ran).toEqual(["letter", "shop", "nothing", "end"].slice(kept.length));
    expect((await bytesOf(again)).equals(await bytesOf(whole))).toBe(true);
  }
  const other = whole.map((step) => ({ ...step, name: `${step.name}s` }));
  await expect(written(attempt(20, other))).rejects.toThrow("have changed");
});

it("does not go on for ever after a piece that is gone or cut: it is written again", async () => {
  const whole: DoneStep[] = [];
  await written(attempt(30, [], whole));
  for (const [i, spoil] of [rmSync, (path: string) => truncateSync(path, 70_000)].entries()) {
    const kept: DoneStep[] = [];
    await expect(written(attempt(31 + 3 * i, [], kept), [], "end")).rejects.toThrow("it died here");
    spoil(join(folder, `${kept[1]?.pieces[0]?.storageKey}.sealed`));
    await expect(written(attempt(32 + 3 * i, [...kept], kept))).rejects.toThrow();
    expect(kept.map((step) => step.name)).toEqual(["letter"]);
    await written(attempt(33 + 3 * i, [...kept], kept));
    expect((await bytesOf(kept)).equals(await bytesOf(whole))).toBe(true);
  }
});

it("tells whoever writes when the store breaks, and does not hang", async () => {
  const into = storedPackage({
    key,
    storage: () => "bundle/../outside",
    when,
    topFolder: "larkspur",
    done: [],
    commit: async () => undefined,
  });
  await expect(written(into)).rejects.toThrow("storage key");
});
