import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { logKeys } from "#lib/audit/log/checkpoint.ts";
import { keepCheckpoint } from "#lib/audit/log/keeper.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { logKey } from "../../../../../verifier/note.ts";
import { checkProof } from "../../../../../verifier/proof.ts";
import { GET } from "./route.ts";

/** Who asks. */
const who = vi.hoisted(() => ({ actor: null as unknown }));
vi.mock("#app/_auth/visitor.ts", () => ({ asker: async () => who.actor }));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: () => undefined }),
  headers: async () => new Headers(),
}));

let house: House;
beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

async function asked(actor: unknown, ref: string): Promise<Response> {
  who.actor = actor;
  return GET(new Request("http://localhost:4000/"), { params: Promise.resolve({ ref }) });
}

it("gives the person a proof that anybody can check, once it is in the log, and strangers the code page (TM-41)", async () => {
  const { person, reference } = await way.fileAndProve();
  const early = await asked(person, reference);
  expect(early.status).toBe(200);
  expect(await early.text()).toContain("Not in the log yet");
  await keepCheckpoint();
  const answer = await asked(person, reference);
  expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="proof-${reference}.json"`);
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  const keys = logKeys().flatMap((key) => logKey(key) ?? []);
  expect(checkProof(await answer.text(), keys)).toMatchObject({
    holds: true,
    proven: [{ entry: { kind: "request_filed", chain: expect.any(String) } }],
  });
  for (const stranger of [way.newVisitor(), (await way.fileAndProve({ email: "ola@example.net" })).person])
    expect((await asked(stranger, reference)).headers.get("location")).toContain(`/r/${reference}/prove`);
  expect((await asked(person, "nonsense")).headers.get("location")).toContain("/nothing-here");
});
