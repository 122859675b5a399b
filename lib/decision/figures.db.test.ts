import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Actor } from "#lib/core/actor.ts";
import { addDays } from "#lib/core/day.ts";
import type { Role } from "#lib/core/role.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { type Figures, figuresOf } from "./figures.ts";
import { type Made, made } from "./fixture/records.ts";
import { lawsWithFigures, publishedTables, publishFigures, withdrawFigures } from "./publish.ts";

let house: House;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-20T10:00:00Z") });
  house = await openHouse(["newsletter"]);
});
afterAll(async () => {
  vi.useRealTimers();
  await house.close();
});

const staff = (role: Role): Actor => ({
  ...atDesk,
  kind: "staff",
  staffId: randomUUID(),
  name: "Alba Reyes",
  initials: "AR",
  role,
});

async function store(all: readonly Made[]): Promise<void> {
  for (const one of all)
    await house.query(
      `insert into request_record (request_id, law, leads, right_asked, received_day, manner, responded_day, response, basis,
         days, on_time, keep_until)
       values (gen_random_uuid(), $1, true, $2, $3, 'portal', $4, $5, $6, $7, $8, '2030-01-01')`,
      [
        one.law,
        one.right,
        one.received,
        one.days === null ? null : addDays(one.received, one.days),
        one.response,
        JSON.stringify(one.basis),
        one.days,
        one.onTime,
      ],
    );
}

/** The same figures by the plainest reading of the rules, row by row. */
function naive(all: readonly Made[], year: number, law: string | null): Map<string, Record<string, unknown>> {
  const found = new Map<string, Record<string, unknown>>();
  const merged = law === "US_CA_CCPA";
  const asRight = (one: Made) => (merged && one.right === "portability" ? "access" : one.right);
  const mine = all.filter((one) => one.received.startsWith(`${year}-`) && (law === null || one.law === law));
  for (const right of new Set(mine.map(asRight))) {
    const rows = mine.filter((one) => asRight(one) === right);
    const days = rows.flatMap((one) => (one.days === null ? [] : [one.days])).sort((a, b) => a - b);
    const low = days[Math.ceil(days.length / 2) - 1] ?? 0;
    const high = days[Math.floor(days.length / 2)] ?? 0;
    const of = (...responses: string[]) => rows.filter((one) => responses.includes(one.response)).length;
    const because = (...grounds: string[]) =>
      rows.filter((one) => one.response === "denied" && one.basis.some((each) => grounds.includes(each)))
        .length;
    const [unverified, foreign, exempt] = [
      because("ca_cannot_verify"),
      because("ca_fraudulent_opt_out"),
      because("ca_delete_exception"),
    ];
    found.set(right, {
      right,
      received: rows.length,
      complied: of("complied", "complied_partly"),
      denied: of("denied"),
      notHeld: of("not_held"),
      withdrawn: of("withdrawn", "lapsed"),
      open: 0,
      medianDays: days.length === 0 ? null : (low + high) / 2,
      meanDays: days.length === 0 ? null : days.reduce((a, b) => a + b, 0) / days.length,
      onTime: days.length === 0 ? null : rows.filter((one) => one.onTime).length / days.length,
      denials: {
        not_verifiable: unverified,
        not_by_consumer: foreign,
        exempt,
        other_grounds: of("denied") - unverified - foreign - exempt,
      },
    });
  }
  return found;
}

const round = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value, (_, each) => (typeof each === "number" ? Math.round(each * 1e6) / 1e6 : each)),
  ) as unknown;

function expectSame(figures: Figures, expected: Map<string, Record<string, unknown>>): void {
  const told = figures.rows.filter((row) => row.received > 0);
  expect(new Set(told.map(({ right }) => right))).toEqual(new Set(expected.keys()));
  for (const row of told) expect(round(row)).toEqual(round(expected.get(row.right)));
}

describe("the figures of a year", () => {
  it("are those of a plain recount, for each law and for all, of odd and even numbers", async () => {
    const all: Made[] = [];
    for (let n = 0; n < 400; n += 1) all.push(made());
    await store(all);
    for (const year of [2024, 2025, 2026])
      for (const law of ["US_CA_CCPA", "EU_GDPR", null])
        expectSame(await figuresOf(way.operator, year, law), naive(all, year, law));
    const { rows, publishBy, over, rule } = await figuresOf(way.operator, 2025, "US_CA_CCPA");
    expect({ publishBy, over }).toEqual({ publishBy: "2026-07-01", over: true });
    expect(rule?.source.cite).toContain("7102");
    // The rights that the law names stand there even where nobody asked.
    expect(rows.map(({ right }) => right)).toContain("limit_sensitive");
    expect(rows.map(({ right }) => right)).not.toContain("portability");
  });

  it("count what is open, once, under each law that governs it", async () => {
    const { requestId } = await way.file({ place: "US-CA" });
    const before = await figuresOf(way.operator, 2026, "US_CA_CCPA");
    expect(before.rows.find(({ right }) => right === "access")).toMatchObject({ open: 1 });
    expect(before.over).toBe(false);
    const all = await figuresOf(way.operator, 2026, null);
    expect(all.rows.find(({ right }) => right === "access")?.open).toBe(1);
    expect((await figuresOf(way.operator, 2026, "UK_GDPR")).rows).toEqual([]);
    expect((await figuresOf(way.operator, 2025, "US_CA_CCPA")).rows.every(({ open }) => open === 0)).toBe(
      true,
    );
    expect(requestId).not.toBe("");
  });

  it("are for staff, and of years and laws that there are", async () => {
    for (const role of ["officer", "analyst", "approver", "auditor"] as const)
      await expect(figuresOf(staff(role), 2025, null)).resolves.toMatchObject({ year: 2025 });
    await expect(figuresOf(way.newVisitor(), 2025, null)).rejects.toMatchObject({ code: "not_found" });
    for (const [year, law] of [
      [2017, null],
      [2027, null],
      [2025.5, null],
      [Number.NaN, null],
      [2025, "NO_LAW"],
    ] as const)
      await expect(figuresOf(way.operator, year, law)).rejects.toMatchObject({ code: "invalid" });
    const laws = await lawsWithFigures(staff("auditor"));
    expect(laws).toContain("EU_GDPR");
    expect(laws).toContain("US_CA_DELETE_ACT");
    expect(laws).not.toContain("BR_LGPD");
  });
});

