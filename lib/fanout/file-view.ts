import { asc, eq, inArray } from "drizzle-orm";
import { identifier } from "#drizzle/schema/identity.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { finding, humanTask, sharedIdentifier, task } from "#drizzle/schema/task.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { decisionBlocks } from "#lib/decision/with-release.ts";
import { mask } from "#lib/identity/canonical.ts";
import { answersWithBundle, type Right } from "#lib/law/rights.ts";
import { brandOf } from "#lib/map/brand/brands.ts";
import { currentMap } from "#lib/map/current.ts";
import { requestFor } from "#lib/request/access.ts";
import { answerBlocks } from "#lib/request/answer-blocks.ts";
import type { Answers } from "#lib/request/answers.ts";
import { bundlesOf } from "#lib/request/bundles.ts";
import { deadlineOf } from "#lib/request/clocks/deadline.ts";
import { detailsForStaff, maskWithin } from "#lib/request/details-for-staff.ts";
import { allows, type RequestStatus } from "#lib/request/moves.ts";
import { progressOf, usualSpans } from "#lib/request/progress.ts";
import { openProof } from "#lib/request/proofs/keep.ts";
import { answersIfKept, type RequestRow } from "#lib/request/sealed.ts";
import { deskTimeline } from "#lib/request/timeline.ts";
import type { HumanTaskView, Masked, RequestFile, SystemProgress } from "#lib/request/views.ts";
import { initialsOf } from "#lib/staff/initials.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type DataKey, open } from "#lib/vault/seal.ts";
import { hiddenWhole, identifiersOf, type Sight } from "./identifiers-view.ts";
import { keyContext, openIdentifier } from "./known.ts";
import { unconfirmedSystems } from "./link/confirmed.ts";
import { actNoteContext, outcomesFor } from "./record-act.ts";
import { shownNow } from "./reveal.ts";

/** Everything the desk sees of one request. Throws `not_found`, or `forbidden` for a role that may not. */
export async function readRequestFile(actor: Actor, reference: string): Promise<RequestFile> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_requests" });
    const asked = (await answersIfKept(tx, row)) ?? notFound();
    const key = await keyOf(tx, row.id);
    const progress = await progressOf(tx, row.id);
    const sees = actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, "see_findings"));
    const sight: Sight = { sees, shown: sees ? await shownNow(tx, actor, row.id) : new Set() };
    const shared = sees ? await sharedOf(tx, row.id, key) : [];
    const bundles = await bundlesOf(tx, row.id);
    const status = row.status as RequestStatus;
    const [owner] = row.ownerId ? await tx.select().from(staff).where(eq(staff.id, row.ownerId)) : [];
    const may = (action: "release" | "cancel" | "assign") =>
      actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, action));
    const building = bundles.some((one) => one.state === "preparing");
    const unconfirmed = await unconfirmedSystems(tx, row.id);
    const erasing = await answerBlocks(tx, row);
    const proofOpen = (await openProof(tx, row.id)) !== null;
    const undecided = allows("release", status) ? await decisionBlocks(tx, row) : [];
    const someFound = progress.some((one) => one.state === "found");
    return {
      reference: row.reference,
      version: row.version,
      brand: brandOf(row.brandId)?.name ?? null,
      right: row.right as Right,
      regime: row.regime,
      status,
      receivedAt: row.receivedAt,
      deadline: await deadlineOf(tx, row, await usualSpans(tx)),
      person: personOf(asked, sight),
      proof: row.verifiedAt && { how: row.verifiedHow ?? "", at: row.verifiedAt },
      identifiers: await identifiersOf(tx, row, key, sight),
      systems: await withCollections(tx, row.id, progress),
      humanTasks: await humanTasksOf(tx, row, key, sees),
      sharedIdentifiers: shared,
      timeline: await deskTimeline(tx, row.id),
      bundles,
      owner: owner ? { name: owner.name, initials: initialsOf(owner.name) } : null,
      may: {
        release:
          may("release") &&
          allows("release", status) &&
          unconfirmed.length + undecided.length + erasing.length === 0,
        releasePartly:
          may("release") &&
          status === "collecting" &&
          someFound &&
          unconfirmed.length === 0 &&
          !proofOpen &&
          !building &&
          answersWithBundle(row.right as Right),
        cancel: may("cancel") && allows("cancel", status),
        assign: may("assign"),
        reveal: sees,
      },
      blocking: [...blocking(status, progress), ...unconfirmed.map(onlyAlike), ...erasing, ...undecided],
    };
  });
}

/** Who asks: the name in full for staff who may see what was found, everything else masked until it is revealed. */
function personOf(asked: Answers, { sees, shown }: Sight): RequestFile["person"] {
  const masked = (field: string, value: string, hidden: string): Masked => ({
    field: sees && hidden === value ? "" : field,
    masked: sees ? hidden : hiddenWhole,
    shown: sees && shown.has(field) ? value : null,
  });
  const others = asked.otherEmails.split(/[\s,;]+/).filter((one) => one !== "");
  const details = detailsForStaff(asked);
  return {
    name: sees ? asked.name : initialsOf(asked.name),
    email: masked("email", asked.email, mask("email", asked.email)),
    others:
      others.length === 0
        ? null
        : masked("others", others.join(", "), others.map((one) => mask("email", one)).join(", ")),
    place: asked.place,
    placeGuessed: asked.placeHint && asked.placeHint !== asked.place.slice(0, 2) ? asked.placeHint : null,
    details: details === "" ? null : masked("details", details, maskWithin(details)),
  };
}

