import { spawnSync } from "node:child_process";
import { generateKeyPairSync, hash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { noteKeyOf, publishedKey, signNote } from "#lib/audit/log/note.ts";
import { consistencyProof, grow, inclusionProof, leafHash, rootOf } from "#lib/audit/log/tree.ts";
import { canonical as ours } from "#lib/vault/canonical.ts";
import { anyEntry, hashInChain } from "./entry.ts";
import { canonical, databaseText } from "./json.ts";
import { verify } from "./main.ts";
import { logKey, notesIn } from "./note.ts";
import { plainEntry } from "./plain-entry.ts";
import { checkGrowth, checkProof } from "./proof.ts";
import { Tree } from "./tree.ts";

const name = "privacy.example.com/log";
const { privateKey } = generateKeyPairSync("ed25519");
const key = publishedKey(noteKeyOf(name, privateKey));
const keys = [logKey(key)].flatMap((one) => one ?? []);
const folder = mkdtempSync(join(tmpdir(), "habeas-verifier-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const entryWith = (position: number, data: Record<string, unknown>) => {
  const fields = {
    actor: "worker",
    at: "2026-11-23T05:00:00.000001Z",
    chain: `c${position}`,
    kind: "closed",
  };
  const entry = { ...fields, data, hash: "", position: 1, previous: "0".repeat(64) };
  return canonical({ ...entry, hash: hashInChain({ ...entry, stored: databaseText(data) }) });
};
const certificate = JSON.stringify({ body: "what was signed", signature: "" });
const lines = Array.from({ length: 70 }, (_, n) =>
  entryWith(n, n === 5 ? { receipt: hash("sha256", "what was signed") } : { number: n }),
);
const leaves = lines.map((line) => leafHash(line));
const nodes = new Map(
  grow(0, () => expect.fail(), leaves).map(({ level, index, hash: node }) => [`${level}/${index}`, node]),
);
const nodeOf = (level: number, index: number) =>
  (level === 0 ? leaves[index] : nodes.get(`${level}/${index}`)) ?? expect.fail();
const noteOf = (size: number, root = rootOf(size, nodeOf)) =>
  signNote(`${name}\n${size}\n${root.toString("base64")}\n`, name, privateKey);
const proofOf = (index: number, size: number) => ({
  ...{ entry: lines[index], index, size, checkpoint: noteOf(size) },
  path: inclusionProof(index, size, nodeOf).map((one) => one.toString("hex")),
});
const why = (proof: unknown, file?: Buffer) => {
  const verdict = checkProof(JSON.stringify(proof), keys, file);
  return verdict.holds ? "holds" : verdict.why;
};

describe("the tree (RFC 6962), by code of its own", () => {
  it("has the roots of the house's tree at every size, and of the empty one", () => {
    const tree = new Tree();
    expect(tree.root().toString("hex")).toBe(hash("sha256", ""));
    for (const [n, leaf] of leaves.entries()) {
      tree.add(leaf);
      expect(tree.root().equals(rootOf(n + 1, nodeOf))).toBe(true);
    }
  });
});

describe("a proof that an entry is in the log (TM-41)", () => {
  it("holds for every entry at every size, and for none with another place, size, path or text", () => {
    for (const size of [1, 2, 3, 7, 8, 9, 64, 70])
      for (let index = 0; index < size; index++) {
        const proof = proofOf(index, size);
        expect(why(proof)).toBe("holds");
        for (const other of [
          { ...proof, index: index + 1 },
          { ...proof, index: size },
          { ...proof, path: [...proof.path, "0".repeat(64)] },
          { ...proof, path: proof.path.slice(1).concat(proof.path.length === 0 ? ["0".repeat(64)] : []) },
          { ...proof, entry: entryWith(index, { number: -1 }) },
        ])
          expect(why(other)).toContain("not in the log");
      }
  });

  it.each([
    ["is not there", "hello", "no proof"],
    ["is a list", [], "not in order"],
    ["has no entry", { ...proofOf(3, 9), entry: undefined }, "not in order"],
    ["has a path that is not of hashes", { ...proofOf(3, 9), path: ["x"] }, "not in order"],
    ["has a path without end", { ...proofOf(3, 9), path: Array(65).fill("0".repeat(64)) }, "not in order"],
    ["counts to minus one", { ...proofOf(3, 9), index: -1 }, "not in order"],
    ["has an entry that is none", { ...proofOf(3, 9), entry: "{}" }, "its entry is not valid"],
    [
      "has a changed entry",
      { ...proofOf(3, 9), entry: lines[3]?.replace("3", "4") },
      "its entry was changed",
    ],
    ["has the checkpoint of another size", { ...proofOf(3, 9), checkpoint: noteOf(10) }, "another size"],
    [
      "has a forged checkpoint",
      { ...proofOf(3, 9), checkpoint: noteOf(9).replace("\n9\n", "\n8\n") },
      "forged",
    ],
    ["has no checkpoint", { ...proofOf(3, 9), checkpoint: "" }, "no signed note"],
    ["is empty", { format: "habeas-log-proofs/1", proofs: [] }, "no proof in it"],
    [
      "has a bad one among good ones",
      { format: "habeas-log-proofs/1", proofs: [proofOf(1, 9), {}] },
      "proof 2",
    ],
  ])("does not hold where it %s", (_what, proof, words) => {
    expect(why(proof)).toContain(words);
  });

  it("is about the certificate whose signed text the entry holds, and about no other file", () => {
    expect(checkProof(JSON.stringify(proofOf(5, 70)), keys, Buffer.from(certificate))).toMatchObject({
      holds: true,
      file: expect.stringContaining("SHA-256"),
    });
    expect(why(proofOf(5, 70), Buffer.from(certificate.replace("signed", "sealed")))).toContain(
      "about the file",
    );
    expect(
      why(
        { format: "habeas-log-proofs/1", proofs: [proofOf(4, 70), proofOf(5, 70)] },
        Buffer.from(certificate),
      ),
    ).toBe("holds");
  });
});

describe("a proof that the log grew", () => {
  const growth = (older: number, newer: number) => ({
    ...{ older: noteOf(older), newer: noteOf(newer) },
    path: consistencyProof(older, newer, nodeOf).map((one) => one.toString("hex")),
  });
  const grew = (proof: unknown) => checkGrowth(JSON.stringify(proof), keys);

  it("holds from every size to every larger one, and for none with a root that was forged with the key", () => {
    for (const newer of [1, 2, 7, 8, 33, 70])
      for (let older = 1; older <= newer; older++) {
        expect(grew(growth(older, newer))).toMatchObject({ holds: true });
        const forged = noteOf(older, Buffer.alloc(32, 1));
        expect(grew({ ...growth(older, newer), older: forged })).toMatchObject({ holds: false });
      }
  });

  it("does not hold backwards, nor without its parts", () => {
    expect(grew({ ...growth(3, 9), older: noteOf(9), newer: noteOf(3) })).toMatchObject({ holds: false });
    expect(grew({ ...growth(3, 9), newer: "" })).toMatchObject({ holds: false });
    expect(grew({})).toMatchObject({ holds: false });
  });
});

describe("a line of the log", () => {
  const texts = fc.oneof(
    fc.string(),
    fc.string({ unit: "binary" }),
    fc.constantFrom("é", "a\\b", "\n", "🦆"),
  );
  const names = fc.oneof(fc.stringMatching(/^[a-z][A-Za-z_]{0,8}$/), fc.string());
  const values = fc.oneof(
    texts,
    fc.integer(),
    fc.maxSafeInteger(),
    fc.boolean(),
    fc.constant(null),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(fc.nat(9)),
  );
  const datas = fc.dictionary(
    names.filter((one) => !/^\d/.test(one)),
    values,
    { maxKeys: 6 },
  );

  it("is read the short way as the long way, or not at all", () => {
    fc.assert(
      fc.property(datas, texts, (data, actor) => {
        const line = ours({ ...JSON.parse(entryWith(1, data)), actor });
        const plain = plainEntry(line);
        const any = anyEntry(line);
        if (plain) expect({ ...JSON.parse(line), stored: plain.stored }).toMatchObject({ ...plain });
        if (typeof any !== "string")
          expect(plain ?? any).toMatchObject({ stored: any.stored, hash: any.hash });
        else expect(plain).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it("is refused by both, whichever byte of it is not as it is written", () => {
    const line = lines[5] ?? "";
    for (let at = 0; at < line.length; at++)
      for (const other of ['"', "0", ""]) {
        if (other === line[at]) continue;
        const changed = line.slice(0, at) + other + line.slice(at + 1);
        const plain = plainEntry(changed);
        const any = anyEntry(changed);
        const entry = plain ?? (typeof any === "string" ? null : any);
        expect(entry === null || hashInChain(entry) !== entry.hash, changed).toBe(true);
      }
  });
});

describe("the command", () => {
  const log = join(folder, "log.ndjson");
  const text = [
    JSON.stringify({ format: "habeas-log", version: 1, origin: name }),
    ...[...lines, "", JSON.stringify(noteOf(70)), ""],
  ].join("\n");

  it("runs alone: a copy of the folder, plain Node and nothing else", () => {
    const alone = join(folder, "alone");
    const own = readdirSync(import.meta.dirname).filter(
      (file) => file.endsWith(".ts") && !file.includes(".test."),
    );
    for (const file of own) cpSync(join(import.meta.dirname, file), join(alone, file));
    writeFileSync(join(alone, "package.json"), '{"type":"module"}');
    writeFileSync(log, text);
    const run = (...words: string[]) =>
      spawnSync(process.execPath, ["main.ts", ...words], {
        cwd: alone,
        env: { NODE_ENV: "test" },
        encoding: "utf8",
      });
    expect(run(log, "--key", key)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("The log is whole: 70 entries"),
    });
    writeFileSync(log, text.replace('"number":7}', '"number":8}'));
    const bad = run(log, "--key", key);
    expect(bad).toMatchObject({ status: 1, stderr: "" });
    expect(bad.stdout).toContain("First bad entry: 7 (chain c7, event 1): its content was changed");
    expect(run(log)).toMatchObject({ status: 2 });
  });

  it("asks for what it needs, and says what it did not look at", async () => {
    const said = async (...words: string[]) => {
      let out = "";
      return { code: await verify(words, (more) => (out += more)), out };
    };
    writeFileSync(log, text);
    const kept = join(folder, "kept.note");
    writeFileSync(kept, noteOf(64));
    const whole = await said(log, "--key", key, "--checkpoint", kept);
    expect(whole).toMatchObject({ code: 0, out: expect.stringContaining("still holds 1 checkpoints") });
    expect(whole.out).toContain("Not checked: Whether what an entry says is true");
    writeFileSync(
      kept,
      `${JSON.stringify(noteOf(64))}\n${JSON.stringify(noteOf(64)).slice(0, 30)}\n${JSON.stringify(noteOf(70))}\n`,
    );
    const witness = await said(log, "--key", key, "--witness", kept);
    expect(witness).toMatchObject({ code: 0, out: expect.stringContaining("still holds 2 checkpoints") });
    expect(witness.out).toContain("1 lines of");
    for (const words of [
      [],
      [log],
      [log, "--key", "x+y"],
      ["none", "--key", key],
      [log, log, "--key", key],
      ["--nothing"],
    ])
      expect((await said(...words)).code, words.join(" ")).toBe(2);
    const proof = join(folder, "proof.json");
    writeFileSync(proof, JSON.stringify(proofOf(5, 70)));
    writeFileSync(join(folder, "certificate.json"), certificate);
    const about = await said("--proof", proof, "--key", key, "--file", join(folder, "certificate.json"));
    expect(about).toMatchObject({ code: 0, out: expect.stringContaining("The file that you gave is in it") });
    expect(await said("--proof", log, "--key", key)).toMatchObject({ code: 1 });
  });

  it("reads notes as they are kept: alone, or a line each", () => {
    expect(notesIn(noteOf(3))).toEqual({ notes: [noteOf(3)], unread: 0 });
    expect(notesIn("")).toEqual({ notes: [], unread: 0 });
  });
});
