import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "s3rver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bucketStore } from "./bucket-store.ts";
import { folderStore } from "./folder-store.ts";
import type { Store } from "./place.ts";
import { openRange, sealStream } from "./sealed-stream.ts";

const folder = mkdtempSync(join(tmpdir(), "habeas-store-"));
let server: S3rver;
const stores: Record<string, () => Store> = {};

beforeAll(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER" });
  const configureBuckets = [{ name: "answers", configs: [] }];
  const directory = join(folder, "s3");
  server = new S3rver({ port: 0, address: "127.0.0.1", silent: true, directory, configureBuckets });
  const { port } = await server.run();
  const [bucket, plain] = [
    bucketStore("s3://answers/habeas/one", `http://127.0.0.1:${port}`),
    folderStore(join(folder, "plain")),
  ];
  stores.folder = () => plain;
  stores.bucket = () => bucket;
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function all(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}

async function* cut(bytes: Buffer, breaks = false, size = 1024 * 1024) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  if (breaks) throw new Error("the source broke");
}

it("does not say that objects are gone which the bucket kept", async () => {
  const refusing = createServer((request, response) => {
    request.resume().on("end", () => {
      response.setHeader("content-type", "application/xml");
      if (request.method === "DELETE") return response.writeHead(204).end();
      response.end(
        request.method === "GET"
          ? "<ListBucketResult><Contents><Key>one/bundle/r/0.sealed</Key></Contents></ListBucketResult>"
          : "<DeleteResult><Error><Key>one/bundle/r/0.sealed</Key><Code>AccessDenied</Code></Error></DeleteResult>",
      );
    });
  });
  await once(refusing.listen(0, "127.0.0.1"), "listening");
  const { port } = refusing.address() as AddressInfo;
  const store = bucketStore("s3://answers/one", `http://127.0.0.1:${port}`);
  await expect(store.remove("bundle/r")).rejects.toThrow("kept 1 objects: AccessDenied");
  refusing.closeAllConnections();
  refusing.close();
});

describe.each(["folder", "bucket"])("a %s", (name) => {
  it("gives back what was stored, whole or in part, and nothing after it was removed", async () => {
    const store = stores[name]?.() as Store;
    // More than one part of an upload.
    const bytes = randomBytes(11 * 1024 * 1024 + 3);
    await store.put("bundle/r/1/2-0/0", cut(bytes));
    await store.put("bundle/r/1/2-1/0", cut(Buffer.alloc(0)));
    expect((await all(store.get("bundle/r/1/2-0/0"))).equals(bytes)).toBe(true);
    expect((await all(store.get("bundle/r/1/2-1/0"))).length).toBe(0);
    for (const [from, to] of [
      [0, 2],
      [5_000_000, 6_000_001],
      [bytes.length - 1, bytes.length],
    ] as const) {
      expect((await all(store.get("bundle/r/1/2-0/0", { from, to }))).equals(bytes.subarray(from, to))).toBe(
        true,
      );
    }
    expect((await store.folders("bundle/r/1")).sort()).toEqual(["2-0", "2-1"]);
    await store.remove("bundle/r/1/2-0");
    expect(await store.folders("bundle/r/1")).toEqual(["2-1"]);
    await expect(all(store.get("bundle/r/1/2-0/0"))).rejects.toThrow();
    expect((await all(store.get("bundle/r/1/2-1/0"))).length).toBe(0);
    await store.remove("bundle/r");
    await store.remove("bundle/r");
    expect(await store.folders("bundle/r/1")).toEqual([]);
    await expect(all(store.get("bundle/r/1/2-1/0"))).rejects.toThrow();
  });

  it("shows nothing of what broke on the way, and keeps what stood there", async () => {
    const store = stores[name]?.() as Store;
    await expect(store.put("bundle/r/9", cut(randomBytes(8 * 1024 * 1024), true))).rejects.toThrow("broke");
    await expect(all(store.get("bundle/r/9"))).rejects.toThrow();
    await store.put("bundle/r/9", cut(Buffer.from("first")));
    await expect(store.put("bundle/r/9", cut(Buffer.from("second"), true))).rejects.toThrow("broke");
    expect((await all(store.get("bundle/r/9"))).toString()).toBe("first");
    const left = readdirSync(folder, { recursive: true, encoding: "utf8" });
    expect(left.filter((path) => path.endsWith(".part"))).toEqual([]);
  });

  it("takes no key that is not ours", async () => {
    const store = stores[name]?.() as Store;
    for (const key of ["../etc", "bundle/..", "bundle/a b", "/bundle/a", "bundle/a/"]) {
      await expect(store.put(key, cut(Buffer.from("x")))).rejects.toThrow("storage key");
      await expect(store.remove(key)).rejects.toThrow("storage key");
    }
  });

  it("opens any part of a sealed stream without what stands before it", async () => {
    const store = stores[name]?.() as Store;
    const key = randomBytes(32);
    const frame = 65_536;
    for (const length of [0, 1, frame, 3 * frame, 3 * frame + 17]) {
      const plain = randomBytes(length);
      const at = `bundle/s/${length}`;
      await store.put(at, sealStream(key, at, cut(plain)));
      let read = 0;
      const part = (range: { from: number; to: number }) => {
        read += range.to - range.from;
        return store.get(at, range);
      };
      const edges = [0, 1, frame - 1, frame, frame + 1, 2 * frame, length - 1, length];
      for (const from of edges) {
        for (const to of edges) {
          if (from < 0 || to > length || from > to) continue;
          read = 0;
          const got = await all(openRange(key, at, { length, from, to }, part));
          expect(got.equals(plain.subarray(from, to)), `${from} to ${to} of ${length}`).toBe(true);
          expect(read).toBeLessThanOrEqual(to - from + 2 * (frame + 16) + 36);
        }
      }
      if (length < 2) continue;
      const wrong = { length: length - 1, from: 0, to: length - 1 };
      await expect(all(openRange(key, at, wrong, part))).rejects.toThrow();
      await expect(all(openRange(key, "bundle/other", { length, from: 0, to: 1 }, part))).rejects.toThrow();
    }
  });
});
