import { sql } from "drizzle-orm";
import { database } from "#lib/db/database.ts";

/** What is known of one task beside what its system answers. */
export type Standing = {
  /** True where staff have to decide first. */
  undecided: boolean;
  /** True where somebody alike was ever proposed in its system. */
  hasLinks: boolean;
  /** True where staff may have taken something off the person: in this request, or in an earlier one of theirs. */
  mayBeDetached: boolean;
  /** Identifiers of the request that other systems, or the person, made known. */
  knownElsewhere: number;
};

/** How a task stands, in one statement: it is asked each time that a system has answered. */
export async function standingOf(row: {
  id: string;
  requestId: string;
  systemId: string;
}): Promise<Standing> {
  const answer = await database().execute<{
    undecided: boolean;
    has_links: boolean;
    may_be_detached: boolean;
    known_elsewhere: number;
  }>(
    sql`select
          exists (select 1 from shared_identifier where task_id = ${row.id} and decided_at is null)
            or exists (select 1 from proposed_link where task_id = ${row.id} and state = 'proposed') as undecided,
          exists (select 1 from proposed_link where task_id = ${row.id}) as has_links,
          exists (select 1 from link_decision d
              where d.request_id = ${row.requestId} and d.verdict in ('split', 'rejected'))
            or exists (select 1 from link_decision d where d.verdict = 'split' and d.person_tokens && (
              select coalesce(array_agg(translate(encode(i.token, 'base64'), '+/=', '-_')), '{}') from identifier i
                where i.request_id = ${row.requestId} and i.origin = 'proven')) as may_be_detached,
          (select count(*)::int from identifier i
            where i.request_id = ${row.requestId} and i.system_id is distinct from ${row.systemId}) as known_elsewhere`,
  );
  const found = answer.rows[0];
  return {
    undecided: found?.undecided ?? false,
    hasLinks: found?.has_links ?? false,
    mayBeDetached: found?.may_be_detached ?? false,
    knownElsewhere: found?.known_elsewhere ?? 0,
  };
}
