import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { openWorld, type World } from "#lib/preference/fixture/world.ts";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { followSignal, readMyChoices, stopHere } from "./choices.ts";
import { accountFor } from "./fixture/account.ts";
import { readDealings } from "./history.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => world.refill());

const mina = "mina.okafor@example.com";
const stands = async (email: string) =>
  Object.fromEntries(
    (await readMyChoices(await accountFor(email))).choices.map((one) => [one.kind, one.stands]),
  );

it("stops with one press what is ticked and nothing else, for this person alone, and says what it did where", async () => {
  const account = await accountFor(mina);
  expect((await readMyChoices(account)).direct).toBe(false);
  expect(await stopHere(account, ["marketing_email"], randomUUID(), "en")).toBeNull();
  await way.fileAndProve({ right: "access" });
  const before = await readMyChoices(account);
  expect(before).toMatchObject({ direct: true, again: null });
  expect(new Set(before.choices.map((one) => one.stands))).toEqual(new Set(["none"]));
  const once = randomUUID();
  expect(await stopHere(account, [], once, "en")).toBeNull();
  expect(await stopHere(account, ["restriction", "x"], once, "en")).toBeNull();
  const reference = await stopHere(account, ["marketing_email", "limit_sensitive"], once, "en");
  expect(await stopHere(account, ["marketing_email", "limit_sensitive"], once, "en")).toBe(reference);
  await drain();
  const { choices, again } = await readMyChoices(account);
  const mails = choices.find(({ kind }) => kind === "marketing_email");
  expect(mails).toMatchObject({ stands: "out", by: "request", reference });
  expect(mails?.systems.map(({ system, state }) => [system.id, state])).toContainEqual(["store", "done"]);
  expect(await stands(mina)).toMatchObject({ marketing_email: "out", limit_sensitive: "out", sale: "none" });
  expect(await world.says("C-1")).toMatchObject({ mails: false, limited: 1, may_sell: true });
  expect(again).not.toBeNull();
  const rights = (await readDealings(account)).map(({ right }) => right).sort();
  expect(rights).toEqual(["access", "limit_sensitive", "opt_out"]);
  expect(new Set(Object.values(await stands("noor.haddad@example.net")))).toEqual(new Set(["none"]));
});

it("follows a browser's signal for the mailbox that was proven, and for nobody whom we know nothing of", async () => {
  const noor = await accountFor("noor.haddad@example.net");
  await followSignal(noor);
  expect(await world.query("select 1 from heard_signal")).toEqual([]);
  await way.fileAndProve({ right: "access", email: "noor.haddad@example.net", name: "Noor Haddad" });
  await followSignal(noor);
  await followSignal(noor);
  await drain();
  expect(await stands("noor.haddad@example.net")).toMatchObject({
    sale: "out",
    sharing: "out",
    profiling: "out",
  });
  const { choices } = await readMyChoices(noor);
  expect(choices.find(({ kind }) => kind === "sale")?.by).toBe("signal");
  // What a browser said is no request that the person made.
  expect((await readDealings(noor)).map(({ right }) => right)).toEqual(["access"]);
});
