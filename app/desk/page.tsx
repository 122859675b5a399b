import { redirect } from "next/navigation";
import { requireStaff, type Staff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { groupingOf, type Query, sortOf } from "#lib/queue/language.ts";
import { type QueuePage as FoundPage, readQueue } from "#lib/queue/read.ts";
import { viewOf } from "#lib/queue/views.ts";
import { readColleagues } from "#lib/request/acts/hand-over.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { Frame } from "./_kit/Frame.tsx";
import { NoticeBox } from "./_kit/NoticeBox.tsx";
import { exportAddress, queryIn, queueAddress, sameQuery } from "./_queue/address.ts";
import { Chips } from "./_queue/bar/Chips.tsx";
import { Problems } from "./_queue/bar/Problems.tsx";
import { QueryBar } from "./_queue/bar/QueryBar.tsx";
import { bulkActsFor } from "./_queue/bulk/acts.tsx";
import { BulkBar } from "./_queue/bulk/BulkBar.tsx";
import { chipsOf } from "./_queue/chips.ts";
import { EmptyQueue } from "./_queue/EmptyQueue.tsx";
import { groupsOf } from "./_queue/groups.ts";
import { LedgerLife } from "./_queue/ledger/LedgerLife.tsx";
import { LedgerTable } from "./_queue/ledger/LedgerTable.tsx";
import { namesFor } from "./_queue/names.ts";
import { QueueHead } from "./_queue/QueueHead.tsx";
import { personal } from "./_queue/search.ts";
import { savedViewsFor } from "./_queue/views/saved.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const one = (value: string | string[] | undefined): string =>
  (typeof value === "string" ? value : "").trim().slice(0, 200);

/** A page of the list; from its beginning where an address names a place that is none. */
async function readFrom(staff: Staff, query: Query, after: string): Promise<FoundPage> {
  try {
    return await readQueue(staff, { query, ...(after ? { after } : {}) });
  } catch (error) {
    if (after === "" || !(error instanceof HabeasError) || error.code !== "invalid") throw error;
    return readQueue(staff, { query });
  }
}

/** The queue. The query in the address is the only truth of what it shows. */
export default async function QueuePage({ searchParams }: Props) {
  const asked = await searchParams;
  const query = queryIn(asked.q);
  const after = one(asked.after);
  const { staff, page } = await made("/desk", async () => {
    const staff = await requireStaff();
    const clean = personal(query);
    if (clean !== null) redirect(queueAddress(clean));
    return { staff, page: await readFrom(staff, query, after) };
  });
  const view = viewOf(query.text);
  const saved = view
    ? undefined
    : (await savedViewsFor(staff)).find((one) => sameQuery(one.query, query.text));
  const title = view?.title ?? saved?.name ?? "Requests";
  const names = await namesFor(staff, query);
  const colleagues = page.rows.length > 0 ? await readColleagues(staff) : [];
  return (
    <Frame title={title} staff={staff} here={view?.view ?? saved?.id ?? null} wide>
      <QueueHead
        title={title}
        staff={staff}
        toSave={view || saved || query.problems.length > 0 ? null : query.text}
      />
      <NoticeBox notice={await readNotice()} />
      <QueryBar text={query.text} title={title} />
      <Chips chips={chipsOf(query, names)} />
      <Problems problems={query.problems} />
      {page.rows.length > 0 ? (
        <>
          {page.prev ? (
            <p className="desk-more">
              <a href={queueAddress(query.text, page.prev)}>Show the requests before these</a>
            </p>
          ) : null}
          <LedgerTable
            groups={groupsOf(page.rows, groupingOf(query), sortOf(query))}
            more={page.next !== null}
            query={query.text}
          />
          {page.next ? (
            <p className="desk-more">
              <a href={queueAddress(query.text, page.next)} data-more>
                Show the next requests
              </a>
            </p>
          ) : null}
          {allowed(staff.role, "see_findings") ? (
            <p className="desk-more">
              <a href={exportAddress(query.text)} download>
                Download this list as CSV
              </a>
            </p>
          ) : null}
          <BulkBar query={query.text} acts={bulkActsFor(staff, colleagues)} />
          <LedgerLife />
        </>
      ) : (
        <EmptyQueue view={view} query={query} tooNarrow={page.tooNarrow} names={names} />
      )}
    </Frame>
  );
}
