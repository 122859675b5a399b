import type { ReactNode } from "react";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor, Scope } from "#lib/core/actor.ts";
import { type Role, roles } from "#lib/core/role.ts";
import { inScope } from "#lib/db/scope.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { allowed, type StaffAction } from "#lib/staff/permissions.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { elsewhere, expected } from "./expected.ts";
import { type Answer, ask, left, routesOf } from "./harness.tsx";

type Staff = Extract<Actor, { kind: "staff" }>;

/** Who is signed in while a route is asked. */
const who = vi.hoisted(() => ({ actor: null as unknown }));

/** Whether the first wall stands: what lib/request/access.ts says that somebody may know of. */
const first = vi.hoisted(() => ({ stands: true }));
vi.mock("#lib/request/access.ts", async (load) => {
  const real = await load<typeof import("#lib/request/access.ts")>();
  const freed = (actor: Actor): Actor =>
    first.stands || actor.kind !== "staff" ? actor : { ...actor, scope: { ...actor.scope, brands: null } };
  return {
    ...real,
    requestFor: (tx, actor, ...rest) => real.requestFor(tx, freed(actor), ...rest),
    visibleTo: (actor, alias) => (first.stands ? real.visibleTo(actor, alias) : undefined),
    withinScope: (...asked) => (first.stands ? real.withinScope(...asked) : undefined),
    seesEverything: (actor) => real.seesEverything(freed(actor)),
  } satisfies typeof real;
});

vi.mock("#app/_auth/staff.ts", () => ({
  currentStaff: async () => who.actor,
  listeningStaff: async () => who.actor,
  requireStaff: async () => who.actor,
  missingSignInSettings: () => [],
  endStaffSession: async () => undefined,
}));
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: () => undefined, set: () => undefined, delete: () => undefined }),
  headers: async () => new Headers(),
}));
vi.mock("#app/_forms/notice.ts", () => ({
  leaveNotice: async (_path: string, notice: typeof left.notice) => {
    left.notice = notice;
  },
  readNotice: async () => null,
}));
// The frame is the same around every page; here what stands in it is looked at.
vi.mock("#app/desk/_kit/Frame.tsx", () => ({
  Frame: ({ title, children }: { title: string; children: ReactNode }) => (
    <>
      <title>{title}</title>
      {children}
    </>
  ),
}));

const modules = import.meta.glob(["../**/page.tsx", "../**/route.ts"]);
const onDisk = routesOf("app/desk");
const needs = new Map(
  Object.entries(expected).flatMap(([need, routes]) =>
    routes.map((route): [string, StaffAction | "anybody"] => [route, need as StaffAction | "anybody"]),
  ),
);
const canary = /Quillfeather|canary-7f3a/;

let house: House;
let own: { reference: string; requestId: string };
const members = new Map<Role, Staff>();

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  own = await way.fileAndProve({ name: "Canaria Quillfeather", email: "canary-7f3a@example.net" });
  await drain();
  for (const role of roles) {
    const [row] = await house.query<{ id: string }>(
      "insert into staff (issuer, subject, name, email, role) values ('x', $1, 'Alba Reyes', 'alba@example.com', $1) returning id",
      [role],
    );
    const scope = { ...atDesk.scope, systems: role === "owner" ? ["newsletter"] : [] };
    members.set(role, {
      ...atDesk,
      kind: "staff",
      staffId: row?.id ?? "",
      name: "Alba Reyes",
      initials: "AR",
      role,
      scope,
    });
  }
});
afterAll(() => house.close());

const member = (role: Role, scope: Partial<Scope> = {}): Staff => {
  const one = members.get(role);
  if (!one) throw new Error(role);
  return { ...one, scope: { ...one.scope, ...scope } };
};

async function asked(
  actor: Staff,
  route: string,
  ref = own.reference,
  fields: Record<string, string> = {},
): Promise<Answer> {
  who.actor = actor;
  const load = modules[`../${route}`];
  if (!load) throw new Error(`${route} is not there`);
  const params = { ref, id: "newsletter", system: "newsletter", collection: "subscribers", language: "en" };
  return ask(
    load,
    route,
    { ...params, number: "1", kind: "postgres", act: "tag", run: actor.staffId },
    fields,
  );
}

/** True where an answer gave nothing and did nothing. */
const refused = ({ status, text, told }: Answer) =>
  told === null ? status >= 300 || text.includes("not yours to see") : told.tone === "problem";
const forRole =
  /Your role does not allow|Only the privacy team|An officer of the privacy team|Ask an administrator/;

/** What was done by now; that somebody was refused is an entry too. */
async function entries(): Promise<number> {
  const [row] = await house.query<{ n: number }>(
    "select count(*)::int as n from audit_event where kind <> 'refused_at_desk'",
  );
  return row?.n ?? -1;
}

