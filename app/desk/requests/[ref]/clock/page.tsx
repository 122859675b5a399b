import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { textFor } from "#app/_text/text.ts";
import { Button } from "#app/_ui/Button.tsx";
import { DeadlineRuler } from "#app/_ui/ruler/DeadlineRuler.tsx";
import { rulerWords } from "#app/_ui/ruler/words.ts";
import { AskPanel } from "#app/desk/_clock/AskPanel.tsx";
import { ExtendPanel } from "#app/desk/_clock/ExtendPanel.tsx";
import { FeePanel } from "#app/desk/_clock/FeePanel.tsx";
import { Questions } from "#app/desk/_clock/Questions.tsx";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { rulerOf } from "#app/desk/_kit/ruler.ts";
import { rightWords, statusWords } from "#app/desk/_kit/words.ts";
import { Clock } from "#app/desk/_request/Clock.tsx";
import { readClockDesk } from "#lib/request/clocks/clock-desk-view.ts";

type Props = { params: Promise<{ ref: string }> };

/** The clock of one request: how it stands and why, and what may be done about it, with what each act would do. */
export default async function ClockPage({ params }: Props) {
  const reference = referenceFrom((await params).ref);
  const { staff, desk } = await made("/desk", async () => {
    const staff = await requireStaff();
    return { staff, desk: await orNull(readClockDesk(staff, reference)) };
  });
  if (!desk) return <NotHere staff={staff} />;
  const ruler = rulerOf(desk.deadline, desk.status);
  const mayAct = desk.worked && desk.may.work;
  return (
    <Frame
      title={`The clock, ${reference}`}
      staff={staff}
      back={{ href: requestAddress(reference), words: reference }}
    >
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>The clock of {reference}</h1>
        <p>
          {rightWords[desk.right]}, {statusWords[desk.status].word.toLowerCase()}
        </p>
      </header>
      <DeadlineRuler input={ruler} words={rulerWords(textFor("en"), ruler, "desk")} />
      {desk.withdrawn ? (
        <section aria-labelledby="withdrawn" className="desk-panel desk-panel-plum">
          <h2 id="withdrawn">It counts as withdrawn</h2>
          <p>
            The person was told of the fee, and the time to agree to it is over. The law takes that as a
            withdrawal.
          </p>
          {desk.may.cancel ? (
            <form action={requestAddress(reference, "/clock/act")} method="post">
              <input type="hidden" name="act" value="close" />
              <Button small>Close it, and tell the person</Button>
            </form>
          ) : null}
        </section>
      ) : null}
      <div className="file-body">
        <div className="file-main">
          <section aria-labelledby="questions">
            <h2 id="questions">Questions to the person</h2>
            <Questions
              questions={desk.questions}
              reference={reference}
              today={desk.deadline.today}
              mayAct={mayAct}
            />
            {mayAct && !desk.withdrawn
              ? desk.ask.map((ask) => <AskPanel key={ask.about} ask={ask} reference={reference} />)
              : null}
          </section>
          <section aria-labelledby="more-time">
            <h2 id="more-time">More time</h2>
            {mayAct ? <ExtendPanel desk={desk} /> : <p>{whyNot(desk.worked)}</p>}
          </section>
          <section aria-labelledby="fee">
            <h2 id="fee">Fee</h2>
            <FeePanel desk={desk} />
          </section>
        </div>
        <div className="file-side">
          <Clock deadline={desk.deadline} />
        </div>
      </div>
    </Frame>
  );
}

const whyNot = (worked: boolean) =>
  worked ? "Your role may look, and not act." : "The request is answered or over: no more time is to be had.";
