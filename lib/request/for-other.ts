import { and, eq, gt, sql } from "drizzle-orm";
import { behalf } from "#drizzle/schema/behalf.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { hashOf } from "#lib/core/token.ts";
import type { Queryable, Transaction } from "#lib/db/database.ts";
import { canonicalMailbox, type Mailbox } from "#lib/identity/canonical.ts";
import { owe } from "#lib/jobs/outbox.ts";
import { mayAskPerson } from "#lib/law/duties/behalf.ts";
import { tokenOf } from "#lib/vault/seal.ts";
import type { Answers } from "./answers.ts";
import type { RequestRow } from "./sealed.ts";

/** Mails of this kind that one mailbox gets in a day, however many strangers ask in its name. */
const asksPerDay = 3;
/** The same of whoever asks: it is typed and not proven, and the page says the same. */
const receiptsPerDay = 20;

const addresses = (typed: string): Mailbox[] => [
  ...new Set(
    typed
      .split(/[\s,;]+/)
      .map(canonicalMailbox)
      .filter((one) => one !== null),
  ),
];

/**
 * By what the person whose data is asked for is known: their own contacts, the main one first. The mailbox of whoever
 * asks for somebody else is never among them.
 */
export function contactsOf(asked: Answers): { emails: Mailbox[]; phone: string } {
  if (asked.who === "self")
    return { emails: addresses(`${asked.email} ${asked.otherEmails}`), phone: asked.phone };
  // What an agent asks for lies under the person's own mailbox; everybody else's under the asker's.
  const own =
    asked.relation === "agent" && asked.asker ? [asked.asker.email] : [asked.email, asked.asker?.email];
  const askers = own.map((one) => canonicalMailbox(one ?? ""));
  return {
    emails: addresses(asked.theirEmail ?? "").filter((one) => !askers.includes(one)),
    phone: asked.theirPhone ?? "",
  };
}

/**
 * The answers as a request keeps them. What an agent asks for is the person's own request: codes, letters and the copy
 * go to the person's mailbox, and the agent stands beside it. A parent, and whoever looks after what somebody left
 * behind, get the answer themselves. Throws HabeasError `invalid` where there is nothing to know the person by.
 */
export function addressed(asked: Answers): Answers {
  if (asked.who === "self" || asked.asker) return asked;
  const asker = { name: asked.name, email: asked.email };
  const { emails, phone } = contactsOf(asked);
  const [first] = emails;
  if (asked.relation !== "agent") {
    if (!first && phone === "")
      throw new HabeasError("invalid", "Say by which email address or phone number we know the person.");
    return { ...asked, asker };
  }
  if (!first)
    throw new HabeasError(
      "invalid",
      "Say by which email address we know the person. It cannot be your own address.",
    );
  return { ...asked, asker, name: asked.theirName, email: first, otherEmails: "", phone: "" };
}

/** The secret in the link that the person got: made from the row's id, so that a later mail carries the same. */
export const personLink = (behalfId: string): string =>
  tokenOf("behalf_link", behalfId).toString("base64url");

/**
 * Notes beside the first request of a dossier that it is asked for somebody else. An agent's is followed by a neutral
 * mail to the person, whoever it reaches: nothing is looked up, and nothing that the agent typed is in it. Under the
 * laws that forbid to ask back, none is sent.
 */
export async function noteBehalf(
  tx: Transaction,
  row: RequestRow,
  asked: Answers,
  actor: Actor,
  batchId: string | null = null,
): Promise<void> {
  if (asked.who === "self" || !asked.asker || asked.relation === "") return;
  const agent = asked.relation === "agent";
  const mailbox = canonicalMailbox(asked.asker.email);
  if (!mailbox) throw new HabeasError("invalid", "Enter the email like name@example.com.");
  const browser = "browser" in actor ? actor.browser : "";
  const to = agent ? "person" : "asker";
  const [noted] = await tx
    .insert(behalf)
    .values({
      dossierId: row.dossierId,
      requestId: row.id,
      batchId,
      relation: asked.relation,
      answerTo: to,
      wantedTo: to,
      askerToken: tokenOf("email", mailbox),
      personToken: agent ? row.mailboxToken : null,
      filedBy: browser === "" ? null : hashOf(browser),
    })
    .onConflictDoNothing()
    .returning();
  if (!noted) return;
  await audit(tx, row.id, actor, { kind: "asked_for_another", relation: asked.relation });
  await tx
    .update(behalf)
    .set({ linkHash: hashOf(personLink(noted.id)) })
    .where(eq(behalf.id, noted.id));
  // Of a list, the page that it was sent from says so once for all.
  if (batchId === null && (await mayBeTold(tx, noted.askerToken)))
    await owe(tx, row.id, row.language, mailbox, {
      kind: "behalf_received",
      vars: { reference: row.reference },
    });
  if (agent && mayAskPerson(row.right)) await askPerson(tx, row, asked.email, noted.id);
}

async function mayBeTold(tx: Transaction, askerToken: Buffer): Promise<boolean> {
  const [today] = await tx
    .select({ asked: sql<number>`count(*)::int` })
    .from(behalf)
    .where(and(eq(behalf.askerToken, askerToken), gt(behalf.createdAt, sql`now() - interval '1 day'`)));
  return (today?.asked ?? 0) <= receiptsPerDay;
}

/** Owes the mail that asks the person, within what one mailbox gets in a day; tells nobody whether it did. */
async function askPerson(tx: Transaction, row: RequestRow, to: string, behalfId: string): Promise<void> {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${row.mailboxToken.toString("hex")}, 3))`,
  );
  const [sent] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(behalf)
    .where(and(eq(behalf.personToken, row.mailboxToken), gt(behalf.askedAt, sql`now() - interval '1 day'`)));
  if ((sent?.count ?? 0) >= asksPerDay) return;
  await owe(tx, row.id, row.language, to, {
    kind: "behalf_asked",
    vars: { link: personLink(behalfId) },
  });
  await tx.update(behalf).set({ askedAt: sql`now()` }).where(eq(behalf.id, behalfId));
}

/** The row about a dossier that somebody asked for another; null where the person asked themselves. */
export async function behalfOf(tx: Queryable, dossierId: string): Promise<typeof behalf.$inferSelect | null> {
  const [row] = await tx.select().from(behalf).where(eq(behalf.dossierId, dossierId));
  return row ?? null;
}

/**
 * Whether work on a request may begin: nothing of a person is looked up before whoever asks for them may. Notes that the
 * asker's own mailbox is proven, so that a later yes of staff can begin it. The database refuses it as well.
 */
export async function authorityAllows(
  tx: Transaction,
  row: Pick<RequestRow, "dossierId">,
  proof: { at: Date } | undefined,
): Promise<boolean> {
  const stands = await behalfOf(tx, row.dossierId);
  if (stands === null) return true;
  if (proof && stands.relation !== "agent" && stands.askerProvenAt === null)
    await tx.update(behalf).set({ askerProvenAt: proof.at }).where(eq(behalf.id, stands.id));
  return stands.state === "accepted";
}

/** What keeps the answer from going out until it is settled whether the asker may ask. */
export async function behalfBlocks(tx: Queryable, row: Pick<RequestRow, "dossierId">): Promise<string[]> {
  const stands = await behalfOf(tx, row.dossierId);
  if (stands === null) return [];
  if (stands.state !== "accepted")
    return ["Whether the asker may ask for this person is not settled. See “For somebody else”."];
  return stands.holdUntil !== null && stands.holdUntil > new Date()
    ? ["The person was told that the answer goes to the agent, and still has time to say no."]
    : [];
}
