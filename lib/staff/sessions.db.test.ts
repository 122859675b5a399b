import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor } from "#lib/core/actor.ts";
import type { Role } from "#lib/core/role.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { dropForm, keepForm, keptForm } from "./kept-form.ts";
import { endSessionOf, openSessions, readTeam, setAccess } from "./sessions.ts";
import { signInStaff, signOutStaff, staffActor } from "./sign-in.ts";
import { demandFresh } from "./step-up.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

async function enter(name: string, role: Role, how = {}) {
  const claims = {
    issuer: "https://login.example.com",
    subject: name,
    name,
    email: `${name}@example.com`,
    role,
  };
  const { session } = await signInStaff(claims, how);
  const actor = await staffActor(session);
  if (!actor) throw new Error("not signed in");
  return { session, actor };
}

it("one sees and ends one's own sessions, and nobody else's", async () => {
  const first = await enter("ida", "analyst", { device: "Firefox on Linux" });
  const second = await enter("ida", "analyst", { device: "Safari on iOS" });
  const other = await enter("una", "analyst");
  const mine = await openSessions(first.actor, first.actor.staffId);
  expect(mine.map(({ device, here }) => [device, here])).toEqual([
    ["Safari on iOS", false],
    ["Firefox on Linux", true],
  ]);
  await expect(openSessions(other.actor, first.actor.staffId)).rejects.toMatchObject({ code: "forbidden" });
  await expect(endSessionOf(other.actor, second.actor.sessionId)).rejects.toMatchObject({
    code: "forbidden",
  });
  await endSessionOf(first.actor, second.actor.sessionId);
  expect([await staffActor(second.session), (await staffActor(first.session))?.name]).toEqual([null, "ida"]);
  await expect(endSessionOf(first.actor, second.actor.sessionId)).rejects.toMatchObject({
    code: "not_found",
  });
});

it.each<[Role, boolean, boolean]>([
  ["administrator", true, true],
  ["officer", true, true],
  ["auditor", true, false],
  ["analyst", false, false],
  ["approver", false, false],
  ["owner", false, false],
])("%s sees the team: %s, and manages it: %s", async (role, sees, manages) => {
  const who = await enter(`who-${role}`, role);
  const them = await enter("them", "analyst");
  const code = (work: Promise<unknown>) =>
    work.then(
      () => "yes",
      (error) => error.code,
    );
  expect(await code(readTeam(who.actor))).toBe(sees ? "yes" : "forbidden");
  expect(await code(setAccess(who.actor, them.actor.staffId, false))).toBe(manages ? "yes" : "forbidden");
  await house.query("update staff set disabled = false where subject = 'them'");
  const again = await enter("them", "analyst");
  expect(await code(endSessionOf(who.actor, again.actor.sessionId))).toBe(manages ? "yes" : "forbidden");
});

it("whose access was taken is out at once and does not come in again, until it is given back", async () => {
  const lead = await enter("lead", "officer");
  const gone = await enter("gone", "analyst");
  await setAccess(lead.actor, gone.actor.staffId, false);
  expect(await staffActor(gone.session)).toBeNull();
  await expect(enter("gone", "officer")).rejects.toMatchObject({ code: "forbidden" });
  await setAccess(lead.actor, gone.actor.staffId, true);
  expect(await staffActor(gone.session)).toBeNull();
  expect((await enter("gone", "analyst")).actor.role).toBe("analyst");
  await expect(setAccess(lead.actor, lead.actor.staffId, false)).rejects.toMatchObject({ code: "conflict" });
  const kinds = await house.query<{ kind: string }>(
    "select kind from audit_event where kind in ('staff_disabled', 'staff_enabled') and data ->> 'staff' = $1 order by position",
    [gone.actor.staffId],
  );
  expect(kinds.map((row) => row.kind)).toEqual(["staff_disabled", "staff_enabled"]);
});

it("a legal act wants a sign-in of the last hour, by when the company asked", async () => {
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const fresh = await enter("fay", "officer", { askedAt: ago(59) });
  demandFresh(fresh.actor);
  const old = await enter("fay", "officer", { askedAt: ago(61) });
  expect(() => demandFresh(old.actor)).toThrow(expect.objectContaining({ code: "step_up" }));
  // What lies ahead of the clock counts as now.
  const ahead = await enter("fay", "officer", { askedAt: ago(-600) });
  expect(ahead.actor.steppedUpAt?.getTime()).toBeLessThan(Date.now() + 5_000);
  demandFresh({ kind: "operator" });
  const never: Actor = { ...fresh.actor, steppedUpAt: null };
  expect(() => demandFresh(never)).toThrow();
});

it("a form is kept for whoever filled it in, sealed; the fresh session takes the old one's place", async () => {
  const { actor, session } = await enter("kay", "officer");
  const other = await enter("ken", "officer");
  const kept = { action: "/desk/requests/LK-222-222/act", page: "/desk/requests/LK-222-222" };
  const fields: [string, string][] = [
    ["note", "canary-7f3a"],
    ["to", "a"],
    ["to", "b"],
  ];
  await keepForm(actor, { ...kept, fields });
  expect(await keptForm(actor.staffId)).toEqual({ ...kept, fields, sessionId: actor.sessionId });
  expect(await keptForm(other.actor.staffId)).toBeNull();
  const stored = await house.query<{ t: string }>(
    "select encode(sealed, 'escape') as t from staff_kept_form",
  );
  expect(stored.map((row) => row.t).join()).not.toContain("canary-7f3a");
  await expect(keepForm(actor, { action: "https://example.com/", page: "/desk", fields })).rejects.toThrow();
  const again = await enter("kay", "officer");
  expect([await staffActor(session), (await staffActor(again.session))?.name]).toEqual([null, "kay"]);
  await house.query("update staff_kept_form set expires_at = now()");
  expect(await keptForm(actor.staffId)).toBeNull();
  await dropForm(actor.staffId);
  await signOutStaff(again.session);
});
