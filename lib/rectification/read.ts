import { and, eq, ne } from "drizzle-orm";
import { task } from "#drizzle/schema/task.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { nameOf } from "#lib/decision/view.ts";
import type { Right } from "#lib/law/rights.ts";
import { currentMap } from "#lib/map/current.ts";
import { requestFor } from "#lib/request/access.ts";
import { frozenLaws } from "#lib/request/clocks/frozen-laws.ts";
import type { RequestStatus } from "#lib/request/moves.ts";
import { rectificationAnswer } from "#lib/request/rectification-answer.ts";
import { answersIfKept, type RequestRow } from "#lib/request/sealed.ts";
import { allowed, type StaffAction } from "#lib/staff/permissions.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import type { DataKey } from "#lib/vault/seal.ts";
import { correctionViews } from "./correction-view.ts";
import { groundsOf } from "./decide.ts";
import { factsOf } from "./facts-view.ts";
import { isOpen, type PlanRow, plansOf } from "./load.ts";
import { planView } from "./plan-view.ts";
import type { CorrectionView, FactsView, PersonRectification, RectificationDesk } from "./views.ts";

const nothing: FactsView = { groups: [], unread: [], cut: false, readAt: null };

/**
 * Everything about the corrections of a request, for staff; values only for those who may see what was found, and that
 * they looked is recorded. Throws the uniform `not_found` also for a request that asks for something else.
 */
export async function readRectificationDesk(actor: Actor, reference: string): Promise<RectificationDesk> {
  const may = (action: StaffAction) =>
    actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, action));
  const shown = may("see_findings");
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_requests" });
    const asked = row.right === "rectification" ? await answersIfKept(tx, row) : null;
    if (!asked) return notFound();
    const key = await keyOf(tx, row.id);
    const corrections = await correctionViews(tx, row.id, key, true);
    const about = aboutOf(corrections);
    const plans = await plansOf(tx, row.id);
    const views = [];
    for (const plan of plans) views.push(await planView(tx, plan, { key, shown, about }));
    const [plan = null, ...earlier] = views;
    const stillAsked = await titlesStillAsked(tx, row.id);
    if (shown) await audit(tx, row.id, actor, { kind: "rectification_viewed" });
    const working = row.status === "collecting" || row.status === "reviewing";
    const undone = new Set(plans.filter((one) => one.state === "done").map((one) => one.undoes));
    const approvedBy: string[] = [];
    for (const { by } of plan?.approvals ?? []) approvedBy.push(await nameOf(tx, by));
    return {
      reference: row.reference,
      right: row.right as Right,
      status: row.status as RequestStatus,
      person: asked.name,
      said: { wrong: asked.wrong, correct: asked.correct },
      facts: shown ? await factsOf(tx, row.id, key) : nothing,
      corrections: shown ? corrections : corrections.map(hidden),
      grounds: (await groundsOf(tx, row)).map(({ ground, name, conditions, articles }) => ({
        ...{ ground, name, conditions: [...conditions] },
        cites: articles.map(({ article }) => article.cite),
      })),
      plan,
      earlier,
      madeBy: plan ? await nameOf(tx, plan.madeBy) : "",
      approvedBy,
      mine: plan?.approvals.some(({ by }) => by === actorName(actor)) ?? false,
      stillAsked,
      answer: shown ? (await rectificationAnswer(tx, row)).lines : [],
      suggestsRestriction: await suggestsRestriction(tx, row, corrections),
      may: {
        add: may("work") && isOpen(row),
        decide: may("work") && isOpen(row),
        plan:
          may("work") &&
          working &&
          stillAsked.length === 0 &&
          plan?.state !== "acting" &&
          plan?.state !== "planning" &&
          corrections.some((one) => one.state === "granted" || one.state === "done"),
        approve: may("approve"),
        work: may("work"),
        undo: may("work") && row.status !== "closed" && canGoBack(plans, undone),
        see: shown,
      },
    };
  });
}

function canGoBack(plans: readonly PlanRow[], undone: ReadonlySet<string | null>): boolean {
  const [newest] = plans;
  const done = newest?.state === "done" && newest.kind === "correct" && !undone.has(newest.id);
  return done && (newest.totals?.planned ?? 0) > 0;
}

/** A correction for staff who may know that it is there, and not what it says. */
function hidden(one: CorrectionView): CorrectionView {
  const decision = one.decision && { ...one.decision, reason: "", ownDocuments: "" };
  return { ...one, wrong: [], wanted: null, explanation: "", decision, statement: null };
}

async function titlesStillAsked(tx: Transaction, requestId: string): Promise<string[]> {
  const titles = new Map(currentMap().systems.map((system) => [system.id, system.title]));
  const open = await tx
    .select({ systemId: task.systemId })
    .from(task)
    .where(and(eq(task.requestId, requestId), ne(task.state, "settled")))
    .orderBy(task.position);
  return open.map(({ systemId }) => titles.get(systemId) ?? systemId);
}

/** While it is open whether data is right, a law that knows restriction lets the person have it restricted. */
async function suggestsRestriction(
  tx: Transaction,
  row: RequestRow,
  corrections: readonly CorrectionView[],
): Promise<boolean> {
  if (!corrections.some((one) => one.state === "asked" || one.state === "granted")) return false;
  return (await frozenLaws(tx, row.id)).some(({ regime }) => regime?.rights.restriction !== undefined);
}

/**
 * What the person sees of their corrections: what the systems say, what they asked for, what was decided and why, and
 * what was proven to say something else now. Throws the uniform `not_found` for everybody else.
 */
export async function readPersonRectification(actor: Actor, reference: string): Promise<PersonRectification> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "act", staff: "see_findings" });
    if (row.right !== "rectification") notFound();
    const key = await keyOf(tx, row.id);
    const corrections = await correctionViews(tx, row.id, key, false);
    await audit(tx, row.id, actor, { kind: "rectification_viewed" });
    return {
      facts: row.verifiedAt === null ? nothing : await factsOf(tx, row.id, key),
      corrections,
      done: await doneOf(tx, row.id, key, aboutOf(corrections)),
      suggestsRestriction: await suggestsRestriction(tx, row, corrections),
      may: {
        add: isOpen(row),
        withdraw: isOpen(row),
        state: corrections.some((one) => one.state === "refused"),
      },
    };
  });
}

const aboutOf = (corrections: readonly CorrectionView[]) =>
  new Map(corrections.map(({ id, number, fact }) => [id, { number, fact }]));

async function doneOf(
  tx: Transaction,
  requestId: string,
  key: DataKey,
  about: ReturnType<typeof aboutOf>,
): Promise<PersonRectification["done"]> {
  const done: PersonRectification["done"] = [];
  for (const plan of (await plansOf(tx, requestId)).toReversed()) {
    const view = await planView(tx, plan, { key, shown: true, about });
    for (const { title, outcome, cells } of view.systems) {
      if (outcome === null || outcome === "dropped") continue;
      const changes = cells
        .filter((cell) => cell.state !== "left")
        .map(({ fieldLabel, fact, before, wanted, state }) => ({
          ...{ label: fieldLabel ?? "", fact, before, wanted, state },
        }));
      if (changes.length > 0) done.push({ title, outcome, changes });
    }
  }
  return done;
}
