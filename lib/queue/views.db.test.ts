import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor, Scope } from "#lib/core/actor.ts";
import type { Role } from "#lib/core/role.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { operator } from "#lib/worker/fixture/ways.ts";
import { exportQueue } from "./export.ts";
import { fillQueue, personMail, personName, requestId } from "./fixture/crowd.ts";
import { houseValues } from "./house-values.ts";
import { deleteView, listSavedViews, moveView, renameView, saveView } from "./saved-views.ts";
import { suggest } from "./suggest.ts";

const crowd = { requests: 1400, open: 200, owners: 3, today: "2026-11-23" };

let house: House;
beforeAll(async () => {
  house = await openHouse(["shop", "newsletter"]);
  await fillQueue((text, values) => house.query(text, values), crowd);
}, 60_000);
afterAll(() => house.close());

type Member = Actor & { kind: "staff" };

async function member(role: Role, scope: Partial<Scope> = {}): Promise<Member> {
  const staffId = randomUUID();
  await house.query(
    "insert into staff (id, issuer, subject, name, email, role) values ($1, 'x', $2, $3, 'a@example.com', $4)",
    [staffId, staffId, `Alba ${role}`, role],
  );
  return {
    ...atDesk,
    kind: "staff",
    staffId,
    name: `Alba ${role}`,
    initials: "AL",
    role,
    scope: { ...atDesk.scope, ...scope },
  };
}

const names = async (actor: Actor) => (await listSavedViews(actor)).map(({ name }) => name);

describe("saved views", () => {
  it("are private, of a role or of everybody, in an order of their own, and hold no personal data", async () => {
    const [officer, analyst, other] = [
      await member("officer"),
      await member("analyst"),
      await member("analyst"),
    ];
    const mine = await saveView(analyst, {
      name: "  My   erasures ",
      query: "right:delete is:open",
      reach: "private",
    });
    const second = await saveView(analyst, {
      name: "Person",
      query: `${personName(3)} is:open`,
      reach: "private",
    });
    await saveView(analyst, { name: "Shared", query: "is:open tag:vip", reach: "shared" });
    const ofRole = await saveView(officer, {
      name: "For analysts",
      query: "owner:none is:open",
      reach: "role",
      role: "analyst",
    });
    expect(await names(analyst)).toEqual(["My erasures", "Person", "For analysts", "Shared"]);
    expect(await names(other)).toEqual(["For analysts", "Shared"]);
    expect(await names(officer)).toEqual(["For analysts", "Shared"]);
    const views = await listSavedViews(analyst);
    expect(views.map(({ query }) => query)[0]).toBe("right:erasure is:open");
    expect(JSON.stringify(await house.query("select * from saved_view")).toLowerCase()).not.toMatch(
      /given|family/,
    );
    expect(views.map(({ mayChange }) => mayChange)).toEqual([true, true, false, true]);
    expect(views[1]?.count.requests).toBeGreaterThan(0);
    await moveView(analyst, second, "up");
    await moveView(analyst, second, "up");
    await renameView(officer, ofRole, "Analysts");
    expect(await names(analyst)).toEqual(["Person", "My erasures", "Analysts", "Shared"]);
    await deleteView(analyst, mine);
    expect(await names(analyst)).toEqual(["Person", "Analysts", "Shared"]);
    const [told] = await house.query<{ count: number }>(
      "select count(*)::int as count from audit_event where kind = 'view_kept'",
    );
    expect(told?.count).toBe(3);
  });

  it("are changed by who made them, or an officer, and by nobody else", async () => {
    const [analyst, other, auditor] = [
      await member("analyst"),
      await member("analyst"),
      await member("auditor"),
    ];
    const own = await saveView(analyst, { name: "Own", query: "is:open", reach: "private" });
    const shared = await saveView(analyst, { name: "Ours", query: "is:open", reach: "shared" });
    for (const act of [
      () => renameView(other, own, "x"),
      () => deleteView(other, own),
      () => moveView(other, own, "up"),
    ])
      await expect(act()).rejects.toMatchObject({ code: "not_found" });
    for (const act of [() => renameView(other, shared, "x"), () => deleteView(auditor, shared)])
      await expect(act()).rejects.toMatchObject({ code: "forbidden" });
    for (const reach of ["shared", "role"] as const)
      await expect(saveView(auditor, { name: "x", query: "is:open", reach })).rejects.toMatchObject({
        code: "forbidden",
      });
    for (const wish of [
      { name: "", query: "is:open" },
      { name: "x", query: "" },
      { name: "x", query: "is:opne" },
    ])
      await expect(saveView(analyst, { ...wish, reach: "private" })).rejects.toMatchObject({
        code: "invalid",
      });
    await expect(saveView(operator, { name: "x", query: "is:open", reach: "private" })).rejects.toMatchObject(
      { code: "forbidden" },
    );
    await expect(listSavedViews(await member("owner"))).rejects.toMatchObject({ code: "forbidden" });
  });

  it("count no further than a thousand, and only what somebody sees", async () => {
    const [wide, narrow] = [
      await member("analyst"),
      await member("analyst", { places: ["BR"], brands: ["kids"] }),
    ];
    for (const actor of [wide, narrow])
      await saveView(actor, { name: "All", query: "-is:spam", reach: "private" });
    const count = async (actor: Actor) =>
      (await listSavedViews(actor)).find(({ name }) => name === "All")?.count;
    expect(await count(wide)).toEqual({ requests: 1000, orMore: true });
    const [row] = await house.query<{ count: number }>(
      "select count(*)::int as count from request where place = 'BR' and brand_id = 'kids'",
    );
    expect(await count(narrow)).toEqual({ requests: row?.count, orMore: false });
  });
});

