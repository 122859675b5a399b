import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Actor, Scope } from "#lib/core/actor.ts";
import type { Role } from "#lib/core/role.ts";
import { wholeHouse } from "#lib/db/scope.ts";
import { assignRequest } from "#lib/request/assign.ts";
import { signInStaff, signOutStaff, staffActor } from "#lib/staff/sign-in.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { type Live, type LiveEvent, openLive } from "./live.ts";
import { forgetPresence, leave, present, presentAt } from "./presence.ts";
import { changeSettings, settingsOf, usual } from "./settings.ts";

type Staff = Extract<Actor, { kind: "staff" }>;
let house: House;
let reference: string;
const streams: Live[] = [];

const all: Scope = { brands: null, places: null, systems: [] };

async function member(name: string, role: Role = "officer", scope = all) {
  const subject = `${name}-${role}`;
  const email = `${name.toLowerCase()}@example.com`;
  const claims = { issuer: "https://id.example.com", subject, name: `${name} Reyes`, email, role, scope };
  const { session } = await signInStaff(claims);
  // Each is a request of its own to the portal: what narrows it ends with it.
  const actor = await wholeHouse(() => staffActor(session));
  if (!actor) throw new Error("nobody is signed in");
  return { actor, session };
}

beforeAll(async () => {
  house = await openHouse(["shop"]);
  ({ reference } = await way.fileAndProve());
});
afterAll(async () => {
  for (const stream of streams) await stream.stop();
  await house.close();
});

/** A page of a member of staff, and what it was told. */
async function page(actor: Staff, at: string | null = null) {
  const heard: LiveEvent[] = [];
  const ended = vi.fn();
  const stream = await openLive(actor, at, (event) => heard.push(event), ended);
  streams.push(stream);
  const of = <K extends LiveEvent["kind"]>(kind: K) =>
    heard.filter((event): event is Extract<LiveEvent, { kind: K }> => event.kind === kind);
  return { of, ended, stream };
}

it("a change is told to who may know of the request, with who did it, and to nobody else", async () => {
  const { actor: alba } = await member("Alba");
  const { actor: far } = await member("Fay", "analyst", { ...all, places: ["US"] });
  const { actor: root } = await member("Ada", "administrator");
  const pages = await Promise.all([page(alba), page(far), page(root)]);
  await assignRequest(alba, reference, alba.staffId);
  await vi.waitFor(() => expect(pages[0]?.of("changed").length).toBeGreaterThan(0), 5_000);
  expect(pages[0]?.of("changed")[0]).toEqual({ kind: "changed", reference, by: "AR" });
  // The others were rung for too: what they were told has had its time.
  await new Promise((go) => setTimeout(go, 600));
  expect(pages.slice(1).map((one) => one.of("changed"))).toEqual([[], []]);
  // Nothing but references and initials leaves the house this way.
  expect(Object.keys(pages[0]?.of("changed")[0] ?? {})).toEqual(["kind", "reference", "by"]);
});

it("a page is told how long the session lasts; to listen does not lengthen it, and its end ends the stream", async () => {
  const { actor, session } = await member("Ida");
  await house.query("update staff_session set seen_at = now() - interval '13 minutes' where id = $1", [
    actor.sessionId,
  ]);
  const first = await page(actor);
  const told = first.of("session")[0];
  expect(told?.idle).toBeGreaterThan(110);
  expect(told?.idle).toBeLessThanOrEqual(120);
  expect(await staffActor(session, "nobody")).toEqual(actor);
  expect((await page(actor)).of("session")[0]?.idle).toBeLessThanOrEqual(120);
  await signOutStaff(session);
  expect((await page(actor)).ended).toHaveBeenCalledOnce();
  expect(await staffActor(session, "nobody")).toBeNull();
});

it("who looks and who types is known to the others of the request, and passes", async () => {
  const { actor: alba } = await member("Alba");
  const { actor: idris } = await member("Idris", "analyst");
  const { actor: far } = await member("Fay", "analyst", { ...all, places: ["US"] });
  const albas = await page(alba, reference);
  expect(await presentAt(idris, reference)).toMatchObject([{ name: "Alba Reyes", doing: "looks" }]);
  expect(await present(idris, reference, "types")).toHaveLength(1);
  await vi.waitFor(() =>
    expect(albas.of("presence").at(-1)?.present).toMatchObject([{ initials: "IR", doing: "types" }]),
  );
  // A beat of the page does not make a typist a reader at once, but after a while it does.
  await present(idris, reference, "still");
  expect(await presentAt(alba, reference)).toMatchObject([{ doing: "types" }]);
  await house.query("update presence set until = now() + interval '20 seconds' where doing = 'types'");
  await present(idris, reference, "still");
  expect(await presentAt(alba, reference)).toMatchObject([{ doing: "looks" }]);
  // Whoever takes over is the one who types.
  await present(idris, reference, "types");
  await present(alba, reference, "types", true);
  expect(await presentAt(alba, reference)).toMatchObject([{ doing: "looks" }]);
  expect(await presentAt(idris, reference)).toMatchObject([{ doing: "types" }]);
  // No sign of life for a while, and leaving, are the same to the others.
  await house.query("update presence set until = now() - interval '1 second' where staff_id = $1", [
    idris.staffId,
  ]);
  expect(await presentAt(alba, reference)).toEqual([]);
  await forgetPresence();
  expect(await house.query("select 1 from presence where staff_id = $1", [idris.staffId])).toEqual([]);
  await leave(alba, reference);
  expect(await presentAt(idris, reference)).toEqual([]);
  await expect(present(far, reference, "looks")).rejects.toMatchObject({ code: "not_found" });
  await expect(presentAt(far, reference)).rejects.toMatchObject({ code: "not_found" });
});

it("settings are each one's own, and no other key is kept than one that can be pressed", async () => {
  const { actor: alba } = await member("Alba");
  const { actor: idris } = await member("Idris", "analyst");
  expect(await settingsOf(alba)).toEqual(usual);
  await changeSettings(alba, { theme: "dark" });
  const keys = { on: true, own: { note: "N", undo: "", queue: "g w" } };
  await changeSettings(alba, { keys });
  expect(await settingsOf(alba)).toMatchObject({ keys, theme: "dark", density: "roomy" });
  expect(await settingsOf(idris)).toEqual(usual);
  for (const key of ["ab", " ", "\n", "g  x"])
    await expect(changeSettings(alba, { keys: { on: true, own: { note: key } } })).rejects.toMatchObject({
      code: "invalid",
    });
  expect((await settingsOf(alba)).keys).toEqual(keys);
});
