import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor, Scope } from "#lib/core/actor.ts";
import type { Role } from "#lib/core/role.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { operator } from "#lib/worker/fixture/ways.ts";
import { readCounts, readOwnerCounts } from "./counts.ts";
import { fillQueue, ownerId, personMail, personName, requestId } from "./fixture/crowd.ts";
import { readNew } from "./new-ones.ts";
import { countUpTo, readQueue } from "./read.ts";
import { withoutPersonalData } from "./search-words.ts";
import { foldTally, tendQueue } from "./tend.ts";
import { queryOf, queueViews } from "./views.ts";

const crowd = { requests: 900, open: 240, owners: 4, today: "2026-11-23" };

let house: House;
beforeAll(async () => {
  house = await openHouse(["shop", "newsletter"]);
  vi.useFakeTimers({ toFake: ["Date"], now: new Date(`${crowd.today}T10:00:00Z`) });
  await fillQueue((text, values) => house.query(text, values), crowd);
}, 60_000);
afterAll(async () => {
  vi.useRealTimers();
  await house.close();
});

function member(n: number, scope: Partial<Scope> = {}, role: Role = "analyst"): Actor & { kind: "staff" } {
  const who = { staffId: ownerId(n), name: `Member ${n}`, initials: "M", role };
  return { ...atDesk, kind: "staff", ...who, scope: { ...atDesk.scope, ...scope } };
}

/** Every reference that a query lists for somebody, page by page. */
async function listed(actor: Actor, query: string, limit = 37): Promise<string[]> {
  const found: string[] = [];
  let after: string | undefined;
  do {
    const page = await readQueue(actor, { query, after, limit });
    found.push(...page.rows.map((row) => row.reference));
    after = page.next ?? undefined;
  } while (after);
  expect(new Set(found).size, query).toBe(found.length);
  return found;
}

const total = async (condition: string) => {
  const [row] = await house.query<{ count: number }>(
    `select count(*)::int as count from request where ${condition}`,
  );
  return row?.count;
};

async function expectCountsToBeLists(actor: Actor) {
  const counts = await readCounts(actor);
  for (const view of queueViews)
    expect(await countUpTo(actor, queryOf(view), crowd.requests), view).toBe(counts[view]);
  return counts;
}