describe("what a query can go on with", () => {
  const inserts = async (actor: Actor, text: string, at = text.length) =>
    (await suggest(actor, text, at)).map(({ insert }) => insert);

  it("is keys, then the values of the key where the cursor is, with their titles", async () => {
    const actor = await member("analyst");
    expect(await inserts(actor, "")).toContain("is:");
    expect(await inserts(actor, "is:open s")).toEqual(["system:", "state:", "stage:", "sort:"]);
    expect(await inserts(actor, "is:open -ta")).toEqual(["-tag:"]);
    expect(await inserts(actor, "is:o")).toEqual(["is:open", "is:overdue"]);
    expect(await inserts(actor, "right:access,er")).toEqual(["right:access,erasure"]);
    expect(await inserts(actor, "law:ccpa")).toEqual(["law:US_CA_CCPA"]);
    expect(await inserts(actor, "tag:")).toEqual(["tag:vip"]);
    expect(await inserts(actor, "system:sh is:open", 9)).toEqual(["system:shop"]);
    expect(await inserts(actor, "owner:member")).toHaveLength(3);
    expect(await inserts(actor, "place:germ")).toEqual(["place:DE"]);
    expect(await inserts(actor, "foo:b")).toEqual([]);
    for (const [text, at] of [
      ["\ud800:", 1],
      ['"', 1],
      ["is:", Number.NaN],
      ["is:open", -5],
      ["is:open", 1e9],
    ] as const)
      expect(Array.isArray(await suggest(actor, text, at))).toBe(true);
    expect(await suggest(actor, "is:open due:x", 13)).toEqual([]);
    const [first] = await suggest(actor, "is:open  rig", 12);
    expect(first).toMatchObject({ start: 9, end: 12, insert: "right:" });
  });

  it("never tells what lies outside of what somebody sees", async () => {
    await house.query("update request set tags = '{secret}' where id = $1", [requestId(8)]);
    const [all, narrow] = [
      await member("analyst"),
      await member("analyst", { places: ["DE"], brands: ["company"] }),
    ];
    expect((await houseValues(all)).tag?.map(({ value }) => value)).toContain("secret");
    const values = await houseValues(narrow);
    expect(values.place?.map(({ value }) => value)).toEqual(["DE"]);
    expect(values.brand?.map(({ value }) => value)).toEqual(["company"]);
    expect(values.tag?.map(({ value }) => value)).not.toContain("secret");
    expect(values.law?.map(({ value }) => value)).toEqual(["EU_GDPR"]);
    await expect(suggest(await member("owner"), "tag:", 4)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("a list as a file", () => {
  const fileOf = async (actor: Actor, query: string) => {
    const { fileName, lines } = await exportQueue(actor, query);
    let text = "";
    for await (const line of lines) text += line;
    return { fileName, text };
  };

  it("has every row that the reader sees, says who took it and when, and is in the log", async () => {
    const analyst = await member("analyst", { places: ["IE"] });
    const { text, fileName } = await fileOf(analyst, `is:open ${personMail(8)}`);
    expect(fileName).toMatch(/^requests-\d{4}-\d\d-\d\d\.csv$/);
    const lines = text.trimEnd().split("\r\n");
    expect(lines[0]).toMatch(
      /^\uFEFF"Taken from the privacy desk of Larkspur by Alba analyst, \d{4}-.*; asked for: is:open who:m\.\S{43}"$/,
    );
    expect(lines[1]).toMatch(/^"Request","Person","Right"/);
    expect(lines).toHaveLength(4);
    expect(lines[2]).toContain(`"${personName(8)}"`);
    expect(lines.at(-1)).toBe('"End of the list: 1 requests"');
    const [event] = await house.query<{ actor: string; data: object }>(
      "select actor, data from audit_event where kind = 'queue_exported'",
    );
    expect(event).toEqual({ actor: `staff/${analyst.staffId}`, data: { query: "is:open who:somebody" } });
    const whole = await fileOf(analyst, "");
    const [row] = await house.query<{ count: number }>(
      "select count(*)::int as count from request where place = 'IE'",
    );
    expect(whole.text.trimEnd().split("\r\n")).toHaveLength(3 + (row?.count ?? 0));
    expect(whole.text).not.toMatch(/"(DE|FR|US-CA|BR)"/);
  });

  it("calculates nothing in a spreadsheet, and shows initials to who may not see names", async () => {
    await house.query("update request set tags = '{=1+1}' where id = $1", [requestId(16)]);
    const auditor = await member("auditor");
    const { text } = await fileOf(auditor, "is:open");
    expect(text).toContain('"\'=1+1"');
    expect(text).not.toMatch(/Given|Family/);
    expect(text).toContain('"GF"');
    await fileOf(auditor, "tag:anna-bell");
    const [logged] = await house.query<{ data: object }>(
      "select data from audit_event where kind = 'queue_exported' order by position desc limit 1",
    );
    expect(logged?.data).toEqual({ query: "tag:some" });
    await expect(exportQueue(await member("analyst"), "is:opne")).rejects.toMatchObject({ code: "invalid" });
    await expect(exportQueue(await member("administrator"), "is:open")).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
