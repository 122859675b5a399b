import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { CameBack } from "#app/desk/_erase/CameBack.tsx";
import { Decide, Facts } from "#app/desk/_erase/Decide.tsx";
import { Holds } from "#app/desk/_erase/Holds.tsx";
import { LookAgain } from "#app/desk/_erase/LookAgain.tsx";
import { Retained } from "#app/desk/_erase/Retained.tsx";
import { SystemPlan } from "#app/desk/_erase/SystemPlan.tsx";
import { standingWords, totalWords } from "#app/desk/_erase/words.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { statusWords } from "#app/desk/_kit/words.ts";
import { readErasureDesk } from "#lib/erasure/desk.ts";

type Props = { params: Promise<{ ref: string }>; searchParams: Promise<{ samples?: string | string[] }> };

/** The erasure of one person: what would go and what would stay, who approved exactly that, how it went, the proof. */
export default async function ErasePage({ params, searchParams }: Props) {
  const reference = referenceFrom((await params).ref);
  const samples = (await searchParams).samples === "yes";
  const { staff, desk } = await made("/desk", async () => {
    const staff = await requireStaff();
    return { staff, desk: await orNull(readErasureDesk(staff, reference, { samples })) };
  });
  if (!desk) return <NotHere staff={staff} />;
  const here = requestAddress(reference, "/erase");
  const { erasure } = desk;
  const runs = erasure !== null && ["planning", "approved", "acting"].includes(erasure.state);
  return (
    <Frame
      title={`Erasure, ${reference}`}
      staff={staff}
      back={{ href: requestAddress(reference), words: reference }}
    >
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>Erasure of {reference}</h1>
        <p>
          <bdi>{desk.person}</bdi>, {statusWords[desk.status].word.toLowerCase()}
        </p>
      </header>
      <div className="file-body erase-page">
        <div className="file-main">
          <section aria-labelledby="standing" className="desk-panel">
            <h2 id="standing">How it stands</h2>
            <p>{standingWords(desk)}</p>
            {erasure?.totals ? <p>{totalWords(desk)}</p> : null}
            <Decide desk={desk} />
            {runs ? <LookAgain href={here} /> : null}
          </section>
          <CameBack desk={desk} />
          {desk.contradictions.length > 0 ? (
            <section aria-labelledby="contradictions" className="desk-panel desk-panel-plum">
              <h2 id="contradictions">The map contradicts itself</h2>
              <ul className="blocking">
                {desk.contradictions.map(({ title, sentence }) => (
                  <li key={`${title} ${sentence}`}>
                    {title}: {sentence}
                  </li>
                ))}
              </ul>
            </section>
          ) : null}
          {erasure ? (
            <section aria-labelledby="plan">
              <h2 id="plan">The plan, system by system</h2>
              {desk.may.see && erasure.state !== "planning" ? (
                <p>
                  {desk.samples ? (
                    <a href={here}>Hide the samples</a>
                  ) : (
                    <>
                      <a href={`${here}?samples=yes`}>Show samples, before and after</a>. That you look is
                      recorded.
                    </>
                  )}
                </p>
              ) : null}
              {erasure.systems.map((system) => (
                <SystemPlan key={system.id} system={system} desk={desk} />
              ))}
            </section>
          ) : null}
          <Retained desk={desk} />
        </div>
        <div className="file-side">
          {erasure ? (
            <section aria-labelledby="who">
              <h2 id="who">Who and when</h2>
              <Facts desk={desk} />
            </section>
          ) : null}
          <Holds desk={desk} />
        </div>
      </div>
    </Frame>
  );
}
