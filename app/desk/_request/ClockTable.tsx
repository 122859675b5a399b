import { shortDay } from "#app/_text/dates.ts";
import { Derivation } from "#app/_ui/ruler/Derivation.tsx";
import { Tag, type TagTone } from "#app/_ui/Tag.tsx";
import { clockTitle } from "#lib/clock/clock-words.ts";
import type { Day } from "#lib/core/day.ts";
import type { ClockView } from "#lib/request/views.ts";
import { regimeWords } from "../_kit/words.ts";

const states: Record<ClockView["state"], { word: string; tone: TagTone }> = {
  not_started: { word: "Not begun", tone: "slate" },
  running: { word: "Running", tone: "harbour" },
  paused: { word: "Stands still", tone: "plum" },
  policy: { word: "No day in the law", tone: "slate" },
  withdrawn: { word: "Withdrawn", tone: "slate" },
  done: { word: "Done", tone: "moss" },
  overdue: { word: "Overdue", tone: "brick" },
  not_needed: { word: "Not needed", tone: "slate" },
  expired: { word: "Time is over", tone: "slate" },
};

/** Every clock of the request, of every law that governs it: how it stands, its days, and the way to them. */
export function ClockTable({ clocks, today }: { clocks: readonly ClockView[]; today: Day }) {
  return (
    <>
      <h3 id="clocks">All clocks</h3>
      <table className="clocks" aria-labelledby="clocks">
        <thead>
          <tr>
            <th scope="col">Clock</th>
            <th scope="col">State</th>
            <th scope="col">Last day</th>
            <th scope="col">Safe day</th>
            <th scope="col">Act by</th>
          </tr>
        </thead>
        {clocks.map((clock) => (
          <Row key={`${clock.law} ${clock.kind}`} clock={clock} today={today} />
        ))}
      </table>
    </>
  );
}

function Row({ clock, today }: { clock: ClockView; today: Day }) {
  const title = clockTitle(clock.kind);
  const law = regimeWords(clock.law);
  const on = (day: Day | null) => (day === null ? "—" : shortDay(day, today, "en", "short"));
  return (
    <tbody>
      <tr>
        <th scope="row">
          {title} <span className="clock-law">{law}</span>
        </th>
        <td>
          <State clock={clock} on={on} />
        </td>
        <td data-word="Last day">{on(clock.legalDue)}</td>
        <td data-word="Safe day">{on(clock.safeDue)}</td>
        <td data-word="Act by">{on(clock.actBy)}</td>
      </tr>
      <tr>
        <td colSpan={5} className="clock-steps">
          <details>
            <summary>
              Steps
              <span className="hidden-words">
                {" "}
                of {title}, {law}
              </span>
            </summary>
            <Derivation steps={clock.steps} />
            {clock.warnings.map((warning) => (
              <p key={warning}>{warning}</p>
            ))}
          </details>
        </td>
      </tr>
    </tbody>
  );
}

function State({ clock, on }: { clock: ClockView; on: (day: Day | null) => string }) {
  const { word, tone } = states[clock.state];
  if (clock.metOn === null) return <Tag tone={tone}>{word}</Tag>;
  return (
    <>
      <Tag tone={clock.late ? "brick" : "moss"}>{clock.late ? "Done too late" : "Done in time"}</Tag>
      <span className="clock-met">on {on(clock.metOn)}</span>
    </>
  );
}
