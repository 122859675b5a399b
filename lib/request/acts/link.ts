import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { requestLink } from "#drizzle/schema/request-acts.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { rowId } from "#lib/core/id.ts";
import { inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import type { Right } from "#lib/law/rights.ts";
import { requestFor, visibleTo } from "../access.ts";
import type { RequestStatus } from "../moves.ts";
import type { RequestRow } from "../sealed.ts";
import { whyNotSame } from "./same.ts";

type Staff = Extract<Actor, { kind: "staff" }>;
export type LinkKind = "duplicate" | "related";

/** Minutes between marking a request as asked twice and closing it: until then nobody was told, and it can be taken back. */
export const minutesToUndo = 10;

/**
 * Says that two requests belong together. duplicate: what `reference` asks for is answered by `other`, which came earlier;
 * in some minutes it is closed and the person told (`mergeDue`). Returns the link's id; the same link twice is one.
 * Throws HabeasError `invalid` or `conflict` with the reason.
 */
export async function linkRequests(
  actor: Staff,
  reference: string,
  other: string,
  kind: LinkKind,
): Promise<string> {
  return inTransaction(async (tx) => {
    const need = { person: "never", staff: "work" } as const;
    const from = await requestFor(tx, actor, reference, need);
    const to = await requestFor(tx, actor, other, need);
    if (from.id === to.id) throw new HabeasError("invalid", "That is the same request. Choose another one.");
    const rows = await lockBoth(tx, from.id, to.id);
    const before = await standing(tx, rows, kind);
    if (before) return before;
    if (kind === "duplicate") {
      const why = await whyNotSame(tx, rows.from, rows.to);
      if (why !== null) throw new HabeasError("conflict", why);
    }
    const [made] = await tx
      .insert(requestLink)
      .values({
        fromId: rows.from.id,
        toId: rows.to.id,
        kind,
        by: actor.staffId,
        dueAt: kind === "duplicate" ? sql`now() + make_interval(mins => ${minutesToUndo})` : null,
      })
      .returning({ id: requestLink.id });
    if (!made) throw new HabeasError("unavailable", "The link was not made. Please try again.");
    if (kind === "duplicate")
      await tx
        .update(request)
        .set({ triagedAt: sql`coalesce(triaged_at, now())` })
        .where(eq(request.id, rows.from.id));
    await audit(tx, rows.from.id, actor, { kind: "linked", as: kind, with: rows.to.reference });
    if (kind === "related")
      await audit(tx, rows.to.id, actor, { kind: "linked", as: kind, with: rows.from.reference });
    return made.id;
  });
}

/** Both rows under their locks, taken in one order, so that two who link crosswise never wait for each other. */
export async function lockBoth(
  tx: Transaction,
  fromId: string,
  toId: string,
): Promise<{ from: RequestRow; to: RequestRow }> {
  const rows = await tx
    .select()
    .from(request)
    .where(inArray(request.id, [fromId, toId]))
    .orderBy(request.id)
    .for("update");
  const from = rows.find((one) => one.id === fromId);
  const to = rows.find((one) => one.id === toId);
  if (!from || !to) return notFound();
  return { from, to };
}

/** The link of this kind that stands between two already; a related one in either direction. */
async function standing(
  tx: Transaction,
  { from, to }: { from: RequestRow; to: RequestRow },
  kind: LinkKind,
): Promise<string | null> {
  const between = (a: string, b: string) => and(eq(requestLink.fromId, a), eq(requestLink.toId, b));
  const [before] = await tx
    .select({ id: requestLink.id })
    .from(requestLink)
    .where(
      and(
        eq(requestLink.kind, kind),
        isNull(requestLink.undoneAt),
        kind === "related" ? or(between(from.id, to.id), between(to.id, from.id)) : between(from.id, to.id),
      ),
    );
  if (before) return before.id;
  if (kind === "related") return null;
  const [another] = await tx
    .select({ reference: request.reference })
    .from(requestLink)
    .innerJoin(request, eq(request.id, requestLink.toId))
    .where(
      and(eq(requestLink.fromId, from.id), eq(requestLink.kind, "duplicate"), isNull(requestLink.undoneAt)),
    );
  if (another)
    throw new HabeasError(
      "conflict",
      `It is marked as the same as ${another.reference}. Take that back first.`,
    );
  return null;
}

/**
 * Takes a link back. Throws HabeasError `conflict` for a duplicate that has been closed: the person was told, so it is
 * taken up again as a request of its own.
 */
export async function undoLink(actor: Staff, reference: string, linkId: string): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    const [link] = await tx
      .select()
      .from(requestLink)
      .where(
        and(
          eq(requestLink.id, rowId(linkId)),
          or(eq(requestLink.fromId, row.id), eq(requestLink.toId, row.id)),
          inArray(requestLink.kind, ["duplicate", "related"]),
        ),
      )
      .for("update");
    if (!link) return notFound();
    if (link.undoneAt !== null) throw new HabeasError("conflict", "That was taken back already.");
    if (link.doneAt !== null)
      throw new HabeasError(
        "conflict",
        "It is closed and the person was told. Take it up again instead: that makes a new request with the same day of receipt.",
      );
    const { from, to } = await lockBoth(tx, link.fromId, link.toId);
    await undoOne(tx, link.id, link.kind, from);
    await audit(tx, from.id, actor, { kind: "link_undone", as: link.kind, with: to.reference });
    if (link.kind === "related")
      await audit(tx, to.id, actor, { kind: "link_undone", as: link.kind, with: from.reference });
  });
}

