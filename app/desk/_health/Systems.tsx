import { Tag, type TagTone } from "#app/_ui/Tag.tsx";
import type { SystemStanding } from "#lib/health/look/systems.ts";
import { Moment } from "../_kit/Moment.tsx";

const words: Record<SystemStanding["state"], { word: string; tone: TagTone }> = {
  well: { word: "Well", tone: "moss" },
  stopped: { word: "Stopped by staff", tone: "ochre" },
  broken: { word: "Does not answer", tone: "brick" },
};

/** How the last talks with each system went. */
export function Systems({ systems }: { systems: readonly SystemStanding[] }) {
  if (systems.length === 0) return null;
  return (
    <section aria-labelledby="health-systems" className="health-part">
      <h2 id="health-systems">Systems</h2>
      <table className="listed health-table">
        <thead>
          <tr>
            <th scope="col">System</th>
            <th scope="col">State</th>
            <th scope="col">Last asked</th>
          </tr>
        </thead>
        <tbody>
          {systems.map((one) => (
            <tr key={one.id}>
              <td className="cell-reference">
                <a href={`/desk/systems/${one.id}`} data-row>
                  {one.title}
                </a>
              </td>
              <td>
                <Tag tone={words[one.state].tone}>{words[one.state].word}</Tag>
                {one.state === "broken" && one.code ? (
                  <span className="faint"> {one.code.replaceAll("_", " ")}</span>
                ) : null}
              </td>
              <td data-label="Last asked">
                {one.lastAt ? <Moment at={one.lastAt} /> : <span className="faint">Not yet</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
