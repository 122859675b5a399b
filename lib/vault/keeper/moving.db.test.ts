import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { freshDatabase, type TestDatabase } from "#workshop/database.ts";
import { type KeyService, kmsLike, vaultLike } from "./fixture/key-services.ts";

const arn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const secret = randomBytes(16).toString("hex");
const token = `hvs.${randomBytes(12).toString("hex")}`;
const [one, two] = [randomBytes(32).toString("base64"), randomBytes(32).toString("base64")];
const folder = mkdtempSync(join(tmpdir(), "habeas-moving-"));
const file = join(folder, "key");
let own: TestDatabase;
let kms: KeyService;
let vault: KeyService;

beforeAll(async () => {
  writeFileSync(file, two, { mode: 0o600 });
  [kms, vault] = await Promise.all([kmsLike(arn, secret), vaultLike(token)]);
  Object.assign(process.env, {
    HABEAS_MAP: "none.yaml",
    HABEAS_STORE: folder,
    HABEAS_ORIGIN: "http://localhost:4000",
    HABEAS_VAULT_TOKEN: token,
    HABEAS_INTERNAL_HOSTS: new URL(vault.url).host,
    AWS_ENDPOINT_URL_KMS: kms.url,
    AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
    AWS_SECRET_ACCESS_KEY: secret,
    HABEAS_LOG: "silent",
  });
});
afterAll(async () => {
  await Promise.all([kms.close(), vault.close()]);
  rmSync(folder, { recursive: true, force: true });
});

type Settings = { key?: string; file?: string; service?: string; old?: string };
let stop: () => Promise<void> = async () => {};

/** A process that starts with these settings and no memory of an earlier one. */
async function start({ key, file: at, service, old }: Settings) {
  await stop();
  vi.resetModules();
  process.env.HABEAS_DATABASE_URL = own.url;
  for (const [name, value] of Object.entries({
    HABEAS_MASTER_KEY: key,
    HABEAS_MASTER_KEY_FILE: at,
    HABEAS_KEY: service,
    HABEAS_OLD_KEY: old,
  }))
    process.env[name] = value ?? "";
  const { closeVault, openVault } = await import("../open.ts");
  const { closeDatabase } = await import("#lib/db/database.ts");
  stop = async () => {
    await closeVault();
    await closeDatabase();
  };
  await openVault({ refreshSeconds: 60 });
  return import("../seal.ts");
}

const inDatabase = async <T extends object>(text: string): Promise<T[]> => {
  const client = new Client({ connectionString: own.url });
  await client.connect();
  const { rows } = await client.query<T>(text);
  await client.end();
  return rows;
};

describe("a house", () => {
  beforeAll(async () => {
    own = await freshDatabase();
  });
  afterAll(async () => {
    await stop();
    await own.drop();
  });

  it("moves from the environment to a file, to AWS KMS and to Vault, and everything opens all the way (TM-34)", async () => {
    const first = await start({ key: one });
    const sealed = first.seal(first.derivedKey("hold"), "here", "text");
    const tokens = first.tokenOf("email", "a@example.com").toString("hex");
    const vaultKey = `vault-transit:${vault.url}/office/transit/habeas`;
    const way: Settings[] = [
      { file, old: one },
      { file },
      { service: `aws-kms:${arn}`, old: `file:${file}` },
      { service: `aws-kms:${arn}` },
      { service: vaultKey, old: `aws-kms:${arn}` },
      { service: vaultKey },
      { key: one, old: vaultKey },
    ];
    for (const settings of way) {
      const { derivedKey, open, tokenOf } = await start(settings);
      expect(open(derivedKey("hold"), "here", sealed)).toBe("text");
      expect(tokenOf("email", "a@example.com").toString("hex")).toBe(tokens);
    }
    const events = await inDatabase<{ kind: string }>("select kind from audit_event where chain = 'house'");
    expect(events.map(({ kind }) => kind)).toEqual(Array(4).fill("root_key_moved"));
  });

  it("does not start with another key, and says what is missing and no key (FI-32)", async () => {
    await start({ key: one });
    for (const settings of [{ key: two }, { file }, { key: two, old: two }] as Settings[]) {
      const error = await start(settings).catch((caught: unknown) => caught);
      expect(String(error)).toMatch(/HABEAS_OLD_KEY is (not set|another one)/);
      for (const key of [one, two]) expect(String(error)).not.toContain(key);
      // Nothing is sealed with some other key meanwhile.
      const { derivedKey, seal } = await import("../seal.ts");
      expect(() => seal(derivedKey("hold"), "here", "text")).toThrow(/HABEAS_OLD_KEY/);
      expect(() => derivedKey("token")).toThrow(/HABEAS_OLD_KEY/);
    }
    await start({ key: one });
  });

  it("whose keeper is silent does not start, and starts as soon as it answers (FI-32)", async () => {
    await start({ service: `aws-kms:${arn}`, old: one });
    kms.down = true;
    await expect(start({ service: `aws-kms:${arn}` })).rejects.toMatchObject({ code: "unavailable" });
    const { openVaultOrTryOn, vaultIsOpen } = await import("../open.ts");
    await openVaultOrTryOn(0.1);
    expect(vaultIsOpen()).toBe(false);
    kms.down = false;
    await vi.waitFor(() => expect(vaultIsOpen()).toBe(true), { timeout: 10_000 });
    // Once open, the keeper is not needed to go on.
    kms.down = true;
    const { refresh } = await import("../open.ts");
    await refresh();
    expect(vaultIsOpen()).toBe(true);
    kms.down = false;
  });
});

describe("the first root key", () => {
  afterEach(async () => {
    await stop();
    stop = async () => {};
    await own.drop();
  });

  it("of a house that has data is the key it was sealed with, and without that key there is none", async () => {
    own = await freshDatabase();
    await inDatabase(
      "insert into system_secret (system_id, name, sealed, set_by) values ('a', 'b', '\\x01', 'x')",
    );
    await expect(start({ service: `aws-kms:${arn}` })).rejects.toThrow(
      /Start once with that key as HABEAS_OLD_KEY/,
    );
    expect(await inDatabase("select 1 from vault_root")).toEqual([]);
    const { derivedKey } = await start({ service: `aws-kms:${arn}`, old: one });
    const tokens = derivedKey("token").toString("hex");
    await stop();
    await own.drop();
    own = await freshDatabase();
    expect((await start({ key: one })).derivedKey("token").toString("hex")).toBe(tokens);
  });

  it("of a new house with a key service is drawn at random, once, whichever process is first", async () => {
    own = await freshDatabase();
    const { derivedKey } = await start({ service: `aws-kms:${arn}` });
    const first = derivedKey("token").toString("hex");
    expect((await start({ service: `aws-kms:${arn}` })).derivedKey("token").toString("hex")).toBe(first);
    expect(await inDatabase("select number from vault_root")).toEqual([{ number: 0 }]);
  });
});
