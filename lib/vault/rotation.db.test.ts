import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { sealSecret } from "#lib/map/secrets.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { headOf } from "./cipher.ts";
import { keyRing } from "./key-ring.ts";
import { closeVault, openVault } from "./open.ts";
import { rewrapSome } from "./rewrap.ts";
import { retireRoots, rootStates, rotateRoot } from "./rotate.ts";
import { derivedKey, open, seal, tokenOf } from "./seal.ts";
import { receiptKey } from "./sign.ts";

const settledSeconds = 1.5;
let house: House;

beforeAll(async () => {
  house = await openHouse(["shop", "newsletter"]);
  await openVault({ refreshSeconds: 0.2 });
});
afterAll(() => house.close());

const pause = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

async function rewrapAll(): Promise<number> {
  let all = 0;
  for (;;) {
    const { rewrapped, done } = await rewrapSome({ settledSeconds });
    all += rewrapped;
    if (done) return all;
    await pause(0.01);
  }
}

describe("a rotation (TM-34, FI-32)", () => {
  it("goes on under load: nobody fails, the old key is gone afterwards and everything opens", async () => {
    const before = await way.fileAndProve({ email: "noor.haddad@example.net" });
    await drain();
    const [token, receipts] = [tokenOf("email", "noor.haddad@example.net"), receiptKey().keyId];
    const old = keyRing().current.id;
    await house.query(
      "insert into system_secret (system_id, name, sealed, set_by) values ('shop', 'key', $1, 'test')",
      [sealSecret("shop", "key", "swordfish")],
    );

    let working = true;
    let acts = 0;
    const references: string[] = [before.reference];
    const failures: unknown[] = [];
    const busy = async (work: () => Promise<unknown>) => {
      while (working) {
        await work().then(
          () => acts++,
          (error: unknown) => failures.push(error),
        );
      }
    };
    const writer = () =>
      way
        .fileAndProve({ email: `p-${randomUUID()}@example.net` })
        .then((one) => references.push(one.reference));
    const reader = () =>
      readRequestFile(way.operator, references[Math.floor(Math.random() * references.length)] ?? "");
    const load = Promise.all([busy(writer), busy(reader), busy(reader)]);

    const { id } = await rotateRoot({ leadSeconds: 3600 });
    expect(keyRing().current.id).toBe(old);
    await expect(retireRoots({ settledSeconds })).rejects.toMatchObject({ code: "conflict" });
    await house.query("update vault_root set used_from = now() where id = $1", [id]);
    await vi.waitFor(() => expect(keyRing().current.id).toBe(id), { timeout: 10_000 });
    await pause(settledSeconds);
    // The writer's first request after that; the ones before lie under the old key, and it cannot go.
    await expect(retireRoots({ settledSeconds })).rejects.toThrow(
      /still lie under an older key \(.*request_key/,
    );
    expect(await rewrapAll()).toBeGreaterThan(1);
    expect(await retireRoots({ settledSeconds })).toEqual([old]);
    await pause(0.3);
    working = false;
    await load;

    expect(failures).toEqual([]);
    expect(acts).toBeGreaterThan(5);
    for (const reference of references) await readRequestFile(way.operator, reference);
    const states = await rootStates();
    expect(states.map(({ under }) => Object.keys(under).length > 0)).toEqual([false, true]);
    // Tokens and signatures are what they were; nothing else comes from the old key any more.
    expect(tokenOf("email", "noor.haddad@example.net").equals(token)).toBe(true);
    expect(receiptKey().keyId).toBe(receipts);
    const [secret] = await house.query<{ sealed: Buffer }>("select sealed from system_secret");
    expect(headOf(secret?.sealed ?? Buffer.alloc(0))).toEqual({ format: 2, keyId: id });
    expect(open(derivedKey("secret"), "system_secret/shop/key", secret?.sealed ?? Buffer.alloc(0))).toBe(
      "swordfish",
    );
  });

  it("leaves a trace in the log", async () => {
    const rows = await house.query<{ kind: string }>(
      "select kind from audit_event where chain = 'house' and kind ~ 'key' order by position",
    );
    expect(rows.map(({ kind }) => kind)).toEqual(["root_key_rotated", "keys_rewrapped", "root_key_retired"]);
  });

  it("is refused by the database to whoever still seals with the old key", async () => {
    const [row] = await house.query<{ id: string }>("select id from vault_root where number = 0");
    const late = Buffer.concat([Buffer.of(2), Buffer.from(row?.id ?? "", "hex"), randomBytes(40)]);
    for (const sealed of [late, Buffer.concat([Buffer.of(1), randomBytes(60)])])
      await expect(house.query("update request_key set wrapped = $1", [sealed])).rejects.toThrow(
        /a key that is closed/,
      );
  });

  it("is known to a process that starts later, and the master key alone opens nothing of before", async () => {
    const sealed = seal(derivedKey("hold"), "here", "text");
    await openVault({ refreshSeconds: 0.2 });
    expect(open(derivedKey("hold"), "here", sealed)).toBe("text");
    const first = Buffer.concat([Buffer.of(1), randomBytes(60)]);
    expect(() => open(derivedKey("hold"), "here", first)).toThrow(/retired/);
  });

  it("that stopped half-way goes on where it was, and shredded stays shredded", async () => {
    for (let i = 0; i < 3; i++) await way.fileAndProve({ email: `q-${i}@example.net` });
    const [gone] = await house.query<{ request_id: string }>("select request_id from request_key limit 1");
    await house.query("update request_key set wrapped = null, destroyed_at = now() where request_id = $1", [
      gone?.request_id,
    ]);
    // A row that opens under no key does not hold up the others.
    await house.query(
      "insert into system_secret (system_id, name, sealed, set_by) values ('shop', 'broken', $1, 'test')",
      [Buffer.concat([Buffer.of(2), Buffer.from(keyRing().current.id, "hex"), randomBytes(40)])],
    );
    await rotateRoot({ leadSeconds: 0 });
    await pause(settledSeconds + 0.1);
    expect((await rewrapSome({ settledSeconds })).done).toBe(false);
    await closeVault();
    await openVault({ refreshSeconds: 0.2 });
    await rewrapAll();
    expect((await rootStates()).at(-1)).toMatchObject({ unreadable: 1 });
    await expect(retireRoots({ settledSeconds })).rejects.toThrow(/1 values still lie .*system_secret 1/);
    await house.query("delete from system_secret where name = 'broken'");
    expect(await retireRoots({ settledSeconds })).toHaveLength(1);
    const rows = await house.query<{ wrapped: Buffer | null }>(
      "select wrapped from request_key where request_id = $1",
      [gone?.request_id],
    );
    expect(rows).toEqual([{ wrapped: null }]);
  });
});
