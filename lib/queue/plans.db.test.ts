import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor, Scope } from "#lib/core/actor.ts";
import { plansUsed } from "#lib/request/clocks/sweep/fixture/plans.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import { operator } from "#lib/worker/fixture/ways.ts";
import { readCounts, readOwnerCounts } from "./counts.ts";
import { fillQueue, ownerId, personMail, personName, requestId } from "./fixture/crowd.ts";
import { houseValues } from "./house-values.ts";
import { countUpTo, readQueue } from "./read.ts";
import { withoutPersonalData } from "./search-words.ts";
import { queryOf, queueViews } from "./views.ts";

// One in fifty is open. With --full a million, as a large company has them after years.
const full = process.env.HABEAS_FULL === "1";
const crowd = {
  requests: full ? 1_000_000 : 20_000,
  open: full ? 20_000 : 400,
  owners: 40,
  today: "2026-11-23",
};
const watched = ["request", "task", "request_key", "request_law", "queue_standing"];

let house: House;
beforeAll(async () => {
  house = await openHouse(["shop", "newsletter"]);
  await fillQueue((text, values) => house.query(text, values), crowd);
}, 1_800_000);
afterAll(() => house.close());

const plansOf = (work: () => Promise<unknown>) =>
  plansUsed((text, values) => house.query(text, values), watched, work);

function member(scope: Partial<Scope> = {}): Actor {
  const who = { staffId: ownerId(1), name: "Member 1", initials: "M1", role: "analyst" as const };
  return { ...atDesk, kind: "staff", ...who, scope: { ...atDesk.scope, ...scope } };
}
const readers = [operator, member(), member({ places: ["DE"], brands: ["company"] })];

describe("among many requests no statement reads a table whole", { timeout: 600_000 }, () => {
  it.each(queueViews)("in the view %s, on its first page and on those after it", async (view) => {
    for (const actor of readers) {
      const query = queryOf(view);
      const { whole, indexes } = await plansOf(async () => {
        const { next } = await readQueue(actor, { query });
        if (next) await readQueue(actor, { query, after: next });
      });
      expect(whole).toEqual([]);
      expect([...indexes].some((name) => name.startsWith("request_"))).toBe(true);
    }
  });

  it("in the counts, which read no request at all for who sees everything", async () => {
    for (const actor of readers) {
      const { whole, statements, indexes } = await plansOf(async () => {
        await readCounts(actor);
        await readOwnerCounts(actor);
      });
      expect(whole).toEqual([]);
      expect(statements).toBeLessThan(6);
      expect([...indexes]).not.toContain("request_open_due");
    }
  });

  it("in orders, groups, filters and searches", async () => {
    const [row] = await house.query<{ reference: string }>("select reference from request where id = $1", [
      requestId(77),
    ]);
    const reference = row?.reference ?? "";
    const queries = [
      "sort:received",
      "is:done sort:-due",
      "is:done group:law",
      "is:open group:owner",
      "is:open right:erasure law:gdpr tag:vip",
      "is:open system:newsletter state:failed",
      "is:done right:opt_out stage:refused",
      `owner:${ownerId(3)} is:open`,
      "due:<14d is:open -is:snoozed",
      "received:2026-10-01..2026-10-03",
      "ended:2026-10-01..2026-10-03 is:done",
      "tag:nobody",
      "is:spam",
      reference,
      reference.slice(3, 10),
      withoutPersonalData(personMail(77)).query,
      withoutPersonalData(personName(77)).query,
    ];
    for (const query of queries) {
      const { whole } = await plansOf(() => readQueue(member(), { query }));
      expect(whole, query).toEqual([]);
    }
  });

  it("in what is proposed, and in the count of a saved view", async () => {
    const plans = await plansOf(async () => {
      await houseValues(member());
      await countUpTo(member(), "is:open right:erasure tag:vip", 1000);
    });
    expect(plans.whole).toEqual([]);
  });

  it("and a list of many rows costs as many statements as one of few", async () => {
    const few = await plansOf(() => readQueue(member(), { query: "is:open", limit: 3 }));
    const many = await plansOf(() => readQueue(member(), { query: "is:open", limit: 300 }));
    expect(many.statements).toBe(few.statements);
  });
});
