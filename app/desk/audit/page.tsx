import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Entries } from "#app/desk/_audit/Entries.tsx";
import { FilterForm } from "#app/desk/_audit/FilterForm.tsx";
import { filterOf, logAddress, typedFilter, withDays } from "#app/desk/_audit/filter.ts";
import { Standing } from "#app/desk/_audit/Standing.tsx";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { HabeasError } from "#lib/core/errors.ts";
import { companyToday } from "#lib/map/today.ts";
import { readLog, staffInLog } from "#lib/request/audit-log.ts";
import { readLogStanding } from "#lib/request/log-standing.ts";
import { allowed } from "#lib/staff/permissions.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const nothing = { entries: [], next: null };

/** Who did what, when: to be read, narrowed, checked whole and taken along. */
export default async function AuditPage({ searchParams }: Props) {
  const asked = await searchParams;
  const given = typedFilter((name) => asked[name]);
  const after = typeof asked.after === "string" ? asked.after : undefined;
  const { staff, typed, people, found, wrong, standing } = await made("/desk/audit", async () => {
    const staff = await requireStaff();
    const typed = withDays(given, companyToday());
    const people = await orNull(staffInLog(staff));
    if (!people) return { staff, typed, people, found: nothing, wrong: null, standing: null };
    const standing = await readLogStanding(staff);
    try {
      const found = await readLog(staff, filterOf(typed), after);
      return { staff, typed, people, found, wrong: null, standing };
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
      const wrong =
        error.code === "not_found" ? "No entry is about that, or it is not yours to see." : error.message;
      return { staff, typed, people, found: nothing, wrong, standing };
    }
  });
  if (!people) return <NotHere staff={staff} />;
  const { entries, next } = found;
  return (
    <Frame title="Log" staff={staff} back={{ href: "/desk", words: "Queue" }} here="/desk/audit">
      <NoticeBox notice={await readNotice()} />
      <header className="log-head">
        <div>
          <h1>The log</h1>
          <p>
            Who did what, and when. Each entry holds the hash of the one before it, so nothing can be changed,
            moved or left out without a trace. It holds no personal data.
          </p>
        </div>
        <div className="log-acts">
          <form action="/desk/audit/check" method="post">
            <Button second>Check that it is whole</Button>
          </form>
          {standing?.mayTake ? (
            <form action="/desk/audit/whole" method="post">
              <Button second>Take the whole log along</Button>
            </form>
          ) : null}
          {allowed(staff.role, "export_log") ? (
            <form action="/desk/audit/export" method="post">
              {Object.entries(typed).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <Button second>Export what is shown below</Button>
            </form>
          ) : null}
        </div>
      </header>
      {standing ? <Standing standing={standing} /> : null}
      <FilterForm typed={typed} people={people} />
      {wrong ? <p role="alert">{wrong}</p> : null}
      {entries.length > 0 ? (
        <Entries entries={entries} linked={allowed(staff.role, "see_requests")} />
      ) : (
        <p className="log-none">
          Nothing stands in the log for this. <a href="/desk/audit">Show everything</a>
        </p>
      )}
      <nav className="log-more" aria-label="Pages of the log">
        {after ? <a href={logAddress(typed)}>To the newest</a> : null}
        {next ? (
          <a href={logAddress(typed, next)} rel="next">
            Earlier entries
          </a>
        ) : null}
      </nav>
    </Frame>
  );
}