/** Undoes a link; what was only sorted by it, and is nobody's, is new again, so that it is not lost. */
export async function undoOne(
  tx: Transaction,
  linkId: string,
  kind: string,
  from: RequestRow,
): Promise<void> {
  await tx.update(requestLink).set({ undoneAt: new Date() }).where(eq(requestLink.id, linkId));
  if (kind !== "duplicate" || from.ownerId !== null || from.endedAt !== null) return;
  await tx.update(request).set({ triagedAt: null }).where(eq(request.id, from.id));
}

/** A request that another one belongs with, from the side of the one that is looked at. */
export type LinkView = {
  id: string;
  /** same: this one is answered by the other. answers: this one answers the other. taken_up: closed, and goes on as the other. */
  as: "same" | "answers" | "related" | "goes_on_as" | "goes_on_from";
  reference: string;
  right: Right;
  status: RequestStatus;
  /** Of a duplicate: when it is closed and the person told; null once that is done. */
  dueAt: Date | null;
  mayUndo: boolean;
};

/** Every link of a request that stands, as far as the actor may know of the other one. */
export async function linksOf(db: Queryable, actor: Actor, requestId: string): Promise<LinkView[]> {
  const rows = await db
    .select({ link: requestLink, reference: request.reference, right: request.right, status: request.status })
    .from(requestLink)
    .innerJoin(
      request,
      sql`${request.id} = case when ${requestLink.fromId} = ${requestId} then ${requestLink.toId} else ${requestLink.fromId} end`,
    )
    .where(
      and(
        or(eq(requestLink.fromId, requestId), eq(requestLink.toId, requestId)),
        isNull(requestLink.undoneAt),
        visibleTo(actor),
      ),
    )
    .orderBy(requestLink.createdAt);
  return rows.map(({ link, reference, right, status }) => ({
    id: link.id,
    as: sideOf(link.kind, link.fromId === requestId),
    reference,
    right: right as Right,
    status: status as RequestStatus,
    dueAt: link.doneAt === null ? link.dueAt : null,
    mayUndo: link.doneAt === null && link.kind !== "reopened",
  }));
}

function sideOf(kind: string, isFrom: boolean): LinkView["as"] {
  if (kind === "duplicate") return isFrom ? "same" : "answers";
  if (kind === "reopened") return isFrom ? "goes_on_from" : "goes_on_as";
  return "related";
}
