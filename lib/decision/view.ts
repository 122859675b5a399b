import { eq } from "drizzle-orm";
import { staff } from "#drizzle/schema/staff.ts";
import { task } from "#drizzle/schema/task.ts";
import { actorName } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Day } from "#lib/core/day.ts";
import { notFound } from "#lib/core/errors.ts";
import { inTransaction, type Queryable, type Transaction } from "#lib/db/database.ts";
import { requiredContents } from "#lib/law/duties/contents.ts";
import { type NoticeContent, type NoticeKind, noticeContents } from "#lib/law/duties/notice.ts";
import { answersWithBundle, type Right } from "#lib/law/rights.ts";
import type { Source } from "#lib/law/source.ts";
import { currentMap } from "#lib/map/current.ts";
import { companyToday } from "#lib/map/today.ts";
import { requestFor } from "#lib/request/access.ts";
import { type FrozenLaw, frozenLaws } from "#lib/request/clocks/frozen-laws.ts";
import type { DutyPreview } from "#lib/request/duty-notice.ts";
import { answersIfKept, type RequestRow } from "#lib/request/sealed.ts";
import { allowed, type StaffAction } from "#lib/staff/permissions.ts";
import { type Content, contentOf, type Outcome, outcomes } from "./content.ts";
import { mayDecide } from "./decider.ts";
import { decidable } from "./draft.ts";
import { byReasonsAlone, type GroundChoice, groundsFor, lawName } from "./grounds.ts";
import { noticeOf } from "./notice.ts";
import { type Opened, openDecision, opened, sentDecision } from "./open-decision.ts";
import { doneSoFar } from "./with-release.ts";

/** One thing that the notice must say, whether it does, and who wants it. */
export type ChecklistItem = {
  content: NoticeContent;
  label: string;
  missing: boolean;
  why: { law: string; source: Source }[];
};

/** The decision that is being made, with the notice as it would go out now. */
export type DecisionInWork = {
  state: "draft" | "proposed";
  content: Content;
  /** Of what is kept, in hexadecimal: acts are bound to it. */
  hash: string;
  needsSecond: boolean;
  agreed: boolean;
  by: string;
  own: boolean;
  at: Date;
  problems: string[];
  /** What the laws that govern know as grounds. */
  grounds: GroundChoice[];
  notice: NoticeKind;
  preview: DutyPreview;
  /** In whose name it goes out. */
  brandId: string | null;
  checklist: ChecklistItem[];
};

/** Everything that the page for deciding one request shows. */
export type DecisionView = {
  reference: string;
  right: Right;
  name: string;
  language: string;
  laws: { law: string; name: string }[];
  outcomes: readonly Outcome[];
  grounds: GroundChoice[];
  /** Names for groups of data: what the systems call their own. */
  groups: string[];
  systems: { title: string; outcome: string | null }[];
  byReasonsAlone: boolean;
  withBundle: boolean;
  decidable: boolean;
  /** What was done so far, in the person's language: a beginning for what the letter says of it. */
  doneSoFar: string;
  work: DecisionInWork | null;
  sent: { outcome: Outcome; day: Day; by: string; second: string | null; content: Content } | null;
  may: { draft: boolean; send: boolean; approve: boolean };
};

/** Everything about the decision of a request, for staff who may see what was found. Throws `not_found`, `forbidden`. */
export async function readDecision(actor: Actor, reference: string): Promise<DecisionView> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_findings" });
    const asked = (await answersIfKept(tx, row)) ?? notFound();
    const laws = await frozenLaws(tx, row.id);
    const right = row.right as Right;
    const open = await openDecision(tx, row.id);
    const told = await sentDecision(tx, row.id);
    const may = (action: StaffAction) =>
      actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, action));
    const fit = await mayDecide(tx, row, actorName(actor));
    return {
      reference: row.reference,
      right,
      name: asked.name,
      language: row.language,
      laws: laws.map(({ law }) => ({ law, name: lawName(law) })),
      outcomes: outcomes.filter((one) => !byReasonsAlone(right) || one !== "not_held"),
      grounds: groundsFor(laws, right),
      groups: groupsOf(),
      systems: await systemsOf(tx, row.id),
      byReasonsAlone: byReasonsAlone(right),
      withBundle: answersWithBundle(right),
      decidable: decidable(row.status),
      doneSoFar: open || !decidable(row.status) ? "" : await doneSoFar(tx, row),
      work: open ? await inWork(tx, row, await opened(tx, row, open), actor) : null,
      sent: told
        ? {
            outcome: told.outcome as Outcome,
            day: told.sentDay ?? row.receivedDay,
            by: await nameOf(tx, told.by),
            second: told.approvedBy && (await nameOf(tx, told.approvedBy)),
            content: await contentOf(tx, told),
          }
        : null,
      may: { draft: may("work") && fit, send: may("release") && fit, approve: may("approve") && fit },
    };
  });
}

/** A decision in work as pages show it. */
export async function inWork(
  tx: Transaction,
  request: RequestRow,
  found: Opened,
  actor: Actor,
): Promise<DecisionInWork> {
  const { row, content, laws, problems, preview } = found;
  return {
    state: row.state === "proposed" ? "proposed" : "draft",
    content,
    hash: row.hash.toString("hex"),
    needsSecond: found.needsSecond,
    agreed: row.approvedBy !== null,
    by: await nameOf(tx, row.by),
    own: row.by === actorName(actor),
    at: row.at,
    problems,
    grounds: groundsFor(laws, request.right as Right),
    notice: preview.facts.notice,
    preview,
    brandId: request.brandId,
    checklist: checklistOf(request, laws, content, preview),
  };
}

function checklistOf(
  row: RequestRow,
  laws: readonly FrozenLaw[],
  content: Content,
  { missing }: DutyPreview,
): ChecklistItem[] {
  const right = row.right as Right;
  const { notice, ground } = noticeOf(content, { right, laws });
  const found = new Map<NoticeContent, ChecklistItem>();
  for (const { law } of laws) {
    const sent = companyToday();
    for (const { content: one, why } of requiredContents({
      law,
      right,
      notice,
      received: row.receivedDay,
      place: row.place,
      sent,
      ground,
    })) {
      const item = found.get(one) ?? {
        content: one,
        label: noticeContents[one],
        missing: missing.includes(one),
        why: [],
      };
      item.why.push({ law: lawName(law), source: why });
      found.set(one, item);
    }
  }
  return [...found.values()];
}

/** What staff may name as a group: the systems' own words for their collections. */
function groupsOf(): string[] {
  const labels = currentMap().systems.flatMap(({ title, collections }) => [
    title,
    ...collections.map(({ label }) => label),
  ]);
  return [...new Set(labels)];
}

async function systemsOf(tx: Queryable, requestId: string) {
  const titles = new Map(currentMap().systems.map(({ id, title }) => [id, title]));
  const rows = await tx
    .select({ systemId: task.systemId, outcome: task.outcome })
    .from(task)
    .where(eq(task.requestId, requestId))
    .orderBy(task.position);
  return rows.map(({ systemId, outcome }) => ({ title: titles.get(systemId) ?? systemId, outcome }));
}

/** The name behind `staff/…`; "the operator" for who works at the machine itself. */
export async function nameOf(tx: Queryable, name: string): Promise<string> {
  const [kind, id] = name.split("/");
  if (kind !== "staff" || !id) return name === "operator" ? "the operator" : name;
  const [row] = await tx.select({ name: staff.name }).from(staff).where(eq(staff.id, id));
  return row?.name ?? "somebody";
}
