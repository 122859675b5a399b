import { dayName } from "#app/_text/dates.ts";
import { textFor } from "#app/_text/text.ts";
import { DeadlineRuler } from "#app/_ui/ruler/DeadlineRuler.tsx";
import { rulerWords } from "#app/_ui/ruler/words.ts";
import { requestAddress } from "#app/desk/_kit/address.ts";
import { Moment } from "#app/desk/_kit/Moment.tsx";
import { rulerOf } from "#app/desk/_kit/ruler.ts";
import { proofWords, regimeWords } from "#app/desk/_kit/words.ts";
import { rightChoice } from "#app/desk/_new/words.ts";
import { Reveal } from "#app/desk/_request/Reveal.tsx";
import type { Day } from "#lib/core/day.ts";
import { revealWantsReason } from "#lib/fanout/reveal.ts";
import { placeName } from "#lib/law/places.ts";
import type { Hints } from "#lib/request/acts/alike.ts";
import type { Masked, RequestFile } from "#lib/request/views.ts";
import { Hinted } from "./Hinted.tsx";
import { SortBar } from "./SortBar.tsx";

/** The new request that is open: who asks for what, what we think of it and why, and what can be done. */
export function Open({
  file,
  hints,
  next,
  today,
}: {
  file: RequestFile;
  hints: Hints;
  next: string | null;
  today: Day;
}) {
  const input = rulerOf(file.deadline, file.status);
  const { person, proof } = file;
  return (
    <article className="triage-open" aria-labelledby="open">
      <header>
        <h2 id="open">
          <bdi>{person.name}</bdi> asks: {rightChoice(file.right).toLowerCase()}
        </h2>
        <p className="triage-facts">
          <a href={requestAddress(file.reference)} className="mono" data-key="o">
            {file.reference}
          </a>
          <span>{regimeWords(file.regime)}</span>
          <span>{placeName(person.place, "en")}</span>
          <span>
            Received <Moment at={file.receivedAt} />
          </span>
          <span>Due {dayName(file.deadline.safeDue, "en")}</span>
        </p>
        <DeadlineRuler input={input} words={rulerWords(textFor("en"), input, "desk")} size="page" />
      </header>
      <SortBar file={file} alike={hints.alike} next={next} today={today} />
      <section aria-labelledby="said">
        <h3 id="said">In their words</h3>
        {person.details ? (
          <Value file={file} value={person.details} what="whole text" long />
        ) : (
          <p className="faint">They wrote nothing besides.</p>
        )}
        <dl className="facts">
          <div>
            <dt>E-mail</dt>
            <dd>
              <Value file={file} value={person.email} what="e-mail" />
            </dd>
          </div>
          <div>
            <dt>Proof</dt>
            <dd>
              {proof ? (
                <>
                  {proofWords(proof.how)}, <Moment at={proof.at} />
                </>
              ) : (
                "None yet"
              )}
            </dd>
          </div>
        </dl>
      </section>
      <Hinted file={file} hints={hints} />
    </article>
  );
}

function Value({
  file,
  value,
  what,
  long = false,
}: {
  file: RequestFile;
  value: Masked;
  what: string;
  long?: boolean;
}) {
  return (
    <Reveal
      reference={file.reference}
      value={value}
      what={what}
      may={file.may.reveal}
      askWhy={revealWantsReason()}
      long={long}
    />
  );
}
