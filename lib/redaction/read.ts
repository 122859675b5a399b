import { and, eq, sql } from "drizzle-orm";
import { redactionGroup, redactionPlace, redactionScan } from "#drizzle/schema/redaction.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { nameOf } from "#lib/decision/view.ts";
import { currentMap } from "#lib/map/current.ts";
import { requestFor } from "#lib/request/access.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type DataKey, open } from "#lib/vault/seal.ts";
import { reasonContext } from "./decide.ts";
import { type Choice, type Rule, rules } from "./detect/rule.ts";
import { foundIn, undecidedIn } from "./found.ts";
import { groupContext, type SeenPlace, type Told } from "./groups.ts";
import { type SecondLook, secondLook } from "./second-look.ts";
import { storedOf } from "./stored.ts";

/** Groups on one page of the desk. */
const most = 100;

/** How a look stands: not ordered yet, under way, done. */
export type ScanState = "none" | "waiting" | "done";

/** What of a request's answer will be hidden, without what it is. */
export type HiddenCount = {
  state: ScanState;
  hidden: number;
  shown: number;
  /** Different things that were found, and of how many staff have said what becomes of them. */
  things: number;
  decided: number;
};

export type GroupView = {
  id: string;
  rule: Rule;
  reason: string;
  text: string;
  count: number;
  proposal: Choice;
  decision: { choice: Choice; by: string; at: Date; why: string } | null;
  where: { system: string; collection: string; field: string; count: number }[];
  places: (SeenPlace & { choice: Choice; systemTitle: string; label: string })[];
};

export type HiddenPage = HiddenCount & {
  reference: string;
  groups: GroupView[];
  /** Groups that this page does not show. */
  further: number;
  /** Findings beyond the groups that are kept. */
  more: number;
  may: boolean;
  /** How many different things each rule found, and how many of them nobody has decided on. */
  byRule: { rule: Rule; things: number; open: number }[];
  /** Whose records can be read with the findings marked in them. */
  collections: { system: string; systemTitle: string; collection: string; label: string }[];
  look: SecondLook;
};

/** Which findings are wanted: all, those of a rule, those that nobody has decided on. */
export type Wanted = { page: number; rule?: Rule | undefined; open?: boolean };

/** How many parts will be hidden, for whoever may see the request. */
export async function countHidden(actor: Actor, reference: string): Promise<HiddenCount> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_requests" });
    return counted(tx, row.id);
  });
}

async function counted(tx: Transaction, requestId: string): Promise<HiddenCount> {
  const [scan] = await tx.select().from(redactionScan).where(eq(redactionScan.requestId, requestId));
  const sums = await tx
    .select({
      choice: sql<Choice>`coalesce(${redactionGroup.decision}, ${redactionGroup.proposal})`,
      parts: sql<number>`sum(${redactionGroup.count})::int`,
      things: sql<number>`count(*) filter (where ${redactionGroup.count} > 0)::int`,
      decided: sql<number>`count(*) filter (where ${redactionGroup.count} > 0 and ${redactionGroup.decision} is not null)::int`,
      other: sql<number>`coalesce(sum((select count(*) from ${redactionPlace} p where p.group_id = ${redactionGroup.id}
        and p.decision <> coalesce(${redactionGroup.decision}, ${redactionGroup.proposal}))), 0)::int`,
    })
    .from(redactionGroup)
    .where(eq(redactionGroup.requestId, requestId))
    .groupBy(sql`1`);
  const of = (choice: Choice) =>
    sums.find((one) => one.choice === choice) ?? { parts: 0, other: 0, things: 0, decided: 0 };
  const [hide, show] = [of("hide"), of("show")];
  return {
    state: !scan ? "none" : scan.scannedAt === null || scan.state !== "settled" ? "waiting" : "done",
    hidden: hide.parts - hide.other + show.other,
    shown: show.parts - show.other + hide.other,
    things: hide.things + show.things,
    decided: hide.decided + show.decided,
  };
}

