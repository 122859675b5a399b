import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { belowFloor, floors, type Lock, type Manifest, unpinned, untrusted } from "./package-rules.ts";

const root = join(import.meta.dirname, "../..");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lock;

test("no installed package is below its floor", () => {
  expect(belowFloor(lock)).toEqual([]);
  const all = Object.fromEntries(
    Object.entries(floors).map(([name, version]) => [`node_modules/${name}`, { version }]),
  );
  expect(belowFloor({ packages: all })).toEqual([]);
  expect(
    belowFloor({ packages: { ...all, "node_modules/x/node_modules/next": { version: "16.2.5" } } }),
  ).toHaveLength(1);
  expect(
    belowFloor({ packages: { ...all, "node_modules/next": { version: "16.2.6-canary.1" } } }),
  ).toHaveLength(1);
  expect(belowFloor({ packages: {} })).toHaveLength(Object.keys(floors).length);
});

test("every entry of the lock file is sealed by SHA-512 and comes from the registry", () => {
  expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
  expect(untrusted(lock)).toEqual([]);
  const git = { resolved: "git+ssh://git@example.com/a.git#1", integrity: "sha512-x" };
  expect(
    untrusted({ packages: { "node_modules/a": git, "node_modules/b": { integrity: "sha1-x" } } }),
  ).toHaveLength(2);
});

test("package.json names exact versions, those of the lock file", () => {
  expect(unpinned(manifest, lock)).toEqual([]);
  for (const version of ["^1.2.3", "latest", "git+https://example.com/a", "1.2"]) {
    const dependencies = { a: version };
    expect(unpinned({ dependencies }, { packages: { "": { dependencies } } })).toHaveLength(1);
  }
  expect(unpinned({ dependencies: { a: "1.2.3" } }, { packages: { "": {} } })).toHaveLength(1);
});
