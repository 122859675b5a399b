import { type Part as Piece, StackedBar } from "#app/desk/_charts/StackedBar.tsx";
import { Twin } from "#app/desk/_charts/Twin.tsx";
import { date } from "#app/desk/_law/words.ts";
import { addDays } from "#lib/core/day.ts";
import type { Metrics } from "#lib/metrics/read.ts";
import { listOf, openList } from "./links.ts";
import { Part } from "./Part.tsx";
import { groundName, number } from "./words.ts";

const tones = ["brick", "plum", "ochre", "slate", "harbour", "moss"] as const;

/** On which grounds requests were refused, whole or in part. */
export function Grounds({ metrics: { grounds, asked } }: { metrics: Metrics }) {
  const parts: Piece[] = grounds.map(({ what, n }, at) => ({
    key: what,
    name: groundName(what),
    tone: tones[at % tones.length] ?? "slate",
    n,
    words: number(n),
    href: listOf("ended", asked, [`ground:${what}`]),
  }));
  return (
    <Part
      id="grounds"
      title="Refused because"
      words="Each ground of each refusal, whole or in part: a request may have several."
      empty={parts.length === 0 ? "Nothing was refused in this time." : null}
    >
      <StackedBar
        sentence={`Grounds of refusals: ${parts.map(({ name, words }) => `${name} ${words}`).join(", ")}.`}
        parts={parts}
      />
      <Twin
        caption="Grounds of refusals"
        head={["Ground", "Requests"]}
        rows={parts.map(({ key, name, words, href }) => ({ key, cells: [{ words: name }, { words, href }] }))}
      />
    </Part>
  );
}

const answered = "outcome:complied,complied_partly";

/** What was hidden in answers, and what was taken up again. */
export function Care({ metrics: { hidden, reopened, asked } }: { metrics: Metrics }) {
  return (
    <Part
      id="hidden"
      title="Hidden, and taken up again"
      words="Places in answers that were hidden for the sake of others, and requests that went on as another after they had ended."
    >
      <dl className="metrics-numbers">
        <div>
          <dt>Answers with something hidden</dt>
          <dd>
            <a href={listOf("ended", asked, ["is:hidden", answered])}>{number(hidden.requests)}</a>
          </dd>
        </div>
        <div>
          <dt>Places hidden in them</dt>
          <dd>
            <a href={listOf("ended", asked, ["is:hidden", answered])}>{number(hidden.places)}</a>
          </dd>
        </div>
        <div>
          <dt>Taken up again</dt>
          <dd>
            <a href={listOf("ended", asked, ["is:reopened"])}>{number(reopened)}</a>
          </dd>
        </div>
      </dl>
    </Part>
  );
}

/** Which weeks will have late answers, if systems take as long as they usually do. */
export function Forecast({ metrics: { ahead, asked } }: { metrics: Metrics }) {
  const parts: Piece[] = ahead.atRisk.map(({ week, n }, at) => ({
    key: week,
    name: `Due in the week of ${date(week)}`,
    tone: at % 2 === 0 ? "ochre" : "brick",
    n,
    words: number(n),
    href: openList(asked, ["is:at_risk", `due:${week}..${addDays(week, 6)}`]),
  }));
  return (
    <Part
      id="forecast"
      title="What will be late"
      words="Open requests whose answer is forecast for after their due day, by how long each system usually takes."
      empty={parts.length === 0 ? "By forecast, nothing that is open will be late." : null}
    >
      <StackedBar
        sentence={`Forecast to be late: ${parts.map(({ name, words }) => `${name} ${words}`).join(", ")}.`}
        parts={parts}
      />
      <Twin
        caption="Forecast to be late, by week of the due day"
        head={["Week", "Requests"]}
        rows={parts.map(({ key, name, words, href }) => ({ key, cells: [{ words: name }, { words, href }] }))}
      />
    </Part>
  );
}
