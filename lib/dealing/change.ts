import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { request } from "#drizzle/schema/request.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { mask } from "#lib/identity/canonical.ts";
import { currentMap } from "#lib/map/current.ts";
import { requestFor } from "#lib/request/access.ts";
import { answerLanguages } from "#lib/request/answer-language.ts";
import { type Answers, answers } from "#lib/request/answers.ts";
import { lockRequest } from "#lib/request/move.ts";
import { namedIn } from "#lib/request/name-tokens.ts";
import { answersContext, answersIfKept, type RequestRow } from "#lib/request/sealed.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { open, seal } from "#lib/vault/seal.ts";
import { addMessage } from "./add.ts";

/** What is noted about the person, as far as they can change it. `open`: false once only the language can change. */
export type Details = {
  name: string;
  phone: string;
  /** Masked. */
  email: string;
  language: string;
  languages: string[];
  open: boolean;
};
/** What they want noted instead; `onceKey` of the form. */
export type Change = { name: string; phone: string; language: string; onceKey: string };
/** What is kept of it in the thread, in the words of whoever wrote the form. */
type Noted = (details: { name: string; phone: string }) => string;

const need = { person: "act", staff: "see_findings" } as const;
const working = new Set(["received", "collecting", "reviewing"]);

/** What is noted, for the proven person. Throws the uniform `not_found`, also once it was destroyed. */
export async function readDetails(actor: Actor, reference: string): Promise<Details> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, need);
    const asked = (await answersIfKept(tx, row)) ?? notFound();
    return {
      name: asked.name,
      phone: asked.phone,
      email: mask("email", asked.email),
      language: row.language,
      languages: answerLanguages(currentMap().company.languages),
      open: working.has(row.status),
    };
  });
}

/**
 * Notes another name or telephone number while the request is worked on, and another language at any time: mails and
 * letters follow it from now on. The mailbox stays, for it is what was proven. No clock moves. Staff see it in the thread.
 * Throws HabeasError `invalid` with a key of the answers, `conflict`, and the uniform `not_found`. Returns what changed.
 */
export async function changeDetails(
  actor: Actor,
  reference: string,
  change: Change,
  noted: Noted,
): Promise<("name" | "phone" | "language")[]> {
  return inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "act", staff: "work" });
    const row = await lockRequest(tx, seen.id);
    const before = (await answersIfKept(tx, row)) ?? notFound();
    const name = checked("name", change.name);
    const phone = checked("phone", change.phone);
    const language = answerLanguages(currentMap().company.languages).find((tag) => tag === change.language);
    const what: ("name" | "phone" | "language")[] = [];
    if (name !== before.name) what.push("name");
    if (phone !== before.phone) what.push("phone");
    if (what.length > 0) {
      if (!working.has(row.status))
        throw new HabeasError("conflict", "This request is answered or over: what was noted stays.");
      await resealAnswers(tx, row, { name, phone });
      const onceKey = `${row.id}/change/${change.onceKey || randomUUID()}`;
      await addMessage(tx, actor, row, { kind: "change", text: noted({ name, phone }), onceKey });
    }
    if (language !== undefined && language !== row.language) {
      what.push("language");
      await tx.update(request).set({ language, updatedAt: sql`now()` }).where(eq(request.id, row.id));
    }
    if (what.length > 0) await audit(tx, row.id, actor, { kind: "details_changed", what });
    return what;
  });
}

function checked(field: "name" | "phone", typed: string): string {
  const read = answers.shape[field].safeParse(typed);
  if (!read.success) throw new HabeasError("invalid", `you.${field}.missing`);
  return read.data;
}

/**
 * Writes other answers in the place of those that are kept, with all that lies beside them. Whoever reads an older state of
 * the request is refused from then on. Under the request's lock.
 */
export async function resealAnswers(
  tx: Transaction,
  row: RequestRow,
  change: Partial<Answers>,
): Promise<void> {
  const key = await keyOf(tx, row.id);
  const kept = JSON.parse(open(key, answersContext(row.id), row.sealed)) as Answers;
  const now = { ...kept, ...change };
  await tx
    .update(request)
    .set({
      sealed: seal(key, answersContext(row.id), JSON.stringify(now)),
      ...(change.name === undefined ? {} : { nameTokens: namedIn(now) }),
      version: sql`${request.version} + 1`,
      updatedAt: sql`now()`,
    })
    .where(eq(request.id, row.id));
}
