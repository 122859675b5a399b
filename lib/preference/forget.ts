import { sql } from "drizzle-orm";
import { inTransaction } from "#lib/db/database.ts";
import { noteDestroyed } from "#lib/vault/ledger.ts";

const atOnce = 200;

/**
 * Of people who were erased only the keyed tokens and the choices stay: whoever comes back is still out, and nobody can
 * read who it was. Returns how many were forgotten.
 */
export async function forgetErased(): Promise<number> {
  return inTransaction(async (tx) => {
    const { rows } = await tx.execute<{ id: string }>(sql`
      update choice_person p set wrapped = null, erased_at = now()
        where p.id in (select o.id from choice_person o
          join choice_identifier i on i.person_id = o.id
          join identifier x on x.kind = i.kind and x.token = i.token and x.origin in ('proven', 'found', 'decided')
          join erasure e on e.request_id = x.request_id and e.state = 'done' and e.cause = 'asked'
          where o.wrapped is not null and length(i.sealed) > 0 and e.ended_at > i.added_at limit ${atOnce})
        returning p.id`);
    noteDestroyed(rows.map(({ id }) => ({ what: "choice_person", id })));
    for (const { id } of rows) {
      await tx.execute(sql`update choice_identifier set sealed = ''::bytea where person_id = ${id}`);
    }
    return rows.length;
  });
}
