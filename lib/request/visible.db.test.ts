import { randomUUID } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { request } from "#drizzle/schema/request.ts";
import type { Actor, Scope } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { type Role, roles } from "#lib/core/role.ts";
import { database } from "#lib/db/database.ts";
import { countApprovals, listApprovals } from "#lib/decision/approvals.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { requestFor, visibleTo } from "./access.ts";
import { countAlerts, listAlerts } from "./clocks/sweep/alerts.ts";

let house: House;
let ours: string;
let ids: string[];

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  const filed = [await way.file(), await way.file(), await way.file()];
  ours = filed[0]?.reference ?? "";
  ids = filed.map((one) => one.requestId);
  // Past the guards: where somebody lives moves with its clocks only.
  await house.query("set session_replication_role = replica");
  await house.query("update request set brand_id = 'kids', place = 'DE' where id = $1", [ids[1]]);
  await house.query("update request set place = 'US-CA' where id = $1", [ids[2]]);
  await house.query("update request set place = 'FR' where id = $1", [ids[0]]);
  await house.query("set session_replication_role = origin");
});
afterAll(() => house.close());

async function member(
  scope: Partial<Scope> = {},
  role: Role = "officer",
): Promise<Actor & { kind: "staff" }> {
  const staffId = randomUUID();
  await house.query(
    "insert into staff (id, issuer, subject, name, email, role) values ($1, 'x', $2, 'A', 'a@example.com', $3)",
    [staffId, staffId, role],
  );
  return {
    ...atDesk,
    kind: "staff",
    staffId,
    name: "A",
    initials: "A",
    role,
    scope: { ...atDesk.scope, ...scope },
  };
}

const seen = async (actor: Actor) => {
  const rows = await database()
    .select({ id: request.id })
    .from(request)
    .where(and(visibleTo(actor), isNull(request.endedAt)));
  return ids.flatMap((id, number) => (rows.some((row) => row.id === id) ? [number] : []));
};
const opens = async (actor: Actor, reference: string) =>
  requestFor(database(), actor, reference, { person: "never", staff: "see_findings" }).then(
    () => "yes",
    (error) => (error instanceof HabeasError ? error.code : "a bug"),
  );

describe("what a member of staff may know of", () => {
  it.each<[string, Partial<Scope>, number[]]>([
    ["everything", {}, [0, 1, 2]],
    ["one brand", { brands: ["kids"] }, [1]],
    ["the company's own name", { brands: ["company"] }, [0, 2]],
    ["a country", { places: ["FR"] }, [0]],
    ["a country with its parts", { places: ["US"] }, [2]],
    ["a part of a country", { places: ["US-CA", "DE"] }, [1, 2]],
    ["another part of it", { places: ["US-TX"] }, []],
    ["a brand and a place", { brands: ["kids"], places: ["FR"] }, []],
    ["no brand at all", { brands: [] }, []],
    ["no place at all", { places: [] }, []],
  ])("%s", async (_what, scope, expected) => {
    expect(await seen(await member(scope))).toEqual(expected);
  });

  it.each(roles)("as %s, by the table", async (role) => {
    const may = ["officer", "analyst", "approver", "auditor"].includes(role);
    expect(await seen(await member({}, role))).toEqual(may ? [0, 1, 2] : []);
  });

  it("is nothing for people and workers, and all for the operator", async () => {
    expect(await seen(way.newVisitor())).toEqual([]);
    expect(await seen({ kind: "worker", requestId: ids[0] ?? "" })).toEqual([]);
    expect(await seen(way.operator)).toEqual([0, 1, 2]);
  });
});

it("a request outside a scope answers like one that does not exist", async () => {
  expect(await opens(await member({ places: ["DE"] }), ours)).toBe("not_found");
  expect(await opens(await member({ places: ["FR"] }), ours)).toBe("yes");
});

it("a closed request is there for those named only, and for whoever broke the glass until the minutes are over", async () => {
  const [named, other, far] = [await member(), await member(), await member({ places: ["DE"] })];
  await house.query("update request set confidential = true where id = $1", [ids[0]]);
  await house.query("insert into request_confidant (request_id, staff_id) values ($1, $2)", [
    ids[0],
    named.staffId,
  ]);
  expect([await opens(named, ours), await opens(other, ours), await seen(other)]).toEqual([
    "yes",
    "not_found",
    [1, 2],
  ]);
  for (const one of [other, far]) {
    await house.query(
      "insert into broken_glass (request_id, staff_id, sealed, until) values ($1, $2, '', now() + interval '1 minute')",
      [ids[0], one.staffId],
    );
    expect(await opens(one, ours)).toBe("yes");
  }
  await house.query("update broken_glass set until = now()");
  expect([await opens(other, ours), await opens(far, ours)]).toEqual(["not_found", "not_found"]);
  await house.query("update request set confidential = false where id = $1", [ids[0]]);
  expect(
    await database()
      .select()
      .from(request)
      .where(and(eq(request.id, ids[0] ?? ""), visibleTo(other))),
  ).toHaveLength(1);
});

it("lists over many requests leave out what is not theirs: approvals, alerts", async () => {
  const [wide, narrow] = [await member({}, "officer"), await member({ places: ["DE"] }, "officer")];
  await house.query(
    "insert into alert (request_id, law, kind, mark, segment, due_day, on_day, late) values ($1, 'GDPR', 'answer', 'half', '1', '2026-01-01', '2026-01-01', false)",
    [ids[0]],
  );
  await house.query(
    "insert into receipt_correction (request_id, by, sealed, received_at, channel) values ($1, 'staff/x', '', now(), 'post')",
    [ids[0]],
  );
  expect([
    (await listAlerts(wide)).alerts.length,
    await countAlerts(wide),
    await countApprovals(wide),
  ]).toEqual([1, 1, 1]);
  expect([
    (await listAlerts(narrow)).alerts.length,
    await countAlerts(narrow),
    await countApprovals(narrow),
  ]).toEqual([0, 0, 0]);
  expect(await listApprovals(narrow)).toEqual([]);
});
