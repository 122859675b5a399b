import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { path7za } from "7zip-bin";
import { HtmlValidate } from "html-validate";
import { afterAll, beforeAll, describe, expect, it, type TestContext } from "vitest";
import { letter } from "#lib/notice/letter/letter.ts";
import { inventedFacts, ownKey, testSigner } from "./fixture/source.ts";
import { bundled } from "./fixture/unzip.ts";

/** What no reader may stumble over, in fields that people fill. */
const hostile = [
  '<script>alert("x")</script><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://example.com")',
  "\u202Egnp.exe \u0000 \u0007 \u001b[31m",
  "../../etc/passwd",
  "ليلى حداد — 東京都 — Łódź",
  "-12.50",
  "0012345678901234567890",
  "line one\r\nline \"two\",;\t'three'",
];
const texts = hostile.map((note, i) => JSON.stringify({ number: i + 1, note, total: -12.5, tags: [note] }));

let room: string;
let zipFile: string;
let bag: string;
beforeAll(async () => {
  room = mkdtempSync(join(tmpdir(), "habeas-judged-"));
  const facts = inventedFacts({ orderTexts: texts, pieceBytes: 1000 });
  const { zip } = await bundled({ ...facts, letter: letter(facts) });
  zipFile = join(room, "bundle.zip");
  writeFileSync(zipFile, zip);
  // 7-Zip unpacks what the other judges read; the package brings it without leave to run.
  const seven = join(room, "7za");
  copyFileSync(path7za, seven);
  chmodSync(seven, 0o755);
  execFileSync(seven, ["x", "-y", `-o${room}/out`, zipFile], { stdio: "pipe" });
  bag = join(room, "out", readdirSync(join(room, "out"))[0] ?? "");
}, 60_000);
afterAll(() => rmSync(room, { recursive: true, force: true }));

/** Runs a judge of the machine; where the machine has none, the test is skipped and says so. */
function judge(context: TestContext, command: string, args: string[], cwd = room): string {
  const run = spawnSync(command, args, { cwd, encoding: "utf8" });
  if (run.error) context.skip(`this machine has no ${command}`);
  expect(run.status, `${command}: ${run.stdout}${run.stderr}`).toBe(0);
  return run.stdout;
}

describe("judges from outside", () => {
  it("7-Zip finds one folder and nothing wrong", () => {
    const told = execFileSync(join(room, "7za"), ["t", zipFile], { encoding: "utf8" });
    expect(told).toContain("Everything is Ok");
    expect(readdirSync(join(room, "out"))).toHaveLength(1);
  });

  it("Info-ZIP accepts it", (context) => {
    expect(judge(context, "unzip", ["-t", zipFile])).toContain("No errors detected");
  });

  it("Python's zipfile accepts it", (context) => {
    expect(judge(context, "python3", ["-m", "zipfile", "-t", zipFile])).toContain("Done testing");
  });

  it("sha256sum agrees with the bag's manifests, and they name every file", (context) => {
    const payload = judge(context, "sha256sum", ["-c", "manifest-sha256.txt"], bag);
    const tags = judge(context, "sha256sum", ["-c", "tagmanifest-sha256.txt"], bag);
    const named = `${payload}${tags}`
      .trim()
      .split("\n")
      .map((line) => line.replace(/: OK$/, ""));
    const present = readdirSync(bag, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(bag.length + 1));
    expect(named.toSorted()).toEqual(present.filter((path) => path !== "tagmanifest-sha256.txt").toSorted());
  });

  it("minisign finds the signature good", (context) => {
    const key = ["-P", testSigner.publicKey.line];
    const said = judge(context, "minisign", ["-V", "-m", "manifest.json", "-x", "manifest.sig", ...key], bag);
    expect(said).toContain("Signature and comment signature verified");
  });

  it("poppler reads the letter as a tagged PDF with a title and a language", (context) => {
    const told = judge(context, "pdfinfo", [join(bag, "letter.pdf")]);
    expect(told).toMatch(/Tagged:\s+yes/);
    expect(told).toMatch(/Title:\s+\S/);
  });

  it("qpdf finds nothing wrong with it", (context) => {
    expect(judge(context, "qpdf", ["--check", join(bag, "letter.pdf")])).toContain("No syntax or stream");
  });

  it("every page is valid HTML", async () => {
    const pages = readdirSync(bag, { recursive: true, encoding: "utf8" }).filter((p) => p.endsWith(".html"));
    expect(pages.length).toBeGreaterThan(3);
    const validator = new HtmlValidate({ extends: ["html-validate:standard"] });
    for (const page of pages) {
      const report = await validator.validateFile(join(bag, page));
      const said = report.results.flatMap((r) =>
        r.messages.map((m) => `${m.line}: ${m.ruleId}: ${m.message}`),
      );
      expect(said, page).toEqual([]);
    }
  });

  it("the key by which the person was found stands in no file", () => {
    const found = spawnSync("grep", ["-rl", ownKey, bag], { encoding: "utf8" });
    expect(found.stdout).toBe("");
  });
});
