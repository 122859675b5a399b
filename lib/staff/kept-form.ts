import { and, eq, gt, sql } from "drizzle-orm";
import { z } from "zod";
import { staffKeptForm } from "#drizzle/schema/staff.ts";
import { database, type Queryable } from "#lib/db/database.ts";
import { derivedKey, open, seal } from "#lib/vault/seal.ts";

const form = z.strictObject({
  /** Where it is sent, and the page it came from: paths of ours. */
  action: z.string().regex(/^\/desk\//),
  page: z.string().regex(/^\/desk(\/|$)/),
  fields: z.array(z.tuple([z.string(), z.string()])),
  /** The session in which it was filled in: the fresh one takes its place. */
  sessionId: z.string(),
});

/** A form of the desk as somebody had filled it in. */
type KeptForm = z.output<typeof form>;

const context = (staffId: string) => `staff_kept_form/${staffId}/sealed`;

/** Keeps what somebody had filled in while they sign in again: fifteen minutes, sealed, the newest only. */
export async function keepForm(
  { staffId, sessionId }: { staffId: string; sessionId: string },
  kept: Omit<KeptForm, "sessionId">,
): Promise<void> {
  const text = JSON.stringify(form.parse({ ...kept, sessionId }));
  const sealed = seal(derivedKey("kept_form"), context(staffId), text);
  const fresh = { sealed, expiresAt: sql`now() + interval '15 minutes'` };
  await database()
    .insert(staffKeptForm)
    .values({ staffId, ...fresh })
    .onConflictDoUpdate({ target: staffKeptForm.staffId, set: fresh });
}

/** What was kept for them, or null. It stays until it is dropped, so that a page can be loaded twice. */
export async function keptForm(staffId: string, tx: Queryable = database()): Promise<KeptForm | null> {
  const [row] = await tx
    .select()
    .from(staffKeptForm)
    .where(and(eq(staffKeptForm.staffId, staffId), gt(staffKeptForm.expiresAt, sql`now()`)));
  if (!row) return null;
  return form.parse(JSON.parse(open(derivedKey("kept_form"), context(staffId), row.sealed)));
}

/** Forgets what was kept for them. */
export async function dropForm(staffId: string): Promise<void> {
  await database().delete(staffKeptForm).where(eq(staffKeptForm.staffId, staffId));
}
