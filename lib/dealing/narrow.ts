import { eq } from "drizzle-orm";
import { message } from "#drizzle/schema/dealing.ts";
import { audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError, notFound } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { requestFor } from "#lib/request/access.ts";
import { type Answers, kindsIn } from "#lib/request/answers.ts";
import { lockRequest } from "#lib/request/move.ts";
import { answersIfKept, type RequestRow } from "#lib/request/sealed.ts";
import { addMessage } from "./add.ts";
import { resealAnswers } from "./change.ts";

/** Which part is wanted: kinds of data joined by commas, and civil days; empty for no bound. */
export type Part = { kinds: string; from: string; until: string };

const need = { person: "act", staff: "see_findings" } as const;

const mayNarrow = ({ status, right }: RequestRow): boolean =>
  (status === "received" || status === "collecting") && (right === "access" || right === "portability");

/** The person's answers as they stand, and whether less can still be asked for. Throws the uniform `not_found`. */
export async function readAsked(
  actor: Actor,
  reference: string,
): Promise<{ asked: Answers; language: string; mayNarrow: boolean }> {
  return inTransaction(async (tx) => {
    const row = await requestFor(tx, actor, reference, need);
    const asked = (await answersIfKept(tx, row)) ?? notFound();
    return { asked, language: row.language, mayNarrow: mayNarrow(row) };
  });
}

/**
 * Asks for less than before, while systems are still asked: those that have answered are not asked again. It can only
 * become less, so that nothing is left out that was wanted; no clock moves. Throws HabeasError `invalid` where nothing is
 * chosen or more than before, `conflict` once everything is collected, and the uniform `not_found`.
 */
export async function narrowRequest(
  actor: Actor,
  reference: string,
  { part, onceKey }: { part: Part; onceKey: string },
  noted: string,
): Promise<void> {
  await inTransaction(async (tx) => {
    const seen = await requestFor(tx, actor, reference, { person: "act", staff: "work" });
    const row = await lockRequest(tx, seen.id);
    const once = `${row.id}/narrow/${onceKey}`;
    const [sent] = await tx.select({ id: message.id }).from(message).where(eq(message.onceKey, once));
    if (sent) return;
    if (!mayNarrow(row))
      throw new HabeasError("conflict", "What was asked for is collected already, or cannot be divided.");
    const before = (await answersIfKept(tx, row)) ?? notFound();
    await keep(tx, actor, row, narrower(before, part), noted, once);
  });
}

async function keep(
  tx: Transaction,
  actor: Actor,
  row: RequestRow,
  part: Part,
  noted: string,
  onceKey: string,
): Promise<void> {
  await resealAnswers(tx, row, { scope: "some", ...part });
  await addMessage(tx, actor, row, {
    kind: "narrow",
    text: noted,
    onceKey,
  });
  await audit(tx, row.id, actor, { kind: "details_changed", what: ["part"] });
}

/** The part, once it is certain that it lies within what was asked for before (pure). */
function narrower(before: Pick<Answers, "scope" | "kinds" | "from" | "until">, part: Part): Part {
  const kinds = kindsIn(part.kinds);
  const known = before.scope === "some" ? kindsIn(before.kinds) : [];
  const from = part.from || (before.scope === "some" ? (before.from ?? "") : "");
  const until = part.until || (before.scope === "some" ? (before.until ?? "") : "");
  const wanted = kinds.length > 0 ? kinds : known;
  const more =
    (known.length > 0 && wanted.some((kind) => !known.includes(kind))) ||
    (before.scope === "some" && (from < (before.from ?? "") || (before.until && until > before.until)));
  const nothing = wanted.length === 0 && from === "" && until === "";
  if (more || nothing || (from !== "" && until !== "" && until < from))
    throw new HabeasError("invalid", "Choose a part of what was asked for.");
  return { kinds: wanted.join(","), from, until };
}
