import { and, asc, eq, sql } from "drizzle-orm";
import type { KnownIdentifier } from "#connectors/contract.ts";
import { auditEvent } from "#drizzle/schema/audit.ts";
import { recipientNotice } from "#drizzle/schema/recipient.ts";
import { request } from "#drizzle/schema/request.ts";
import { staff } from "#drizzle/schema/staff.ts";
import type { ToldStep } from "#lib/audit/steps.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database, inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import type { ToldAction } from "#lib/law/duties/recipients.ts";
import { lawNamed } from "#lib/law/regimes/all.ts";
import type { Right } from "#lib/law/rights.ts";
import { currentMap, freshMap } from "#lib/map/current.ts";
import { requestFor, visibleTo } from "#lib/request/access.ts";
import { followsWithoutProof } from "#lib/request/effects.ts";
import type { RequestRow } from "#lib/request/sealed.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { type NoticeRow, openContent, openReason, type Standing } from "./ledger.ts";

/** One recipient and what they were told, as staff see it. */
export type ToldEntry = {
  id: string;
  name: string;
  role: string;
  country: string;
  kind: string;
  system: string;
  action: ToldAction;
  groups: string[];
  /** The laws that ask for it, each with its article. */
  duties: string[];
  how: NoticeRow["how"];
  /** How people tell them, where the map says so; the title of the system that answers for them. */
  hint: string;
  standing: Standing;
  sentAt: Date | null;
  openedAt: Date | null;
  answeredAt: Date | null;
  dueDay: Day;
  reason: string | null;
  /** Whom they are to look for; only for who may see findings, and while it is open. */
  about: KnownIdentifier[];
  detail: string | null;
  history: { at: Date; step: ToldStep; by: string }[];
};

export type ToldDesk = {
  reference: string;
  entries: ToldEntry[];
  may: { work: boolean };
};

/** Standings in which somebody must still do something. */
export const openStandings: readonly Standing[] = ["owed", "sent", "unreachable"];

/** Everything that recipients were told about a request, for its desk page. Throws `not_found`, `forbidden`. */
export async function readToldDesk(actor: Actor, reference: string): Promise<ToldDesk> {
  await freshMap();
  return inTransaction(async (tx) => {
    const asked = await requestFor(tx, actor, reference, { person: "never", staff: "see_requests" });
    const rows = await noticesOf(tx, asked.id);
    const key = await keyIfKept(tx, asked.id);
    const histories = await historiesOf(tx, asked.id);
    const sees = actor.kind === "staff" && allowed(actor.role, "see_findings");
    return {
      reference: asked.reference,
      entries: rows.map((row) => entryOf(row, sees ? key : null, histories.get(row.id) ?? [])),
      may: { work: actor.kind === "staff" && allowed(actor.role, "work") && key !== null },
    };
  });
}

async function noticesOf(tx: Queryable, requestId: string): Promise<NoticeRow[]> {
  const rows = await tx
    .select()
    .from(recipientNotice)
    .where(eq(recipientNotice.requestId, requestId))
    .orderBy(asc(recipientNotice.createdAt), asc(recipientNotice.name), asc(recipientNotice.id));
  return rows as NoticeRow[];
}

async function keyIfKept(tx: Transaction, requestId: string): Promise<DataKey | null> {
  try {
    return await keyOf(tx, requestId);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "gone") return null;
    throw error;
  }
}

function entryOf(row: NoticeRow, key: DataKey | null, history: ToldEntry["history"]): ToldEntry {
  const content = key && openStandings.includes(row.standing) ? openContent(key, row) : null;
  const { id, name, role, country, kind, action, groups, how, standing, sentAt, openedAt } = row;
  const hint =
    row.viaSystem !== null ? titleOf(row.viaSystem) : content?.way.how === "by_hand" ? content.way.note : "";
  return {
    ...{ id, name, role, country, kind, action, groups, how, standing, sentAt, openedAt, hint, history },
    answeredAt: row.answeredAt,
    dueDay: row.dueDay,
    system: titleOf(row.systemId),
    duties: row.duties.map(({ law, cite }) => `${lawNamed(law)?.short ?? "Own policy"}: ${cite}`),
    reason: key ? openReason(key, row) : null,
    about: content?.about ?? [],
    detail: content?.detail ?? null,
  };
}

const titleOf = (id: string) => currentMap().systems.find((one) => one.id === id)?.title ?? id;

/** What happened to each notice, from the log, which nobody can change. */
async function historiesOf(tx: Queryable, requestId: string): Promise<Map<string, ToldEntry["history"]>> {
  const names = new Map((await tx.select().from(staff)).map((one) => [`staff/${one.id}`, one.name]));
  const events = await tx
    .select()
    .from(auditEvent)
    .where(and(eq(auditEvent.chain, requestId), eq(auditEvent.kind, "recipient_told")))
    .orderBy(asc(auditEvent.position));
  const histories = new Map<string, ToldEntry["history"]>();
  for (const { at, actor, data } of events) {
    const { notice, step } = data as { notice: string; step: ToldStep };
    const by = actor === "recipient" ? "They" : (names.get(actor) ?? "Habeas");
    histories.set(notice, [...(histories.get(notice) ?? []), { at, step, by }]);
  }
  return histories;
}

