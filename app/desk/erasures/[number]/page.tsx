import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { BatchSystem } from "#app/desk/_batches/BatchSystem.tsx";
import { Decide, Facts } from "#app/desk/_batches/Decide.tsx";
import { asideLine, batchAddress, outlivedLine, standing, totalsLine } from "#app/desk/_batches/words.ts";
import { LookAgain } from "#app/desk/_erase/LookAgain.tsx";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { readBatchDesk } from "#lib/erasure/batch/desk.ts";

type Props = {
  params: Promise<{ number: string }>;
  searchParams: Promise<{ samples?: string | string[] }>;
};

/** One batch: who is erased and who is left out, in numbers; what would go; who approved exactly that; how it went. */
export default async function BatchPage({ params, searchParams }: Props) {
  const number = Number((await params).number);
  const samples = (await searchParams).samples === "yes";
  const { staff, desk } = await made("/desk/erasures", async () => {
    const staff = await requireStaff();
    return { staff, desk: await orNull(readBatchDesk(staff, number, { samples })) };
  });
  if (!desk) return <NotHere staff={staff} />;
  const { batch } = desk;
  const here = batchAddress(number);
  const runs = ["locating", "planning", "approved", "acting"].includes(batch.status);
  return (
    <Frame title={`Batch ${number}`} staff={staff} back={{ href: "/desk/erasures", words: "Erasures" }}>
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>Batch {number}</h1>
        <p>
          {batch.kind === "retention"
            ? "Records whose time is over"
            : `${counted(batch.lines, "line", "lines")} in its list`}
        </p>
      </header>
      <div className="file-body erase-page">
        <div className="file-main">
          <section aria-labelledby="standing" className="desk-panel">
            <h2 id="standing">How it stands</h2>
            <p>{standing(batch, desk.waitHours)}</p>
            {batch.trouble ? <p className="system-trouble">{batch.trouble}</p> : null}
            {batch.totals ? <p>{totalsLine(batch)}</p> : null}
            {batch.outlived ? <p>{outlivedLine(batch)}</p> : null}
            {batch.setAside ? <p>{asideLine(batch)}</p> : null}
            <Decide desk={desk} />
            {runs ? <LookAgain href={here} /> : null}
          </section>
          {batch.systems.length > 0 ? (
            <section aria-labelledby="plan">
              <h2 id="plan">The plan, system by system</h2>
              {desk.may.see && batch.reason !== null ? (
                <SamplesLink shown={desk.samples} here={here} />
              ) : null}
              {batch.systems.map((system) => (
                <BatchSystem key={system.id} system={system} desk={desk} />
              ))}
            </section>
          ) : null}
        </div>
        <div className="file-side">
          <section aria-labelledby="who">
            <h2 id="who">Why, who and when</h2>
            <Facts desk={desk} />
          </section>
        </div>
      </div>
    </Frame>
  );
}

function SamplesLink({ shown, here }: { shown: boolean; here: string }) {
  if (shown)
    return (
      <p>
        <a href={here}>Hide the samples</a>
      </p>
    );
  return (
    <p>
      <a href={`${here}?samples=yes`}>Show samples, before and after</a>. That you look is recorded.
    </p>
  );
}
