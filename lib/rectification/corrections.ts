import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { correction } from "#drizzle/schema/correction.ts";
import { actorName, audit } from "#lib/audit/append.ts";
import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction, type Transaction } from "#lib/db/database.ts";
import { currentMap } from "#lib/map/current.ts";
import { keyOf } from "#lib/vault/request-key.ts";
import { contentFrom, type NewCorrection, sealContent } from "./content.ts";
import { fieldNamed } from "./field.ts";
import { correctionOf, correctionsOf, lockedToCorrect, mustBeOpen } from "./load.ts";

export type { NewCorrection } from "./content.ts";

const mostCorrections = 50;

/**
 * Writes down one thing that the person, or staff for them, say is wrong. Returns its id.
 * Throws HabeasError `invalid` where it is not whole or may never be changed on request, `conflict` where the request is
 * answered, the uniform `not_found` for everybody else.
 */
export async function addCorrection(actor: Actor, reference: string, given: NewCorrection): Promise<string> {
  const content = contentFrom(given);
  mustBeChangeable(given);
  return inTransaction(async (tx) => {
    const row = await lockedToCorrect(tx, actor, reference, { person: "act", staff: "work" });
    mustBeOpen(row);
    const number = (await correctionsOf(tx, row.id)).length + 1;
    if (number > mostCorrections) {
      throw new HabeasError("conflict", "These are as many corrections as one request can have.");
    }
    const id = randomUUID();
    await tx.insert(correction).values({
      id,
      requestId: row.id,
      number,
      fact: given.fact ?? null,
      field: given.fact ? null : (given.field ?? null),
      sealed: sealContent(await keyOf(tx, row.id), id, content),
      rightSystem: given.rightSystem ?? null,
      addedBy: actorName(actor),
    });
    const about = given.fact ?? given.field ?? "";
    await audit(tx, row.id, actor, { kind: "correction_added", number, about });
    return id;
  });
}

/** What the map keeps from every change says so before anything is asked. */
function mustBeChangeable({ fact, field, rightSystem }: NewCorrection): void {
  if ((fact === undefined) === (field === undefined)) {
    throw new HabeasError("invalid", "Say what is wrong: one thing.");
  }
  if (rightSystem !== undefined && !currentMap().systems.some((one) => one.id === rightSystem)) {
    throw new HabeasError("invalid", "There is no such system.");
  }
  if (field === undefined) return;
  const found = fieldNamed(field);
  if (!found || found.field.disclose === "never") {
    throw new HabeasError("invalid", "There is no such field.");
  }
  if (found.field.correct?.by === "never") {
    throw new HabeasError(
      "invalid",
      `This is not changed on request. ${found.field.correct.why ?? ""}`.trim(),
    );
  }
}

/** Takes a correction back that nothing has been done for. Throws HabeasError `conflict` where it is decided against or done. */
export async function withdrawCorrection(actor: Actor, reference: string, id: string): Promise<void> {
  await inTransaction(async (tx) => {
    const row = await lockedToCorrect(tx, actor, reference, { person: "act", staff: "work" });
    mustBeOpen(row);
    const found = await correctionOf(tx, row.id, id);
    if (found.state !== "asked" && found.state !== "granted") {
      throw new HabeasError("conflict", "This correction is decided already. It cannot be taken back.");
    }
    await mustNotBePlanned(tx, row.id, id);
    await tx
      .update(correction)
      .set({ state: "withdrawn", endedAt: sql`now()` })
      .where(eq(correction.id, found.id));
    await audit(tx, row.id, actor, { kind: "correction_withdrawn", number: found.number });
  });
}

/** Throws HabeasError `conflict` while a plan with this correction waits or runs. */
export async function mustNotBePlanned(tx: Transaction, requestId: string, id: string): Promise<void> {
  const open = await tx.execute(
    sql`select 1 from rectification where request_id = ${requestId} and state not in ('done','dropped')
        and corrections @> ${JSON.stringify([id])}::jsonb`,
  );
  if (open.rows.length === 0) return;
  throw new HabeasError("conflict", "This correction stands in a plan. Drop the plan first.");
}
