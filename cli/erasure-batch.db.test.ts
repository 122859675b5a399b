import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { approvedBatch, openTown, type Town } from "#lib/erasure/batch/fixture/town.ts";
import { readBatch } from "#lib/erasure/batch/read.ts";
import type { Staff } from "#lib/erasure/fixture/world.ts";
import { drain } from "#lib/worker/drain.ts";
import { inHere } from "./fixture/shell.ts";

let town: Town;
let people: [Staff, Staff];

beforeAll(async () => {
  town = await openTown();
  await town.populate();
  people = [await town.staff("Ann", "approver"), await town.staff("Lea", "officer")];
});
afterAll(() => town.close());

async function habeas(...words: string[]) {
  const { code, out, err } = await inHere(["--json", "erasure", ...words]);
  return { code, said: out + err, json: () => JSON.parse(out) as unknown };
}

it("takes a list in, shows what it does, writes a receipt for each and checks it; approving it cannot", async () => {
  const file = (name: string) => join(town.folder, name);
  writeFileSync(file("bad.csv"), "kind,value\nemail,secret\n");
  const refused = await habeas("batch", "plan", file("bad.csv"), "--reason", "Closed");
  expect(refused).toMatchObject({ code: 5 });
  expect(refused.said).toContain("Line 2 is not right");
  expect(refused.said).not.toContain("secret");
  writeFileSync(
    file("list.ndjson"),
    ["b1", "b2", "nobody"]
      .map((one) => JSON.stringify({ kind: "email", value: `${one}@example.com` }))
      .join("\n"),
  );
  const plan = ["batch", "plan", file("list.ndjson"), "--reason", "Closed", "--system", "store"];
  const { number } = (await habeas(...plan)).json() as { number: number };
  await drain();
  const shown = await habeas("batch", "show", String(number));
  expect(shown.json()).toMatchObject({
    status: "proposed",
    people: 2,
    setAside: { unknown: 1 },
    systems: [{ systemId: "store" }],
  });
  expect(shown.said).not.toMatch(/b1@|Bea/);
  const out = file("receipts");
  expect(await habeas("batch", "receipts", String(number), "-o", out)).toMatchObject({ code: 4 });
  const view = await readBatch(people[0], number);
  await approvedBatch(
    { id: view?.id ?? "", hash: view?.hash ?? "", typed: view?.typedNumber ?? 0 },
    ...people,
  );
  await drain();
  expect((await habeas("batch", "receipts", String(number), "-o", out)).json()).toMatchObject({ files: 2 });
  const names = readdirSync(out);
  expect(names).toHaveLength(2);
  const key = (await habeas("key")).json() as { publicKey: string };
  writeFileSync(file("key.pem"), key.publicKey);
  const receipt = join(out, names[0] ?? "");
  expect((await habeas("verify", receipt, "--key", file("key.pem"))).json()).toMatchObject({ valid: true });
  writeFileSync(receipt, readFileSync(receipt, "utf8").replace('\\"place\\":0', '\\"place\\":7'));
  expect(await habeas("verify", receipt, "--key", file("key.pem"))).toMatchObject({ code: 4 });
  const one = file("one");
  expect(
    (await habeas("batch", "receipts", String(number), "-o", one, "--of", "email=B2@example.com")).json(),
  ).toMatchObject({
    files: 1,
  });
}, 240_000);
