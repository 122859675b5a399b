import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { drain } from "#lib/worker/drain.ts";
import { openWorld, type World } from "./fixture/world.ts";
import { hearSignal } from "./signal-door.ts";
import { sweepChoices } from "./sweep.ts";

const key = Buffer.alloc(32, 5);
let world: World;
beforeAll(async () => {
  world = await openWorld(["store", "letters", "visits"], {
    HABEAS_SIGNAL_KEYS: `shop.example.com=${key.toString("base64")}`,
  });
});
afterAll(() => world.close());
beforeEach(() => world.refill());

function tell(known: { kind: string; value: string }[], site = "shop.example.com", by = key) {
  const body = JSON.stringify({ signal: "gpc", at: new Date().toISOString(), known, place: "US-CA" });
  const stamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", by).update(`${stamp}.${body}`).digest("hex");
  return hearSignal(
    new Headers({ "habeas-site": site, "habeas-timestamp": stamp, "habeas-signature": signature }),
    Buffer.from(body),
  );
}
const requests = async () => {
  const [row] = await world.query<{ n: number }>(
    "select count(*)::int as n from request where channel = 'signal'",
  );
  return row?.n ?? 0;
};

describe("a browser's signal", () => {
  it("of a cookie reaches the account behind it, and is heard once a day", async () => {
    const before = await requests();
    expect(await tell([{ kind: "cookie", value: "ck-mina" }])).toMatchObject({ outcome: "kept" });
    expect(await tell([{ kind: "cookie", value: "ck-mina" }])).toMatchObject({ outcome: "heard" });
    await drain();
    expect(await world.says("C-1")).toMatchObject({
      may_sell: false,
      profile: "none",
      mails: true,
      calls: "yes",
    });
    expect(await world.says("C-2")).toMatchObject({ may_sell: true });
    expect(await requests()).toBe(before + 1);
    expect(await world.query("select status from request where channel = 'signal'")).toEqual([
      { status: "ready" },
    ]);
    // No mail goes anywhere: nobody gave an address.
    expect(await world.query("select 1 from notice where state <> 'settled'")).toEqual([]);
  });

  it("of a new device of somebody who is out already files nothing more, and is kept with them", async () => {
    const before = await requests();
    await tell([
      { kind: "cookie", value: "ck-noor" },
      { kind: "email", value: "Noor.Haddad@example.net" },
    ]);
    await drain();
    expect(await requests()).toBe(before + 1);
    expect(await tell([{ kind: "email", value: "noor.haddad@example.net" }])).toMatchObject({
      outcome: "stood",
    });
    expect(await requests()).toBe(before + 1);
  });

  it("of a guest's cookie that leads to a customer in another system is followed there", async () => {
    await tell([{ kind: "cookie", value: "ck-guest" }]);
    await drain();
    expect(await world.says("C-2")).toMatchObject({ may_sell: false });
  });

  it("is kept for a browser that nobody knows, and set as soon as an account turns up", async () => {
    await tell([{ kind: "cookie", value: "ck-later" }]);
    await drain();
    await world.store.query(
      "insert into people (number, name, cookie) values ('C-77', 'Cara Quinn', 'ck-later')",
    );
    await world.query("update choice_person set next_sweep_at = now()");
    expect(await sweepChoices()).toMatchObject({ setAgain: expect.toSatisfy((n: number) => n >= 1) });
    expect(await world.says("C-77")).toMatchObject({ may_sell: false, profile: "none", mails: true });
  });

  it("is not heard from a stranger, of nobody, or with anything else in it", async () => {
    await expect(tell([{ kind: "cookie", value: "x" }], "evil.example.com")).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(
      tell([{ kind: "cookie", value: "x" }], "shop.example.com", Buffer.alloc(32)),
    ).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(tell([{ kind: "email", value: "no mailbox" }])).rejects.toMatchObject({ code: "invalid" });
    await expect(tell([])).rejects.toMatchObject({ code: "invalid" });
  });
});
