import { desc, eq } from "drizzle-orm";
import { behalf } from "#drizzle/schema/behalf.ts";
import { request } from "#drizzle/schema/request.ts";
import { staff } from "#drizzle/schema/staff.ts";
import type { Actor } from "#lib/core/actor.ts";
import { notFound } from "#lib/core/errors.ts";
import { database, inTransaction, type Queryable } from "#lib/db/database.ts";
import { behalfRules, mayAskPerson, type Relation } from "#lib/law/duties/behalf.ts";
import type { BehalfRow } from "#lib/law/duties/behalf-rows.ts";
import { lawNamed } from "#lib/law/regimes/all.ts";
import { needsProof, type Right } from "#lib/law/rights.ts";
import { requestFor } from "#lib/request/access.ts";
import { behalfOf, contactsOf } from "#lib/request/for-other.ts";
import { answersIfKept } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { open } from "#lib/vault/seal.ts";
import { reasonContext } from "./decide.ts";
import { oddities, papersOf } from "./papers.ts";
import { type BehalfStanding, reachedBy, requestsOf } from "./reach.ts";

export type BehalfState = "open" | "accepted" | "refused" | "revoked";

/** How it stands with one request for somebody else, for whoever asked. Nothing of the person is in it. */
export type AskersView = {
  reference: string;
  relation: Relation;
  law: string;
  state: BehalfState;
  /** Of what was asked together: each with its number and where it stands. */
  requests: { reference: string; right: Right; status: string; safeDue: string }[];
  personAsked: boolean;
  personSaid: "yes" | "no" | null;
  papers: number;
  /** Whether a code to the asker's own mailbox is still to be typed: not of agents. */
  mustProve: boolean;
  answerTo: "person" | "asker";
  ended: boolean;
};

/** Throws HabeasError `not_found` for everybody but the asker. */
export async function readAsAsker(actor: Actor, reference: string): Promise<AskersView> {
  const tx = database();
  const { row, stands } = await reachedBy(tx, actor, reference);
  const rows = await requestsOf(tx, stands);
  return {
    reference: row.reference,
    relation: stands.relation as Relation,
    law: row.regime,
    state: stands.state as BehalfState,
    requests: rows.map(({ reference, right, status, safeDue }) => ({
      reference,
      right: right as Right,
      status,
      safeDue,
    })),
    personAsked: stands.askedAt !== null || (stands.relation === "agent" && mayAskPerson(row.right)),
    personSaid: stands.personSaid as AskersView["personSaid"],
    papers: (await papersOf(tx, stands)).length,
    mustProve:
      stands.relation !== "agent" &&
      stands.askerProvenAt === null &&
      rows.some(({ right, status }) => status === "received" && needsProof(right as Right)),
    answerTo: stands.answerTo as AskersView["answerTo"],
    ended: rows.every(({ endedAt }) => endedAt !== null),
  };
}

/** One line of an agent's list. `name` and `theirs` are as the agent typed them; null once destroyed on schedule. */
export type AgentsLine = {
  reference: string;
  right: Right;
  status: string;
  state: BehalfState;
  receivedAt: Date;
  name: string | null;
  theirs: string | null;
};

/** Everything that was asked for others from the mailbox that an account has proven, newest first. */
export async function readAsAgent(actor: Actor): Promise<AgentsLine[]> {
  if (actor.kind !== "account" || actor.mailboxToken === null) return notFound();
  const rows = await database()
    .select({ stands: behalf, row: request })
    .from(behalf)
    .innerJoin(request, eq(request.dossierId, behalf.dossierId))
    .where(eq(behalf.askerToken, actor.mailboxToken))
    .orderBy(desc(behalf.createdAt), request.reference)
    .limit(1000);
  return Promise.all(
    rows.map(async ({ stands, row }) => {
      const asked = await answersIfKept(database(), row);
      return {
        reference: row.reference,
        right: row.right as Right,
        status: row.status,
        state: stands.state as BehalfState,
        receivedAt: row.receivedAt,
        name: asked?.theirName ?? null,
        theirs: asked?.asker?.reference ?? null,
      };
    }),
  );
}

/** What staff see of it: who asks, by what we know the person, the papers, what the law says, and what was decided. */
export type DeskView = {
  reference: string;
  relation: Relation;
  state: BehalfState;
  asker: { name: string; email: string; proven: boolean };
  person: { name: string; emails: string[]; phone: string };
  wantedTo: "person" | "asker";
  answerTo: "person" | "asker";
  holdUntil: Date | null;
  personAsked: Date | null;
  personSaid: { said: "yes" | "no"; at: Date } | null;
  papers: { id: string; type: string; bytes: number; at: Date; odd: string[] }[];
  decided: { by: string | null; at: Date; how: string | null; reason: string | null } | null;
  law: { name: string; rules: BehalfRow };
  others: string[];
  mayDecide: boolean;
  mayReopen: boolean;
};

/** Null where the person asks themselves. Throws HabeasError like every read of a request. */
export async function readForDesk(actor: Actor, reference: string): Promise<DeskView | null> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, { person: "never", staff: "work" });
    const stands = await behalfOf(tx, row.dossierId);
    const asked = stands ? await answersIfKept(tx, row) : null;
    if (!stands || !asked?.asker) return null;
    const rows = await requestsOf(tx, stands);
    const papers = await papersOf(tx, stands);
    const [by] = stands.decidedBy ? await tx.select().from(staff).where(eq(staff.id, stands.decidedBy)) : [];
    const out = rows.some(({ status }) => ["preparing", "ready", "closed"].includes(status));
    const contacts = contactsOf(asked);
    return {
      reference: row.reference,
      relation: stands.relation as Relation,
      state: stands.state as BehalfState,
      asker: {
        name: asked.asker.name,
        email: asked.asker.email,
        proven: stands.askerProvenAt !== null,
      },
      person: { name: asked.theirName, emails: contacts.emails, phone: contacts.phone },
      wantedTo: stands.wantedTo as DeskView["wantedTo"],
      answerTo: stands.answerTo as DeskView["answerTo"],
      holdUntil: stands.holdUntil,
      personAsked: stands.askedAt,
      personSaid: stands.personSaidAt
        ? { said: stands.personSaid as "yes" | "no", at: stands.personSaidAt }
        : null,
      papers: await Promise.all(
        papers.map(async (paper) => ({
          id: paper.id,
          type: paper.type,
          bytes: paper.bytes,
          at: paper.storedAt,
          odd: await oddities(tx, paper),
        })),
      ),
      decided: stands.decidedAt
        ? {
            by: by?.name ?? null,
            at: stands.decidedAt,
            how: stands.how,
            reason: await reasonOf(tx, stands),
          }
        : null,
      law: { name: lawNamed(row.regime)?.short ?? row.regime, rules: behalfRules(row.regime) },
      others: rows.filter(({ id }) => id !== row.id).map((one) => one.reference),
      mayDecide: stands.state === "open" || stands.state === "refused",
      mayReopen: stands.state === "accepted" && stands.how !== "person" && !out,
    };
  });
}

async function reasonOf(tx: Queryable, stands: BehalfStanding): Promise<string | null> {
  if (stands.sealedReason === null) return null;
  return open(await keyOf(tx, stands.requestId), reasonContext(stands.id), stands.sealedReason);
}