/** What still keeps the answer from going out, in words. */
function blocking(status: RequestStatus, systems: readonly SystemProgress[]): string[] {
  if (status === "received") return ["The person has not proved who they are yet."];
  if (status !== "collecting") return [];
  return systems.flatMap((one) => {
    if (one.state === "trouble") return [`${one.title} has not answered: ${one.cause}`];
    if (one.state === "waiting_for_person")
      return [`${one.title}: a person has been asked and has not answered.`];
    if (one.state === "needs_decision") return [`${one.title}: decide whose records these are.`];
    if (one.state === "waiting" || one.state === "asking") return [`${one.title} is being asked.`];
    return [];
  });
}

const onlyAlike = (title: string) =>
  `${title}: somebody there is only alike. Confirm or reject that link on the person's page.`;

async function withCollections(
  tx: Transaction,
  requestId: string,
  progress: SystemProgress[],
): Promise<RequestFile["systems"]> {
  const rows = await tx
    .select({
      taskId: finding.taskId,
      collection: finding.collection,
      kind: finding.kind,
      rows: finding.rows,
    })
    .from(finding)
    .innerJoin(task, eq(finding.taskId, task.id))
    .where(eq(task.requestId, requestId));
  const systems = new Map(currentMap().systems.map((system) => [system.id, system]));
  return progress.map((one) => ({
    ...one,
    owner: systems.get(one.systemId)?.owner.name ?? "",
    collections: (systems.get(one.systemId)?.collections ?? [])
      .map((collection) => {
        const mine = rows.filter((row) => row.taskId === one.taskId && row.collection === collection.name);
        return {
          name: collection.name,
          label: collection.label,
          records: mine.reduce((sum, row) => sum + row.rows, 0),
          files: mine.filter((row) => row.kind === "file").length,
        };
      })
      .filter((collection) => collection.records > 0 || collection.files > 0),
  }));
}

async function humanTasksOf(
  tx: Transaction,
  row: RequestRow,
  key: DataKey,
  sees: boolean,
): Promise<HumanTaskView[]> {
  const rows = await tx
    .select({ human: humanTask, systemId: task.systemId, answeredBy: task.answeredBy })
    .from(humanTask)
    .innerJoin(task, eq(humanTask.taskId, task.id))
    .where(eq(task.requestId, row.id))
    .orderBy(asc(task.position));
  const titles = new Map(currentMap().systems.map((system) => [system.id, system.title]));
  return rows.map(({ human, systemId, answeredBy }) => {
    const note = sees && human.sealedNote && open(key, actNoteContext(human.id), human.sealedNote);
    const waits = human.answeredAt === null && row.status === "collecting";
    return {
      id: human.id,
      systemTitle: titles.get(systemId) ?? systemId,
      askedOf: human.askedOf === "owner" ? "owner" : "desk",
      title: human.title,
      text: human.text,
      dueDay: human.dueDay,
      state: human.answeredAt ? "answered" : human.openedAt ? "opened" : "open",
      answer:
        human.answer &&
        (note ? `${human.answer.replaceAll("_", " ")}: ${note}` : human.answer.replaceAll("_", " ")),
      outcomes: waits && human.askedOf === "desk" ? outcomesFor(row.right as Right) : [],
      mayAskAnother: waits && answeredBy === "person",
    };
  });
}

async function sharedOf(
  tx: Transaction,
  requestId: string,
  key: DataKey,
): Promise<RequestFile["sharedIdentifiers"]> {
  const tasks = await tx
    .select({ id: task.id, systemId: task.systemId })
    .from(task)
    .where(eq(task.requestId, requestId));
  if (tasks.length === 0) return [];
  const rows = await tx
    .select({ shared: sharedIdentifier, identifier })
    .from(sharedIdentifier)
    .innerJoin(identifier, eq(sharedIdentifier.identifierId, identifier.id))
    .where(
      inArray(
        sharedIdentifier.taskId,
        tasks.map((one) => one.id),
      ),
    );
  const titles = new Map(currentMap().systems.map((system) => [system.id, system.title]));
  return rows
    .filter((row) => row.shared.decidedAt === null)
    .map((row) => {
      const { kind, value } = openIdentifier(key, row.identifier);
      const systemId = tasks.find((one) => one.id === row.shared.taskId)?.systemId ?? "";
      return {
        id: row.shared.id,
        taskId: row.shared.taskId,
        kind,
        masked: mask(kind, value),
        keys: JSON.parse(open(key, keyContext(row.shared.taskId), row.shared.sealedKeys)) as string[],
        title: titles.get(systemId) ?? systemId,
      };
    });
}
