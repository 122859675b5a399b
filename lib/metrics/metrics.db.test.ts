import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#lib/core/actor.ts";
import { parseQuery } from "#lib/queue/language.ts";
import { readQueue } from "#lib/queue/read.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { type Asked, askedOf } from "./asked.ts";
import { fillEnded } from "./fixture/crowd.ts";
import { foldMetrics } from "./fold.ts";
import { readMetrics } from "./read.ts";

const today = "2026-11-20";
let house: House;

type Staff = Extract<Actor, { kind: "staff" }>;
const staff = (scope: Partial<Staff["scope"]> = {}, role: Staff["role"] = "officer"): Staff => ({
  ...atDesk,
  kind: "staff",
  staffId: randomUUID(),
  name: "Alba Reyes",
  initials: "AR",
  role,
  scope: { ...atDesk.scope, ...scope },
});

const asked = (query: Record<string, string> = {}): Asked => askedOf({ period: "24m", ...query }, today);

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  await fillEnded(house.query, { from: 1, to: 900 }, today);
});
afterAll(() => house.close());

/** The same figures by the plainest reading of the rows. */
async function naive(where: string): Promise<Record<string, number>> {
  const [row] = await house.query<Record<string, number>>(`
    select count(*) filter (where x.response is not null)::int as closed, count(x.days)::int as answered,
        count(*) filter (where not x.on_time)::int as late,
        percentile_disc(0.5) within group (order by x.days)::int as median,
        percentile_disc(0.9) within group (order by x.days)::int as p90,
        count(*) filter (where x.basis ? 'excessive')::int as excessive
      from request r join request_record x on x.request_id = r.id where ${where}`);
  return row ?? {};
}

async function ours(actor: Actor, query: Record<string, string>) {
  const { total, grounds } = await readMetrics(actor, asked(query));
  return {
    closed: total.closed,
    answered: total.answered,
    late: total.late,
    median: total.spread?.median,
    p90: total.spread?.p90,
    excessive: grounds.find(({ what }) => what === "excessive")?.n ?? 0,
  };
}

const cases: [string, Record<string, string>, Partial<Staff["scope"]>, string][] = [
  ["all", {}, {}, "true"],
  ["a right", { right: "erasure" }, {}, "r.right_asked = 'erasure'"],
  ["a law", { law: "UK_GDPR" }, {}, "r.regime = 'UK_GDPR'"],
  ["a brand", { brand: "harbour" }, {}, "r.brand_id = 'harbour'"],
  [
    "a right, a law and no brand",
    { right: "access", law: "EU_GDPR", brand: "company" },
    {},
    "r.right_asked = 'access' and r.regime = 'EU_GDPR' and r.brand_id is null",
  ],
  ["a scope of places", {}, { places: ["US", "DE"] }, "r.place in ('US-CA', 'DE')"],
  [
    "a scope of brands",
    { right: "access" },
    { brands: ["company"] },
    "r.brand_id is null and r.right_asked = 'access'",
  ],
  ["a brand that is not theirs", { brand: "harbour" }, { brands: ["company"] }, "false"],
];

