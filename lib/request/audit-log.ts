import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { auditEvent } from "#drizzle/schema/audit.ts";
import { request } from "#drizzle/schema/request.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { audit } from "#lib/audit/append.ts";
import { type Verdict, verifyAudit } from "#lib/audit/verify.ts";
import type { Actor } from "#lib/core/actor.ts";
import { type Day, isDay } from "#lib/core/day.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { isRowId } from "#lib/core/id.ts";
import { parseReference } from "#lib/core/reference.ts";
import { database, inTransaction } from "#lib/db/database.ts";
import { wholeHouse } from "#lib/db/scope.ts";
import { currentMap } from "#lib/map/current.ts";
import { allowed, type StaffAction } from "#lib/staff/permissions.ts";
import { seesEverything, visibleTo } from "./access.ts";
import { eventInWords, otherActors } from "./timeline.ts";

/** What of the log is asked for; everything that is left out is not asked about. Days are the company's, both within. */
export type LogFilter = {
  reference?: string | undefined;
  /** A member of staff, by id. */
  staff?: string | undefined;
  kinds?: readonly string[] | undefined;
  from?: Day | undefined;
  until?: Day | undefined;
};

/** One entry of the log. It never holds personal data: neither does the log. */
export type LogEntry = {
  /** Where a page that begins behind it begins. */
  place: string;
  at: Date;
  /** Null for what belongs to no request. */
  reference: string | null;
  position: number;
  kind: string;
  sentence: string;
  by: string;
  /** The member of staff whom it was about; null where it was about nobody of them. */
  whom: string | null;
  hash: string;
};

const pageSize = 50;
const exportPage = 1000;

/** The entries that an actor asks for and may see, newest first: fifty, and where the next page begins. */
export async function readLog(
  actor: Actor,
  filter: LogFilter,
  after?: string,
): Promise<{ entries: LogEntry[]; next: string | null }> {
  mustMay(actor, "see_log");
  const rows = await page(await conditionOf(actor, filter), after, pageSize + 1);
  const names = await namesOf(rows.flatMap((row) => [row.actor, ...about(row.data)]));
  const entries = rows.slice(0, pageSize).map((row) => ({
    place: placeOf(row),
    at: new Date(row.at),
    reference: row.reference,
    position: row.position,
    kind: row.kind,
    sentence: eventInWords(row),
    by: names(row.actor),
    whom: about(row.data).map(names)[0] ?? null,
    hash: row.hash.toString("hex"),
  }));
  return { entries, next: rows.length > pageSize ? (entries.at(-1)?.place ?? null) : null };
}

/** Whom of the staff an event was about, as actors are named. */
const about = (data: Record<string, unknown>): string[] => {
  const id = data.staff ?? data.to;
  return typeof id === "string" && isRowId(id) ? [`staff/${id}`] : [];
};

type Row = Awaited<ReturnType<typeof page>>[number];

const uuidChain = sql`case when ${auditEvent.chain} ~ '^[0-9a-f]{8}-[0-9a-f-]{27}$' then ${auditEvent.chain}::uuid end`;

