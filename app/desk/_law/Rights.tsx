import { answerPeriod, extensionRule } from "#lib/clock/answer.ts";
import type { Day } from "#lib/core/day.ts";
import { periodInWords } from "#lib/law/period-words.ts";
import type { Regime } from "#lib/law/regime.ts";
import { type Right, rights } from "#lib/law/rights.ts";
import { reachOf } from "#lib/law/timetable.ts";
import { rightWords } from "../_kit/words.ts";
import { Sourced } from "./Sourced.tsx";
import { date, longest } from "./words.ts";

/** Which rights a law gives on a day of receipt, and in what time each must be answered. */
export function Rights({ law, day }: { law: Regime; day: Day }) {
  const given = rights.flatMap((right) => {
    const rule = law.rights[right];
    return rule ? [{ right, rule }] : [];
  });
  return (
    <section aria-labelledby="rights">
      <h2 id="rights">Rights</h2>
      <table className="ledger-plain law-rules">
        <thead>
          <tr>
            {["Right", "The law calls it", "Answer", "May take", "Where it stands"].map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {given.map(({ right, rule }) => (
            <tr key={right}>
              <th scope="row">{rightWords[right]}</th>
              <td>
                {rule.name}
                {rule.from ? `, from ${date(rule.from)}` : ""}
                {rule.proof === "none" ? "; no proof may be asked" : ""}
                {reachOf(law, right, day).map((one) => `; ${one}`)}
              </td>
              <Answer
                law={law}
                right={right}
                day={rule.from !== undefined && rule.from > day ? rule.from : day}
              />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Answer({ law, right, day }: { law: Regime; right: Right; day: Day }) {
  const period = answerPeriod(law, right, day);
  return (
    <>
      <td data-label="Answer">{periodInWords(period)}</td>
      <td data-label="May take">{longest(extensionRule(law, right))}</td>
      <td>
        <Sourced source={period.source} />
      </td>
    </>
  );
}
