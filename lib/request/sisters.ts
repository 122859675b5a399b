import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { inTransaction } from "#lib/db/database.ts";
import type { Right } from "#lib/law/rights.ts";
import { requestFor } from "./access.ts";
import { sistersOf } from "./dossier.ts";

/** Another request of the same person: asked together, or about the other (an appeal, a complaint, or what one is about). */
export type PersonsSister = { reference: string; right: Right; about: boolean };

/**
 * What was asked together with a request, for whoever proved its mailbox; nothing for everybody else. A reference opens
 * nothing: each request keeps a proof of its own.
 */
export async function sistersForPerson(actor: Actor, reference: string): Promise<PersonsSister[]> {
  return inTransaction(async (tx) => {
    try {
      const row = await requestFor(tx, actor, reference, { person: "act", staff: "see_requests" });
      return (await sistersOf(tx, row))
        .filter((one) => one.mailboxToken.equals(row.mailboxToken))
        .map((one) => ({
          reference: one.reference,
          right: one.right as Right,
          about: one.aboutId === row.id || row.aboutId === one.id,
        }));
    } catch (error) {
      if (error instanceof HabeasError && error.code === "not_found") return [];
      throw error;
    }
  });
}
