import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Lock, Manifest } from "./package-rules.ts";
import { bannedPackages, severalMajors, unapprovedScripts, unnamedPackages } from "./supply-rules.ts";

const root = join(import.meta.dirname, "../..");
const read = (name: string) => readFileSync(join(root, name), "utf8");
const manifest = JSON.parse(read("package.json")) as Manifest;
const lock = JSON.parse(read("package-lock.json")) as Lock;
const having = (name: string, entry: Lock["packages"][string]): Lock => ({
  packages: { ...lock.packages, [`node_modules/somebody/node_modules/${name}`]: entry },
});

test("TM-63 no script runs at install, and no package brings one that nobody has looked at", () => {
  expect(read(".npmrc")).toMatch(/^ignore-scripts=true$/m);
  expect(unapprovedScripts(lock)).toEqual([]);
  expect(unapprovedScripts(having("left-pad", { version: "1.0.0", hasInstallScript: true }))).toHaveLength(1);
});

test("TM-63 of each security package one major is installed", () => {
  expect(severalMajors(lock)).toEqual([]);
  expect(severalMajors(having("undici", { version: "5.0.0" }))).toHaveLength(1);
});

test("TM-63 nothing that is banned is installed, and no browser in what runs", () => {
  expect(bannedPackages(lock)).toEqual([]);
  expect(bannedPackages(having("vm2", { version: "3.9.19" }))).toHaveLength(1);
  expect(bannedPackages(having("axios", { version: "1.14.1" }))).toHaveLength(1);
  expect(bannedPackages(having("axios", { version: "1.15.0" }))).toEqual([]);
  expect(bannedPackages(having("puppeteer", { version: "24.0.0" }))).toHaveLength(1);
  expect(bannedPackages(having("puppeteer", { version: "24.0.0", dev: true }))).toEqual([]);
});

test("TM-63 every package that we chose is named with its reason", () => {
  const decision = read("docs/decisions/0009-packages.md");
  expect(unnamedPackages(manifest, decision)).toEqual([]);
  expect(unnamedPackages({ dependencies: { "left-pad": "1.0.0" } }, decision)).toHaveLength(1);
  expect(unnamedPackages({ dependencies: { nextish: "1.0.0" } }, decision)).toHaveLength(1);
});