/** How many recipients of a request there are, and how many have not answered. Throws `not_found`, `forbidden`. */
export async function countTold(actor: Actor, reference: string): Promise<{ all: number; open: number }> {
  const asked = await requestFor(database(), actor, reference, { person: "never", staff: "see_requests" });
  const rows = await noticesOf(database(), asked.id);
  return { all: rows.length, open: rows.filter((row) => openStandings.includes(row.standing)).length };
}

/** A recipient who has not answered, with the request that it is about. */
export type OpenNotice = Pick<
  ToldEntry,
  "id" | "name" | "system" | "action" | "how" | "standing" | "dueDay"
> & {
  reference: string;
};

const most = 200;

/** Recipients who have not answered, over all requests, the earliest day first: two hundred at most. Throws `forbidden`. */
export async function listOpenNotices(actor: Actor): Promise<{ notices: OpenNotice[]; more: boolean }> {
  const may = actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, "see_requests"));
  if (!may) throw new HabeasError("forbidden", "Only the privacy team sees this.");
  await freshMap();
  const rows = await database()
    .select({ row: recipientNotice, reference: request.reference })
    .from(recipientNotice)
    .innerJoin(request, eq(recipientNotice.requestId, request.id))
    // As the index of what is open says it.
    .where(and(sql`${recipientNotice.standing} in ('owed','sent','unreachable')`, visibleTo(actor)))
    .orderBy(asc(recipientNotice.dueDay), asc(recipientNotice.id))
    .limit(most + 1);
  const notices = rows.slice(0, most).map(({ row, reference }) => {
    const { id, name, action, how, standing, dueDay, systemId } = row as NoticeRow;
    return { id, name, action, how, standing, dueDay, reference, system: titleOf(systemId) };
  });
  return { notices, more: rows.length > most };
}

/** One recipient as the person is told of them. */
export type PersonTold = {
  name: string;
  role: string;
  country: string;
  action: ToldAction;
  groups: string[];
  /** not_yet: it is on its way, or people do it · waiting: they were told · then what they answered. */
  standing: "not_yet" | "waiting" | "done" | "not_held" | "impossible" | "disproportionate";
  at: Date | null;
  reason: string | null;
};

const plain: Record<Standing, PersonTold["standing"]> = {
  owed: "not_yet",
  unreachable: "not_yet",
  sent: "waiting",
  acked: "waiting",
  done: "done",
  not_held: "not_held",
  impossible: "impossible",
  disproportionate: "disproportionate",
};

/**
 * Who was told, and what they answered: what article 19 GDPR lets the person ask for. Only for who proved to be the
 * person. Throws `not_found`.
 */
export async function personTold(actor: Actor, reference: string): Promise<PersonTold[]> {
  return inTransaction(async (tx) => {
    const asked = await requestFor(tx, actor, reference, { person: "act", staff: "see_requests" });
    const key = await keyIfKept(tx, asked.id);
    const rows = await noticesOf(tx, asked.id);
    const theirs = followsWithoutProof(asked.right as Right) ? await systemsOfMailbox(tx, asked) : null;
    return rows.flatMap((row) => {
      if (theirs !== null && !theirs.has(row.systemId)) return [];
      const { name, role, country, action, groups } = row;
      // What staff noted of a telephone call is theirs; why it cannot be done is the person's to know.
      const shown = row.standing === "impossible" || row.standing === "disproportionate";
      return {
        ...{ name, role, country, action, groups, standing: plain[row.standing] },
        at: row.answeredAt ?? row.sentAt,
        reason: shown && key ? openReason(key, row) : null,
      };
    });
  });
}

/**
 * Systems to which the proven mailbox led. What is followed for whoever asks is followed by anything that was typed: who
 * was told because of somebody else's address would say where that person is known.
 */
async function systemsOfMailbox(tx: Queryable, row: RequestRow): Promise<ReadonlySet<string>> {
  const { rows } = await tx.execute<{ system: string }>(sql`
    with recursive reached as (
      select id from identifier where request_id = ${row.id} and token = ${row.mailboxToken}
      union
      select i.id from identifier i join reached r on i.from_id = r.id
        where i.request_id = ${row.id} and i.origin in ('found', 'decided'))
    select distinct t.system_id as system from task t join found_key k on k.task_id = t.id
      join reached on reached.id = k.via_identifier where t.request_id = ${row.id}`);
  return new Set(rows.map((one) => one.system));
}
