import { generateKeyPairSync } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noteKeyOf, publishedKey, signNote } from "#lib/audit/log/note.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import type { Fault } from "./fault.ts";
import {
  asFile,
  type Exported,
  exported,
  fieldsOf,
  forged,
  rewritten,
  signedOver,
} from "./fixture/exported.ts";
import { spoiled } from "./fixture/spoiled.ts";
import { checkLog } from "./log.ts";
import { logKey } from "./note.ts";

const full = process.env.HABEAS_FULL === "1";
let house: House;
let good: Exported;
/** Places in `good`: an entry, the next and the last of its chain, and its neighbour, which is of another chain. */
let at: number;
let next: number;
let last: number;

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  good = await exported();
  at = good.at;
  const own = good.entries.flatMap((line, place) =>
    fieldsOf(line).chain === fieldsOf(good.entries[at]).chain ? [place] : [],
  );
  next = own.find((place) => place > at) ?? -1;
  last = own.findLast((place) => place < 240) ?? -1;
  expect(fieldsOf(good.entries[at + 1]).chain).not.toBe(fieldsOf(good.entries[at]).chain);
});
afterAll(() => house.close());

function check(bytes: string | Buffer, kept: readonly string[] = [], key = good.key) {
  const path = join(house.folder, "log.ndjson");
  writeFileSync(path, bytes);
  const read = logKey(key);
  if (!read) throw new Error("no key");
  return checkLog(
    path,
    [read],
    kept.map((note, n) => ({ where: `checkpoint ${n + 1} that was kept`, note })),
  );
}

const withEntries = (change: (entries: string[]) => string[]) =>
  asFile({ ...good, entries: change([...good.entries]) });
const put = (place: number, line: string) => withEntries((entries) => entries.with(place, line));
const rootOf = (place: number) => good.notes[place]?.split("\n")[2] ?? "";
const rest = (place: number) => good.notes.toSpliced(place, 1);

describe("an export of a real log (I7, TM-40, FI-35)", () => {
  it("is whole, and what nobody signed yet is told", async () => {
    const verdict = await check(asFile(good), good.notes);
    expect(verdict).toMatchObject({
      whole: true,
      entries: 252,
      checkpoints: 4,
      kept: 4,
      newest: { size: 240 },
    });
    expect(verdict.faults).toEqual([]);
  });

  it.each(["actor", "at", "chain", "data", "hash", "kind", "position", "previous"])(
    "who edits %s of an entry is found at that entry, signed or not",
    async (field) => {
      const other = { hash: "0".repeat(64), previous: "f".repeat(64), position: 77, data: { role: "else" } };
      const change = { [field]: other[field as keyof typeof other] ?? "2026-01-01T00:00:00.000000Z" };
      for (const place of [at, 245]) {
        const { faults } = await check(put(place, forged(good.entries[place], change)));
        const found = faults.find((one) => one.check !== "checkpoint");
        expect(found, field).toMatchObject({ leaf: place });
      }
    },
  );
});

type Found = Partial<Fault> & { words: string };
const any = (words: string) => expect.stringContaining(words);

