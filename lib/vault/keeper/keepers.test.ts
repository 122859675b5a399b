import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { awsKms } from "./aws-kms.ts";
import { type KeyService, kmsLike, vaultLike } from "./fixture/key-services.ts";
import type { KeyKeeper } from "./keeper.ts";
import { keyInFile, localKeeper } from "./local.ts";
import { vaultTransit } from "./vault-transit.ts";

const arn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const secret = `wJalr${randomBytes(16).toString("hex")}`;
const token = `hvs.${randomBytes(12).toString("hex")}`;
const text = JSON.stringify({ secret: randomBytes(32).toString("base64") });
let kms: KeyService;
let vault: KeyService;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "habeas-keys-"));
  [kms, vault] = await Promise.all([kmsLike(arn, secret), vaultLike(token)]);
  Object.assign(process.env, {
    HABEAS_DATABASE_URL: "postgres://localhost/none",
    HABEAS_KEY: `vault-transit:${vault.url}/office/transit/habeas`,
    HABEAS_VAULT_TOKEN: token,
    HABEAS_INTERNAL_HOSTS: new URL(vault.url).host,
    HABEAS_MAP: "none.yaml",
    HABEAS_STORE: folder,
    HABEAS_ORIGIN: "http://localhost:4000",
    AWS_ENDPOINT_URL_KMS: kms.url,
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: secret,
  });
  delete process.env.HABEAS_MASTER_KEY;
});
afterAll(async () => {
  await Promise.all([kms.close(), vault.close()]);
  rmSync(folder, { recursive: true, force: true });
});

const keepers: [string, () => KeyKeeper, () => KeyService | null][] = [
  ["the environment", () => localKeeper(Buffer.alloc(32, 3)), () => null],
  ["AWS KMS", () => awsKms(arn), () => kms],
  ["Vault transit", () => vaultTransit(`${vault.url}/office/transit/habeas`), () => vault],
];

describe.each(keepers)("a key kept by %s", (_name, make, service) => {
  it("wraps and unwraps for one place only (TM-35)", async () => {
    const keeper = make();
    const wrapped = await keeper.wrap(text, "vault_root/a/wrapped");
    expect(wrapped.includes(text)).toBe(false);
    expect(await keeper.unwrap(wrapped, "vault_root/a/wrapped")).toBe(text);
    for (const [bytes, context] of [
      [wrapped, "vault_root/b/wrapped"],
      [wrapped.subarray(0, wrapped.length - 4), "vault_root/a/wrapped"],
      [Buffer.alloc(0), "vault_root/a/wrapped"],
    ] as const)
      await expect(keeper.unwrap(bytes, context)).rejects.toMatchObject({ code: "unavailable" });
  });

  it("is unavailable while the keeper is, and tells nothing of the key (FI-32)", async () => {
    const at = service();
    if (at === null) return;
    const keeper = make();
    const wrapped = await keeper.wrap(text, "here");
    at.down = true;
    const error = await keeper.unwrap(wrapped, "here").catch((caught: unknown) => caught);
    at.down = false;
    expect(error).toMatchObject({ code: "unavailable" });
    expect(String(error)).not.toContain(token);
    expect(await keeper.unwrap(wrapped, "here")).toBe(text);
  });
});

describe("a key service", () => {
  it("that is AWS is asked in its own words, signed for its region", async () => {
    kms.asked.length = 0;
    const wrapped = await awsKms(arn).wrap(text, "here");
    await awsKms(arn).unwrap(wrapped, "here");
    expect(kms.asked).toEqual(["TrentService.Encrypt", "TrentService.Decrypt"]);
    await expect(awsKms(arn.replace("1234abcd", "9999abcd")).unwrap(wrapped, "here")).rejects.toThrow(
      /NotFoundException/,
    );
  });

  it("that takes a question and never answers is given up (FI-32)", async () => {
    for (const [keeper, at] of [
      [awsKms(arn, 300), kms],
      [vaultTransit(`${vault.url}/office/transit/habeas`, 0.3), vault],
    ] as const) {
      const wrapped = await keeper.wrap(text, "here");
      at.down = "silent";
      await expect(keeper.wrap(text, "here")).rejects.toMatchObject({ code: "unavailable" });
      await expect(keeper.unwrap(wrapped, "here")).rejects.toMatchObject({ code: "unavailable" });
      at.down = false;
    }
  });

  it("that is Vault and not on the list of internal hosts is not asked at all (TM-22)", async () => {
    vault.asked.length = 0;
    const other = vault.url.replace("127.0.0.1", "localhost");
    await expect(vaultTransit(`${other}/office/transit/habeas`).wrap(text, "here")).rejects.toMatchObject({
      code: "unavailable",
    });
    expect(vault.asked).toEqual([]);
  });
});

describe("a key in a file", () => {
  it.each([
    [0o600, null],
    [0o400, null],
    [0o640, /chmod 600/],
    [0o604, /chmod 600/],
    [0o660, /chmod 600/],
  ])("with mode %o", (mode, refusal) => {
    const file = join(folder, `key-${mode}`);
    const key = randomBytes(32);
    writeFileSync(file, `${key.toString("base64")}\n`);
    chmodSync(file, mode);
    if (refusal === null) expect(keyInFile(file).equals(key)).toBe(true);
    else expect(() => keyInFile(file)).toThrow(refusal);
  });

  it("that is missing, a folder, or holds something else is refused", () => {
    const short = join(folder, "short");
    writeFileSync(short, "c2hvcnQ=", { mode: 0o600 });
    for (const [path, why] of [
      [join(folder, "none"), /cannot be read/],
      [folder, /is no file/],
      [short, /32 random bytes/],
    ] as const)
      expect(() => keyInFile(path)).toThrow(why);
  });
});
