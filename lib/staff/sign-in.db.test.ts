import { afterAll, beforeAll, expect, it } from "vitest";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { newVisitor } from "#lib/worker/fixture/ways.ts";
import { listStaff, type StaffClaims, signInStaff, signOutStaff, staffActor } from "./sign-in.ts";

let house: House;

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
});
afterAll(() => house.close());

const alba: StaffClaims = {
  issuer: "https://login.example.com",
  subject: "17",
  name: "Alba Reyes",
  email: "alba@example.com",
  role: "officer",
};
const set = (change: string) => house.query(`update staff_session set ${change}`);

it("a session is the person's of (issuer, subject), and only its hash is stored", async () => {
  const { session } = await signInStaff(alba);
  expect(await staffActor(session)).toMatchObject({
    kind: "staff",
    name: "Alba Reyes",
    initials: "AR",
    role: "officer",
  });
  const rows = await house.query<{ text: string }>("select s::text as text from staff_session s");
  expect(rows.map((row) => row.text).join()).not.toContain(session);
  for (const other of [undefined, "", `${session}x`, session.slice(1), "\u0000"])
    expect(await staffActor(other)).toBeNull();
});

it("the same address from another issuer or subject is somebody else", async () => {
  const ids = await Promise.all(
    [alba, { ...alba, issuer: "https://other.example.com" }, { ...alba, subject: "18" }, alba].map(
      async (claims) => {
        const { session } = await signInStaff(claims);
        return (await staffActor(session))?.staffId;
      },
    ),
  );
  expect(new Set(ids).size).toBe(3);
  expect(ids[0]).toBe(ids[3]);
});

it.each([
  ["is idle for fifteen minutes", "seen_at = now() - interval '15 minutes'", null],
  ["is used within them", "seen_at = now() - interval '14 minutes 50 seconds'", "officer"],
  ["is eight hours old, however busy", "seen_at = now(), created_at = now() - interval '8 hours'", null],
  [
    "is a little younger than that",
    "seen_at = now(), created_at = now() - interval '7 hours 59 minutes'",
    "officer",
  ],
])("a session that %s", async (_what, change, role) => {
  const { session } = await signInStaff(alba);
  await set(change);
  expect((await staffActor(session))?.role ?? null).toBe(role);
});

it("a role that changes, a sign-out and a disabled account count from the next request on", async () => {
  const { session } = await signInStaff(alba);
  const { session: second } = await signInStaff({ ...alba, role: "auditor" });
  expect((await staffActor(session))?.role).toBe("auditor");
  await house.query("update staff set role = 'root' where subject = '17'");
  // A role that is not in the list may do the least.
  expect((await staffActor(session))?.role).toBe("auditor");
  await signOutStaff(session);
  await signOutStaff(session);
  expect(await staffActor(session)).toBeNull();
  expect(await staffActor(second)).not.toBeNull();
  await house.query("update staff set disabled = true where subject = '17'");
  expect(await staffActor(second)).toBeNull();
  await expect(signInStaff(alba)).rejects.toMatchObject({ code: "forbidden" });
  expect((await house.query("select 1 from audit_event where kind = 'staff_signed_out'")).length).toBe(1);
});

it("the list of staff is for staff", async () => {
  for (const actor of [newVisitor(), { kind: "worker", requestId: "" } as const]) {
    await expect(listStaff(actor)).rejects.toMatchObject({ code: "forbidden" });
  }
  expect((await listStaff({ kind: "operator" })).every((one) => one.initials.length === 2)).toBe(true);
});