/** What a forger does with the file, and what must be found. Functions, because the log is filled later. */
const forgeries: Record<string, [() => string | Buffer, () => Found]> = {
  "deletes an entry": [
    () => withEntries((all) => all.toSpliced(at, 1)),
    () => ({ leaf: next - 1, check: "chain", words: any("is missing before it") }),
  ],
  "deletes the last entry of a chain that is signed": [
    () =>
      withEntries((all) =>
        all.filter((line, n) => n < last || fieldsOf(line).chain !== fieldsOf(all[at]).chain),
      ),
    () => ({
      leaf: 180,
      check: "checkpoint",
      words: any("One of the entries 180 to 239 is not what was signed"),
    }),
  ],
  "deletes many": [
    () => withEntries((all) => all.toSpliced(60, 60)),
    () => ({ check: "chain", words: any("are missing before it") }),
  ],
  "swaps two entries of a chain": [
    () => withEntries((all) => all.with(at, all[next] ?? "").with(next, all[at] ?? "")),
    () => ({ leaf: at, check: "chain", words: any("is missing before it") }),
  ],
  "swaps neighbours of different chains": [
    () => withEntries((all) => all.with(at, all[at + 1] ?? "").with(at + 1, all[at] ?? "")),
    () => ({ leaf: 60, check: "checkpoint", words: any("entries 60 to 119 is not what was signed") }),
  ],
  "writes an entry twice": [
    () => withEntries((all) => all.toSpliced(at, 0, all[at] ?? "")),
    () => ({ leaf: at + 1, check: "chain", words: any("it is there twice") }),
  ],
  "gives a second entry the same number": [
    () => withEntries((all) => all.toSpliced(at + 1, 0, forged(all[at], { kind: "closed" }, true))),
    () => ({ leaf: at + 1, check: "chain", words: any("its number is not after that") }),
  ],
  "puts an entry in with a hash that fits": [
    () => withEntries((all) => all.toSpliced(at, 0, forged(all[at], { kind: "closed" }, true))),
    () => ({ leaf: at + 1, check: "chain", words: any("its number is not after that") }),
  ],
  "puts in a chain of their own with hashes that fit": [
    () =>
      withEntries((all) =>
        all.toSpliced(at, 0, forged(all[at], { chain: "mine", position: 1, previous: "0".repeat(64) }, true)),
      ),
    () => ({ leaf: 60, check: "checkpoint", words: any("entries 60 to 119 is not what was signed") }),
  ],
  "changes an entry and its hash": [
    () => put(at, forged(good.entries[at], { data: { role: "else" } }, true)),
    () => ({ leaf: next, check: "chain", words: any("it does not follow") }),
  ],
  "writes a whole chain anew": [
    () => withEntries((all) => rewritten(all, at, { data: { role: "else" } })),
    () => ({ leaf: 60, check: "checkpoint", words: any("entries 60 to 119 is not what was signed") }),
  ],
  "cuts the tail": [
    () => withEntries((all) => all.slice(0, 230)),
    () => ({ leaf: 230, check: "checkpoint", words: any("Entries 230 to 239 are missing") }),
  ],
  "cuts the head": [
    () => withEntries((all) => all.slice(1)),
    () => ({ leaf: 0, check: "checkpoint", words: any("not what was signed") }),
  ],
  "cuts the file in the middle of a line": [
    () => asFile(good).slice(0, 40_000),
    () => ({ leaf: null, check: "file", words: any("the end was cut off") }),
  ],
  "takes every checkpoint away": [
    () => asFile({ ...good, notes: [] }),
    () => ({ check: "file", words: any("nobody signed") }),
  ],
  "says that it is another log": [
    () => asFile({ ...good, head: good.head.replace("localhost", "elsewhere") }),
    () => ({ check: "file", words: any("another log") }),
  ],
  "forges a signature": [
    () =>
      asFile({ ...good, notes: rest(2).toSpliced(2, 0, (good.notes[2] ?? "").replace(/.{4}\n$/, "AAA=\n")) }),
    () => ({
      check: "checkpoint",
      words: any("checkpoint 3 of the file is not valid: the signature does not hold"),
    }),
  ],
  "moves a signature to another root": [
    () => asFile({ ...good, notes: good.notes.with(1, (good.notes[1] ?? "").replace(rootOf(1), rootOf(2))) }),
    () => ({ check: "checkpoint", words: any("checkpoint 2 of the file is not valid: the signature") }),
  ],
  "moves a signature to another size": [
    () => asFile({ ...good, notes: good.notes.with(1, (good.notes[1] ?? "").replace("\n120\n", "\n121\n")) }),
    () => ({ check: "checkpoint", words: any("checkpoint 2 of the file is not valid: the signature") }),
  ],
  "signs with a key of their own": [
    () => {
      const { privateKey } = generateKeyPairSync("ed25519");
      const text = (good.notes[1] ?? "").split("\n\n")[0] ?? "";
      return asFile({
        ...good,
        notes: good.notes.with(1, signNote(`${text}\n`, "localhost:4000/log", privateKey)),
      });
    },
    () => ({ check: "checkpoint", words: any("not signed by a key that you gave") }),
  ],
  "stole the key and signs another root": [
    () => asFile({ ...good, notes: good.notes.with(1, signedOver(120, rootOf(0))) }),
    () => ({ leaf: 60, check: "checkpoint", words: any("entries 60 to 119 is not what was signed") }),
  ],
  "stole the key and signs more than there is": [
    () => asFile({ ...good, notes: [...good.notes, signedOver(400, rootOf(0))] }),
    () => ({ leaf: 252, check: "checkpoint", words: any("Entries 252 to 399 are missing") }),
  ],
  "writes the checkpoints in another order": [
    () => asFile({ ...good, notes: good.notes.toReversed() }),
    () => ({ check: "checkpoint", words: any("not larger than the one before it") }),
  ],
};

