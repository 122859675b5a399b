import { Tag } from "#app/_ui/Tag.tsx";
import type { HealthCheck } from "#lib/health/check.ts";
import { Moment } from "../_kit/Moment.tsx";
import { stateWords, valueInWords } from "./words.ts";

/** What is wrong, the most pressing first: what it means, since when, and what to do. */
export function Troubles({ checks }: { checks: readonly HealthCheck[] }) {
  if (checks.length === 0) return null;
  return (
    <ul className="health-troubles">
      {checks.map((one) => (
        <li key={one.name} id={one.name} className={`health-trouble health-${one.state}`}>
          <h2>
            {one.title} <Tag tone={stateWords[one.state].tone}>{stateWords[one.state].word}</Tag>
          </h2>
          <p className="health-todo">{one.todo}</p>
          <p>
            {one.words ? `${one.words} ` : null}
            {one.means} Now: {valueInWords(one.value, one.unit)}. Broken from{" "}
            {valueInWords(one.limit, one.unit)}.
            {one.since ? (
              <>
                {" "}
                Since <Moment at={one.since} />.
              </>
            ) : null}
          </p>
        </li>
      ))}
    </ul>
  );
}
