import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unzipped } from "#lib/bundle/fixture/unzip.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Role } from "#lib/core/role.ts";
import { writeMessage } from "#lib/dealing/write.ts";
import { companyToday } from "#lib/map/today.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { signText } from "#lib/vault/sign.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import type { EvidenceAsk } from "./ask.ts";
import { takeEvidence } from "./pack.ts";

let house: House;
let reference: string;
let folder: string;

type Staff = Extract<Actor, { kind: "staff" }>;
const staff = (role: Role, change: Partial<Staff> = {}): Staff => ({
  ...atDesk,
  kind: "staff",
  staffId: randomUUID(),
  name: "Alba Reyes",
  initials: "AR",
  role,
  ...change,
});

/** What must not be in a pack that holds no personal data. */
const said = "CANARY-IN-A-MESSAGE: please look in the shop too.";
const canaries = ["Okafor", "mina.okafor", "CANARY-IN-A-MESSAGE"];

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  folder = mkdtempSync(join(tmpdir(), "habeas-evidence-"));
  const proven = await way.fileAndProve();
  reference = proven.reference;
  await way.fileAndProve({ place: "DE", name: "Mina Okafor" });
  await writeMessage(proven.person, reference, {
    kind: "message",
    text: said,
    files: [],
    onceKey: randomUUID(),
  });
  await drain();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await house.close();
});

async function taken(actor: Actor, ask: EvidenceAsk): Promise<Map<string, Buffer>> {
  const pack = await takeEvidence(actor, ask);
  return unzipped(await buffer(pack.stream));
}

const linesOf = (files: Map<string, Buffer>, path: string): Record<string, unknown>[] =>
  (files.get(path)?.toString("utf8") ?? "")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

/** Runs verify.mjs in a folder with these files, by itself and nothing of ours beside it. */
function verified(files: Map<string, Buffer>, change: Record<string, string> = {}) {
  const place = mkdtempSync(join(folder, "pack-"));
  for (const [path, bytes] of files) writeFileSync(join(place, path), change[path] ?? bytes);
  try {
    return {
      whole: true,
      said: execFileSync(process.execPath, ["verify.mjs"], { cwd: place, encoding: "utf8" }),
    };
  } catch (error) {
    return {
      whole: false,
      said: `${(error as { stdout: string }).stdout}${(error as { stderr: string }).stderr}`,
    };
  }
}

describe("a pack of evidence", () => {
  it("is whole by its own program, with nothing of the person in any file", async () => {
    const files = await taken(staff("auditor"), { reference, withWords: false });
    for (const [path, bytes] of files)
      for (const canary of canaries) expect(`${path}: ${bytes.includes(canary)}`).toBe(`${path}: false`);
    const { whole, said } = verified(files);
    expect(said).toMatch(/\d\d files have the hashes/);
    expect(said).toMatch(/signed by the key RW/);
    expect(said.endsWith("WHOLE\n")).toBe(true);
    expect(whole).toBe(true);
    const clocks = linesOf(files, "clocks.ndjson");
    expect(JSON.stringify(clocks)).toContain("article 12(3)");
    expect(files.get("index.html")?.toString()).toContain("How each day was found");
    // That it was taken stands in it, and in the request's own log.
    expect(linesOf(files, "log.ndjson").at(-1)).toMatchObject({ kind: "evidence_taken" });
  });

  it("is not whole once anything in it is changed, left out or cut off", async () => {
    const files = await taken(staff("officer"), { reference, withWords: false });
    const log = files.get("log.ndjson")?.toString() ?? "";
    const cut = log.trimEnd().split("\n");
    const changes: Record<string, string>[] = [
      { "requests.ndjson": `${files.get("requests.ndjson")}`.replace("EU_GDPR", "UK_GDPR") },
      { "log.ndjson": log.replace('"actor":"person"', '"actor":"worker"') },
      { "log.ndjson": `${cut.toSpliced(2, 1).join("\n")}\n` },
      { "log.ndjson": `${cut.slice(0, -1).join("\n")}\n` },
      { "manifest.json": `${files.get("manifest.json")}`.replace("habeas-evidence", "habeas-evidences") },
    ];
    const said = changes.map((change) => verified(files, change));
    expect(said.map(({ whole }) => whole)).toEqual(changes.map(() => false));
    // The chain tells it too, where somebody writes a new manifest over it.
    expect(said[1]?.said).toContain("was changed");
    expect(said[2]?.said).toContain("an entry is missing");
    expect(said[3]?.said).toContain("the end of its log is missing");
  });

  it("tells a receipt that we signed from one that somebody changed", async () => {
    const files = await taken(staff("officer"), { reference, withWords: false });
    const body = '{"system":"shop","outcome":"erased"}';
    const { signature, keyId } = signText(body);
    const line = (text: string) =>
      JSON.stringify({
        reference,
        system: "shop",
        body: text,
        signature: signature.toString("base64"),
        keyId,
      });
    const receipts = (text: string) => verified(files, { "receipts.ndjson": `${line(text)}\n` }).said;
    expect(receipts(body)).toContain("1 receipts were read");
    expect(receipts(body)).not.toContain("is not as it was signed");
    expect(receipts(body.replace("erased", "kept"))).toContain("the receipt of shop is not as it was signed");
  });

  it("holds what was written only for who may see it, and after a fresh sign-in", async () => {
    const words = { reference, withWords: true };
    await expect(takeEvidence(staff("auditor"), words)).rejects.toMatchObject({ code: "forbidden" });
    await expect(takeEvidence(staff("analyst"), { reference, withWords: false })).rejects.toMatchObject({
      code: "forbidden",
    });
    const stale = staff("officer", { steppedUpAt: new Date(Date.now() - 2 * 60 * 60_000) });
    await expect(takeEvidence(stale, words)).rejects.toMatchObject({ code: "step_up" });
    const files = await taken(staff("officer"), words);
    expect(linesOf(files, "messages.ndjson").map(({ text }) => text)).toEqual([said]);
    expect(verified(files).whole).toBe(true);
  });

  it("of a period has every request of the reader's scope, once, and no other", async () => {
    const day = companyToday();
    const period = { from: day, to: day, withWords: false };
    const all = linesOf(await taken(staff("officer"), period), "requests.ndjson");
    expect(all).toHaveLength(2);
    const inGermany = staff("officer", { scope: { brands: null, places: ["DE"], systems: [] } });
    const some = await taken(inGermany, period);
    expect(linesOf(some, "requests.ndjson").map(({ place }) => place)).toEqual(["DE"]);
    expect(new Set(linesOf(some, "log.ndjson").map((line) => line.reference)).size).toBe(1);
    expect(verified(some).whole).toBe(true);
    await expect(takeEvidence(inGermany, { reference, withWords: false })).rejects.toMatchObject({
      code: "not_found",
    });
    const none = await taken(staff("officer"), { from: "2020-01-01", to: "2020-01-02", withWords: false });
    expect(linesOf(none, "requests.ndjson")).toEqual([]);
    expect(verified(none).whole).toBe(true);
    await expect(
      takeEvidence(staff("officer"), { from: "2020-02-01", to: "2020-01-01", withWords: false }),
    ).rejects.toMatchObject({ code: "invalid" });
  });
});
