import { dayName } from "#app/_text/dates.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import { requestAddress } from "#app/desk/_kit/address.ts";
import { regimeWords, rightWords, statusWords, systemWords } from "#app/desk/_kit/words.ts";
import { rightChoice } from "#app/desk/_new/words.ts";
import type { Alike, Hints } from "#lib/request/acts/alike.ts";
import type { RequestFile } from "#lib/request/views.ts";
import { Sort } from "./SortBar.tsx";

const reasons: Record<string, string> = {
  residence: "it protects people who live there",
  residence_of_country: "it protects people in the whole country",
  everyone: "it binds us whoever asks",
  chosen_by_staff: "staff chose it",
  policy: "no law that we know counts, so it is our own promise",
};

/** What we think of a new request, each thing with its reason. Nothing here is decided. */
export function Hinted({ file, hints }: { file: RequestFile; hints: Hints }) {
  return (
    <section aria-labelledby="hints" className="triage-hints">
      <h3 id="hints">What we think, and why</h3>
      <dl>
        <div>
          <dt>What it is</dt>
          <dd>
            {rightChoice(hints.right)}, because the person chose it.
            {hints.rights.map(({ right, because }) => (
              <p key={right}>
                Perhaps also: {rightChoice(right).toLowerCase()}, because of the{" "}
                {because.length === 1 ? "word" : "words"}{" "}
                {because.map((word, at) => (
                  <span key={word}>
                    {at > 0 ? ", " : ""}
                    <q>{word}</q>
                  </span>
                ))}
                . <a href={requestAddress(file.reference, "/receipt")}>Split it</a>
              </p>
            ))}
          </dd>
        </div>
        <div>
          <dt>Law</dt>
          <dd>
            {hints.laws.map(({ law, reason }) => (
              <p key={law}>
                {regimeWords(law)}: {reasons[reason] ?? reason.replaceAll("_", " ")}.
              </p>
            ))}
          </dd>
        </div>
        <div>
          <dt>Asked before</dt>
          <dd>
            {hints.alike.length === 0
              ? "No other request has this address, or this name and place."
              : hints.alike.map((one) => (
                  <AlikeLine key={one.reference} one={one} reference={file.reference} />
                ))}
          </dd>
        </div>
        <div>
          <dt>Who it may be</dt>
          <dd>
            <People file={file} />
          </dd>
        </div>
      </dl>
    </section>
  );
}

function AlikeLine({ one, reference }: { one: Alike; reference: string }) {
  const { word, tone } = statusWords[one.status];
  return (
    <div className="triage-alike">
      <p>
        <a href={requestAddress(one.reference)} className="mono">
          {one.reference}
        </a>{" "}
        {rightWords[one.right]}, received {dayName(one.receivedDay, "en")} <Tag tone={tone}>{word}</Tag>
        <br />
        <span className="faint">
          {one.because === "address"
            ? `The same address${one.answers ? ", the same right, and it came first: it can answer both" : ""}.`
            : "The same name from the same place: perhaps the same person, perhaps not. Names alone merge nothing."}
        </span>
      </p>
      <Sort reference={reference} act="relate" next={reference} fields={{ other: one.reference }}>
        <Button second small>
          Link<span className="hidden-words"> with {one.reference}</span>
        </Button>
      </Sort>
    </div>
  );
}

/** What the systems said about who it is, as far as they have been asked. */
function People({ file }: { file: RequestFile }) {
  if (file.systems.length === 0) return "No system is asked before somebody has proven who they are.";
  const clear = file.sharedIdentifiers.length === 0;
  return (
    <>
      <ul className="triage-systems">
        {file.systems.map(({ taskId, title, state }) => (
          <li key={taskId}>
            {title} <Tag tone={systemWords[state].tone}>{systemWords[state].word}</Tag>
          </li>
        ))}
      </ul>
      <p>
        {clear ? "Found by what the person proved." : "One identifier leads to several people."}{" "}
        <a href={requestAddress(file.reference, "/person")}>{clear ? "See how" : "Decide who it is"}</a>
      </p>
    </>
  );
}
