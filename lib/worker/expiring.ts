import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "#lib/db/database.ts";
import { type Forgetting, forgetInTurn } from "./forget.ts";

/** Years after the end of a request for which it is remembered what staff decided about links. */
const yearsRemembered = 3;

const byStatements =
  (...statements: readonly SQL[]) =>
  async (tx: Transaction): Promise<number> => {
    let gone = 0;
    for (const one of statements) gone += (await tx.execute(one)).rowCount ?? 0;
    return gone;
  };

/** What has served: drafts, codes, sessions and budgets past their time, letters to no request, what the house was told. */
export const expiring: readonly Forgetting[] = [
  {
    name: "drafts",
    within: byStatements(
      sql`delete from draft where expires_at < now()`,
      sql`delete from draft_link where expires_at < now()`,
      sql`delete from staff_kept_form where expires_at < now()`,
    ),
  },
  {
    name: "budgets",
    days: 1,
    within: byStatements(
      sql`delete from filing_budget where since < now() - interval '1 day'`,
      sql`delete from code_window where began < now() - interval '1 day'`,
      sql`delete from find_budget where at < now() - interval '1 day'`,
    ),
  },
  {
    name: "codes",
    days: 2,
    within: byStatements(
      // A day longer than the longest budget that counts them.
      sql`delete from challenge where created_at < now() - interval '2 days'`,
      sql`delete from ceremony where expires_at < now()`,
    ),
  },
  {
    name: "person_sessions",
    days: 1,
    within: byStatements(sql`delete from person_session where expires_at < now() - interval '1 day'`),
  },
  {
    name: "accounts",
    days: 395,
    // Who has not been here for so long signs in anew; what they asked stays where it is.
    within: byStatements(sql`delete from account a where last_proven_at < now() - interval '13 months'
      and not exists (select 1 from person_session s where s.account_id = a.id)`),
  },
  {
    name: "staff_sessions",
    days: 2,
    within: byStatements(sql`delete from staff_session where created_at < now() - interval '2 days'`),
  },
  {
    name: "letters",
    days: 30,
    within: byStatements(sql`delete from notice where request_id is null and state in ('settled', 'failed')
      and created_at < now() - interval '30 days'`),
  },
  {
    name: "links",
    within: byStatements(
      sql`delete from proposed_link l using task t, request r where t.id = l.task_id and r.id = t.request_id
            and r.ended_at < now() - make_interval(years => ${yearsRemembered})`,
      sql`delete from link_decision d using request r where r.id = d.request_id
            and r.ended_at < now() - make_interval(years => ${yearsRemembered})
            and not exists (select 1 from proposed_link l where l.decision_id = d.id)`,
    ),
  },
  {
    name: "pings",
    days: 30,
    within: byStatements(
      sql`delete from staff_ping where state = 'settled' and created_at < now() - interval '30 days'`,
    ),
  },
  {
    name: "alerts",
    within: byStatements(
      sql`delete from house_alert where ended_at < now() - interval '24 months'`,
      sql`delete from health_alert where ended_at < now() - interval '24 months'`,
    ),
  },
  {
    name: "canaries",
    days: 90,
    // The newest of a system says how its path stands, however old it is.
    within: byStatements(sql`delete from canary_check c where c.ended_at < now() - interval '90 days'
      and exists (select 1 from canary_check n where n.system_id = c.system_id and n.begun_at > c.begun_at and n.ok)`),
  },
];

/** Deletes all of it now. */
export async function forgetExpired(): Promise<void> {
  for (const one of expiring) await forgetInTurn(one);
}
