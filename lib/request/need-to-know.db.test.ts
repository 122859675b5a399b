import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Role } from "#lib/core/role.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { requestFor } from "./access.ts";
import { breakGlass, brokenGlasses, countUnreadGlass, readGlass } from "./break-glass.ts";
import { staffToTell } from "./clocks/sweep/tell-staff.ts";
import { closeOff, nameConfidant, readConfidants } from "./need-to-know.ts";

type Staff = Extract<Actor, { kind: "staff" }>;

let house: House;

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

async function member(name: string, role: Role): Promise<Staff> {
  const [row] = await house.query<{ id: string }>(
    "insert into staff (issuer, subject, name, email, role) values ('x', $1, $1, 'a@example.com', $2) returning id",
    [name, role],
  );
  return { ...atDesk, kind: "staff", staffId: row?.id ?? "", name, initials: "A", role };
}

const code = (work: Promise<unknown>) =>
  work.then(
    () => "yes",
    (error) => (error instanceof HabeasError ? error.code : String(error)),
  );
const opens = (actor: Actor, reference: string) =>
  code(requestFor(database(), actor, reference, { person: "never", staff: "see_requests" }));

describe("a request closed to all but people named", () => {
  it("is named, opened and left by officers only, and somebody is always left", async () => {
    const [lead, second, worker] = [
      await member("lead", "officer"),
      await member("second", "officer"),
      await member("worker", "analyst"),
    ];
    const admin = await member("admin", "administrator");
    const { reference, requestId } = await way.file();
    expect(await code(closeOff(worker, reference, true))).toBe("forbidden");
    await closeOff(lead, reference, true);
    expect([await opens(lead, reference), await opens(worker, reference)]).toEqual(["yes", "not_found"]);
    expect(await code(closeOff(second, reference, false))).toBe("not_found");
    expect(await code(closeOff(lead, reference, true))).toBe("conflict");
    expect(await code(nameConfidant(lead, reference, lead.staffId, false))).toBe("conflict");
    expect(await code(nameConfidant(lead, reference, admin.staffId, true))).toBe("invalid");
    await nameConfidant(lead, reference, worker.staffId, true);
    expect(await opens(worker, reference)).toBe("yes");
    expect(await readConfidants(worker, reference)).toMatchObject({
      closed: true,
      people: [{ name: "lead" }, { name: "worker" }],
    });
    await nameConfidant(lead, reference, worker.staffId, false);
    expect(await opens(worker, reference)).toBe("not_found");
    await house.query("update staff set email = name || '@example.com'");
    const told = (row: { ownerId: string | null; confidential: boolean }) =>
      inTransaction((tx) => staffToTell(tx, { id: requestId, ...row }));
    expect(await told({ ownerId: null, confidential: true })).toEqual(["lead@example.com"]);
    expect(await told({ ownerId: worker.staffId, confidential: true })).toEqual(["lead@example.com"]);
    expect(await told({ ownerId: worker.staffId, confidential: false })).toEqual(["worker@example.com"]);
    expect(await told({ ownerId: null, confidential: false })).toContain("second@example.com");
    await closeOff(lead, reference, false);
    expect([await opens(worker, reference), await opens(second, reference)]).toEqual(["yes", "yes"]);
  });
});

describe("the glass", () => {
  it("is broken with a reason that an officer reads, for minutes, and never twice over what one sees", async () => {
    const [lead, second, worker] = [
      await member("lead2", "officer"),
      await member("second2", "officer"),
      await member("worker2", "analyst"),
    ];
    const filed = await way.file();
    const asked = { reason: "The person is in the hospital's waiting room.", minutes: 60 };
    expect(await code(breakGlass(worker, filed.reference, asked))).toBe("conflict");
    await closeOff(lead, filed.reference, true);
    expect(await code(breakGlass(worker, filed.reference, { ...asked, reason: "x" }))).toBe("invalid");
    expect(await code(breakGlass({ ...worker, steppedUpAt: null }, filed.reference, asked))).toBe("step_up");
    expect(await code(breakGlass({ ...worker, role: "auditor" }, filed.reference, asked))).toBe("forbidden");
    expect(await code(breakGlass(worker, "LK-222-222", asked))).toBe("not_found");
    const { until } = await breakGlass(worker, filed.reference, asked);
    expect(until.getTime() - Date.now()).toBeLessThan(60 * 60_000 + 1_000);
    expect([await opens(worker, filed.reference), await opens(second, filed.reference)]).toEqual([
      "yes",
      "not_found",
    ]);
    expect([await countUnreadGlass(second), await countUnreadGlass(worker)]).toEqual([1, 0]);
    expect(await code(brokenGlasses(worker))).toBe("forbidden");
    const [told] = await brokenGlasses(second);
    expect(told).toMatchObject({
      reference: filed.reference,
      who: "worker2",
      reason: asked.reason,
      readBy: null,
    });
    await readGlass(second, told?.id ?? "");
    expect((await brokenGlasses(lead))[0]).toMatchObject({ readBy: "second2" });
    expect(await countUnreadGlass(lead)).toBe(0);
    expect(await code(readGlass(lead, told?.id ?? ""))).toBe("not_found");
    const log = await house.query<{ data: string }>(
      "select kind || data::text as data from audit_event where chain = $1",
      [filed.requestId],
    );
    const text = log.map((row) => row.data).join();
    expect(text).toContain("glass_broken");
    expect(text).not.toContain("hospital");
    await house.query("update broken_glass set until = now()");
    expect(await opens(worker, filed.reference)).toBe("not_found");
  });

  it("nobody reads off their own", async () => {
    const [lead, other] = [await member("lead3", "officer"), await member("other3", "officer")];
    const { reference } = await way.file();
    await closeOff(lead, reference, true);
    await breakGlass(other, reference, { reason: "Nobody else is here today.", minutes: 15 });
    const own = (await brokenGlasses(other)).find((one) => one.reference === reference);
    expect(await code(readGlass(other, own?.id ?? ""))).toBe("not_found");
    expect(await code(readGlass(lead, own?.id ?? ""))).toBe("yes");
  });

  it("lets nobody in for good, as long as somebody is left who could", async () => {
    const [lead, other] = [await member("lead4", "officer"), await member("other4", "officer")];
    const { reference } = await way.file();
    await closeOff(lead, reference, true);
    await breakGlass(other, reference, { reason: "Nobody else is here today.", minutes: 15 });
    expect(await opens(other, reference)).toBe("yes");
    expect(await code(closeOff(other, reference, false))).toBe("not_found");
    expect(await code(nameConfidant(other, reference, other.staffId, true))).toBe("not_found");
    await house.query("update staff set disabled = true where id = $1", [lead.staffId]);
    expect(await code(nameConfidant(other, reference, other.staffId, true))).toBe("yes");
  });
});
