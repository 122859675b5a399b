import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Button } from "#app/_ui/Button.tsx";
import { readQueue } from "#lib/request/queue.ts";
import { DeskTools } from "./_kit/DeskTools.tsx";
import { Frame } from "./_kit/Frame.tsx";
import { NoticeBox } from "./_kit/NoticeBox.tsx";
import { EmptyQueue } from "./_queue/EmptyQueue.tsx";
import { groupByWeek } from "./_queue/groups.ts";
import { QueueTable } from "./_queue/QueueTable.tsx";
import { keptSearch } from "./_queue/search.ts";
import { queueAddress, viewNamed } from "./_queue/views.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

function one(value: string | string[] | undefined): string {
  return (typeof value === "string" ? value : "").trim().slice(0, 200);
}

export default async function QueuePage({ searchParams }: Props) {
  const asked = await searchParams;
  const current = viewNamed(one(asked.view));
  const search = one(asked.found) === "1" ? await keptSearch() : "";
  const after = one(asked.after);
  const { staff, queue } = await made("/desk", async () => {
    const staff = await requireStaff();
    const wish = { view: current.view, ...(search ? { search } : {}), ...(after ? { after } : {}) };
    return { staff, queue: await readQueue(staff, wish) };
  });
  return (
    <Frame title={current.title} staff={staff} here={current.view} wide>
      <header className="desk-head">
        <h1>{current.title}</h1>
        <DeskTools staff={staff} />
      </header>
      <NoticeBox notice={await readNotice()} />
      <search>
        <form action="/desk/search" method="post" className="query">
          {current.view === "due" ? null : <input type="hidden" name="view" value={current.view} />}
          <input
            type="search"
            name="q"
            defaultValue={search}
            aria-label={`Search in ${current.title} by reference, name or e-mail`}
            placeholder="Reference, name or e-mail"
            data-key="/"
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
          />
          <Button second small>
            Search <kbd>/</kbd>
          </Button>
        </form>
      </search>
      {queue.rows.length > 0 ? (
        <QueueTable groups={groupByWeek(queue.rows)} />
      ) : (
        <EmptyQueue current={current} search={search} counts={queue.counts} />
      )}
      {queue.next ? (
        <p className="desk-more">
          <a href={queueAddress(current.view, search !== "", queue.next)}>Show the next requests</a>
        </p>
      ) : null}
    </Frame>
  );
}
