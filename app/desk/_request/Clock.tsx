import { dayName, shortDay } from "#app/_text/dates.ts";
import { textFor } from "#app/_text/text.ts";
import { Derivation } from "#app/_ui/ruler/Derivation.tsx";
import { lawOfVersion } from "#lib/law/regimes/all.ts";
import type { Deadline } from "#lib/request/views.ts";
import { ClockTable } from "./ClockTable.tsx";

/** The due day and how it was found, step by step, what changed it, and every clock that runs beside it. */
export function Clock({ deadline }: { deadline: Deadline }) {
  const law = lawOfVersion(deadline.ruleVersion);
  return (
    <section aria-labelledby="clock" className="clock">
      <h2 id="clock">Clock</h2>
      <dl className="facts">
        {factsOf(deadline).map(({ what, words }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <Pauses deadline={deadline} />
      <details>
        <summary>Why this date?</summary>
        <p>
          {law ? (
            <>
              <a href={`/desk/law/${law.id}`}>{law.name}</a>, version {law.version}: {law.law}
            </>
          ) : (
            "No law that we know sets a day here. It is the company’s own promise."
          )}
        </p>
        <Derivation steps={deadline.derivation} />
      </details>
      {deadline.clocks.length > 0 ? <ClockTable clocks={deadline.clocks} today={deadline.today} /> : null}
    </section>
  );
}

const standing: Record<Exclude<Deadline["state"], "running">, string> = {
  paused: "No day now: the clock stands still until the person answers",
  not_started: "No day yet: the clock starts when what the law lets us wait for has come",
  withdrawn: "No day: the law takes the request as withdrawn",
};

function factsOf(deadline: Deadline): { what: string; words: string }[] {
  const { legalDue, safeDue, state, ifAnsweredToday, forecast, extension, firstDue, targets, today } =
    deadline;
  const fact = (what: string, words: string | null) => (words === null ? [] : [{ what, words }]);
  const short = (day: string) => shortDay(day, today, "en");
  const running = state === "running";
  const noticeBy = deadline.clocks.find((clock) => clock.kind === "extension_notice")?.legalDue ?? null;
  return [
    ...fact("We answer by", running ? dayName(safeDue, "en") : standing[state]),
    ...fact("The law's last day", running && legalDue !== safeDue ? dayName(legalDue, "en") : null),
    ...fact("If answered today", ifAnsweredToday && !running ? dayName(ifAnsweredToday, "en") : null),
    ...fact(
      "More time",
      extension && firstDue
        ? `The person was told on ${short(extension.sent)}, because ${textFor("en").t(`ruler.reasons.${extension.reason}`)}. The first day was ${short(firstDue)}.`
        : null,
    ),
    ...fact(extension ? "Last day to tell it" : "More time until", noticeBy && dayName(noticeBy, "en")),
    ...fact("Our targets", targets.length > 0 ? targets.map(short).join(", ") : null),
    ...fact("At this pace", forecast && `answered by ${dayName(forecast, "en")}`),
  ];
}

const asked = { identity: "who they are", clarification: "what exactly they ask for" } as const;

function Pauses({ deadline: { pauses, today } }: { deadline: Deadline }) {
  if (pauses.length === 0) return null;
  const on = (day: string) => shortDay(day, today, "en");
  return (
    <>
      <h3>The clock stood still</h3>
      <ul className="clock-pauses">
        {pauses.map(({ from, to, about }) => (
          <li key={`${from} ${about}`}>
            The person was asked {asked[about]} on {on(from)},{" "}
            {to === null ? <b>not answered yet</b> : <>answered on {on(to)}</>}.
          </li>
        ))}
      </ul>
    </>
  );
}
