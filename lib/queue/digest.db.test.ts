import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { changeSettings } from "#lib/desk/settings.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { oweDigests } from "./digest.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse(["shop"]);
});
afterAll(() => house.close());

/** A Wednesday; the company's own morning and night. */
const morning = new Date("2026-11-25T09:30:00Z");
const night = new Date("2026-11-25T02:00:00Z");

it("whoever wants it gets one mail a working day about what waits, in numbers, and nobody else does", async () => {
  await way.fileAndProve();
  for (const [name, role] of [
    ["Ann", "officer"],
    ["Bea", "analyst"],
    ["Cy", "administrator"],
  ] as const) {
    const [row] = await house.query<{ id: string }>(
      "insert into staff (issuer, subject, name, email, role) values ('i', $1, $1, $1 || '@example.com', $2) returning id",
      [name, role],
    );
    const actor = { ...atDesk, kind: "staff" as const, staffId: row?.id ?? "", name, initials: "", role };
    if (name !== "Bea") await changeSettings(actor, { digest: true });
  }
  vi.useFakeTimers({ toFake: ["Date"], now: morning });
  try {
    expect(await oweDigests(night)).toBe(0);
    expect([await oweDigests(morning), await oweDigests(morning)]).toEqual([1, 0]);
    vi.setSystemTime(new Date("2026-11-28T09:30:00Z"));
    expect(await oweDigests()).toBe(0);
    vi.setSystemTime(new Date("2026-11-30T09:30:00Z"));
    expect(await oweDigests()).toBe(1);
  } finally {
    vi.useRealTimers();
  }
  const rows = await house.query<{ kind: string }>("select kind from notice where kind = 'staff_digest'");
  expect(rows).toHaveLength(2);
});
