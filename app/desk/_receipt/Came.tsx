import type { ReactNode } from "react";
import { timeOf } from "#app/_text/dates.ts";
import { dayInWords } from "#lib/core/day.ts";
import { currentMap } from "#lib/map/current.ts";
import type { ReceiptFile } from "#lib/request/receipt-file.ts";
import { Moment } from "../_kit/Moment.tsx";
import { channelWords } from "../_new/words.ts";

/** When and how it came, what shows it, and who entered it when. */
export function Came({ file }: { file: ReceiptFile }) {
  const { channel, receivedAt, receivedDay, datedDay, enteredAt, enteredBy, evidence, said } = file;
  const approved = file.corrections.find((one) => one.verdict === "approved");
  const shown = approved ? approved.text?.evidence : evidence?.evidence;
  // Without a time noon is kept: nobody said so.
  const timed = channel === "portal" || timeOf(receivedAt, currentMap().company.timezone, "en") !== "12:00";
  const later = enteredAt.getTime() - receivedAt.getTime() > 60_000;
  return (
    <section aria-labelledby="came">
      <h2 id="came">How it came</h2>
      <dl className="facts">
        <Fact what="Received on">{dayInWords(receivedDay, "en")}</Fact>
        {timed ? (
          <Fact what="At">
            <Moment at={receivedAt} />
          </Fact>
        ) : null}
        <Fact what="By">{channelWords[channel] ?? channel}</Fact>
        {datedDay ? <Fact what="Dated">{dayInWords(datedDay, "en")}</Fact> : null}
        <Fact what="Entered by">
          {enteredBy}
          {later ? (
            <>
              , <Moment at={enteredAt} />
            </>
          ) : null}
        </Fact>
        {shown ? (
          <Fact what="Shown by">
            <span className="receipt-text">{shown}</span>
          </Fact>
        ) : null}
        {evidence?.whyOld ? <Fact what="Why it lay so long">{evidence.whyOld}</Fact> : null}
        {said ? (
          <Fact what="What they said">
            <span className="receipt-text" dir="auto">
              {said}
            </span>
          </Fact>
        ) : null}
      </dl>
    </section>
  );
}

function Fact({ what, children }: { what: string; children: ReactNode }) {
  return (
    <div>
      <dt>{what}</dt>
      <dd>{children}</dd>
    </div>
  );
}