function page(condition: SQL | undefined, after: string | undefined, limit: number) {
  return database()
    .select({
      at: sql<string>`to_char(${auditEvent.at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
      chain: auditEvent.chain,
      position: auditEvent.position,
      kind: auditEvent.kind,
      actor: auditEvent.actor,
      data: auditEvent.data,
      previous: auditEvent.previous,
      hash: auditEvent.hash,
      reference: request.reference,
    })
    .from(auditEvent)
    .leftJoin(request, eq(request.id, uuidChain))
    .where(and(condition, after === undefined ? undefined : behind(after)))
    .orderBy(desc(auditEvent.at), desc(auditEvent.chain), desc(auditEvent.position))
    .limit(limit);
}

/** Which entries: those of requests that the reader may know of, and for those who run the house its own. */
async function conditionOf(actor: Actor, filter: LogFilter): Promise<SQL | undefined> {
  const zone = currentMap().company.timezone;
  const dayStart = (day: Day, more = 0) =>
    sql`((${day}::date + ${more}::int)::timestamp at time zone ${zone})`;
  return and(
    seen(actor),
    filter.reference === undefined ? undefined : eq(auditEvent.chain, await chainOf(actor, filter.reference)),
    filter.staff === undefined ? undefined : eq(auditEvent.actor, `staff/${staffId(filter.staff)}`),
    filter.kinds === undefined ? undefined : inArray(auditEvent.kind, [...filter.kinds]),
    filter.from === undefined ? undefined : gte(auditEvent.at, dayStart(filter.from)),
    filter.until === undefined ? undefined : lt(auditEvent.at, dayStart(filter.until, 1)),
  );
}

const staffId = (id: string) => (isRowId(id) ? id : notFound());

function seen(actor: Actor): SQL | undefined {
  if (actor.kind === "operator") return undefined;
  const ofHouse = eq(auditEvent.chain, "house");
  if (actor.kind !== "staff" || !allowed(actor.role, "see_requests")) return ofHouse;
  // An entry whose request is no more belongs to nobody's brand or place.
  const ofNone = seesEverything(actor) ? isNull(request.id) : ofHouse;
  return or(ofNone, and(isNotNull(request.id), visibleTo(actor)));
}

async function chainOf(actor: Actor, typed: string): Promise<string> {
  const reference = parseReference(typed) ?? notFound();
  const [row] = await database()
    .select({ id: request.id })
    .from(request)
    .where(and(eq(request.reference, reference), visibleTo(actor)));
  return row?.id ?? notFound();
}

const placeOf = (row: Row) => `${row.at}_${row.chain}_${row.position}`;

/** What lies behind a place that an earlier page ended at. Throws HabeasError `invalid` for anything else. */
function behind(place: string): SQL {
  const [, at, chain, position] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_(house|[0-9a-f-]{36})_(\d{1,15})$/.exec(place) ?? [];
  if (at === undefined || !isDay(at.slice(0, 10)) || Number.isNaN(Date.parse(at)))
    throw new HabeasError("invalid", "This page of the log does not exist.");
  return sql`(${auditEvent.at}, ${auditEvent.chain}, ${auditEvent.position}) < (${at}::timestamptz, ${chain}, ${position}::bigint)`;
}

async function namesOf(actors: readonly string[]): Promise<(actor: string) => string> {
  const ids = [...new Set(actors)].flatMap((one) => (one.startsWith("staff/") ? [one.slice(6)] : []));
  const rows = ids.filter(isRowId).length
    ? await database()
        .select({ id: staff.id, name: staff.name })
        .from(staff)
        .where(inArray(staff.id, ids.filter(isRowId)))
    : [];
  const names = new Map(rows.map((row) => [`staff/${row.id}`, row.name]));
  return (actor) => names.get(actor) ?? otherActors[actor] ?? "Staff";
}

/** Everybody by whom the log can be filtered. Throws HabeasError `forbidden`. */
export async function staffInLog(actor: Actor): Promise<{ id: string; name: string }[]> {
  mustMay(actor, "see_log");
  return database()
    .select({ id: staff.id, name: staff.name })
    .from(staff)
    .orderBy(asc(staff.name))
    .limit(2000);
}

/**
 * Computes the whole log anew, every chain from its first entry, and writes down that somebody did. It reads all of it:
 * seconds for some hundred thousand entries. Throws HabeasError `forbidden`.
 */
export async function checkLog(actor: Actor): Promise<Verdict> {
  mustMay(actor, "see_log");
  // All of it or nothing of it is whole; the answer names no request.
  const verdict = await wholeHouse(() => verifyAudit(database()));
  await inTransaction((tx) => audit(tx, null, actor, { kind: "log_checked", whole: verdict.whole }));
  return verdict;
}

/**
 * The entries that are asked for as lines of JSON, the newest first, with the hashes by which they can be checked; a first
 * line says who took it and when. That it was taken is in the log before the first line goes out.
 * Throws HabeasError `forbidden`, `not_found`.
 */
export async function exportLog(actor: Actor, filter: LogFilter): Promise<AsyncIterable<string>> {
  mustMay(actor, "export_log");
  const condition = await conditionOf(actor, filter);
  const names = Object.entries(filter).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  await inTransaction((tx) =>
    audit(tx, null, actor, { kind: "log_exported", filter: names.sort().join(" ") }),
  );
  return linesOf(actor, filter, condition);
}

async function* linesOf(actor: Actor, filter: LogFilter, condition: SQL | undefined): AsyncGenerator<string> {
  const by = actor.kind === "staff" ? actor.name : actor.kind;
  const taken = new Date().toISOString();
  yield `${JSON.stringify({ log: `${currentMap().company.name} privacy desk`, taken, by, filter })}\n`;
  for (let after: string | undefined; ; ) {
    const rows = await page(condition, after, exportPage);
    for (const { reference, previous, hash, ...row } of rows) {
      const hashes = { previous: previous.toString("hex"), hash: hash.toString("hex") };
      yield `${JSON.stringify({ reference, ...row, ...hashes })}\n`;
    }
    const last = rows.at(-1);
    if (!last || rows.length < exportPage) return;
    after = placeOf(last);
  }
}

/** Throws HabeasError `forbidden` unless this is the operator or somebody whose role allows it. */
export function mustMay(actor: Actor, action: StaffAction): void {
  if (actor.kind === "operator") return;
  if (actor.kind === "staff" && allowed(actor.role, action)) return;
  throw new HabeasError("forbidden", "Your role does not allow this. Ask an officer of the privacy team.");
}
