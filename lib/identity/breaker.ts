import { sql } from "drizzle-orm";
import { codeWindow } from "#drizzle/schema/identity.ts";
import { environment } from "#lib/config/environment.ts";
import { database } from "#lib/db/database.ts";

const window = sql`date_bin('10 minutes', now(), timestamptz 'epoch')`;

/**
 * Takes one of the tries that everybody together has in ten minutes; false where there is none left. One atomic
 * statement in a transaction of its own: parallel guesses each take one, and nobody waits for anybody's code. Then only
 * typing codes rests: the link in the mail goes on working, so that nobody can be locked out of their own request.
 */
export async function takeTry(): Promise<boolean> {
  const most = environment().HABEAS_CODE_TRIES;
  const taken = await database()
    .insert(codeWindow)
    .values({ began: window, tries: 1 })
    .onConflictDoUpdate({
      target: codeWindow.began,
      set: { tries: sql`${codeWindow.tries} + 1` },
      setWhere: sql`${codeWindow.tries} < ${most}`,
    })
    .returning();
  return taken.length > 0;
}

/** Gives a try back that was the right one: only wrong guesses bring everybody closer to the pause. */
export async function giveTryBack(): Promise<void> {
  await database()
    .update(codeWindow)
    .set({ tries: sql`greatest(${codeWindow.tries} - 1, 0)` })
    .where(sql`began = ${window}`);
}