describe("the queue's counts", { timeout: 60_000 }, () => {
  it("are those of the lists, for everybody and for each part of the house that somebody sees", async () => {
    const all = await expectCountsToBeLists(member(1));
    expect(all.due + all.snoozed).toBe(crowd.open);
    expect(all.done).toBe(crowd.requests - crowd.open);
    for (const view of queueViews.filter((one) => one !== "approval"))
      expect(all[view], view).toBeGreaterThan(0);
    expect(await readCounts(operator)).toEqual({ ...all, mine: 0 });
    const parts: Partial<Scope>[] = [
      { brands: ["kids"] },
      { brands: ["company"], places: ["US"] },
      { places: ["DE", "US-CA"] },
      { places: [] },
    ];
    for (const scope of parts) {
      const some = await expectCountsToBeLists(member(1, scope));
      expect(some.done).toBeLessThan(all.done);
    }
    expect((await expectCountsToBeLists(member(1, { brands: ["nobody"] }))).due).toBe(0);
    const owners = await readOwnerCounts(member(1));
    expect([...owners.values()].reduce((sum, open) => sum + open, 0)).toBe(
      await total("ended_at is null and owner_id is not null"),
    );
    expect(owners.get(ownerId(1))).toBe(all.mine);
  });

  it("follow whatever changes, and only for those who may know of it", async () => {
    const [one, two, far] = [member(1), member(2), member(3, { places: ["BR"] })];
    const before = await readCounts(two);
    const id = (n: number) => `'${requestId(n)}'`;
    const changes = [
      // Closed to all but one; put off; handed on; sent back by a person; a second person asked; answered.
      `update request set confidential = true where id in (${id(2)}, ${id(4)})`,
      `insert into request_confidant (request_id, staff_id) values (${id(2)}, '${ownerId(1)}'), (${id(2)}, '${ownerId(3)}')`,
      `update request set snoozed_until = '2026-12-01' where id = ${id(5)}`,
      `update request set owner_id = '${ownerId(2)}' where id in (${id(6)}, ${id(9)}, ${id(12)})`,
      `insert into clock_change (request_id, number, cause, by) values (${id(7)}, 2, 'question_asked', 'staff')`,
      `update request set clock_state = 'paused', clock_version = 2 where id = ${id(7)}`,
      `update task set state = 'parked' where request_id = ${id(8)} and system_id = 'newsletter'`,
      `update task set state = 'settled', outcome = 'found' where request_id = ${id(3)}`,
      `insert into spam_proposal (request_id, proposed_by, why) values (${id(10)}, '${ownerId(1)}', 'nonsense')`,
      `update request set status = 'cancelled', ended_at = now() where id in (${id(13)}, ${id(16)})`,
      `insert into broken_glass (request_id, staff_id, sealed, until) values (${id(4)}, '${ownerId(2)}', '', now() + interval '1 hour')`,
    ];
    for (const change of changes) await house.query(change);
    for (const actor of [one, two, far, member(4)]) await expectCountsToBeLists(actor);
    const after = await readCounts(two);
    expect([after.done - before.done, after.approval - before.approval]).toEqual([2, 1]);
    expect(after.due + after.snoozed).toBe(before.due + before.snoozed - 3);
    const open = async (actor: Actor) => listed(actor, "is:open", 400);
    const [closed] = await house.query<{ reference: string }>("select reference from request where id = $1", [
      requestId(2),
    ]);
    expect(await open(one)).toContain(closed?.reference);
    expect(await open(far)).toContain(closed?.reference);
    expect(await open(two)).not.toContain(closed?.reference);
    // Folding changes none of them, and neither does counting all anew.
    await foldTally();
    expect(await readCounts(two)).toEqual(after);
    expect(await house.query("select * from queue_tally where not folded")).toEqual([]);
    await house.query("select queue_recount()");
    expect(await readCounts(two)).toEqual(after);
    expect(await readCounts(far)).toEqual(await expectCountsToBeLists(far));
  });

  it("never wait for who holds a request, and are told a moment later", async () => {
    const before = await readCounts(operator);
    await house.query("begin");
    await house.query("select 1 from request where id = $1 for update", [requestId(20)]);
    const { database } = await import("#lib/db/database.ts");
    await database().execute(
      "update task set state = 'settled', outcome = 'found' where request_id = '" +
        requestId(20) +
        "' and system_id = 'newsletter'",
    );
    expect(await readCounts(operator)).toEqual(before);
    await house.query("commit");
    expect(await tendQueue()).toBe(1);
    expect(await tendQueue()).toBe(0);
    const [row] = await house.query("select waits_for from request where id = $1", [requestId(20)]);
    const [standing] = await house.query("select waits_for from queue_standing_now where request_id = $1", [
      requestId(20),
    ]);
    expect(row).toEqual(standing);
  });
});

