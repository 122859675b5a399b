import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Contents, WithWords } from "#app/desk/_evidence/Contents.tsx";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { addMonths, isDay } from "#lib/core/day.ts";
import { countEvidence, mayTake } from "#lib/evidence/ask.ts";
import { companyToday } from "#lib/map/today.ts";

type Props = { searchParams: Promise<{ from?: string | string[]; to?: string | string[] }> };

/** Kilobytes of a pack for each request, about: what it says is mostly the log. */
const eachKilobytes = 4;

/** Evidence of a period for a regulator or a court. */
export default async function EvidencePage({ searchParams }: Props) {
  const asked = await searchParams;
  const today = companyToday();
  const day = (value: unknown, otherwise: string) =>
    typeof value === "string" && isDay(value) ? value : otherwise;
  const from = day(asked.from, addMonths(`${today.slice(0, 7)}-01`, -2));
  const to = day(asked.to, today);
  const { staff, requests } = await made("/desk/evidence", async () => {
    const staff = await requireStaff();
    return { staff, requests: from > to ? 0 : await orNull(countEvidence(staff, from, to)) };
  });
  if (requests === null) return <NotHere staff={staff} />;
  return (
    <Frame title="Evidence" staff={staff}>
      <NoticeBox notice={await readNotice()} />
      <h1>Evidence</h1>
      <p>
        How requests of a period were handled, to show to a regulator or a court. For one request, open it and
        choose Evidence there.
      </p>
      <form action="/desk/evidence" method="get" className="evidence-days">
        <label>
          Received or ended from
          <input type="date" name="from" defaultValue={from} max={today} required />
        </label>
        <label>
          to
          <input type="date" name="to" defaultValue={to} max={today} required />
        </label>
        <Button second>Count</Button>
      </form>
      {requests === 0 ? (
        <p role="status">No request that you may see was received or ended in these days.</p>
      ) : (
        <form action="/desk/evidence/take" method="post" className="evidence-take">
          <input type="hidden" name="from" value={from} />
          <input type="hidden" name="to" value={to} />
          <p role="status">
            <b>{counted(requests, "request", "requests")}</b> of your scope, about {sizeWords(requests)}. It
            is made while you download it; the download may take a while.
          </p>
          <WithWords may={mayTake(staff, true)} />
          <Button>Download the pack</Button>
          <p className="faint">That you took it is written in the log.</p>
        </form>
      )}
      <Contents />
    </Frame>
  );
}

function sizeWords(requests: number): string {
  const kilobytes = 12 + requests * eachKilobytes;
  return kilobytes < 1000 ? `${kilobytes} kB` : `${Math.round(kilobytes / 100) / 10} MB`;
}
