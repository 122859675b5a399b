import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { expect, it } from "vitest";
import { entriesOf } from "./verify/directory.ts";
import type { RandomAccess } from "./verify/temporary.ts";
import { bytesOf, volumesIn } from "./volumes.ts";
import { zipInto } from "./zip/zip.ts";

const inMemory = (bytes: Buffer): RandomAccess => ({
  bytes: bytes.length,
  async *part(from, to) {
    for (let at = from; at < to; at += 1_000) yield bytes.subarray(at, Math.min(to, at + 1_000));
  },
});

/** Twenty files, deflated and stored in turn; the seventh is larger than any part. */
async function zipped(): Promise<{ zip: Buffer; files: Map<string, Buffer> }> {
  const files = new Map<string, Buffer>();
  for (let i = 0; i < 20; i++) {
    const bytes = Buffer.alloc(i === 6 ? 30_000 : 400 * i);
    for (let at = 0; at < bytes.length; at++) bytes[at] = Math.imul(at + i, 2654435761) >>> 11;
    files.set(`data/${String(i).padStart(2, "0")}.bin`, bytes);
  }
  const out = new PassThrough();
  const into = zipInto(out, new Date("2026-03-12T09:30:00Z"), "bundle");
  const write = async () => {
    let stored = false;
    for (const [path, bytes] of files) {
      stored = !stored;
      await into.step(path, (to) =>
        to.add(
          path,
          (async function* () {
            yield bytes;
          })(),
          { stored },
        ),
      );
    }
    await into.finish();
  };
  return { zip: (await Promise.all([buffer(out), write()]))[0], files };
}

it("parts are zips of whole files, none too large but for one file's sake, and together they are the bundle", async () => {
  const { zip, files } = await zipped();
  const most = 12_000;
  const volumes = await volumesIn(inMemory(zip), most);
  expect(volumes.length).toBeGreaterThan(3);
  expect(volumes.map(({ bytes, files: held }) => bytes <= most || held === 1)).not.toContain(false);
  expect(volumes.reduce((sum, one) => sum + one.files, 0)).toBe(files.size);
  const room = mkdtempSync(join(tmpdir(), "habeas-volumes-"));
  try {
    for (const [i, volume] of volumes.entries()) {
      const whole = await buffer(bytesOf(inMemory(zip), volume, { from: 0, to: volume.bytes }));
      expect(whole.length).toBe(volume.bytes);
      // Any stretch of it is the same bytes: a download goes on where it stopped.
      for (const from of [1, volume.to - volume.from - 1, volume.to - volume.from + 5])
        expect(
          (await buffer(bytesOf(inMemory(zip), volume, { from, to: volume.bytes }))).equals(
            whole.subarray(from),
          ),
        ).toBe(true);
      expect(await entriesOf(inMemory(whole))).toHaveLength(volume.files);
      const path = join(room, `${i}.zip`);
      writeFileSync(path, whole);
      execFileSync("unzip", ["-q", path, "-d", join(room, "out")]);
    }
    const folder = join(room, "out/bundle/data");
    expect(readdirSync(folder).map((name) => [`data/${name}`, readFileSync(join(folder, name))])).toEqual([
      ...files,
    ]);
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
});

it("a bundle that is small enough is one part: itself", async () => {
  const { zip } = await zipped();
  const [only, ...more] = await volumesIn(inMemory(zip), zip.length + 100);
  expect(more).toEqual([]);
  if (!only) throw new Error("there is none");
  expect((await buffer(bytesOf(inMemory(zip), only, { from: 0, to: only.bytes }))).equals(zip)).toBe(true);
});