describe("publishing", () => {
  const lead = staff("officer");
  const year = { year: 2025, law: "US_CA_CCPA", every: false };
  const published = () =>
    house.query("select year, law, withdrawn_at is null as public from published_figures order by at");

  it("is a lead's act, of a year that is over; else nothing changes", async () => {
    for (const role of ["analyst", "approver", "auditor"] as const)
      await expect(publishFigures(staff(role), year)).rejects.toMatchObject({ code: "forbidden" });
    await expect(publishFigures(way.newVisitor(), year)).rejects.toMatchObject({ code: "not_found" });
    await expect(publishFigures(lead, { ...year, year: 2026 })).rejects.toMatchObject({ code: "invalid" });
    await expect(publishFigures(lead, { ...year, law: "XX" })).rejects.toMatchObject({ code: "invalid" });
    await expect(publishFigures(lead, { ...year, law: "EU_GDPR", every: true })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(publishFigures(lead, { ...year, law: "UK_GDPR" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(withdrawFigures(lead, year)).rejects.toMatchObject({ code: "conflict" });
    expect(await published()).toEqual([]);
  });

  it("is a snapshot: later records change nothing, a second publishing takes the place of the first", async () => {
    await publishFigures(lead, year);
    const [first] = await publishedTables();
    await store([
      {
        law: "US_CA_CCPA",
        right: "erasure",
        received: "2025-03-03",
        response: "denied",
        days: 9,
        onTime: true,
        basis: [],
      },
    ]);
    expect(await publishedTables()).toEqual([first]);
    await Promise.all([publishFigures(lead, year), publishFigures(lead, year)]);
    expect(await publishedTables()).toHaveLength(1);
    expect((await published()).filter((row) => (row as { public: boolean }).public)).toHaveLength(1);
    expect(await published()).toHaveLength(3);
    const of = (tables: Awaited<ReturnType<typeof publishedTables>>) =>
      tables[0]?.rows.find(({ right }) => right === "erasure")?.received;
    expect(of(await publishedTables())).toBe(
      Number(first?.rows.find(({ right }) => right === "erasure")?.received) + 1,
    );
  });

  it("tells no more than that there were few, unless the law binds to every number", async () => {
    await house.query(
      "delete from request_record where right_asked = 'rectification' and law = 'US_CA_CCPA'",
    );
    await store(
      Array.from({ length: 9 }, () => ({
        law: "US_CA_CCPA",
        right: "rectification",
        received: "2025-05-05",
        response: "denied",
        days: 3,
        onTime: true,
        basis: [],
      })),
    );
    await publishFigures(lead, year);
    const rowOf = async () =>
      (await publishedTables())[0]?.rows.find(({ right }) => right === "rectification");
    expect(await rowOf()).toEqual({ right: "rectification", received: "few", shown: null });
    await publishFigures(lead, { ...year, every: true });
    expect(await rowOf()).toMatchObject({ received: 9, shown: { denied: 9 } });
    await store([
      {
        law: "US_CA_CCPA",
        right: "rectification",
        received: "2025-05-05",
        response: "complied",
        days: 3,
        onTime: true,
        basis: [],
      },
    ]);
    await publishFigures(lead, year);
    expect(await rowOf()).toMatchObject({ received: 10, shown: { complied: 1, denied: 9 } });
  });

  it("is withdrawn, and both are in the log", async () => {
    await withdrawFigures(lead, year);
    expect(await publishedTables()).toEqual([]);
    const kinds = await house.query<{ kind: string; data: unknown }>(
      "select kind, data from audit_event where kind like 'figures_%' order by position desc limit 2",
    );
    expect(kinds.map(({ kind }) => kind)).toEqual(["figures_withdrawn", "figures_published"]);
    expect(kinds[0]?.data).toEqual({ year: 2025, law: "US_CA_CCPA" });
  });
});

it("the plan reads one year of one law from the index", async () => {
  await house.query(
    `insert into request_record (request_id, law, right_asked, received_day, manner, response, basis, days, on_time, keep_until)
       select gen_random_uuid(), (array['EU_GDPR','UK_GDPR','US_CA_CCPA'])[1 + n % 3], 'access', '2019-01-01'::date + n % 2500,
         'portal', 'complied', '[]', n % 60, true, '2030-01-01' from generate_series(1, 50000) n`,
  );
  await house.query("vacuum analyze request_record");
  const rows = await house.query<{ "QUERY PLAN": string }>(
    `explain select right_asked, response, days, on_time, count(*) from request_record
       where received_day between '2025-01-01' and '2025-12-31' and law = 'US_CA_CCPA' group by 1, 2, 3, 4`,
  );
  expect(rows.map((row) => row["QUERY PLAN"]).join("\n")).toMatch(
    /Index Only Scan using request_record_year/,
  );
});
