import { Tag } from "#app/_ui/Tag.tsx";
import type { HealthCheck } from "#lib/health/check.ts";
import { stateWords, valueInWords } from "./words.ts";

/** What is looked at and well. */
export function Checks({ checks }: { checks: readonly HealthCheck[] }) {
  if (checks.length === 0) return null;
  return (
    <section aria-labelledby="health-well" className="health-part">
      <h2 id="health-well">What is well</h2>
      <table className="listed health-table">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Now</th>
            <th scope="col">What it means</th>
          </tr>
        </thead>
        <tbody>
          {checks.map((one) => (
            <tr key={one.name} id={one.name}>
              <td className="health-name">
                <Tag tone={stateWords[one.state].tone}>{one.title}</Tag>
              </td>
              <td data-label="Now" className="health-now">
                {valueInWords(one.value, one.unit)}
              </td>
              <td>
                {one.words ? `${one.words} ` : null}
                <span className="faint">{one.means}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
