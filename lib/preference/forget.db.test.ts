import { afterAll, beforeAll, expect, it } from "vitest";
import { drain } from "#lib/worker/drain.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { openWorld, type World } from "./fixture/world.ts";
import { forgetErased } from "./forget.ts";
import { recogniseSignal } from "./recognise.ts";
import { sweepChoices } from "./sweep.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld(["store"]);
});
afterAll(() => world.close());

const optOut = async () => {
  const asked = await way.fileAndProve({ right: "opt_out" });
  await drain();
  return asked;
};

it("an erased person is a token with a choice, still out for a signal, and is followed when they ask anew", async () => {
  await optOut();
  const erased = await way.fileAndProve({ right: "erasure" });
  await drain();
  expect(await forgetErased()).toBe(0);
  await world.query("alter table erasure disable trigger user");
  await world.query(
    `insert into erasure (request_id, number, state, cause, as_of, made_by, hash, totals, first_by, second_by, wait_until, started_at, ended_at)
      values ($1, 1, 'done', 'asked', current_date, 'staff/a', '\\x00', '{}', 'staff/a', 'staff/b', now(), now(), now())`,
    [erased.requestId],
  );
  expect(await forgetErased()).toBe(1);
  expect(await forgetErased()).toBe(0);
  expect(
    await world.query("select count(*)::int as kept from choice_identifier where length(sealed) > 0"),
  ).toEqual([{ kept: 0 }]);
  await world.query("update choice_person set next_sweep_at = now()");
  expect(await sweepChoices()).toMatchObject({ people: 0 });
  const heard = { at: new Date().toISOString(), signal: "gpc" as const, place: "US-CA" };
  const known = [{ kind: "email", value: "mina.okafor@example.com" }];
  expect(await recogniseSignal("shop.example.com", { ...heard, known })).toMatchObject({ outcome: "stood" });
  await optOut();
  expect(await forgetErased()).toBe(0);
  await world.store.query("update people set may_sell = true where number = 'C-1'");
  await world.query("update choice_person set next_sweep_at = now()");
  await sweepChoices();
  expect(await world.says("C-1")).toMatchObject({ may_sell: false });
  expect(await world.query("select stands from choice where kind = 'sale'")).toEqual([{ stands: "out" }]);
});