describe("the figures of the desk", () => {
  it.each(["as changes", "added up"])("are those of a plain count, whoever asks, %s", async (how) => {
    if (how === "added up") expect(await foldMetrics()).toBeGreaterThan(1000);
    const told = [];
    const plain = [];
    for (const [name, query, scope, where] of cases) {
      told.push([name, await ours(staff(scope), query)]);
      const row = await naive(where);
      plain.push([name, { ...row, median: row.median ?? undefined, p90: row.p90 ?? undefined }]);
    }
    expect(told).toEqual(plain);
  });

  it("lead to lists with as many rows", async () => {
    const reader = staff();
    const { months, outcomes, grounds, systems, total } = await readMetrics(reader, asked());
    const month = months.find(({ closed, received }) => closed > 5 && received > 5);
    const outcome = outcomes.find(({ what }) => what === "denied");
    const support = systems.find(({ what }) => what === "support");
    const span = "2024-12-01..2026-11-30";
    const [first, last] = [month?.key ?? "", `${month?.key.slice(0, 8)}28`];
    const lists: [string, number | undefined][] = [
      [`ended:${span}`, total.closed],
      [`ended:${span} is:late`, total.late],
      [`received:${span}`, total.received],
      [`outcome:denied ended:${span}`, outcome?.n],
      [`ground:excessive ended:${span}`, grounds.find(({ what }) => what === "excessive")?.n],
      [`system:support state:troubled ended:${span}`, support?.trouble],
      [`system:support state:asked ended:${span}`, support?.asked],
    ];
    expect(first < last).toBe(true);
    for (const [text, n] of lists) expect([text, await length(reader, text)]).toEqual([text, n]);
    expect(support?.trouble).toBeGreaterThan(5);
  });

  it("count what was taken up again where the first one ended, and not once it is undone", async () => {
    const [[first, second], reader] = [
      await house.query<{ id: string }>(
        "select id from request where ended_at is not null order by id limit 2",
      ),
      staff(),
    ];
    const [member] = await house.query<{ id: string }>(
      "insert into staff (issuer, subject, name, email, role) values ('i', 's', 'Alba Reyes', 'alba@example.com', 'officer') returning id",
    );
    await house.query("insert into request_link (from_id, to_id, kind, by) values ($1, $2, 'reopened', $3)", [
      second?.id,
      first?.id,
      member?.id,
    ]);
    expect((await readMetrics(reader, asked())).reopened).toBe(1);
    expect(await length(reader, "is:reopened")).toBe(1);
    await house.query("update request_link set undone_at = now() where kind = 'reopened'");
    expect((await readMetrics(reader, asked())).reopened).toBe(0);
    expect(await length(reader, "is:reopened")).toBe(0);
  });

  it("go with a request through its life: open and for whom it waits, stages, and its law corrected", async () => {
    const reader = staff({ places: ["AT"] });
    const now = askedOf({ period: "3m" }, new Date().toISOString().slice(0, 10));
    const { requestId } = await way.fileAndProve({ place: "AT" });
    const before = await readMetrics(reader, now);
    expect(before.total).toMatchObject({ received: 1, closed: 0 });
    expect(before.ahead.open).toEqual([{ what: "system", n: 1 }]);
    await drain();
    await foldMetrics();
    expect((await readMetrics(reader, now)).ahead.open).toEqual([{ what: "us", n: 1 }]);
    await house.query("update request set brand_id = 'harbour' where id = $1", [requestId]);
    const own = staff({ places: ["AT"], brands: ["company"] });
    expect((await readMetrics(own, now)).total.received).toBe(0);
    const harbour = staff({ places: ["AT"], brands: ["harbour"] });
    expect((await readMetrics(harbour, now)).total.received).toBe(1);
    await foldMetrics();
    expect((await readMetrics(harbour, now)).ahead.open).toEqual([{ what: "us", n: 1 }]);
    const spans = await house.query<{ what: string }>(
      "select what from request_span where request_id = $1 order by kind, what",
      [requestId],
    );
    expect(spans.map(({ what }) => what)).toEqual(
      expect.arrayContaining(["received", "collecting", "reviewing", "us"]),
    );
  });

  it("are for who may see figures", async () => {
    await expect(readMetrics(staff({}, "administrator"), asked())).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(readMetrics(way.newVisitor(), asked())).rejects.toMatchObject({ code: "not_found" });
  });
});

async function length(actor: Actor, text: string): Promise<number> {
  expect(parseQuery(text).problems).toEqual([]);
  let rows = 0;
  let after: string | undefined;
  do {
    const page = await readQueue(actor, { query: parseQuery(text), ...(after ? { after } : {}), limit: 500 });
    rows += page.rows.length;
    after = page.next ?? undefined;
  } while (after);
  return rows;
}