describe("a forger of the file is found, at the right entry (FI-35, TM-40)", () => {
  it.each(Object.entries(forgeries))("who %s", async (_what, [forge, expected]) => {
    const verdict = await check(forge());
    expect(verdict.whole).toBe(false);
    expect(verdict.faults).toContainEqual(expect.objectContaining(expected()));
  });

  it.each(Object.entries(spoiled))("who %s, by the file alone", async (_what, [spoil, expected]) => {
    const { words, ...where } = expected(good);
    const verdict = await check(spoil(good));
    expect(verdict.whole).toBe(false);
    expect(verdict.faults).toContainEqual(expect.objectContaining({ ...where, words: any(words) }));
  });

  it("who cuts the tail together with its checkpoints, by a checkpoint that was kept elsewhere", async () => {
    const cut = asFile({ ...good, entries: good.entries.slice(0, 180), notes: good.notes.slice(0, 3) });
    expect(await check(cut)).toMatchObject({ whole: true, kept: 0 });
    const { faults } = await check(cut, good.notes);
    expect(faults).toMatchObject([
      { leaf: 180, words: any("Entries 180 to 239 are missing: the checkpoint 4") },
    ]);
  });

  it("who writes history anew and signs it with the stolen key, by a checkpoint that was kept elsewhere", async () => {
    const entries = rewritten(good.entries.slice(0, 60), 30, { kind: "closed" });
    const rewrote = await check(asFile({ ...good, entries, notes: [] }), good.notes.slice(0, 1));
    expect(rewrote.faults).toContainEqual(
      expect.objectContaining({ leaf: 0, words: any("entries 0 to 59") }),
    );
    // Only who kept a checkpoint can tell: two logs with the same name, both signed.
    const other = await check(asFile(good), [signedOver(60, rootOf(3))]);
    expect(other.faults).toMatchObject([{ check: "checkpoint", words: any("is of another log") }]);
  });

  it("by the key of the log only: under any other nothing is signed", async () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const other = publishedKey(noteKeyOf("localhost:4000/log", privateKey));
    expect((await check(asFile(good), [], other)).faults).toHaveLength(5);
  });

  it(`whichever single bit of the file is flipped (${full ? "100,000" : "200"} of them)`, async () => {
    const bytes = Buffer.from(asFile(good));
    const flip = fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (place, bit) => {
      const flipped = Buffer.from(bytes);
      flipped[place] = (flipped[place] ?? 0) ^ (1 << bit);
      expect((await check(flipped)).whole).toBe(false);
    });
    await fc.assert(flip, { numRuns: full ? 100_000 : 200 });
  }, 3_600_000);
});