describe("the queue's list", { timeout: 60_000 }, () => {
  it("goes forth and back through every request once, in the order and the groups that are asked for", async () => {
    for (const query of [
      "is:open",
      "is:open sort:-due",
      "is:open sort:received",
      "sort:-received is:open",
      "is:open group:owner",
      "is:open group:law sort:-due",
    ]) {
      const all = await listed(operator, query, 400);
      const first = await readQueue(operator, { query, limit: 30 });
      const second = await readQueue(operator, { query, limit: 30, after: first.next ?? "" });
      expect([...first.rows, ...second.rows].map((row) => row.reference)).toEqual(all.slice(0, 60));
      const back = await readQueue(operator, { query, limit: 30, after: second.prev ?? "" });
      expect(back.rows.map((row) => row.reference)).toEqual(all.slice(0, 30));
      expect([back.prev, first.prev]).toEqual([null, null]);
    }
    const { rows } = await readQueue(operator, { query: "is:open", limit: 200 });
    const days = rows.map((row) => row.deadline.safeDue);
    expect(days).toEqual([...days].sort());
    const { rows: grouped } = await readQueue(operator, { query: "is:open group:right", limit: 200 });
    const rights = grouped.map((row) => row.right);
    expect(rights).toEqual([...rights].sort());
    for (const wrong of ["a~~2026-11-23", "x~~2026-11-23~y", `a~access~2026-11-23~${requestId(1)}`, "'"])
      await expect(readQueue(operator, { query: "is:open", after: wrong })).rejects.toMatchObject({
        code: "invalid",
      });
  });

  it("asks of every key what the rows say", async () => {
    const expectations: [string, string][] = [
      ["is:open right:erasure,access", "ended_at is null and right_asked in ('erasure', 'access')"],
      ["is:done -right:access", "ended_at is not null and right_asked <> 'access'"],
      ["law:ccpa", "regime = 'US_CA_CCPA'"],
      ["law:gdpr is:open", "ended_at is null and regime in ('EU_GDPR', 'UK_GDPR')"],
      ["owner:none is:open", "ended_at is null and owner_id is null"],
      [`owner:${ownerId(2)}`, `owner_id = '${ownerId(2)}'`],
      ["tag:VIP", "'vip' = any(tags)"],
      ["-tag:vip -brand:kids", "not 'vip' = any(tags) and brand_id is null"],
      ["place:us", "place like 'US%'"],
      ["stage:refused", "status = 'refused'"],
      ["due:<7d is:open", "ended_at is null and safe_due < '2026-11-30'"],
      ["received:>2026-09-01", "received_day > '2026-09-01'"],
      ["ended:2026-01-01..2026-03-31", "answered_day between '2026-01-01' and '2026-03-31'"],
      ["is:paused,snoozed", "ended_at is null and (clock_state = 'paused' or snoozed_until > '2026-11-23')"],
      ["agent:yes", "false"],
      [
        "system:newsletter state:failed",
        "exists (select 1 from task t where t.request_id = request.id and system_id = 'newsletter' and state = 'ready' and trouble_code is not null)",
      ],
      [
        "system:newsletter -state:found is:open",
        "ended_at is null and exists (select 1 from task t where t.request_id = request.id and system_id = 'newsletter' and state <> 'settled')",
      ],
      ["-system:shop", "false"],
      ["channel:post", "false"],
    ];
    for (const [query, condition] of expectations) {
      expect(await countUpTo(operator, query, crowd.requests), query).toBe(await total(condition));
    }
  });

  it("finds a person by their name or address, and no address line holds either", async () => {
    const [n, all] = [61, Array.from({ length: crowd.open }, (_, at) => at + 1)];
    const typed = `is:open ${personName(n)} ${personMail(n)}`;
    const { query } = withoutPersonalData(typed);
    expect(query).toMatch(/^is:open who:n\.\S{43} who:n\.\S{43} who:m\.\S{43}$/);
    expect(withoutPersonalData(query).query).toBe(query);
    const { rows } = await readQueue(member(1), { query });
    expect(rows.map((row) => row.person)).toEqual([personName(n)]);
    const given = withoutPersonalData(`who:"given${n % 50}"`).query;
    expect((await listed(operator, given)).length).toBe(all.filter((one) => one % 50 === n % 50).length);
    expect((await readQueue(operator, { query: typed })).rows).toHaveLength(1);
    for (const text of [
      "anna:bell",
      "woh:bell",
      "tga:bell",
      "place:bell",
      `who:${personMail(n)}`,
      `"${personName(n)}"`,
      `-who:"${personName(n)}"`,
    ])
      expect(withoutPersonalData(text).query.toLowerCase()).not.toMatch(/given|family|example|bell/);
    const [row] = await house.query<{ reference: string }>("select reference from request where id = $1", [
      requestId(n),
    ]);
    const reference = row?.reference ?? "";
    for (const part of [
      reference,
      reference.toLowerCase(),
      reference.slice(0, 7),
      reference.slice(3),
      `LK-${reference.slice(3, 6)}`,
    ]) {
      const found = withoutPersonalData(part).query;
      if (/\d/.test(part) || part.toUpperCase().startsWith("LK-")) expect(found).toBe(part);
      expect(await listed(operator, part), part).toContain(reference);
    }
  });

  it("shows initials where the role may not see what was found, and says what made it empty", async () => {
    const { rows } = await readQueue(member(1, {}, "auditor"), { query: "is:open" });
    for (const row of rows) expect(row.person).toMatch(/^GF$/);
    await expect(readQueue(member(1, {}, "owner"), { query: "" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(readCounts(member(1, {}, "administrator"))).rejects.toMatchObject({ code: "forbidden" });
    const { tooNarrow } = await readQueue(operator, { query: "is:open law:ch_fadp right:access" });
    expect(tooNarrow).toEqual({ piece: "law:ch_fadp", without: "is:open right:access" });
  });

  it("has the new one that is asked for before those that are due soonest, however many there are", async () => {
    const newOnes = await listed(operator, "is:new -is:snoozed");
    const late = newOnes.at(-1) ?? "";
    expect(newOnes.length).toBeGreaterThan(5);
    const read = async (asked: string | null, limit = 5) =>
      (await readNew(operator, asked, limit)).rows.map((row) => row.reference);
    expect(await read(late)).toEqual([late, ...newOnes.slice(0, 5)]);
    expect(await read(newOnes[2] ?? "")).toEqual(newOnes.slice(0, 5));
    const done = (await listed(operator, "is:done"))[0] ?? "";
    expect(await read(done)).toEqual(newOnes.slice(0, 5));
    expect(await readNew(operator, null, newOnes.length + 1)).toMatchObject({ more: false });
  });
});
