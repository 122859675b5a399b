import { asc, eq, inArray } from "drizzle-orm";
import type { LikenessFacts } from "#connectors/contract.ts";
import { identifier } from "#drizzle/schema/identity.ts";
import { linkDecision, proposedLink } from "#drizzle/schema/link.ts";
import { staff } from "#drizzle/schema/staff.ts";
import { foundKey, task } from "#drizzle/schema/task.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { mask } from "#lib/identity/canonical.ts";
import { currentMap } from "#lib/map/current.ts";
import { requestFor } from "#lib/request/access.ts";
import { subjectNameOf } from "#lib/request/answers.ts";
import { allows, type RequestStatus } from "#lib/request/moves.ts";
import { progressOf } from "#lib/request/progress.ts";
import { answersIfKept, type RequestRow } from "#lib/request/sealed.ts";
import type { SystemProgress } from "#lib/request/views.ts";
import { initialsOf } from "#lib/staff/initials.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { type DataKey, open } from "#lib/vault/seal.ts";
import { hiddenWhole } from "../identifiers-view.ts";
import { keyContext, openIdentifier } from "../known.ts";
import { factsContext } from "./look-alike.ts";
import { personRecord } from "./person-record.ts";
import { reasonContext } from "./remember.ts";

export type GraphIdentifier = {
  id: number;
  kind: string;
  masked: string;
  confidence: "proven" | "exact" | "confirmed" | "claimed" | "detached";
  /** The key whose rows held it; null for what the person gave. */
  from: { taskId: string; keyId: string | null } | null;
  maySplit: boolean;
};

export type GraphKey = {
  id: string;
  label: string;
  masked: string;
  viaIdentifier: number | null;
  /** located: an identifier led there · decided, confirmed: staff · likeness: nobody has confirmed it. */
  evidence: "located" | "decided" | "confirmed" | "likeness";
  maySplit: boolean;
};

export type GraphLink = {
  id: string;
  label: string;
  masked: string;
  verdict: "automatic" | "possible";
  state: "proposed" | "used" | "accepted" | "rejected";
  reasons: { code: string; bits: number }[];
  /** What the system holds of them, beside what is known of the person. */
  facts: { field: string; theirs: string; known: string | null }[];
};

export type GraphSystem = {
  taskId: string;
  systemId: string;
  title: string;
  state: SystemProgress["state"];
  records: number;
  keys: GraphKey[];
  links: GraphLink[];
  /** True where staff let all or none of too many identifiers be used. */
  asksLimit: boolean;
  cause: string | null;
  mayCollectAgain: boolean;
};

export type GraphDecision = {
  id: string;
  system: string;
  verdict: string;
  /** What it was about, in closed words: `key`, or an identifier's kind. */
  about: string;
  by: string;
  at: Date;
  /** True where it was made in an earlier request of the same person. */
  before: boolean;
  reason: string;
  undone: { by: string; at: Date; reason: string } | null;
  mayUndo: boolean;
};

export type PersonGraph = {
  reference: string;
  name: string;
  mayDecide: boolean;
  /** Whether this reader may have values shown in full. */
  maySee: boolean;
  identifiers: GraphIdentifier[];
  systems: GraphSystem[];
  decisions: GraphDecision[];
};

/** One person as a graph: what they are known by, where that leads, and by what evidence. Throws `not_found`, `forbidden`. */
export async function readPersonGraph(actor: Actor, reference: string): Promise<PersonGraph> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "see_requests" });
    const asked = (await answersIfKept(tx, row)) ?? notFound();
    const key = await keyOf(tx, row.id);
    const works = actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, "work"));
    const mayDecide = works && allows("reopen", row.status as RequestStatus);
    const names = new Map((await tx.select().from(staff)).map((one) => [`staff/${one.id}`, one.name]));
    // What a system holds of somebody is seen only by who may see what was found.
    const seesFacts =
      actor.kind === "operator" || (actor.kind === "staff" && allowed(actor.role, "see_findings"));
    const masked: Masking = seesFacts ? mask : () => hiddenWhole;
    const systems = await systemsOf(tx, row, key, { mayDecide, seesFacts, masked });
    if (seesFacts && systems.some((one) => one.links.length > 0)) {
      await audit(tx, row.id, actor, { kind: "links_viewed" });
    }
    return {
      reference: row.reference,
      name: seesFacts ? subjectNameOf(asked) : initialsOf(subjectNameOf(asked)),
      mayDecide,
      maySee: seesFacts,
      identifiers: await identifiersOf(tx, row, key, systems, { mayDecide, masked }),
      systems: systems.map(({ tokens: _, ...system }) => system),
      decisions: await decisionsOf(tx, row, key, names, { mayDecide, seesFacts }),
    };
  });
}

/** How a value is shown; where a reader may not see what was found, no part of it is. */
type Masking = typeof mask;

type WithTokens = GraphSystem & { tokens: Map<string, string> };

