import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepCheckpoint } from "#lib/audit/log/keeper.ts";
import { proofsOfRequest } from "#lib/request/log-proofs.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { inHere } from "./fixture/shell.ts";

let house: House;
const at = (name: string) => join(house.folder, name);

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

const habeas = (...words: string[]) => inHere(["audit", ...words]);

describe("the log as anybody can check it", () => {
  it("is exported, is whole by a verifier that knows only its key, and a change in it is named (TM-40)", async () => {
    await way.file();
    const { requestId } = await way.fileAndProve();
    await keepCheckpoint();
    expect(await habeas("export", "--out", at("log.ndjson"))).toMatchObject({ code: 0 });
    expect((await habeas("export")).out).toBe(readFileSync(at("log.ndjson"), "utf8"));
    const { out: key } = await habeas("key");
    writeFileSync(at("log.key"), key);
    const whole = await habeas("verify", "--export", at("log.ndjson"), "--key", at("log.key"));
    expect(whole).toMatchObject({ code: 0, out: expect.stringContaining("The log is whole") });
    const first = readFileSync(at("log.ndjson"), "utf8");
    writeFileSync(
      at("forged.ndjson"),
      first.replace('"kind":"identity_proven"', '"kind":"identity_guessed"'),
    );
    const forged = await habeas("verify", "--export", at("forged.ndjson"));
    expect(forged).toMatchObject({ code: 1, out: expect.stringContaining(`(chain ${requestId}, event`) });
    const [note] = first.trim().split("\n").slice(-1);
    writeFileSync(at("kept"), `${note}\n`);
    await way.file();
    await keepCheckpoint();
    await habeas("export", "--out", at("later.ndjson"));
    const later = ["verify", "--export", at("later.ndjson"), "--checkpoint", at("kept")];
    expect((await habeas(...later)).out).toContain("still holds 1 checkpoints");
  });

  it("proves one event to somebody without a house, and says when it is too early (TM-41)", async () => {
    const { reference } = await way.file();
    expect(await habeas("prove", reference, "1")).toMatchObject({
      code: 4,
      err: expect.stringContaining("waits for the next checkpoint"),
    });
    await keepCheckpoint();
    expect(await habeas("prove", reference, "99")).toMatchObject({ code: 3 });
    expect(await habeas("prove", reference, "0".repeat(64))).toMatchObject({ code: 3 });
    expect(await habeas("prove", reference, "first")).toMatchObject({ code: 2 });
    const { out } = await habeas("prove", reference, "1");
    expect(JSON.parse(out)).toMatchObject({ entry: expect.stringContaining("request_filed") });
  });
});

describe("the proofs of a request (TM-41)", () => {
  it("are for whoever proved to be the person: nobody else finds that there is anything", async () => {
    const { person, reference } = await way.fileAndProve();
    const other = await way.fileAndProve({ email: "noor.haddad@example.com", name: "Noor Haddad" });
    expect(await proofsOfRequest(person, reference)).toBeNull();
    await keepCheckpoint();
    const file = await proofsOfRequest(person, reference);
    expect(file).toMatchObject({ waiting: 0, proofs: [{ path: expect.any(Array) }] });
    for (const stranger of [
      other.person,
      other.visitor,
      way.newVisitor(),
      { kind: "worker", requestId: "x" } as const,
    ])
      await expect(proofsOfRequest(stranger, reference)).rejects.toMatchObject({ code: "not_found" });
    // What the file shows of the log is about this request alone, and names nobody of staff.
    const said = JSON.stringify(file);
    expect(said).not.toContain(other.requestId);
    expect(said).not.toContain("staff/");
  });
});
