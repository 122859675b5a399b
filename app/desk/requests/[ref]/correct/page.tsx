import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { AddForm } from "#app/desk/_correct/AddForm.tsx";
import { Corrections } from "#app/desk/_correct/Corrections.tsx";
import { Facts } from "#app/desk/_correct/Facts.tsx";
import { PlanActs, PlanFacts } from "#app/desk/_correct/Plan.tsx";
import { SystemCells } from "#app/desk/_correct/SystemCells.tsx";
import { standingWords } from "#app/desk/_correct/words.ts";
import { LookAgain } from "#app/desk/_erase/LookAgain.tsx";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { statusWords } from "#app/desk/_kit/words.ts";
import { readRectificationDesk } from "#lib/rectification/read.ts";
import type { RectificationDesk } from "#lib/rectification/views.ts";

type Props = { params: Promise<{ ref: string }> };

/** What is said to be wrong, what was decided, what would change where, and what every system says afterwards. */
export default async function CorrectPage({ params }: Props) {
  const reference = referenceFrom((await params).ref);
  const { staff, desk } = await made("/desk", async () => {
    const staff = await requireStaff();
    return { staff, desk: await orNull(readRectificationDesk(staff, reference)) };
  });
  if (!desk) return <NotHere staff={staff} />;
  const runs = desk.plan?.state === "planning" || desk.plan?.state === "acting";
  return (
    <Frame
      title={`Corrections, ${reference}`}
      staff={staff}
      back={{ href: requestAddress(reference), words: reference }}
    >
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>Corrections of {reference}</h1>
        <p>
          <bdi>{desk.person}</bdi>, {statusWords[desk.status].word.toLowerCase()}
        </p>
      </header>
      <div className="file-body erase-page">
        <div className="file-main">
          <section aria-labelledby="standing" className="desk-panel">
            <h2 id="standing">How it stands</h2>
            <p>{standingWords(desk)}</p>
            <PlanActs desk={desk} />
            {runs ? <LookAgain href={requestAddress(reference, "/correct")} /> : null}
          </section>
          {desk.corrections.length > 0 ? (
            <section aria-labelledby="corrections">
              <h2 id="corrections">What is said to be wrong</h2>
              <Corrections desk={desk} />
            </section>
          ) : null}
          <PlanSection desk={desk} />
          <section aria-labelledby="facts">
            <h2 id="facts">What the systems say</h2>
            <Facts facts={desk.facts} />
          </section>
          <AddForm desk={desk} />
        </div>
        <div className="file-side">
          <Said desk={desk} />
          {desk.plan ? (
            <section aria-labelledby="who">
              <h2 id="who">Who and when</h2>
              <PlanFacts desk={desk} />
            </section>
          ) : null}
          {desk.suggestsRestriction ? (
            <section aria-labelledby="restrict">
              <h2 id="restrict">Restriction</h2>
              <p>
                While it is checked what is right, the person can have the data restricted: Article 18(1)(a)
                GDPR.
              </p>
            </section>
          ) : null}
        </div>
      </div>
    </Frame>
  );
}

function PlanSection({ desk: { plan, earlier, may, reference } }: { desk: RectificationDesk }) {
  if (!plan && earlier.length === 0) return null;
  return (
    <section aria-labelledby="plan">
      <h2 id="plan">The plan, system by system</h2>
      {plan?.systems.map((system) => (
        <SystemCells
          key={system.id}
          system={system}
          {...(plan.state === "proposed" && may.work ? { include: { reference } } : {})}
          {...(may.work ? { work: { reference } } : {})}
        />
      ))}
      {earlier.map((one) => (
        <details key={one.id}>
          <summary>
            Plan {one.number}, {one.state}
          </summary>
          {one.systems.map((system) => (
            <SystemCells key={system.id} system={system} />
          ))}
        </details>
      ))}
    </section>
  );
}

function Said({ desk: { said } }: { desk: RectificationDesk }) {
  if (said.wrong === "" && said.correct === "") return null;
  return (
    <section aria-labelledby="said">
      <h2 id="said">In the person's words</h2>
      <dl className="erase-facts">
        <div>
          <dt>Wrong</dt>
          <dd className="erase-said">{said.wrong}</dd>
        </div>
        <div>
          <dt>Right</dt>
          <dd className="erase-said">{said.correct}</dd>
        </div>
      </dl>
    </section>
  );
}
