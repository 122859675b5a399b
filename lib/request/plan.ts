import type { EffectKind } from "#connectors/language/effect.ts";
import { effectPlan, effectSystem } from "#drizzle/schema/effect.ts";
import { identifier, proof as proofTable } from "#drizzle/schema/identity.ts";
import { humanTask, task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { isNobody } from "#lib/core/nobody.ts";
import { proofHow } from "#lib/core/proof.ts";
import type { Transaction } from "#lib/db/database.ts";
import { canonicalIdentifier, canonicalPhone } from "#lib/identity/canonical.ts";
import { ring } from "#lib/jobs/queue.ts";
import { answersWithBundle, answersWithReasons, type Right } from "#lib/law/rights.ts";
import { currentMap, freshMap, plannedSystems } from "#lib/map/current.ts";
import { correctedByEngine, erasedByEngine } from "#lib/map/erasable.ts";
import type { System } from "#lib/map/schema.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { seal, tokenOf } from "#lib/vault/seal.ts";
import { actByHand, actExpiry } from "./act-by-hand.ts";
import type { Answers } from "./answers.ts";
import { oweDutyNotice } from "./duty-notice.ts";
import { followsWithoutProof, heldKinds, kindsOf, mapKnows, setBy } from "./effects.ts";
import { authorityAllows, contactsOf } from "./for-other.ts";
import { move } from "./move.ts";
import { isAskedFor, narrowingOf } from "./narrowing.ts";
import { answersOf, type RequestRow } from "./sealed.ts";

export type PlannedTask = {
  systemId: string;
  position: number;
  answeredBy: "machine" | "person" | "desk";
  state: "ready" | "held" | "parked" | "settled";
  /** Only where nobody need answer: what is asked has nothing to do with this system. */
  outcome?: "not_concerned";
};

/**
 * Every system of the map, in its order, and who answers for it (pure). Where the right needs an act that no
 * engine does yet, the desk acts by hand in each system. People are asked once machines have said what they
 * know; where there is no machine, at once. No system is ever left out, but for what is about our own conduct: an appeal
 * or a complaint is decided, and no system knows anything about it.
 * To be erased, a person is located by machine in each of the `erasable` systems, by id; the desk acts in the others.
 * To be corrected, they are located wherever there is a machine; what cannot be changed by it is asked of people later.
 * Where the map names automated decisions, only the systems that make some have anything to be reviewed.
 * Where choices (`kinds`) are to be set and the map says where, every machine locates the person; people are asked
 * where only they can set one.
 */
export function planOf(
  systems: readonly System[],
  right: Right,
  erasable: ReadonlySet<string> = new Set(),
  kinds: readonly EffectKind[] = [],
): PlannedTask[] {
  if (answersWithReasons(right)) return [];
  const machines = systems.some((system) => system.connector !== "human");
  const switches = mapKnows(systems, kinds);
  const reviewed = right === "automated_decision_review" && systems.some(decidesByItself);
  return systems.map((system, position) => {
    const { id: systemId } = system;
    if (switches) return { systemId, position, ...locatedToSwitch(system, kinds) };
    if (reviewed && system.automated_decisions.length === 0) return { systemId, position, ...notConcerned };
    if (right === "erasure" && erasable.has(systemId)) {
      return { systemId, position, answeredBy: "machine", state: "ready" };
    }
    if (!answersWithBundle(right) && right !== "rectification")
      return { systemId, position, answeredBy: "desk", state: "parked" };
    if (system.connector !== "human") return { systemId, position, answeredBy: "machine", state: "ready" };
    return { systemId, position, answeredBy: "person", state: machines ? "held" : "ready" };
  });
}

/**
 * The plan where only a part is to be deleted (pure). The engine erases whole people, so people do this by hand, and only
 * in systems that hold one of the kinds that were named.
 */
export function partedPlan(
  plan: readonly PlannedTask[],
  systems: readonly System[],
  asked: Pick<Answers, "right" | "scope" | "kinds" | "from" | "until">,
): PlannedTask[] {
  const part = asked.right === "erasure" ? narrowingOf(asked) : null;
  const concerned = (id: string) =>
    systems.some((one) => one.id === id && one.collections.some((each) => isAskedFor(part, each)));
  if (part === null || !plan.some(({ systemId }) => concerned(systemId))) return [...plan];
  return plan.map((task) => (concerned(task.systemId) ? task : { ...task, ...notConcerned }));
}

function locatedToSwitch(
  system: System,
  kinds: readonly EffectKind[],
): Pick<PlannedTask, "answeredBy" | "state" | "outcome"> {
  // What one system knows leads to the others, also where it has nothing to switch off itself.
  if (system.connector !== "human") return { answeredBy: "machine", state: "ready" };
  if (setBy(system, kinds, false) === "people") return { answeredBy: "desk", state: "parked" };
  return notConcerned;
}

const notConcerned = { answeredBy: "desk", state: "settled", outcome: "not_concerned" } as const;

const decidesByItself = (system: System) => system.automated_decisions.length > 0;

export const identifierContext = (requestId: string, kind: string) => `identifier/${requestId}/${kind}`;

/**
 * Starts a request whose proof is given or not needed: one move, the plan frozen as rows, the proven mailbox as
 * the first identifier, what was merely typed beside it as claimed, the jobs rung, the confirmation of receipt owed.
 */
export async function startRequest(
  tx: Transaction,
  filed: RequestRow,
  actor: Actor,
  proof?: { at: Date; how: string },
): Promise<void> {
  if (!(await authorityAllows(tx, filed, proof))) return;
  await freshMap(tx);
  const systems = plannedSystems();
  const asked = await answersOf(tx, filed);
  const kinds = kindsOf(asked.right, asked);
  const parted = asked.right === "erasure" && asked.scope === "some";
  const erasable = parted ? new Set<string>() : await erasableAmong(systems);
  const plan = partedPlan(planOf(systems, asked.right, erasable, kinds), systems, asked);
  await insertIdentifiers(tx, filed, asked, proof?.how ?? null);
  const rows =
    plan.length === 0
      ? []
      : await tx
          .insert(task)
          .values(plan.map((planned) => ({ ...planned, requestId: filed.id })))
          .returning();
  if (kinds.length > 0) await planEffects(tx, filed.id, systems, kinds, rows);
  if (proof) await keepFirstProof(tx, filed.id, proof);
  const started = await move(
    tx,
    filed.id,
    "start",
    actor,
    { kind: "plan_frozen", systems: plan.map((planned) => planned.systemId) },
    {
      set: {
        planFrozenAt: new Date(),
        ...(proof ? { verifiedAt: proof.at, verifiedHow: proof.how } : {}),
      },
    },
  );
  // Nobody is waited for: it can be decided at once.
  if (plan.length === 0)
    await move(tx, filed.id, "collected", actor, { kind: "all_collected", systems: 0, records: 0 });
  for (const row of rows) {
    if (row.state === "ready") await ring(tx, "task.run", row.id);
    if (row.answeredBy === "desk" && row.state === "parked")
      await askDesk(tx, filed, asked.right, row.id, row.systemId, actor);
  }
  // Who was told already, before they proved anything, is not told again.
  if (filed.acknowledgedDay === null) await acknowledge(tx, started);
}

/** All that is kept of the first proof: how, and when it passed. */
async function keepFirstProof(tx: Transaction, requestId: string, { at, how }: { at: Date; how: string }) {
  await tx.insert(proofTable).values({
    requestId,
    how: proofHow(how),
    state: "passed",
    askedBy: "person",
    decidedBy: "person",
    decidedAt: at,
  });
}

/** Ids of the systems in which this engine erases by itself. */
async function erasableAmong(systems: readonly System[]): Promise<Set<string>> {
  const can = await Promise.all(systems.map(erasedByEngine));
  return new Set(systems.filter((_, index) => can[index]).map(({ id }) => id));
}

/** Says that the request is here and by when it is answered, with what the law asks for in such a notice. */
async function acknowledge(tx: Transaction, row: RequestRow): Promise<void> {
  await oweDutyNotice(tx, row, {
    notice: row.right === "complaint" ? "complaint_acknowledgement" : "acknowledgement",
    given: { expected_date: row.safeDue },
  });
}

async function insertIdentifiers(tx: Transaction, filed: RequestRow, asked: Answers, how: string | null) {
  const requestId = filed.id;
  const key = await keyOf(tx, requestId);
  // In the form in which systems answer, or what a system confirms would not be recognised as what was claimed.
  const contacts = contactsOf(asked);
  const phone = canonicalPhone(contacts.phone, asked.place.slice(0, 2));
  const mails = contacts.emails.filter((value) => !isNobody(value));
  const main = mainStanding(asked, how);
  const values: (typeof identifier.$inferInsert)[] = mails.map((value, index) => ({
    requestId,
    kind: "email",
    token: tokenOf("email", value),
    sealed: seal(key, identifierContext(requestId, "email"), value),
    ...(index === 0 ? main : justClaimed),
  }));
  // Of somebody else who is known by a number only, staff have accepted the number.
  if (asked.who === "other" && mails.length === 0 && phone !== null)
    values.push({
      requestId,
      kind: "phone",
      token: tokenOf("phone", phone),
      sealed: seal(key, identifierContext(requestId, "phone"), phone),
      ...main,
    });
  for (const { kind, value } of followsWithoutProof(asked.right) ? alsoClaimed(asked) : []) {
    values.push({
      requestId,
      kind,
      token: tokenOf(kind, value),
      sealed: seal(key, identifierContext(requestId, kind), value),
      origin: "claimed",
      confidence: "claimed",
    });
  }
  if (values.length > 0) await tx.insert(identifier).values(values).onConflictDoNothing();
}

const justClaimed = { origin: "claimed", confidence: "claimed" } as const;

/**
 * How sure the main contact is. One's own mailbox is proven by the code. Somebody else's is proven where that person
 * pressed yes in the mail to it; otherwise staff have decided that it is theirs, with the authority.
 */
function mainStanding(asked: Answers, how: string | null) {
  if (how === null) return justClaimed;
  const saidYes = asked.relation === "agent" && how === "link_by_mail";
  return asked.who === "self" || saidYes
    ? ({ origin: "proven", confidence: "proven" } as const)
    : ({ origin: "decided", confidence: "confirmed" } as const);
}

/** What else an opt-out can be followed by: a telephone number, and what a website of the company told. */
function alsoClaimed(asked: Answers): { kind: string; value: string }[] {
  const country = asked.place.slice(0, 2);
  const phone = canonicalPhone(contactsOf(asked).phone, country);
  const told = (asked.known ?? []).flatMap(({ kind, value }) => {
    const one = canonicalIdentifier(kind, value, country);
    return one === null ? [] : [{ kind, value: one }];
  });
  return [...(phone === null ? [] : [{ kind: "phone", value: phone }]), ...told];
}

/** Writes down what is to be switched in which system; each waits until its system has said who the person is there. */
async function planEffects(
  tx: Transaction,
  requestId: string,
  systems: readonly System[],
  kinds: EffectKind[],
  tasks: readonly (typeof task.$inferSelect)[],
): Promise<void> {
  const [plan] = await tx.insert(effectPlan).values({ requestId, kinds }).returning();
  if (plan) await ring(tx, "effect.keep", plan.id);
  if (!mapKnows(systems, kinds)) return;
  for (const { id: taskId, systemId, position, answeredBy } of tasks) {
    const system = systems.find((one) => one.id === systemId);
    if (!system || answeredBy !== "machine") continue;
    const held = heldKinds(system);
    const here = kinds.filter((kind) => kind === "restriction" || held.has(kind));
    const by = setBy(system, kinds, await correctedByEngine(system));
    await tx.insert(effectSystem).values({
      requestId,
      taskId,
      systemId,
      position,
      act: "set",
      kinds: here,
      ...(by === "nothing"
        ? {
            state: "settled",
            outcome: "cannot_hold",
            why: "There is nothing of this kind to switch off here.",
          }
        : { state: "held", waitsForPlacing: kinds.includes("restriction") }),
    });
  }
}

async function askDesk(
  tx: Transaction,
  filed: RequestRow,
  right: Right,
  taskId: string,
  systemId: string,
  actor: Actor,
) {
  const system = currentMap().systems.find((candidate) => candidate.id === systemId);
  const { title, text } = actByHand(right, system?.title ?? systemId);
  await tx.insert(humanTask).values({
    taskId,
    askedOf: "desk",
    title,
    text,
    accepts: "text",
    dueDay: filed.safeDue,
    expiresAt: actExpiry(filed.enteredAt),
  });
  await audit(tx, filed.id, actor, { kind: "person_asked", system: systemId, of: "desk" });
}