async function systemsOf(
  tx: Transaction,
  row: RequestRow,
  key: DataKey,
  { mayDecide, seesFacts, masked }: { mayDecide: boolean; seesFacts: boolean; masked: Masking },
): Promise<WithTokens[]> {
  const progress = await progressOf(tx, row.id);
  const tasks = await tx.select().from(task).where(eq(task.requestId, row.id)).orderBy(task.position);
  const ids = tasks.map((one) => one.id);
  if (ids.length === 0) return [];
  const keys = await tx
    .select()
    .from(foundKey)
    .where(inArray(foundKey.taskId, ids))
    .orderBy(foundKey.createdAt);
  const links = await tx
    .select()
    .from(proposedLink)
    .where(inArray(proposedLink.taskId, ids))
    .orderBy(proposedLink.createdAt, proposedLink.id);
  const record: LikenessFacts = seesFacts && links.length > 0 ? await personRecord(tx, row, key) : {};
  return tasks.map((one) => {
    const state = progress.find((each) => each.taskId === one.id);
    const system = currentMap().systems.find((each) => each.id === one.systemId);
    const labelOf = (name: string) => system?.collections.find((each) => each.name === name)?.label ?? name;
    const mine = links.filter((link) => link.taskId === one.id);
    const confirmed = new Set(
      mine.filter((link) => link.state === "accepted").map((link) => link.token.toString("hex")),
    );
    const theirs = keys.filter((found) => found.taskId === one.id);
    return {
      taskId: one.id,
      systemId: one.systemId,
      title: system?.title ?? one.systemId,
      state: state?.state ?? "waiting",
      records: one.records,
      tokens: new Map(theirs.map((found) => [found.token.toString("hex"), found.id])),
      keys: theirs.map((found) => {
        const alike = found.origin === "likeness";
        const evidence = confirmed.has(found.token.toString("hex")) ? "confirmed" : "likeness";
        return {
          id: found.id,
          label: labelOf(found.collection),
          masked: masked("key", open(key, keyContext(one.id), found.sealed)),
          viaIdentifier: found.viaIdentifier,
          evidence: alike ? evidence : found.origin === "decided" ? "decided" : "located",
          maySplit: mayDecide && !alike && one.answeredBy === "machine",
        };
      }),
      links: mine.map((link) => ({
        id: link.id,
        label: labelOf(link.collection),
        masked: masked("key", open(key, keyContext(one.id), link.sealedKey)),
        verdict: link.verdict === "automatic" ? "automatic" : "possible",
        state: link.state as GraphLink["state"],
        reasons: link.reasons,
        facts: seesFacts
          ? besides(JSON.parse(open(key, factsContext(one.id), link.sealedFacts)), record)
          : [],
      })),
      asksLimit: mayDecide && one.state === "parked" && one.troubleCode === "too_many_identifiers",
      cause: one.troubleCode === null ? null : one.trouble,
      mayCollectAgain: mayDecide && one.state === "settled" && one.answeredBy === "machine",
    };
  });
}

/** What a system holds of somebody, fact by fact beside what is known of the person. */
function besides(facts: readonly LikenessFacts[], record: LikenessFacts): GraphLink["facts"] {
  const [first] = facts;
  return Object.entries(first ?? {}).map(([field, theirs]) => ({
    field,
    theirs,
    known: record[field as keyof LikenessFacts] ?? null,
  }));
}

async function identifiersOf(
  tx: Transaction,
  row: RequestRow,
  key: DataKey,
  systems: readonly WithTokens[],
  { mayDecide, masked }: { mayDecide: boolean; masked: Masking },
): Promise<GraphIdentifier[]> {
  const rows = await tx
    .select()
    .from(identifier)
    .where(eq(identifier.requestId, row.id))
    .orderBy(asc(identifier.id));
  return rows.flatMap((known) => {
    if (known.origin === "tainted") return [];
    const system = systems.find((one) => one.systemId === known.systemId);
    const { kind, value } = openIdentifier(key, known);
    const detached = known.origin === "detached";
    return [
      {
        id: known.id,
        kind,
        masked: masked(kind, value),
        confidence: detached ? "detached" : (known.confidence as GraphIdentifier["confidence"]),
        from: system
          ? { taskId: system.taskId, keyId: system.tokens.get(known.fromKey?.toString("hex") ?? "") ?? null }
          : null,
        maySplit: mayDecide && (known.origin === "found" || known.origin === "decided"),
      },
    ];
  });
}

async function decisionsOf(
  tx: Transaction,
  row: RequestRow,
  key: DataKey,
  names: ReadonlyMap<string, string>,
  { mayDecide, seesFacts }: { mayDecide: boolean; seesFacts: boolean },
): Promise<GraphDecision[]> {
  const rows = await tx
    .select()
    .from(linkDecision)
    .where(eq(linkDecision.requestId, row.id))
    .orderBy(asc(linkDecision.decidedAt));
  const titles = new Map(currentMap().systems.map((system) => [system.id, system.title]));
  const reasonOf = (sealed: Buffer | null) =>
    sealed && seesFacts ? open(key, reasonContext(row.id), sealed) : "";
  const nameOf = (actor: string | null) =>
    names.get(actor ?? "") ?? (actor === "operator" ? "Operator" : "Staff");
  return rows.map((one) => ({
    id: one.id,
    system: titles.get(one.systemId) ?? one.systemId,
    verdict: one.verdict,
    about: one.identifierKind ?? (one.keyToken ? "key" : "limit"),
    by: nameOf(one.decidedBy),
    at: one.decidedAt,
    before: one.decidedAt < row.receivedAt,
    reason: reasonOf(one.sealedReason),
    undone:
      one.undoneAt === null
        ? null
        : { by: nameOf(one.undoneBy), at: one.undoneAt, reason: reasonOf(one.sealedUndoReason) },
    mayUndo: mayDecide && one.undoneAt === null && one.verdict !== "all" && one.verdict !== "none",
  }));
}