it("every route of the desk and of the doors for programs is expected, and nothing else is", () => {
  expect([...needs.keys()].sort()).toEqual(onDisk);
  expect([...elsewhere].sort()).toEqual(routesOf("app/api"));
});

const quick = ["administrator", "owner", "auditor", "analyst", "approver", "officer"] as const;

it.each(onDisk)("%s", async (route) => {
  const need = needs.get(route);
  if (need === undefined) throw new Error("the table does not know this route: nobody may use it");
  const may = quick.filter((role) => need === "anybody" || allowed(role, need));
  const mayNot = quick.filter((role) => !may.includes(role));
  const before = await entries();
  for (const role of mayNot) {
    const answer = await asked(member(role), route);
    expect({ role, refused: refused(answer), text: answer.text }).toMatchObject({ role, refused: true });
    expect(answer.text).not.toMatch(canary);
  }
  // What was refused was not done: each thing that is done leaves an entry.
  if (mayNot.length > 0) expect(await entries()).toBe(before);
  // Whoever sees no findings meets no personal value anywhere; and somebody who may is let in.
  const blind = may.filter((role) => !allowed(role, "see_findings"));
  for (const role of new Set([...blind, may.includes("officer") ? ("officer" as const) : may[0]])) {
    if (role === undefined) throw new Error("nobody may use this route");
    const answer = await asked(member(role), route);
    expect({ role, told: answer.told?.sentence ?? "" }).not.toMatchObject({
      told: expect.stringMatching(forRole),
    });
    if (blind.includes(role)) expect(answer.text).not.toMatch(canary);
  }
});

/** An answer without what differs from one asking to the next. */
const plain = ({ status, text, told }: Answer, reference: string) =>
  JSON.stringify({ status, text, told }).replaceAll(reference, "LK-…");

it.each(onDisk.filter((route) => route.includes("[ref]")))(
  "%s: a request of another place or closed to others answers like one that is not there",
  async (route) => {
    const far = member("officer", { places: ["ZZ"] });
    const nothing = plain(await asked(far, route, "LK-222-222"), "LK-222-222");
    expect(plain(await asked(far, route), own.reference)).toBe(nothing);
    expect(nothing).not.toMatch(canary);
  },
);

const overMany = onDisk.filter((route) => !route.includes("[ref]") && route.endsWith("page.tsx"));

it.each(overMany)("%s: knows nothing of a request of another place", async (route) => {
  const { text } = await asked(member("officer", { places: ["ZZ"] }), route);
  expect(text).not.toMatch(canary);
  expect(text).not.toContain(own.reference);
});

describe("two brands, and the first wall is gone (TM-54, I12)", () => {
  beforeAll(async () => {
    await house.query("update request set brand_id = 'north' where id = $1", [own.requestId]);
    first.stands = false;
  });
  afterAll(() => {
    first.stands = true;
  });
  const of = (brand: string) => {
    const actor = member("officer", { brands: [brand] });
    return (route: string, fields?: Record<string, string>) =>
      inScope({ ...actor.scope, staffId: actor.staffId }, () => asked(actor, route, own.reference, fields));
  };
  // What is the same for everybody, and costs most to draw, is left out.
  const some = onDisk.filter((route) => !/^(law|systems|settings|policy|templates|sign-)/.test(route));

  it.each(some)("%s gives whoever is limited to another brand nothing of this one", async (route) => {
    const done = () => house.query("select kind from audit_event where chain = $1", [own.requestId]);
    const before = await done();
    const { text } = await of("south")(route, { q: own.reference, words: "Quillfeather" });
    expect(text).not.toMatch(canary);
    expect(await done()).toEqual(before);
    if (!route.includes("[ref]") && route.endsWith("page.tsx")) expect(text).not.toContain(own.reference);
  });

  it("while it is open to whoever is limited to this one, and the first wall is gone indeed", async () => {
    const page = "requests/[ref]/page.tsx";
    expect((await of("north")(page)).text).toMatch(canary);
    expect((await asked(member("officer", { brands: ["south"] }), page)).text).toMatch(canary);
    expect((await of("north")("page.tsx")).text).toContain(own.reference);
  });
});

it("no page over many requests knows of one that is closed to others, and a search finds it not", async () => {
  await house.query("update request set confidential = true where id = $1", [own.requestId]);
  for (const route of [...overMany, "live/find/route.ts", "search/suggest/route.ts"]) {
    // What is the same for everybody, and costs most to draw.
    if (route.startsWith("law/") || route.startsWith("systems/")) continue;
    const answer = await asked(member("officer"), route, own.reference, {
      q: own.reference,
      words: "Quillfeather",
    });
    expect(`${route} ${answer.text}`).not.toMatch(canary);
    // The log of what was asked a moment ago may echo what was typed, and nothing else.
    if (route.endsWith("page.tsx")) expect(`${route} ${answer.text}`).not.toContain(own.reference);
  }
});
