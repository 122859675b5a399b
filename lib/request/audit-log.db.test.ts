import { afterAll, beforeAll, expect, it } from "vitest";
import type { Actor, Scope } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import type { Role } from "#lib/core/role.ts";
import { atDesk } from "#lib/staff/fixture/member.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { assignRequest } from "./assign.ts";
import { checkLog, exportLog, type LogEntry, type LogFilter, readLog } from "./audit-log.ts";
import { closeOff } from "./need-to-know.ts";

type Staff = Extract<Actor, { kind: "staff" }>;

let house: House;
let lead: Staff;
let first: string;
let second: string;

async function member(name: string, role: Role, scope: Partial<Scope> = {}): Promise<Staff> {
  const [row] = await house.query<{ id: string }>(
    "insert into staff (issuer, subject, name, email, role) values ('x', $1, $1, 'a@example.com', $2) returning id",
    [name, role],
  );
  const base = { ...atDesk, kind: "staff", staffId: row?.id ?? "", name, initials: "A", role } as const;
  return { ...base, scope: { ...atDesk.scope, ...scope } };
}

beforeAll(async () => {
  house = await openHouse(["newsletter"]);
  lead = await member("Alba Reyes", "officer");
  first = (await way.file()).reference;
  second = (await way.file({ email: "noor.haddad@example.net", name: "Noor Haddad" })).reference;
  for (let n = 0; n < 60; n++) await assignRequest(lead, first, n % 2 === 0 ? lead.staffId : null);
});
afterAll(() => house.close());

async function all(actor: Actor, filter: LogFilter = {}): Promise<LogEntry[]> {
  const found: LogEntry[] = [];
  for (let after: string | undefined; ; ) {
    const { entries, next } = await readLog(actor, filter, after);
    found.push(...entries);
    if (next === null) return found;
    after = next;
  }
}
const code = (work: Promise<unknown>) =>
  work.then(
    () => "yes",
    (error) => (error instanceof HabeasError ? error.code : String(error)),
  );

it("is read page by page, the newest first, each entry once, with words and names", async () => {
  const entries = await all(lead, { reference: first });
  const [count] = await house.query<{ n: number }>(
    "select count(*)::int as n from audit_event e join request r on r.id::text = e.chain where r.reference = $1",
    [first],
  );
  expect(entries).toHaveLength(count?.n ?? -1);
  expect(new Set(entries.map((one) => one.place)).size).toBe(entries.length);
  expect(entries.map((one) => one.position)).toEqual(entries.map((_one, n) => entries.length - n));
  expect(entries[0]).toMatchObject({ reference: first, kind: "assigned", by: "Alba Reyes", whom: null });
  expect(entries[1]).toMatchObject({ kind: "assigned", whom: "Alba Reyes" });
  expect(entries.at(-1)?.sentence).toMatch(/^Request filed\. We answer by /);
});

it("is narrowed by person of staff, kind and day", async () => {
  expect((await all(lead, { staff: lead.staffId })).every((one) => one.by === "Alba Reyes")).toBe(true);
  const filed = await all(lead, { kinds: ["request_filed"] });
  expect(new Set(filed.map((one) => one.reference))).toEqual(new Set([first, second]));
  expect(await all(lead, { until: "2020-01-01" })).toEqual([]);
  expect((await all(lead, { from: "2020-01-01" })).length).toBeGreaterThan(60);
  expect(await code(readLog(lead, { reference: "LK-222-222" }))).toBe("not_found");
  for (const place of ["", "x", "2026-02-30T00:00:00.000000Z_house_1", "9999-99-99T99:99:99.999999Z_house_1"])
    expect(await code(readLog(lead, {}, place))).toBe("invalid");
});

it("shows nobody what is not theirs, and an administrator the house's own entries only", async () => {
  const far = await member("Far", "officer", { places: ["ZZ"] });
  const admin = await member("Root", "administrator");
  const auditor = await member("Ravi", "auditor");
  expect((await all(far)).every((one) => one.reference === null)).toBe(true);
  expect((await all(admin)).every((one) => one.reference === null)).toBe(true);
  expect((await all(auditor, { reference: second })).length).toBeGreaterThan(0);
  await closeOff(lead, second, true);
  expect(await code(readLog(auditor, { reference: second }))).toBe("not_found");
  expect((await all(auditor)).some((one) => one.reference === second)).toBe(false);
  for (const role of ["analyst", "approver", "owner"] as const)
    expect(await code(readLog(await member(role, role), {}))).toBe("forbidden");
});

it("goes out whole as lines of JSON, with who took it, no personal data, and a line in the log", async () => {
  const auditor = await member("Ines", "auditor");
  const lines: string[] = [];
  for await (const line of await exportLog(auditor, { reference: first })) lines.push(line);
  const [head, ...rest] = lines.map((line) => JSON.parse(line));
  expect(head).toMatchObject({ by: "Ines", filter: { reference: first } });
  expect(rest).toHaveLength((await all(auditor, { reference: first })).length);
  // The newest stands first, so each names the hash of the one behind it.
  for (const [n, one] of rest.entries()) expect(one.previous).toBe(rest[n + 1]?.hash ?? "0".repeat(64));
  expect(lines.join("")).not.toMatch(/@example|Haddad/);
  expect((await all(auditor, { kinds: ["log_exported"] }))[0]).toMatchObject({ by: "Ines" });
  expect(await code(exportLog(await member("Root2", "administrator"), {}))).toBe("forbidden");
});

it("is checked whole, and a change is found", async () => {
  const auditor = await member("Omar", "auditor");
  expect(await checkLog(auditor)).toMatchObject({ whole: true });
  await house.query("set session_replication_role = replica");
  await house.query("update audit_event set actor = 'staff/nobody' where kind = 'request_filed'");
  await house.query("set session_replication_role = origin");
  expect(await checkLog(auditor)).toMatchObject({ whole: false, position: 1 });
  expect((await all(auditor, { kinds: ["log_checked"] })).map((one) => one.sentence)).toEqual([
    "The log was checked: it is not whole.",
    "The log was checked: it is whole.",
  ]);
});
