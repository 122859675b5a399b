import { inArray } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import { mustNotBeRolledBack } from "#lib/audit/log/stand.ts";
import type { Actor, Asker } from "#lib/core/actor.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { canonicalMailbox } from "#lib/identity/canonical.ts";
import { needsProof, type Right } from "#lib/law/rights.ts";
import { tokenOf } from "#lib/vault/seal.ts";
import type { Answers } from "./answers.ts";
import { startProven } from "./dossier.ts";
import { type Filed, filedAs, insertRequest, lockOnce } from "./file.ts";
import { keepLoginIdentifiers } from "./login-identifiers.ts";
import { startRequest } from "./plan.ts";
import { receiptNow } from "./receipt.ts";
import type { RequestRow } from "./sealed.ts";

/** One of the requests that were filed together; `proven`: it needs no code any more. */
export type FiledPart = Filed & { right: Right; proven: boolean };

/**
 * Files everything that one message asks for: a request for each right, each with laws and clocks of its own, in one
 * dossier and one transaction. Who is signed in and asks about the mailbox of their session has proven it already. The
 * same `onceKey` files once.
 */
export async function fileTogether(
  actor: Asker,
  asked: readonly Answers[],
  onceKey: string,
  brandId: string | null,
): Promise<FiledPart[]> {
  const keyOf = (right: Right) => `${onceKey}/${right}`;
  await mustNotBeRolledBack();
  return inTransaction(async (tx) => {
    await lockOnce(tx, onceKey);
    const before = await tx
      .select()
      .from(request)
      .where(
        inArray(
          request.onceKey,
          asked.map(({ right }) => keyOf(right)),
        ),
      );
    if (before.length > 0) return inOrder(before.map(partOf), asked);
    const filer: Actor = actor.kind === "account" ? actor : { kind: "visitor", browser: actor.browser };
    const receipt = receiptNow("portal", new Date());
    const rows: RequestRow[] = [];
    for (const each of asked) {
      const dossierId = rows[0]?.dossierId;
      const row = await insertRequest(tx, filer, {
        asked: each,
        onceKey: keyOf(each.right),
        receipt,
        brandId,
        ...(dossierId === undefined ? {} : { dossierId }),
      });
      rows.push(row);
    }
    const parts: FiledPart[] = [];
    for (const [index, row] of rows.entries()) {
      const each = asked[index];
      if (each) parts.push(await start(tx, row, each, actor, filer));
    }
    const [first] = rows;
    if (first && rows.length > 1)
      await audit(tx, first.id, filer, {
        kind: "split_into",
        rights: asked.slice(1).map(({ right }) => right),
      });
    return parts;
  });
}

async function start(
  tx: Transaction,
  row: RequestRow,
  asked: Answers,
  actor: Asker,
  filer: Actor,
): Promise<FiledPart> {
  if (!needsProof(asked.right)) await startRequest(tx, row, filer);
  else if (actor.kind === "account" && isTheirs(actor, asked)) {
    const proof = { at: actor.provenAt, how: actor.how };
    await keepLoginIdentifiers(tx, row.id, actor);
    await startProven(tx, row, filer, proof);
    return { ...partOf(row), proven: true };
  }
  return partOf(row);
}

/** True where somebody asks about themselves under the mailbox that their session has proven. */
function isTheirs(actor: Extract<Asker, { kind: "account" }>, asked: Answers): boolean {
  const mailbox = canonicalMailbox(asked.email);
  if (asked.who !== "self" || mailbox === null) return false;
  return actor.mailboxToken?.equals(tokenOf("email", mailbox)) ?? false;
}

function partOf(row: RequestRow): FiledPart {
  const right = row.right as Right;
  return { ...filedAs(row), right, proven: row.verifiedAt !== null || !needsProof(right) };
}

function inOrder(parts: FiledPart[], asked: readonly Answers[]): FiledPart[] {
  const place = (right: Right) => asked.findIndex((one) => one.right === right);
  return parts.sort((a, b) => place(a.right) - place(b.right));
}