/** What is hidden of a request's answer and why, with what stands around it. That staff looked is recorded. */
export async function readHidden(
  actor: Actor,
  reference: string,
  { page, rule, open: onlyOpen }: Wanted,
): Promise<HiddenPage> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_findings" });
    const key = await keyOf(tx, row.id);
    const found = foundIn(row.id);
    const wanted = and(onlyOpen ? undecidedIn(row.id) : found, rule && eq(redactionGroup.rule, rule));
    const rows = await tx
      .select()
      .from(redactionGroup)
      .where(wanted)
      .orderBy(
        sql`array_position(${sql.param(askedFirst)}::text[], rule)`,
        sql`count desc`,
        redactionGroup.id,
      )
      .offset((page - 1) * most)
      .limit(most);
    const [all] = await tx.select({ count: sql<number>`count(*)::int` }).from(redactionGroup).where(wanted);
    const [scan] = await tx.select().from(redactionScan).where(eq(redactionScan.requestId, row.id));
    const groups: GroupView[] = [];
    const names = new Map<string, string>();
    for (const by of new Set(rows.flatMap((one) => one.decidedBy ?? []))) names.set(by, await nameOf(tx, by));
    for (const one of rows) groups.push(await viewOf(tx, one, key, names));
    await audit(tx, row.id, actor, { kind: "hidden_viewed" });
    return {
      ...(await counted(tx, row.id)),
      reference: row.reference,
      groups,
      further: Math.max(0, (all?.count ?? 0) - page * most),
      more: scan?.more ?? 0,
      byRule: (await tx
        .select({
          rule: redactionGroup.rule,
          things: sql<number>`count(*)::int`,
          open: sql<number>`(count(*) filter (where ${redactionGroup.decision} is null))::int`,
        })
        .from(redactionGroup)
        .where(found)
        .groupBy(redactionGroup.rule)
        .orderBy(redactionGroup.rule)) as HiddenPage["byRule"],
      collections: (await storedOf(tx, row.id, key)).flatMap(({ system, collection, open }) =>
        open === null
          ? []
          : [
              {
                system: system.id,
                systemTitle: system.title,
                collection: collection.name,
                label: collection.label,
              },
            ],
      ),
      look: await secondLook(tx, row.id, actor),
      may:
        (row.status === "collecting" || row.status === "reviewing") &&
        (actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, "work"))),
    };
  });
}

/** Lawyers' letters first: they are what staff are asked to look at. */
const askedFirst: readonly Rule[] = [
  "legal_privilege",
  ...rules.filter((rule) => rule !== "legal_privilege"),
];

type Row = typeof redactionGroup.$inferSelect;

async function viewOf(
  tx: Transaction,
  row: Row,
  key: DataKey,
  names: ReadonlyMap<string, string>,
): Promise<GroupView> {
  const told = JSON.parse(open(key, groupContext(row.requestId), row.sealed)) as Told;
  const places = await tx.select().from(redactionPlace).where(eq(redactionPlace.groupId, row.id));
  const systems = currentMap().systems;
  const choice = (row.decision ?? row.proposal) as Choice;
  const titleOf = (id: string) => systems.find((one) => one.id === id)?.title ?? id;
  return {
    id: row.id,
    rule: row.rule as Rule,
    reason: told.reason,
    text: told.text,
    count: row.count,
    proposal: row.proposal as Choice,
    decision:
      row.decision === null || row.sealedReason === null
        ? null
        : {
            choice: row.decision as Choice,
            by: names.get(row.decidedBy ?? "") ?? "",
            at: row.decidedAt ?? new Date(0),
            why: open(key, reasonContext(row.id), row.sealedReason),
          },
    where: told.where.map((one) => ({ ...one, system: titleOf(one.system) })),
    places: told.places.map((one) => ({
      ...one,
      systemTitle: titleOf(one.system),
      label:
        systems.find(({ id }) => id === one.system)?.collections.find(({ name }) => name === one.collection)
          ?.fields[one.field]?.label ?? one.field,
      choice: (places.find(
        (place) =>
          place.systemId === one.system &&
          place.collection === one.collection &&
          place.field === one.field &&
          place.recordToken.toString("hex") === one.recordToken,
      )?.decision ?? choice) as Choice,
    })),
  };
}
