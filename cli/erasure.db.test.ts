import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { logKeys } from "#lib/audit/log/checkpoint.ts";
import { keepCheckpoint } from "#lib/audit/log/keeper.ts";
import { approvedBy, hashOf, located } from "#lib/erasure/fixture/ways.ts";
import { openWorld, type Staff, type World } from "#lib/erasure/fixture/world.ts";
import { readErasure } from "#lib/erasure/read.ts";
import { hashOfText } from "#lib/vault/sign.ts";
import { drain } from "#lib/worker/drain.ts";
import { verify } from "../verifier/main.ts";
import { inHere } from "./fixture/shell.ts";

let world: World;
let people: [Staff, Staff];

beforeAll(async () => {
  world = await openWorld();
  people = [await world.staff("Ann", "approver"), await world.staff("Lea", "officer")];
});
afterAll(() => world.close());

async function habeas(...words: string[]) {
  const { code, out, err } = await inHere(["--json", "erasure", ...words]);
  return { code, said: out + err, json: () => JSON.parse(out) as unknown };
}

it("plans, shows, keeps, certifies, checks, proves (TM-41) and runs again from the command line; approving it cannot", async () => {
  const { reference, requestId } = await located(world);
  expect(await habeas("show", reference)).toMatchObject({ code: 3 });
  expect(await habeas("hold", reference, "--reason", "A claim", "--until", "yesterday")).toMatchObject({
    code: 5,
  });
  expect(await habeas("plan", reference)).toMatchObject({ code: 0 });
  await drain();
  const shown = await habeas("show", reference);
  expect(shown.json()).toMatchObject({ state: "proposed", totals: { changing: 303, keep: 2 } });
  // What the rows say is for the desk, not for a terminal's history.
  expect(shown.said).not.toContain("Mina");
  expect(await habeas("certificate", reference)).toMatchObject({ code: 4 });
  const view = await readErasure(people[0], reference);
  await approvedBy(view?.id ?? "", await hashOf(requestId), ...people);
  await drain();
  expect(await habeas("stop", reference)).toMatchObject({ code: 4 });
  expect((await habeas("retained", reference)).json()).toMatchObject([
    { collection: "invoices", rows: 1, state: "held" },
    { rows: 1 },
  ]);
  const file = join(world.folder, "certificate.json");
  expect(await habeas("certificate", reference, "--out", file)).toMatchObject({ code: 0 });
  const key = (await habeas("key")).json() as { publicKey: string };
  writeFileSync(join(world.folder, "key.pem"), key.publicKey);
  expect((await habeas("verify", file, "--key", join(world.folder, "key.pem"))).json()).toMatchObject({
    valid: true,
    receipts: 2,
  });
  await keepCheckpoint();
  const sha256 = hashOfText((JSON.parse(readFileSync(file, "utf8")) as { body: string }).body);
  const proof = join(world.folder, "proof.json");
  writeFileSync(proof, (await inHere(["audit", "prove", reference, sha256])).out);
  const said: string[] = [];
  const [logKey = ""] = logKeys();
  const words = ["--proof", proof, "--key", logKey, "--file", file];
  expect(await verify(words, (text) => said.push(text)), said.join()).toBe(0);
  await world.refill();
  const replayed = await habeas("replay", "--since", "2020-01-01T00:00:00Z");
  expect(replayed.json()).toMatchObject([{ result: "clean" }, { result: "clean" }]);
  expect((await world.store.query("select number from people")).rows).toEqual([{ number: "C-1002" }]);
}, 60_000);
